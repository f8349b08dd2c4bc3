import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseDay } from '../src/day.ts'
import { readInputs } from '../src/inputs.ts'

beforeEach(() => {
  vi.stubEnv('GITHUB_REPOSITORY', 'octo-works/copilot-report')
  vi.stubEnv('INPUT_GITHUB-TOKEN', 'a-token')
  vi.stubEnv('INPUT_REPORT-TOKEN', 'another-token')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

function read(path: string, branch = '') {
  const today = parseDay('2026-11-21')
  if (today === undefined) throw new Error('that is a day')
  vi.stubEnv('INPUT_REPORT-PATH', path)
  vi.stubEnv('INPUT_REPORT-BRANCH', branch)
  return readInputs(today)
}

describe('report-path', () => {
  test.each(['copilot.md', 'reports/copilot.md', 'docs/über uns/Copilot report.md'])('%s', (path) => {
    expect(read(path)).toMatchObject({ reportPath: path, reportToken: 'another-token' })
    expect(read(`./${path}`)).toMatchObject({ reportPath: path })
  })

  test.each([
    ['/etc/copilot.md', 'is absolute'],
    ['C:\\copilot.md', 'is absolute'],
    ['~/copilot.md', 'is absolute'],
    ['../copilot.md', 'leads out of the repository'],
    ['reports/../../copilot.md', 'leads out of the repository'],
    ['reports\\copilot.md', 'holds a backslash'],
    ['reports//copilot.md', 'has an empty part'],
    ['reports/./copilot.md', 'has an empty part'],
    ['.git/copilot.md', 'leads into .git'],
    ['src/index.ts', 'is not the name of a markdown page'],
    ['reports/copilot.MD', 'is not the name of a markdown page'],
    ['reports', 'is not the name of a markdown page'],
    ['reports/.md', 'is not the name of a markdown page'],
    ['reports/copilot.md/', 'has an empty part'],
    [`${'x'.repeat(300)}.md`, 'is too long'],
    ['reports/co\u{202e}pilot.md', 'is too long, or holds characters that cannot be seen'],
  ])('%s is refused by name', (path, words) => {
    expect(() => read(path)).toThrow(`report-path: "${path}" ${words}`)
  })

  test('needs a token and a repository, and all faults are told at once', () => {
    vi.stubEnv('INPUT_REPORT-TOKEN', '')
    vi.stubEnv('GITHUB_REPOSITORY', '')
    vi.stubEnv('GITHUB_REPOSITORY_OWNER', 'octo-works')
    expect(() => read('../x', 'a b')).toThrow(
      /report-path: .*report-path: there is no repository.*report-branch: "a b".*report-token: missing/s,
    )
  })

  test('empty: the branch means nothing', () => {
    expect(read('', 'a b')).toMatchObject({ reportPath: '', reportBranch: '' })
  })
})

describe('report-branch', () => {
  test.each(['main', 'copilot/report', 'v1.2', 'ünï'])('%s', (branch) => {
    expect(read('x.md', branch).reportBranch).toBe(branch)
  })
  test.each([
    'refs/heads/main',
    '-x',
    'a..b',
    'a b',
    'a~1',
    'x.lock',
    '/x',
    'x/',
    'a//b',
    '@',
    'a\\b',
    'x:y',
    '.x',
    'a/.b',
    'x.',
  ])('%s is refused', (branch) => {
    expect(() => read('x.md', branch)).toThrow(`report-branch: "${branch}" is not the name of a branch`)
  })
})
