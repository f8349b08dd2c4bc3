import { expect, test } from 'vitest'
import { addressOf, isPrivateAddress, isSafeUrl } from '../src/safe-url.ts'

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

test.each([
  ['https://127.0.0.1/a', '127.0.0.1'],
  ['https://0x7f.1:8443/a', '127.0.0.1'],
  ['https://2130706433/', '127.0.0.1'],
  ['https://[fe80::1]/', 'fe80::1'],
  ['https://[::ffff:10.0.0.1]/', '::ffff:a00:1'],
])('the host of %s is the address %s', (url, address) => {
  expect(addressOf(url)).toBe(address)
})

test.each(['https://localhost/', 'https://1.2.3.4.example/', 'https://copilot-reports.github.com/'])(
  'the host of %s is a name',
  (url) => {
    expect(addressOf(url)).toBeUndefined()
  },
)

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '::',
  '::1',
  'fd00::1',
  'fe80::1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
])('%s is private', (address) => {
  expect(isPrivateAddress(address)).toBe(true)
})

test.each([
  '140.82.112.3',
  '172.15.0.1',
  '172.32.0.1',
  '100.128.0.1',
  '2606:50c0:8000::153',
  '::ffff:8.8.8.8',
])('%s is public', (address) => {
  expect(isPrivateAddress(address)).toBe(false)
})
