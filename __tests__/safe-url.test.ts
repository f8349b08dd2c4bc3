import { expect, test } from 'vitest'
import { isSafeUrl } from '../src/safe-url.ts'

test.each([
  'https://api.github.com',
  'https://copilot-reports.github.com/users.ndjson?sig=x',
  'http://127.0.0.1:8080/a',
  'http://127.1.2.3',
  'http://localhost:3000',
  'http://[::1]:3000/',
])('%s may carry a token', (url) => {
  expect(isSafeUrl(url)).toBe(true)
})

test.each([
  '',
  'api.github.com',
  'http://api.github.com',
  'http://10.0.0.1/',
  'http://localhost.evil.example/',
  'http://127.0.0.1.evil.example/',
  'http://localhost@evil.example/',
  'ftp://127.0.0.1/',
  'file:///etc/passwd',
  'javascript:alert(1)',
])('%j may not', (url) => {
  expect(isSafeUrl(url)).toBe(false)
})
