import { afterEach, expect, test, vi } from 'vitest'
import { proxyPasswords, readRunner } from '../src/runner-context.ts'

afterEach(() => vi.unstubAllEnvs())

test.each(['http://user:s3cret@proxy:1', 'user:s3cret@proxy:1', 'us er:s3cret@proxy:1'])(
  'The password of the proxy %j is masked, as the HTTP client reads it',
  (address) => {
    for (const name of ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']) vi.stubEnv(name, '')
    vi.stubEnv('https_proxy', address)
    expect(proxyPasswords()).toContain('s3cret')
  },
)

test.each([
  ['90', 90],
  ['', undefined],
  ['0', undefined],
  ['ninety', undefined],
  [undefined, undefined],
])('Artifacts are kept for the days that the runner says: %j', (text, days) => {
  vi.stubEnv('GITHUB_RETENTION_DAYS', text)
  expect(readRunner().retentionDays).toBe(days)
})
