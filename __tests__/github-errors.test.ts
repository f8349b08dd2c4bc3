import { expect, test } from 'vitest'
import { isStatus, parseGitHubError } from '../src/github-errors.ts'

const failed = (message: string, more: object = {}) => Object.assign(new Error(message), more)

test.each([
  [
    'the message of the answer, not that of the client',
    failed('HttpError', { status: 403, response: { headers: {}, data: { message: 'Not accessible' } } }),
    'Not accessible',
  ],
  [
    'the first error of a query',
    failed('Request failed', { errors: [{ message: 'No access' }] }),
    'No access',
  ],
  ['one line without addresses', failed('See\n https://docs.github.com/x?y=1 \t now'), 'See now'],
  ['no page of a proxy', failed('\n<html>Log in'), 'a page in place of an answer'],
  ['nothing where there are no words', { status: 500 }, ''],
])('the words of a failed request are %s', (_, error, words) => {
  expect(parseGitHubError(error)).toMatchObject({ words, message: words })
})

test('long words are quoted in part and known as a whole', () => {
  const { words, message } = parseGitHubError(failed(`${'long '.repeat(60)}policy`))
  expect(words).toBe('long '.repeat(32).trim())
  expect(message.endsWith('policy')).toBe(true)
})

test('a request that nobody answered has no headers', () => {
  expect(parseGitHubError(failed('ECONNRESET', { status: 500 })).headers).toBeUndefined()
  expect(parseGitHubError(failed('x', { status: 500, response: {} })).headers).toEqual({})
})

test('a status is that of an error, and one of those asked for', () => {
  expect(isStatus(failed('x', { status: 404 }), 404, 410)).toBe(true)
  expect(isStatus(failed('x', { status: 403 }), 404, 410)).toBe(false)
  expect(isStatus({ status: 404 }, 404)).toBe(false)
})
