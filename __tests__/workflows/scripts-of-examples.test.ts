import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readWorkflow } from './workflow-file.ts'

/** What a headline would look like that wants to be obeyed by a shell, jq, a chat or the runner. */
const HOSTILE = `::error::"x" 'y' $(touch pwned) \`touch pwned\` \\(env.HOME) <!channel> & <b>\n::warning::z`
const PAGE = 'https://github.com/octo-works/copilot-report/actions/runs/7'
const TOLD = { HEADLINE: HOSTILE, PAGE }

/** Stand-ins for what GitHub's runners have: each leaves what it was given. */
const STANDINS = {
  curl: `printf '%s\\n' "$@" >"$LEFT/curl.args"
case "$*" in *--data*) cat >"$LEFT/curl.body" ;; *) echo '{ "count": 1, "value": "an-identity" }' ;; esac`,
  gh: `case "$2" in list) cat "$LEFT/issues.json" ;; *) printf '%s\\0' "$@" >"$LEFT/gh.args" ;; esac`,
  aws: `test "$(cat "$AWS_WEB_IDENTITY_TOKEN_FILE")" = an-identity || exit 1
to="$LEFT/\${5#s3://}"; mkdir -p "$(dirname "$to")" && cp "$4" "$to"`,
} as const

const hasTools = ['bash', 'jq'].every((tool) => spawnSync(tool, ['--version']).status === 0)

let home = ''
let left = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'example-'))
  left = join(home, 'left')
  mkdirSync(left)
  for (const [name, script] of Object.entries(STANDINS)) {
    writeFileSync(join(home, name), `#!/bin/sh\n${script}\n`)
    chmodSync(join(home, name), 0o755)
  }
})
afterEach(() => {
  rmSync(home, { recursive: true })
})

/** Runs the script of an example as a runner does, with the variables that its step names and what a runner has. */
async function runScript(example: string, values: Readonly<Record<string, string>>) {
  const path = `examples/${example}.yml`
  const { jobs } = await readWorkflow(path, readFileSync(path, 'utf8'))
  const step = jobs.flatMap(({ steps }) => steps).find(({ script }) => script !== '')
  if (step === undefined) throw new Error(`${path} has no script`)
  const named = [...step.env.keys()].map((name) => [name, values[name] ?? `the-${name}`] as const)
  writeFileSync(join(home, 'script.sh'), step.script)
  const { status, stdout, stderr } = spawnSync('bash', ['-e', join(home, 'script.sh')], {
    encoding: 'utf8',
    cwd: home,
    env: {
      ...Object.fromEntries(named),
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/?a=1',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'asks',
      PATH: `${home}${delimiter}${process.env['PATH'] ?? ''}`,
      LEFT: left,
    },
  })
  expect(readdirSync(home)).not.toContain('pwned')
  return { status, stdout, stderr }
}

const textOf = (name: string) => readFileSync(join(left, name), 'utf8')

describe.skipIf(!hasTools)('The script of', () => {
  test('to-slack sends the headline as text that mentions nobody', async () => {
    expect(await runScript('to-slack', TOLD)).toMatchObject({ status: 0, stderr: '' })
    const escaped = HOSTILE.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    expect(JSON.parse(textOf('curl.body'))).toEqual({ text: `${escaped} <${PAGE}|The page>` })
    expect(textOf('curl.args').split('\n')).toContain('the-WEBHOOK')
  })

  test('to-teams sends the card that Workflows takes', async () => {
    expect(await runScript('to-teams', TOLD)).toMatchObject({ status: 0, stderr: '' })
    expect(JSON.parse(textOf('curl.body'))).toEqual({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          contentUrl: null,
          content: {
            $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
            type: 'AdaptiveCard',
            version: '1.4',
            body: [{ type: 'TextBlock', text: HOSTILE, wrap: true }],
            actions: [{ type: 'Action.OpenUrl', title: 'Open the page', url: PAGE }],
          },
        },
      ],
    })
    expect(textOf('curl.args').split('\n')).toContain('the-WEBHOOK')
  })

  test('weekly-issue opens one issue, and no second one', async () => {
    const TITLE = 'Copilot, 2026-10-22 to 2026-11-18'
    writeFileSync(join(left, 'issues.json'), JSON.stringify([{ title: `${TITLE}!` }, { title: 'x' }]))
    expect(await runScript('weekly-issue', { ...TOLD, TITLE })).toMatchObject({ status: 0 })
    expect(textOf('gh.args').split('\0')).toEqual([
      'issue',
      'create',
      '--title',
      TITLE,
      '--body',
      `${HOSTILE}\n\n${PAGE}`,
      '',
    ])
    rmSync(join(left, 'gh.args'))
    writeFileSync(join(left, 'issues.json'), JSON.stringify([{ title: 'x' }, { title: TITLE }]))
    expect(await runScript('weekly-issue', { ...TOLD, TITLE })).toMatchObject({ status: 0 })
    expect(existsSync(join(left, 'gh.args'))).toBe(false)
  })

  test('weekly-issue fails where GitHub does not list the issues', async () => {
    expect(await runScript('weekly-issue', TOLD)).toMatchObject({ status: 1 })
    expect(readdirSync(left)).toEqual([])
  })

  test('fail-below-target fails, and says by how many teams where that is known', async () => {
    const below = { HEADLINE: '61% of team members used Copilot.', BELOW: '4' }
    expect(await runScript('fail-below-target', below)).toEqual({
      status: 1,
      stdout: 'Adoption is below the target. 61% of team members used Copilot. Teams below it: 4.\n',
      stderr: '',
    })
    const { stdout } = await runScript('fail-below-target', { ...below, BELOW: '' })
    expect(stdout).toContain('Teams below it: not known.')
  })

  test('to-warehouse copies the tables, and its query takes of each day what is newest', async () => {
    const FILES = join(home, 'files')
    mkdirSync(FILES)
    writeFileSync(join(FILES, 'totals.json'), '{}')
    const windows = [
      ['2026-11-17', 'octo,2026-11-16,1,5\nocto,2026-11-17,1,6\n'],
      ['2026-11-18', 'octo,2026-11-17,1,7\nocto,2026-11-18,1,8\n'],
    ] as const
    const identity = join(home, 'identity')
    for (const [UNTIL, lines] of windows) {
      writeFileSync(join(FILES, 'team-days.csv'), `entity,day,team_id,active_users\n${lines}`)
      const env = { FILES, UNTIL, BUCKET: 'lake', AWS_WEB_IDENTITY_TOKEN_FILE: identity }
      expect(await runScript('to-warehouse', env)).toMatchObject({ status: 0, stderr: '' })
    }
    expect(textOf('curl.args')).toContain('https://token.example/?a=1&audience=sts.amazonaws.com\n')
    expect(readdirSync(join(left, 'lake', 'copilot'))).toEqual(['team-days'])
    const answer = await ask(queryOf('to-warehouse').replace('s3://BUCKET', join(left, 'lake')))
    expect(answer.map(({ day, active_users }) => [day, Number(active_users)]).toSorted()).toEqual([
      ['2026-11-16', 5],
      ['2026-11-17', 7],
      ['2026-11-18', 8],
    ])
  })
})

/** The query in the comment of an example: its indented lines. */
function queryOf(example: string): string {
  const lines = readFileSync(`examples/${example}.yml`, 'utf8').match(/^# {3}.*$/gm) ?? []
  return lines.map((line) => line.slice(1)).join('\n')
}

async function ask(query: string) {
  const duckdb = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  try {
    const result = await duckdb.runAndReadAll(query)
    return result.getRowObjectsJson()
  } finally {
    duckdb.closeSync()
  }
}
