import { setTimeout as pause } from 'node:timers/promises'
import pRetry from 'p-retry'

/**
 * Runs a task and retries it after the milliseconds that `waitAfter` returns for the error and the number of tries. No retry
 * if that is undefined, after `mostTries` tries, or once `ending` is aborted.
 * @throws the error of the last try
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
