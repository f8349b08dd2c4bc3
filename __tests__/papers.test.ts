import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { withColumnTables } from '../scripts/files-document.ts'
import { withInputTables } from '../scripts/inputs-document.ts'
import { withTables } from '../scripts/readme.ts'
import { actionEntries, evaluate, inputDefaults } from '../simulator/action-file.ts'
import { makeCompany } from '../simulator/company.ts'
import { peopleFile } from '../simulator/org-chart.ts'
import { type Run, runAction } from '../simulator/runner.ts'
import { writeReports } from '../simulator/write-reports.ts'
import { parseDay } from '../src/day.ts'
import { readInputs } from '../src/inputs.ts'
import { COLUMNS } from '../src/render/csv/columns.ts'
import { packageFaults } from './data-package.ts'
import { schemaFaults } from './json-schema.ts'

const text = (path: string) => readFileSync(path, 'utf8')
const actionYaml = text('action.yml')
const readme = text('README.md')

describe('the inputs', () => {
  test('are the names that the code reads', () => {
    const sources = ['inputs', 'app-inputs', 'entity-inputs', 'publishing-inputs', 'seat-inputs']
      .map((name) => text(`src/${name}.ts`))
      .join('\n')
    const read = [...sources.matchAll(/(?:getInput|readList|readOptional|read\.\w+)\(\s*'([\w-]+)'/g)].map(
      ([, name]) => name,
    )
    expect(inputNames()).toEqual([...new Set(read)].toSorted())
  })

  describe('have the defaults of the code', () => {
    beforeEach(() => {
      vi.stubEnv('GITHUB_REPOSITORY_OWNER', 'octo-works')
      vi.stubEnv('GITHUB_API_URL', 'https://api.octo.ghe.com')
      vi.stubEnv('INPUT_GITHUB-TOKEN', 'a-token')
    })
    afterEach(() => {
      vi.unstubAllEnvs()
    })

    test('whether the runner hands them in or not', () => {
      const bare = readToday()
      for (const [name, standard] of inputDefaults(actionYaml)) {
        if (name === 'github-token' || name === 'report-token') continue
        vi.stubEnv(
          `INPUT_${name.toUpperCase()}`,
          evaluate(standard ?? '', {
            'github.api_url': 'https://api.octo.ghe.com',
            'github.token': 'job-token',
          }),
        )
      }
      expect(readToday()).toEqual(bare)
    })

    // Guards the test above: an input that ignored what it is given would pass it.
    test('and change with what is handed in', () => {
      vi.stubEnv('INPUT_ENTERPRISE', 'octo')
      vi.stubEnv('GITHUB_REPOSITORY', 'octo-works/copilot-report')
      vi.stubEnv('INPUT_REPORT-PATH', 'reports/copilot.md')
      vi.stubEnv('INPUT_REPORT-TOKEN', 'job-token')
      const bare = JSON.stringify(readToday())
      const ignored = [...inputDefaults(actionYaml)].filter(([name, standard]) => {
        if (standard === undefined || name === 'github-api-url') return false
        vi.stubEnv(`INPUT_${name.toUpperCase()}`, otherThan(name, standard))
        const isIgnored = JSON.stringify(readToday()) === bare
        vi.stubEnv(`INPUT_${name.toUpperCase()}`, name === 'report-token' ? 'job-token' : standard)
        return isIgnored
      })
      expect(ignored).toEqual([])
    })
  })
})

describe('README.md', () => {
  test('has the tables that npm run readme writes', () => {
    expect(withTables(readme, actionYaml, text('docs/troubleshooting.md'))).toBe(readme)
  })

  test('has 2,000 words at most beside its code', () => {
    const shown = readme.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/<!--[\s\S]*?-->/g, '')
    const words = shown.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
    expect(words.length).toBeGreaterThan(1000)
    expect(words.length).toBeLessThanOrEqual(2000)
  })

  test('has the commands that are typed word for word', () => {
    const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, command = '']) =>
      command.trim(),
    )
    expect(commands).toEqual(expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']))
  })
})

