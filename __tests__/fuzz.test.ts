import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'

import { type Batch, batchOf } from '../fuzz/batches.ts'
import { type Collected, runBundle } from '../fuzz/bundle.ts'
import { cellFaults, undefused } from '../fuzz/cells.ts'
import { randomOf } from '../fuzz/chance.ts'
import { hostileReports } from '../fuzz/hostile-reports.ts'
import { filesOf } from '../fuzz/layouts.ts'
import type { Fault } from '../fuzz/kind.ts'
import { lineKind, READERS } from '../fuzz/lines.ts'
import { commandFaults, outputFaults } from '../fuzz/log-commands.ts'
import { pageFaults, svgFaults } from '../fuzz/markup.ts'
import { numberNeedlesOf, needlesOf } from '../fuzz/needles.ts'
import { leaksOf, type Mode } from '../fuzz/privacy.ts'
import type { Published } from '../fuzz/published.ts'
import { faultsOf, recipeKind } from '../fuzz/recipe.ts'
import { sentenceFaults } from '../fuzz/sentences.ts'
import { smallest } from '../fuzz/smallest.ts'
import { makeCompany } from '../simulator/company.ts'

test('The same seed makes the same cases', () => {
  const filesOfSeed = (seed: number) => {
    const { lines, layouts } = batchOf(randomOf(seed))
    return filesOf(lines, layouts)
  }
  const files = filesOfSeed(11)
  expect(filesOfSeed(11)).toEqual(files)
  expect(filesOfSeed(12)).not.toEqual(files)
  expect(hostileReports(randomOf(11))).toEqual(hostileReports(randomOf(11)))
})

test('A reproduction is as small as it can be', async () => {
  const items = Array.from({ length: 100 }, (_, at) => at)
  expect(await smallest(items, (some) => some.includes(17) && some.includes(71))).toEqual([17, 71])
})

describe('Lines one by one', () => {
  const kind = lineKind()
  test.each([1, 2])('are read alike by the scanner, by JSON.parse and plainly: seed %i', async (seed) => {
    const { lines, findings } = await kind.try(randomOf(seed))
    expect(lines).toBe(500)
    expect(findings).toEqual([])
  })

  test('A wrong number, a line too many and an exception are found, and the line is made small', async () => {
    const broken = lineKind({
      users: (line) => {
        const read = READERS.users(line)
        if ('fields' in read && line.includes('"used_cli":true'))
          return { fields: { ...(read.fields as object), credits: 7 } }
        return read
      },
      'user-teams': (line) => {
        if (line.length % 7 === 0) throw new Error('Cannot read properties of undefined')
        return READERS['user-teams'](line)
      },
    })
    const { findings } = await broken.try(randomOf(1))
    expect(findings.map(({ what }) => what).toSorted()).toEqual([
      'reading a line of user-teams throws: Cannot read properties of undefined',
      'the scanner and JSON.parse read a line of users differently',
    ])
    const wrong = findings.find(({ what }) => what.startsWith('the scanner'))
    expect(wrong?.files.get('line.ndjson')?.length).toBeLessThan(600)
  })
})

