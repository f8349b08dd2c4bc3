import { Fault } from '../fault.ts'

/** What is written and where; `variable` is the runner's variable that holds the path. */
export interface Target {
  readonly what: string
  readonly path: string
  readonly variable: 'RUNNER_TEMP' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_OUTPUT'
  readonly kind: 'file' | 'directory'
}

interface Words {
  readonly cause: string
  /** What to do, if another path does not help. */
  readonly cure?: string
}

/** The only table of system error codes: https://nodejs.org/api/errors.html#common-system-errors */
const WORDS: ReadonlyMap<string, Words> = new Map([
  ['ENOSPC', { cause: 'the disk is full', cure: 'free space on the runner' }],
  ['EDQUOT', { cause: 'the disk quota is used up', cure: 'free space on the runner' }],
  ['EFBIG', { cause: 'a file may not be so large there', cure: 'raise the limit of the runner (ulimit -f)' }],
  ['EMFILE', { cause: 'too many files are open', cure: 'raise the limit of the runner (ulimit -n)' }],
  ['ENFILE', { cause: 'too many files are open', cure: 'end other work on the runner' }],
  ['EIO', { cause: 'the disk does not work', cure: 'look at the disk of the runner' }],
  ['EROFS', { cause: 'it is read-only' }],
  ['ENOENT', { cause: 'it is not there' }],
  ['ENOTDIR', { cause: 'a part of the path is a file and no directory' }],
  ['EISDIR', { cause: 'it is a directory and no file' }],
  ['EACCES', { cause: 'the runner may not write there' }],
  ['EPERM', { cause: 'the runner may not write there' }],
  ['ENAMETOOLONG', { cause: 'the path is too long' }],
  ['ELOOP', { cause: 'its links lead round in a circle' }],
])

/** Converts a system error into a `Fault` with one sentence that says what to change; returns other errors unchanged. */
export function toSystemFault(error: unknown, { what, path, variable, kind }: Target): unknown {
  const code = systemCode(error)
  if (code === undefined) return error
  const { cause, cure } = WORDS.get(code) ?? { cause: 'the system refuses it' }
  const remedy = cure ?? `let ${variable} name a ${kind} that can be written`
  return new Fault(
    `${what} could not be written to ${path} (${variable}), because ${cause} (${code}); ${remedy}`,
    { cause: error },
  )
}

/** The code, such as `ENOSPC`; undefined if it is not a system error. */
function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, syscall } = error as NodeJS.ErrnoException
  return syscall === undefined ? undefined : code
}
