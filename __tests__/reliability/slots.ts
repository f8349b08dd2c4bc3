import { setTimeout as pause } from 'node:timers/promises'

/** How many runs may work at once; those that wait do not count once they wait. */
const AT_ONCE = 4
/** After this a run that meets a lasting fault does nothing but wait. */
const STARTS_WITHIN_MILLISECONDS = 2_000

/** Runs tasks side by side: few that work, any number that wait. */
export function makeSlots(): <Result>(waits: boolean, task: () => Promise<Result>) => Promise<Result> {
  let free = AT_ONCE
  const queue: (() => void)[] = []
  const release = () => {
    const next = queue.shift()
    if (next === undefined) free += 1
    else next()
  }
  return async (waits, task) => {
    if (free > 0) free -= 1
    else await new Promise<void>((resolve) => queue.push(resolve))
    const running = task()
    await (waits
      ? Promise.race([running.catch(() => undefined), pause(STARTS_WITHIN_MILLISECONDS)])
      : running.catch(() => undefined))
    release()
    return running
  }
}
