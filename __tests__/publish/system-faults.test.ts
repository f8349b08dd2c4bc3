import { expect, test } from 'vitest'
import { toSystemFault, type Target } from '../../src/publish/system-faults.ts'

const FILES: Target = { what: 'The files', path: '/tmp/x', variable: 'RUNNER_TEMP', kind: 'directory' }

test.each([
  ['ENOSPC', 'the disk is full (ENOSPC); free space on the runner'],
  ['EROFS', 'it is read-only (EROFS); let RUNNER_TEMP name a directory that can be written'],
  ['EACCES', 'the runner may not write there (EACCES); let RUNNER_TEMP name a directory that can be written'],
  ['EMFILE', 'too many files are open (EMFILE); raise the limit of the runner (ulimit -n)'],
  ['EWHATEVER', 'the system refuses it (EWHATEVER); let RUNNER_TEMP name a directory that can be written'],
])('%s', (code, words) => {
  const error = Object.assign(new Error(`${code}: raw words of the system, write`), {
    code,
    syscall: 'write',
  })
  const fault = toSystemFault(error, FILES)
  expect(String(fault)).toBe(
    `Fault: The files could not be written to /tmp/x (RUNNER_TEMP), because ${words}`,
  )
})

test('Other errors stay what they are', () => {
  const error = Object.assign(new Error('a key is not valid'), { code: 'ERR_INVALID_ARG_TYPE' })
  expect(toSystemFault(error, FILES)).toBe(error)
  expect(toSystemFault('text', FILES)).toBe('text')
})
