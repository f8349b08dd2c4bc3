import { closeSync, fstatSync, ftruncateSync, openSync } from 'node:fs'
import { toSystemFault, type Target } from './system-faults.ts'

/**
 * Has something appended to a file that the runner made, as a whole or not at all: what was written of it is cut off again
 * when the rest cannot be.
 * @throws Fault where the system refuses it
 */
export async function appendWhole(target: Target, append: () => Promise<void> | void): Promise<void> {
  try {
    // The runner has made the file; one that is not there is no file of a runner, so none is made.
    const file = openSync(target.path, 'r+')
    try {
      const { size } = fstatSync(file)
      await orCutOff(file, size, append)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw toSystemFault(error, target)
  }
}

async function orCutOff(file: number, size: number, append: () => Promise<void> | void): Promise<void> {
  try {
    await append()
  } catch (error) {
    try {
      ftruncateSync(file, size)
    } catch {
      // It is no file that has a length, such as /dev/full; the first error is the one to tell.
    }
    throw error
  }
}
