import { closeSync, fstatSync, ftruncateSync, openSync } from 'node:fs'
import { toSystemFault, type Target } from './system-faults.ts'

/**
 * Calls `append` to append to a file that the runner created, all or nothing: if it fails, the file is truncated to its
 * previous length.
 * @throws Fault if the system refuses it
 */
export async function appendAllOrNothing(target: Target, append: () => Promise<void> | void): Promise<void> {
  try {
    // The runner has created the file; a missing one is a wrong path, so it is not created.
    const file = openSync(target.path, 'r+')
    try {
      const { size } = fstatSync(file)
      await orTruncate(file, size, append)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw toSystemFault(error, target)
  }
}

async function orTruncate(file: number, size: number, append: () => Promise<void> | void): Promise<void> {
  try {
    await append()
  } catch (error) {
    try {
      ftruncateSync(file, size)
    } catch {
      // Not a regular file, such as /dev/full; the first error is the one to report.
    }
    throw error
  }
}
