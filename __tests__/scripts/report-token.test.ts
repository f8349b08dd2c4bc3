import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readToken } from '../../scripts/report/token.ts'

/** Without the GitHub CLI, and with one that is logged in on GitHub.com and octo.ghe.com. */
let without = ''
let withGh = ''
beforeAll(() => {
  without = mkdtempSync(join(tmpdir(), 'no-gh-'))
  withGh = mkdtempSync(join(tmpdir(), 'gh-'))
  const gh = join(withGh, 'gh')
  writeFileSync(
    gh,
    '#!/bin/sh\n[ "$1 $2 $3" = "auth token --hostname" ] || exit 2\ncase "$4" in github.com | octo.ghe.com) echo "token-of-$4" ;; *) echo "no oauth token" >&2; exit 1 ;; esac\n',
  )
  chmodSync(gh, 0o755)
})
afterAll(() => {
  for (const folder of [without, withGh]) rmSync(folder, { recursive: true })
})

describe('the token', () => {
  test('is GITHUB_TOKEN before that of the GitHub CLI, which is asked for the host of the API', () => {
    const PATH = withGh
    expect(readToken({}, { PATH, GITHUB_TOKEN: ' of-the-environment\n' })).toBe('of-the-environment')
    expect(readToken({}, { PATH, GITHUB_TOKEN: '' })).toBe('token-of-github.com')
    expect(readToken({ 'github-api-url': 'https://api.octo.ghe.com' }, { PATH })).toBe(
      'token-of-octo.ghe.com',
    )
  })

  test('of the GitHub CLI is sent to nobody but GitHub', () => {
    for (const url of ['https://proxy.example', 'https://api.github.com.example', 'http://api.github.com']) {
      const inputs = { 'github-api-url': url }
      expect(() => readToken(inputs, { PATH: withGh })).toThrow(`the login of gh is not sent to ${url}`)
      expect(readToken(inputs, { PATH: withGh, GITHUB_TOKEN: 'mine' })).toBe('mine')
    }
  })

  test('that is nowhere is missed with what to do', () => {
    const missed =
      'There is no token: set the environment variable GITHUB_TOKEN, or log in with gh auth login'
    expect(() => readToken({}, { PATH: without })).toThrow(`${missed};`)
    expect(() => readToken({ 'github-api-url': 'https://api.other.ghe.com' }, { PATH: withGh })).toThrow(
      `${missed} --hostname other.ghe.com;`,
    )
  })

  test('is not read where it is not needed', () => {
    const environment = { PATH: without, GITHUB_TOKEN: 'mine' }
    expect(readToken({ 'reports-directory': 'x' }, environment)).toBe('')
    expect(readToken({ 'app-id': '1' }, environment)).toBe('')
    expect(readToken({ 'reports-directory': 'x', seats: 'true' }, environment)).toBe('mine')
    expect(readToken({ 'reports-directory': 'x', 'cost-centers-of': 'octo' }, environment)).toBe('mine')
  })
})
