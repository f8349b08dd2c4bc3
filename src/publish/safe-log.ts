/**
 * Runs something that writes to the log by itself, line by line: debug lines, which hold signed links, are dropped, and
 * what others answered is not quoted. Nobody else writes meanwhile. `heard` gets each line.
 */
export async function withSafeLog<Result>(
  heard: (line: string) => void,
  task: () => Promise<Result>,
): Promise<Result> {
  const write = process.stdout.write
  process.stdout.write = function (
    this: typeof process.stdout,
    chunk: string | Uint8Array,
    ...rest: never[]
  ) {
    heard(String(chunk))
    const line = safeLine(String(chunk))
    return line === '' ? true : write.call(this, line, ...rest)
  } as typeof process.stdout.write
  try {
    return await task()
  } finally {
    process.stdout.write = write
  }
}

/** A line that may stand in the log; empty where nothing of it may. What is to be masked has to reach the runner as it is. */
function safeLine(line: string): string {
  if (line.startsWith('::debug::')) return ''
  if (line.startsWith('::add-mask::')) return line
  return line
    .replace(/failed with error: (.*)\. Retrying/s, (_, error: string) => {
      const [status = ''] = /\(\d{3}\)/.exec(error) ?? []
      return `failed${status === '' ? '' : ` ${status}`}. Retrying`
    })
    .replaceAll(/https?:\/\/\S+/g, 'its address')
}