describe('docs/inputs.md', () => {
  test('has the tables that npm run readme writes, with every input and output', () => {
    const document = text('docs/inputs.md')
    expect(withInputTables(document, actionYaml)).toBe(document)
    const names = (['inputs', 'outputs'] as const).flatMap((section) =>
      actionEntries(actionYaml, section).map(({ name }) => name),
    )
    const told = [...document.matchAll(/^\| `([\w-]+)`/gm)].map(([, name = '']) => name)
    expect(told.toSorted()).toEqual(names.toSorted())
  })

  test('is not written while an input has no section', () => {
    const more = actionYaml.replace('\noutputs:\n', "\n  spare:\n    description: 'Spare.'\n\noutputs:\n")
    expect(() => withInputTables(text('docs/inputs.md'), more)).toThrow('has no section for spare')
  })
})

describe('docs/files.md', () => {
  test('has the tables that npm run readme writes, with every column of every file', () => {
    const document = text('docs/files.md')
    expect(withColumnTables(document)).toBe(document)
    const explained = new Set([...document.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name))
    const columns = new Set<string>(Object.values(COLUMNS).flat())
    expect([...columns].filter((column) => !explained.has(column))).toEqual([])
  })
})

describe('CONTRIBUTING.md', () => {
  test('has the files of src/ on its map, and no others', () => {
    const [, map = ''] = /^src\/\n((?: .*\n)*)/m.exec(text('CONTRIBUTING.md')) ?? []
    const folders: string[] = []
    const mapped: string[] = []
    for (const [, indent = '', name = '', slash] of map.matchAll(/^( +)([\w-]+)(\/?)/gm)) {
      const depth = indent.length / 2 - 1
      if (slash === '/') folders.splice(depth, folders.length, name)
      else mapped.push(`${['src', ...folders.slice(0, depth), name].join('/')}.ts`)
    }
    expect(mapped.toSorted()).toEqual(sourceFiles().toSorted())
  })
})

describe('a run', () => {
  let directory = ''
  let run: Run | undefined
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'papers-'))
    const company = makeCompany({ slug: 'octo-works', seats: 60, teams: 5 })
    await writeReports(company, directory, '2026-10-20', '2026-11-02')
    const inputs = {
      'reports-directory': directory,
      until: '2026-11-02',
      days: '7',
      'artifact-name': '',
      'people-file': 'people.csv',
      'group-by': 'department, manager',
    }
    run = await runAction({ inputs, files: { 'people.csv': peopleFile(company) } })
  })
  afterEach(async () => {
    await run?.[Symbol.asyncDispose]()
    rmSync(directory, { recursive: true })
  })

  test('sets the outputs of action.yml, writes the files of the README and a totals.json that fits its schema', () => {
    expect(run).toMatchObject({ errors: [], exitCode: 0 })
    const outputs = actionEntries(actionYaml, 'outputs').map(({ name }) => name)
    expect(Object.keys(run?.outputs ?? {}).toSorted()).toEqual(outputs.toSorted())
    expect(run?.fileNames().filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
    expect(packageFaults(run?.fileNames() ?? [], (name) => run?.file(name) ?? '')).toEqual([])
    const schema = JSON.parse(text('docs/totals.schema.json')) as object
    expect(schemaFaults(schema, JSON.parse(run?.file('totals.json') ?? '')).slice(0, 20)).toEqual([])
  })
})

function inputNames(): string[] {
  return actionEntries(actionYaml, 'inputs')
    .map(({ name }) => name)
    .toSorted()
}

function readToday(): unknown {
  const today = parseDay('2026-11-21')
  if (today === undefined) throw new Error('that is a day')
  return readInputs(today)
}

/** Something that the input also accepts. */
function otherThan(name: string, standard: string): string {
  const others: Readonly<Record<string, string>> = {
    source: 'user-engagement',
    people: 'none',
    'missing-days': 'fail',
  }
  if (others[name] !== undefined) return others[name]
  if (standard === 'true' || standard === 'false') return standard === 'true' ? 'false' : 'true'
  return standard.includes('.')
    ? '0.55'
    : /^\d+$/.test(standard)
      ? String(Number(standard) + 1)
      : `${standard}-2`
}

function sourceFiles(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${name}`)
}
