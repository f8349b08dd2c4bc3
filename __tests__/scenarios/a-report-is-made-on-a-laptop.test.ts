import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { makeApp } from '../../simulator/apps.ts'
import { makeCompany } from '../../simulator/company.ts'
import { peopleFile } from '../../simulator/org-chart.ts'
import { startSimulator } from '../../simulator/server.ts'
import { demoToken } from '../../simulator/tokens.ts'
import { writeReports } from '../../simulator/write-reports.ts'
import { TODAY, WEDNESDAY } from './scenario.ts'

const company = makeCompany({ slug: 'octo-works', seats: 60, teams: 5, today: TODAY })
const WINDOW = ['--organization', 'octo-works', '--until', WEDNESDAY, '--days', '7', '--no-compare']

/** The laptop: a folder for the user, and one for temporary files. */
let laptop = ''
let temporary = ''
beforeAll(async () => {
  laptop = mkdtempSync(join(tmpdir(), 'laptop-'))
  temporary = join(laptop, 'tmp')
  mkdirSync(temporary)
  await writeReports(company, join(laptop, 'reports'), '2026-11-12', WEDNESDAY)
  mkdirSync(join(laptop, 'hr'))
  writeFileSync(join(laptop, 'hr', 'people.csv'), peopleFile(company))
})
afterAll(() => {
  rmSync(laptop, { recursive: true })
})

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the command there, with an environment such as that of a codespace, which knows another repository. */
function report(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  onLine: (stderr: string, stop: () => void) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [resolve('scripts/report.ts'), ...args], {
    cwd: laptop,
    env: {
      PATH: temporary,
      TMPDIR: temporary,
      NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
      COPILOT_TEAM_METRICS_TODAY: TODAY,
      GITHUB_REPOSITORY: 'octo-works/public-site',
      GITHUB_STEP_SUMMARY: join(laptop, 'not-there'),
      INPUT_PEOPLE: 'none',
      ...env,
    },
  })
  const ended = { stdout: '', stderr: '' }
  child.stdout.on('data', (part) => (ended.stdout += String(part)))
  child.stderr.on('data', (part) => {
    ended.stderr += String(part)
    onLine(ended.stderr, () => child.kill('SIGTERM'))
  })
  return new Promise((resolved) => {
    child.once('close', (code) => resolved({ code, ...ended }))
  })
}

const filesIn = (folder: string) => readdirSync(join(laptop, folder)).filter((name) => !name.startsWith('.'))
const textOf = (folder: string, name: string) => readFileSync(join(laptop, folder, name), 'utf8')

describe('From files, without a token', () => {
  let ended: Ended
  beforeAll(async () => {
    ended = await report([...WINDOW, '--reports-directory', 'reports'])
  })

  test('the page and the files are in a folder, and each is told', () => {
    expect(ended.code).toBe(0)
    const files = filesIn('copilot-report')
    expect(files).toEqual(
      expect.arrayContaining(['summary.html', 'summary.md', 'totals.json', 'teams.csv', 'people.csv']),
    )
    const told = [...ended.stdout.matchAll(/^copilot-report\/(\S+) {2,}\S/gm)].map(([, name = '']) => name)
    expect(told[0]).toBe('summary.html')
    expect(told.toSorted()).toEqual(files)
    expect(textOf('copilot-report', 'summary.md')).toMatch(/^# Copilot in octo-works\n/)
    expect(textOf('copilot-report', 'summary.html')).toMatch(/<h1>Copilot in octo-works<\/h1>/)
  })

  test('the log is in plain words', () => {
    expect(ended.stderr).toMatch(/^Read the reports\n {2}octo-works: day 1 of 7 /m)
    expect(ended.stderr).not.toContain('::')
  })

  test('people are shown as asked, since there is no repository', () => {
    expect(textOf('copilot-report', 'people.csv').split('\n').length).toBeGreaterThan(20)
    expect(textOf('copilot-report', 'summary.md')).not.toContain('public repository')
  })

  test('the next run replaces what this one left, and nothing that somebody else has put there', async () => {
    const next = await report([...WINDOW, '--reports-directory', 'reports', '--people', 'none'])
    expect(next.code).toBe(0)
    expect(filesIn('copilot-report')).not.toContain('people.csv')
    writeFileSync(join(laptop, 'copilot-report', 'notes.txt'), 'mine')
    const refused = await report([...WINDOW, '--reports-directory', 'reports'])
    expect(refused).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'copilot-report holds notes.txt, which this command did not make; move it away, or name another folder with --out.\n',
    })
    expect(filesIn('copilot-report')).not.toContain('people.csv')
    expect(textOf('copilot-report', 'notes.txt')).toBe('mine')
  })

  test('a file of people may lie anywhere', async () => {
    const grouped = ['--people-file', join(laptop, 'hr', 'people.csv'), '--group-by', 'department']
    const args = [...WINDOW, '--reports-directory', 'reports', ...grouped, '--out', 'by-department']
    expect(await report(args)).toMatchObject({ code: 0 })
    expect(filesIn('by-department')).toContain('groups.csv')
    const missing = await report(
      [...WINDOW, '--people-file', 'no.csv', '--group-by', 'team', '--out', 'no'],
      {
        GITHUB_TOKEN: demoToken,
      },
    )
    expect(missing.stderr).toBe(`--people-file: ${join(laptop, 'no.csv')} is not there.\n`)
    expect(missing.code).toBe(2)
  })
})

