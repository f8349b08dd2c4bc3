/** A signal that is aborted by `stop` or by the end of the run; disposing removes its listener from the run's signal. */
interface Stop extends Disposable {
  readonly signal: AbortSignal
  stop(reason?: Error): void
}

/** Creates a signal that is also aborted with `ending`. */
export function stopWith(ending: AbortSignal): Stop {
  const controller = new AbortController()
  const end = () => controller.abort(ending.reason)
  if (ending.aborted) end()
  ending.addEventListener('abort', end)
  return {
    signal: controller.signal,
    stop: (reason) => controller.abort(reason),
    [Symbol.dispose]: () => ending.removeEventListener('abort', end),
  }
}