describe('Reports through the bundle', () => {
  let batch: Batch
  let collected: Collected
  let found: readonly Fault[]
  beforeAll(async () => {
    batch = batchOf(randomOf(20, 29))
    found = await faultsOf(batch.asked, filesOf(batch.lines, batch.layouts), async (options) => {
      collected = await runBundle(options)
      return collected
    })
  })
  const faultsWith = (changed: (run: Collected) => Partial<Collected>, lines = batch.lines) =>
    faultsOf(batch.asked, filesOf(lines, batch.layouts), () =>
      Promise.resolve({ ...collected, ...changed(collected) }),
    )
  const whats = async (...args: Parameters<typeof faultsWith>) =>
    (await faultsWith(...args)).map(({ what }) => what)

  test('give the numbers of the recipe, and the lines that cannot be used are kept out', () => {
    expect(found).toEqual([])
    expect(collected).toMatchObject({ errors: [], exitCode: 0 })
    expect(collected.files.get('rejected-lines.csv')).toBeDefined()
  })

  test('A number that is not the recipe’s is found', async () => {
    const wrong = ({ files }: Collected) => ({
      files: new Map(files).set(
        'days.csv',
        (files.get('days.csv') ?? '').replace(/,reported,/, ',reported,9'),
      ),
    })
    expect(await whats(wrong)).toEqual([expect.stringMatching(/^days\.csv differs from the recipe/)])
    const less = ({ files }: Collected) => ({
      files: new Map([...files].filter(([name]) => name !== 'people.csv')),
    })
    expect(await whats(less)).toEqual(['people.csv differs from the recipe: a line less'])
  })

  test('A run that publishes although more than 1 % of a report cannot be used is found', async () => {
    const [first] = batch.lines
    if (first === undefined) throw new Error('The batch has no line.')
    const broken = Array.from({ length: 30 }, () => ({
      ...first,
      bytes: Buffer.from('{"broken'),
      isJson: false,
    }))
    expect(await whats(() => ({}), [...batch.lines, ...broken])).toEqual([
      expect.stringMatching(/^a run publishes although N of N lines/),
    ])
  })

  test.each([
    [
      "Cannot read properties of undefined (reading 'x')",
      'a run fails with the text of an exception: Cannot read propert',
    ],
    ['Maximum call stack size exceeded', 'a run fails with the text of an exception: Maximum call stack'],
    ['All is well; nothing to do', 'a run fails without a reason: All is well; nothing to do'],
  ])('A run that fails with "%s" is found', async (sentence, what) => {
    expect(await whats(() => ({ exitCode: 1, errors: [sentence], outputs: {} }))).toEqual([what])
  })

  test('A run that is killed, has a stack trace, outputs or two errors is found', () => {
    const failed = { ...collected, exitCode: 1, errors: ['One sentence'], log: '', outputs: {} }
    expect(sentenceFaults(failed)).toEqual([])
    expect(sentenceFaults({ ...failed, exitCode: null })).toHaveLength(1)
    expect(sentenceFaults({ ...failed, errors: ['One', 'Two'] })).toHaveLength(1)
    expect(sentenceFaults({ ...failed, log: 'x\n    at run (/dist/index.js:1:2)' })).toHaveLength(1)
    expect(sentenceFaults({ ...failed, outputs: { members: '1' } })).toHaveLength(1)
  })

  test('What is found comes with few lines', async () => {
    const kind = recipeKind(async (options) => {
      const run = await fakeRun(options.inputs?.['reports-directory'] ?? '')
      return { ...collected, ...run }
    })
    const { findings } = await kind.try(randomOf(20, 29))
    expect(findings.map(({ what }) => what)).toEqual([
      'a run fails with the text of an exception: is not a function',
    ])
    const lines = [...(findings[0]?.files ?? [])].filter(([path]) => path.startsWith('reports/users'))
    expect(lines.reduce((sum, [, content]) => sum + content.length, 0)).toBeLessThan(20_000)
  })
})

describe('Hostile texts', () => {
  test('The pages of our own have nothing that is not ours', () => {
    const folder = new URL('output/', import.meta.url)
    const pages = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'large.md')
    expect(pages.length).toBeGreaterThan(5)
    for (const name of pages)
      expect(pageFaults(name, readFileSync(new URL(name, folder), 'utf8'))).toEqual([])
  })

  test.each([
    ['<img src=x onerror=alert(1)>', 'page has an attribute that is not ours: onerror'],
    ['<script>alert(1)</script>', 'page has an element that is not ours: <script>'],
    ['[zq1](https://evil.example/)', 'page has a link that is not ours: https://evil.example'],
    ['https://evil.example/', 'page has a link that is not ours: https://evil.example'],
    ['<!-- zq -->', 'page has an element that is not ours: <!-- zq -->'],
    ['\u202ezq1', 'page has characters that turn the direction of text'],
  ])('In a page %j is found', (text, fault) => {
    const faults = pageFaults('page', `| a | b |\n| :-- | --: |\n| ${text} | 1 |\n`)
    expect(faults.join('\n')).toContain(fault)
    expect(pageFaults('page', '| a | b |\n| :-- | --: |\n| zq1 | 1 |\n')).toEqual([])
  })

  test.each([
    '<svg><script>1</script></svg>',
    '<svg onload="x()"><g/></svg>',
    '<svg><a xlink:href="https://x"><text>a</text></a></svg>',
    '<svg><rect fill="url(https://x)"/></svg>',
    '<svg><foreignObject/></svg>',
  ])('In a chart %s is found', (svg) => {
    expect(svgFaults('a chart', svg).length).toBeGreaterThan(0)
    expect(svgFaults('a chart', '<svg role="img"><g><rect fill="url(#a)"/></g></svg>')).toEqual([])
  })

  test.each([
    '=1',
    '+1x',
    '-1x',
    '@x',
    '"\n=1"',
    '\u00a0=1',
    '\ufeff=1',
    '\u0000=1',
    '\uff1dx',
    '"a;=1"',
    'a;b',
  ])('In a table the cell %j is found', (cell) => {
    expect(cellFaults('x.csv', `a,b\n1,${cell}\n`)).toHaveLength(1)
    expect(cellFaults('x.csv', `a,b\n-1.5,'=1\n"a;'=1",x=1\n`)).toEqual([])
  })

  test('What defuses a cell is taken out before texts are compared', () => {
    expect(["'=1", "'\n=1", "a;'=1", "it's", "'quoted'"].map(undefused)).toEqual([
      '=1',
      '\n=1',
      'a;=1',
      "it's",
      "'quoted'",
    ])
  })

  test.each([
    '::set-output name=a::1',
    'x\r::add-path::/x',
    '  ::stop-commands::x',
    'a ##[error]b',
    '\u001b[31m',
  ])('In a log %j is found', (line) => {
    expect(commandFaults(`::group::Read\n${line}\n::endgroup::`)).toHaveLength(1)
    expect(commandFaults('::group::Read\na ::set-output::\n::endgroup::')).toEqual([])
  })

  test('An output that is not declared and one of several lines are found', () => {
    expect(outputFaults({ members: '1', other: '1' }, new Set(['members']))).toHaveLength(1)
    expect(outputFaults({ members: '1\n2' }, new Set(['members']))).toHaveLength(1)
  })
})

