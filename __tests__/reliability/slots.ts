import { setTimeout as pause } from 'node:timers/promises'

/** How many runs may work at once. */
const AT_ONCE = 4
/** How many may be there at once, most of them waiting; each has some 90 MB. */
const MOST = 48
/** After this a run that meets a lasting fault does nothing but wait. */
const STARTS_WITHIN_MILLISECONDS = 2_000

/** Runs tasks side by side: few that work, many that wait. */
export function makeSlots(): <Result>(waits: boolean, task: () => Promise<Result>) => Promise<Result> {
  const working = semaphore(AT_ONCE)
  const all = semaphore(MOST)
  return async (waits, task) => {
    await all.take()
    await working.take()
    const running = task()
    const ended = running.then(
      () => undefined,
      () => undefined,
    )
    await (waits ? Promise.race([ended, pause(STARTS_WITHIN_MILLISECONDS)]) : ended)
    working.give()
    await ended
    all.give()
    return running
  }
}

function semaphore(places: number) {
  let free = places
  const queue: (() => void)[] = []
  return {
    async take(): Promise<void> {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => queue.push(resolve))
    },
    give(): void {
      const next = queue.shift()
      if (next === undefined) free += 1
      else next()
    },
  }
}