describe('From GitHub', () => {
  test('a token of the environment reads, and appears nowhere', async () => {
    await using github = await startSimulator({ companies: [company], today: TODAY })
    const out = join(laptop, 'from-github')
    const args = [...WINDOW, '--github-api-url', github.url, '--out', out]
    const ended = await report(args, { GITHUB_TOKEN: demoToken, APP_PRIVATE_KEY: 'of another day' })
    expect(ended).toMatchObject({ code: 0 })
    const everything = [
      ended.stdout,
      ended.stderr,
      ...filesIn('from-github').map((name) => textOf('from-github', name)),
    ]
    expect(everything.filter((text) => text.includes(demoToken))).toEqual([])
    expect(github.requests.filter(({ path }) => path.startsWith('/repos/'))).toEqual([])
    expect(filesIn('from-github')).toContain('people.csv')
  })

  test('an App reads in place of the token that a codespace has, and its key appears nowhere', async () => {
    const app = makeApp({ installations: [{ on: 'organization:octo-works' }] })
    await using github = await startSimulator({ companies: [company], app, today: TODAY })
    const args = [...WINDOW, '--app-id', app.id, '--github-api-url', github.url, '--out', 'by-an-app']
    const ended = await report(args, { GITHUB_TOKEN: 'of-the-codespace', APP_PRIVATE_KEY: app.privateKey })
    expect(ended).toMatchObject({ code: 0 })
    const [, line = ''] = app.privateKey.split('\n')
    const everything = [
      ended.stdout,
      ended.stderr,
      ...filesIn('by-an-app').map((name) => textOf('by-an-app', name)),
    ]
    expect(everything.filter((text) => text.includes(line))).toEqual([])
  })

  test('a refusal ends with the code of the run, and leaves no folder', async () => {
    await using github = await startSimulator({ companies: [company], today: TODAY })
    const args = [...WINDOW, '--github-api-url', github.url, '--out', 'refused']
    const ended = await report(args, { GITHUB_TOKEN: 'an-old-token' })
    expect(ended).toMatchObject({ code: 1, stdout: '' })
    expect(ended.stderr).toMatch(/^Error: .*\nThere is no report; nothing was written to refused\.\n$/m)
    expect(ended.stderr).not.toContain('an-old-token')
    expect(readdirSync(laptop)).not.toContain('refused')
  })

  test('who ends the command ends the run, and nothing is left', async () => {
    await using github = await startSimulator({ companies: [company], today: TODAY, latencyMs: 400 })
    const args = [...WINDOW, '--github-api-url', github.url, '--out', 'ended']
    const ended = await report(args, { GITHUB_TOKEN: demoToken }, (stderr, stop) => {
      if (stderr.includes('Choose the window')) stop()
    })
    expect(ended).toMatchObject({ code: 128 + 15, stdout: '' })
    expect(readdirSync(laptop)).not.toContain('ended')
    expect(readdirSync(temporary)).toEqual([])
  })
})

test('Inputs that the action refuses are told all at once, and which of them is a variable here', async () => {
  const args = ['--organization', 'octo-works', '--reports-directory', 'reports', '--people', 'pseudonymous']
  const ended = await report([...args, '--days', '700', '--out', 'faults'])
  expect(ended).toMatchObject({ code: 1, stdout: '' })
  expect(ended.stderr).toMatch(/^ {2}days: "700" is not a whole number from 1 to 180$/m)
  expect(ended.stderr).toContain('Here people-key is the environment variable PEOPLE_KEY.\n')
})

test('Without a token, and with a wrong option, nothing is started', async () => {
  const [noToken, wrong, help] = await Promise.all([
    report(['--organization', 'octo-works', '--out', 'new']),
    report(['--organisation', 'octo-works']),
    report(['--help']),
  ])
  expect(noToken).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^There is no token: .*\n$/),
  })
  expect(wrong).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^--organisation is no option.*\n$/),
  })
  expect(help).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('--reports-directory DIR'),
  })
})
