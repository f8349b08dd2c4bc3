/** A signal that is aborted by `stop`, or by the end of the run; the run's signal forgets it once it is disposed of. */
export interface Stop extends Disposable {
  readonly signal: AbortSignal
  stop(reason?: Error): void
}

/** Makes a signal that ends with the run. */
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