describe('What must not be told', () => {
  const company = makeCompany({ seats: 20, teams: 2 })
  const [person] = company.people
  const login = person?.login ?? ''
  const token = 'ghp_0123456789abcdefghijklmnopqrstuvwxyz'
  const link = 'http://127.0.0.1:1/reports/a?se=2026&sig=abc%2Bdef%2Fghi%3D'
  const empty: Published = {
    exitCode: 0,
    runId: '1',
    errors: [],
    log: '',
    outputs: {},
    summary: '',
    files: new Map(),
    disk: new Map(),
    artifact: new Map(),
    committed: new Map(),
    history: '',
    requests: '',
    secrets: [],
  }
  const leaks = (published: Partial<Published>, mode: Mode = 'none') =>
    leaksOf({ ...empty, ...published }, { mode, company, texts: [token, link] })

  test('Nothing is found where nothing is told', () => {
    const harmless = 'The token is expired. 1,234,567 lines; team 42'
    expect(leaks({ log: harmless, summary: harmless, files: new Map([['a.csv', harmless]]) })).toEqual([])
  })

  test.each(needlesOf('a token or key', token).map(({ what, text }) => [what, text]))(
    '%s is found wherever it stands',
    (what, text) => {
      const found = `${what} stands in`
      expect(leaks({ log: `x${text}x` })).toContain(`${found} the log`)
      expect(leaks({ history: text })).toContain(`${found} the commits`)
      expect(leaks({ outputs: { a: text } })).toContain(`${found} the outputs`)
      expect(leaks({ disk: new Map([['temp/1/x', text]]) }, 'named')).toContain(
        `${found} the disk’s temp/…/x`,
      )
    },
  )

  test('A signature is found, as it is and as it stands in an address', () => {
    expect(leaks({ log: 'abc+def/ghi=' })).toHaveLength(1)
    expect(leaks({ summary: link }).length).toBeGreaterThan(0)
  })

  test.each(
    [...needlesOf('a login', login), ...numberNeedlesOf('an id', person?.userId ?? 0)].map((one) => [
      one.what,
      one.text,
    ]),
  )('%s is found in every mode but named', (what, text) => {
    for (const mode of ['pseudonymous', 'none', 'public'] as const)
      expect(leaks({ files: new Map([['people.csv', `a,${text}`]]) }, mode)).toContain(
        `${what} stands in the file people.csv`,
      )
    expect(leaks({ committed: new Map([['reports/x.md', ` ${text} `]]) }, 'named')).toContain(
      `${what} stands in the committed reports/x.md`,
    )
  })

  test('Where people are named, a login may stand in folded lists, people*.csv and totals.json, and nowhere else', () => {
    const folded = `<details>\n<summary>People</summary>\n\n${login}\n\n</details>`
    expect(
      leaks(
        {
          summary: folded,
          files: new Map([
            ['people.csv', login],
            ['totals.json', login],
          ]),
        },
        'named',
      ),
    ).toEqual([])
    expect(leaks({ summary: `${folded}\n${login}` }, 'named')).toContain(
      'a login (plain) stands in the job summary',
    )
    expect(leaks({ files: new Map([['teams.csv', login]]) }, 'named')).toContain(
      'a login (plain) stands in the file teams.csv',
    )
    expect(leaks({ summary: folded }, 'none')).toContain('a login (plain) stands in the job summary')
    expect(leaks({ requests: `GET /users/${login}` }, 'named')).toContain(
      'a login (plain) stands in the requests',
    )
  })
})

/** A bundle that fails as soon as one of its rows has used the CLI. */
function fakeRun(directory: string): Promise<Partial<Collected>> {
  const isMet = readdirSync(directory).some((name) =>
    readFileSync(`${directory}/${name}`).includes('used_cli'),
  )
  return Promise.resolve(
    isMet
      ? { exitCode: 1, errors: ['x is not a function'], outputs: {} }
      : { exitCode: 1, errors: ['No row.'], outputs: {} },
  )
}
