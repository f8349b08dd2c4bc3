import { setTimeout as pause } from 'node:timers/promises'
import pRetry from 'p-retry'

/**
 * Does a task again after the wait, in milliseconds, that `waitAfter` returns for what it failed with; not again where
 * that is undefined, after the last try, or once the run has ended.
 * @throws what the last try failed with
 */
export async function retry<Result>(
  task: () => Promise<Result>,
  waitAfter: (error: Error, tries: number) => number | undefined,
  mostTries: number,
  ending: AbortSignal,
): Promise<Result> {
  return pRetry(task, {
    signal: ending,
    retries: mostTries - 1,
    minTimeout: 0,
    async onFailedAttempt({ error, attemptNumber, retriesLeft }) {
      ending.throwIfAborted()
      const wait = waitAfter(error, attemptNumber)
      if (wait === undefined || retriesLeft === 0) throw error
      await pause(wait, undefined, { signal: ending })
    },
  })
}
