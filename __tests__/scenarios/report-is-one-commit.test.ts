import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { git } from '../../simulator/git.ts'
import { startRepository } from '../../simulator/repository.ts'
import type { Run } from '../../simulator/runner.ts'
import { demoToken, workflowToken } from '../../simulator/tokens.ts'
import { commitReport, HISTORY, PAGE, startCompany } from './report.ts'

let clone = ''
let run: Run
let tokens: (string | undefined)[] = []
let log = ''

beforeAll(async () => {
  await using repository = startRepository()
  await using github = await startCompany(repository)
  // Of teams of twelve a few are idle in most, which is no matter here.
  run = await commitReport(github, '2026-11-18', { 'minimum-group-size': '1' })
  clone = mkdtempSync(join(tmpdir(), 'clone-'))
  await git(clone, ['clone', '--quiet', repository.folder, '.'])
  log = await repository.git('log', '--format=%H%n%B', '-1', 'main')
  tokens = github.requests
    .filter(({ path }) => path.startsWith('/repos/') || path === '/graphql')
    .map(({ token }) => token)
})
afterAll(async () => {
  rmSync(clone, { recursive: true, force: true })
  await run[Symbol.asyncDispose]()
})

const text = (path: string) => readFileSync(join(clone, path), 'utf8')

test('The page, its charts and its history are committed, and nothing else', () => {
  expect(run.errors).toEqual([])
  expect(run).toMatchObject({ errors: [], exitCode: 0 })
  const files = readdirSync(clone, { recursive: true, encoding: 'utf8' }).filter(
    (path) => !path.startsWith('.git'),
  )
  const charts = ['credits', 'features', 'people', 'teams'].flatMap((name) =>
    ['dark', 'light'].map((theme) => `reports/copilot-charts/octo-works-${name}-${theme}.svg`),
  )
  expect(files.toSorted()).toEqual(
    [
      'README.md',
      'reports',
      PAGE,
      HISTORY,
      'reports/copilot-charts',
      'reports/copilot-charts/.gitattributes',
      ...charts,
    ].toSorted(),
  )
})

test('The outputs name the commit, and its message the days', () => {
  const [oid, ...message] = log.split('\n')
  expect(run.outputs).toMatchObject({ 'report-changed': 'true', 'report-commit': oid })
  expect(message.join('\n')).toBe(
    'Copilot report, 5–18 Nov 2026\n\nocto-works: 14 of 14 days reported\nNew weeks: 26 Oct 2026, 2 Nov 2026, 9 Nov 2026',
  )
})

test('report-token alone talks to the repository', () => {
  expect(tokens.length).toBeGreaterThan(3)
  expect(new Set(tokens)).toEqual(new Set([workflowToken]))
  expect(tokens).not.toContain(demoToken)
})

test('The page shows its charts in light and dark, with words for those who do not see them', () => {
  const page = text(PAGE)
  const targets = [...page.matchAll(/(?:src|srcset)="([^"]+)"/g)].map(([, target = '']) => target)
  expect(targets).toHaveLength(8)
  for (const target of targets)
    expect(text(join(dirname(PAGE), target))).toMatch(/^<svg role="img" aria-label="/)
  expect(page.match(/<img alt="[^"]{40,}" src="[^"]+-light\.svg">/g)).toHaveLength(4)
  expect(
    page.match(/<source media="\(prefers-color-scheme: dark\)" srcset="[^"]+-dark\.svg">/g),
  ).toHaveLength(4)
})

test('The charts need no script, no font and nothing from elsewhere', () => {
  for (const name of readdirSync(join(clone, 'reports/copilot-charts')).filter((file) =>
    file.endsWith('.svg'),
  )) {
    expect(text(`reports/copilot-charts/${name}`)).not.toMatch(
      /<script|<foreignObject|@font-face|href=|url\(['"]?http|on\w+=/i,
    )
  }
})

test('No person is in it, although people are named elsewhere', () => {
  expect(run.fileNames()).toContain('people.csv')
  const people = run
    .file('people.csv')
    .split('\n')
    .slice(1, -1)
    .flatMap((line) => line.split(',').slice(1, 3))
  expect(people.length).toBeGreaterThan(100)
  const words = new Set(`${text(PAGE)}\n${text(HISTORY)}`.match(/[\w-]+/g))
  expect(people.filter((name) => words.has(name))).toEqual([])
})
