import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { evaluate, inputVariables } from '../../simulator/action-file.ts'
import { parseDay } from '../../src/day.ts'
import { readInputs } from '../../src/inputs.ts'
import { declaredIn, exampleFaults, workflowFaults } from './house-rules.ts'
import { readWorkflow } from './workflow-file.ts'

const text = (path: string) => readFileSync(path, 'utf8')
const filesIn = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`)
const declared = declaredIn(text('action.yml'))
const examples = filesIn('examples', '.yml')
const faultsOf = async (example: string, name = 'example.yml') =>
  exampleFaults(await readWorkflow(name, example), declared)

describe('An example', () => {
  test('is there for everybody', () => {
    expect(examples.map((path) => path.slice('examples/'.length, -'.yml'.length))).toEqual([
      'backfill-history',
      'closed-network',
      'daily-report',
      'departments-and-cost-centers',
      'enterprise',
      'fail-below-target',
      'page-per-organization',
      'several-organizations',
      'to-slack',
      'to-teams',
      'to-warehouse',
      'weekly-issue',
      'weekly-page',
    ])
  })

  test.each(examples)('%s is taken by GitHub and keeps the rules of the house', async (path) => {
    expect(await faultsOf(text(path), path)).toEqual([])
  })

  test.each(examples)('%s says for whom it is and what to set', (path) => {
    const [comment = ''] = text(path).split('\nname: ')
    expect(comment).toMatch(/^# For .+\n(#.*\n)*# (.*\. )?Set /)
    const toSet = [...text(path).matchAll(/\$\{\{ (?:secrets|vars)\.(\w+) \}\}/g)].map(
      ([, name = '']) => name,
    )
    expect(toSet.filter((name) => !comment.includes(name))).toEqual([])
  })

  test('is one that the README links to', () => {
    const readme = text('README.md')
    expect(examples.filter((path) => !readme.includes(`](${path})`))).toEqual([])
  })
})

describe('The action takes the inputs of', () => {
  const home = mkdtempSync(join(tmpdir(), 'inputs-'))
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  const context = {
    'secrets.COPILOT_METRICS_TOKEN': 'a-token',
    'secrets.COPILOT_ENTERPRISE_TOKEN': 'a-token',
    'secrets.COPILOT_PEOPLE_KEY': '0123456789abcdef',
    'secrets.COPILOT_METRICS_APP_PRIVATE_KEY': privateKey,
    'vars.COPILOT_METRICS_APP_ID': '123456',
    'inputs.until': '',
    'matrix.organization': 'first-organization',
    'github.run_id': '7',
    'github.token': 'job-token',
    'github.api_url': 'https://api.github.com',
  }
  beforeAll(() => {
    mkdirSync(join(home, 'hr'))
    writeFileSync(
      join(home, 'hr', 'people.csv'),
      'login,department,manager,cost_center\nmona,Engineering,,42\n',
    )
  })
  afterAll(() => {
    rmSync(home, { recursive: true })
  })
  beforeEach(() => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true)
    vi.stubEnv('GITHUB_WORKSPACE', home)
    vi.stubEnv('GITHUB_REPOSITORY', 'octo-works/copilot-report')
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  })

  test.each(examples)('%s', async (path) => {
    const { jobs } = await readWorkflow(path, text(path))
    const step = jobs
      .flatMap(({ steps }) => steps)
      .find(({ uses }) => uses.includes('/copilot-team-metrics@'))
    const given = Object.fromEntries([...(step?.inputs ?? [])].map(([name, value]) => [name, filled(value)]))
    for (const [name, value] of Object.entries(inputVariables(text('action.yml'), given, context)))
      vi.stubEnv(name, value)
    const today = parseDay('2026-11-21')
    expect(today === undefined ? undefined : readInputs(today)).toMatchObject({
      days: Number(given['days'] ?? 28),
    })
  })

  /** With what a run would put in. A directory of a company's own runner stands for itself. */
  function filled(value: string): string {
    return value.startsWith('/srv/') ? home : evaluate(value, context)
  }
})

describe('A workflow to paste', () => {
  const shown = ['README.md', ...filesIn('docs', '.md')].flatMap((path) =>
    workflowsIn(text(path)).map((workflow) => [path, workflow] as const),
  )

  test.each(shown)('of %s is taken by GitHub and keeps the rules of the house', async (path, workflow) => {
    expect(await faultsOf(workflow, path)).toEqual([])
  })

  test('comes first in the README, and is the example of the weekly page', () => {
    expect(shown[0]?.[0]).toBe('README.md')
    expect(text('examples/weekly-page.yml')).toContain(shown[0]?.[1])
  })
})

test.each(filesIn('.github/workflows', '.yml'))('%s keeps the rules of the house', async (path) => {
  expect(workflowFaults(await readWorkflow(path, text(path)))).toEqual([])
})

describe('What is wrong is found out:', () => {
  const weekly = text('examples/weekly-page.yml')
  const issue = text('examples/weekly-issue.yml')
  const checkout = text('examples/departments-and-cost-centers.yml')

  test.each<[string, string, RegExp | string, string, string[]]>([
    [
      'an input',
      issue,
      'organization: your',
      'organisation: your',
      ['gives the input organisation, which does not exist'],
    ],
    ['an output', issue, 'outputs.headline', 'outputs.head', ['reads the output head, which does not exist']],
    [
      'a token',
      weekly,
      'COPILOT_METRICS_TOKEN }}',
      'GITHUB_TOKEN }}',
      ["gives the workflow's own token, which cannot read reports"],
    ],
    [
      'no token',
      weekly,
      /github-token: .*/,
      'days: 28',
      ['gives neither github-token nor app-id nor reports-directory'],
    ],
    ['no permissions', weekly, 'permissions: {}', '', ['does not begin with permissions: {}']],
    [
      'all permissions',
      weekly,
      'permissions: {}',
      'permissions: write-all',
      ['does not begin with permissions: {}'],
    ],
    [
      'a permission too few',
      issue,
      'issues: write',
      'issues: read',
      ['lacks issues: write in report', 'does not need issues: read in report'],
    ],
    [
      'a permission too many',
      issue,
      'issues: write',
      'issues: write\n      contents: read',
      ['does not need contents: read in report'],
    ],
    ['no concurrency', weekly, /concurrency: .*/, '', ['says nothing of concurrency']],
    ['the full hour', weekly, "'17 9", "'0 9", ['is scheduled when everybody is: 0 9 * * 3']],
    ['half an hour', weekly, "'17 9", "'17,30 9", ['is scheduled when everybody is: 17,30 9 * * 3']],
    ['no hand', weekly, '  workflow_dispatch:\n', '', ['cannot be started by hand (workflow_dispatch)']],
    ['no end', weekly, /timeout-minutes: .*/, '', ['has no timeout-minutes in report']],
    [
      'a tag',
      checkout,
      /checkout@\w+ # v7.0.1/,
      'checkout@v7',
      ['does not pin actions/checkout@v7 to a commit with its version behind it'],
    ],
    ['no version', checkout, ' # v7.0.1', '', [expect.stringContaining('does not pin actions/checkout@')]],
    [
      'an expression',
      issue,
      '"There is one already: $TITLE"',
      '${{ steps.metrics.outputs.headline }}',
      ['puts an expression into a script; give it as env'],
    ],
    [
      'no pipefail',
      text('examples/to-slack.yml'),
      '          set -euo pipefail\n',
      '',
      ['has a script with a pipe that does not begin with set -euo pipefail'],
    ],
    ['another action', weekly, /[\w-]+\/[\w-]+@v1\b/, './', ['does not use this action']],
  ])('%s', async (_, example, was, is, faults) => {
    expect(example).toMatch(was)
    expect(await faultsOf(example.replace(was, is))).toEqual(faults)
  })

  test.each<[string, string, string, string]>([
    ['a schedule', "'17 9 * * 3'", "'17 25 * * 3'", 'Invalid cron expression'],
    ['a key', 'timeout-minutes', 'timeout', "Unexpected value 'timeout'"],
    ['a context', 'secrets.', 'secret.', "Unrecognized named-value: 'secret'"],
    ['a permission', 'permissions: {}', 'permissions: { issue: write }', "Unexpected value 'issue'"],
    ['YAML', 'jobs:', '\tjobs:', 'Tabs'],
  ])('GitHub refuses %s', async (_, was, is, message) => {
    const [first] = await faultsOf(weekly.replace(was, is))
    expect(first).toContain(message)
  })
})

/** The complete workflows among the code blocks of a markdown text. */
function workflowsIn(markdown: string): string[] {
  return [...markdown.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)]
    .map(([, workflow = '']) => workflow)
    .filter((workflow) => /^on:/m.test(workflow))
}
