/**
 * Runs a task that writes to the log, and filters `process.stdout` meanwhile: debug lines, which contain signed links, are
 * dropped, as is a warning that an upload failed, and responses and addresses are removed. Calls `onLine` with each
 * unfiltered line. Nothing else may write meanwhile.
 */
export async function withSafeLog<Result>(
  onLine: (line: string) => void,
  task: () => Promise<Result>,
): Promise<Result> {
  const write = process.stdout.write
  process.stdout.write = function (
    this: typeof process.stdout,
    chunk: string | Uint8Array,
    ...rest: never[]
  ) {
    onLine(String(chunk))
    const line = safeLine(String(chunk))
    return line === '' ? true : write.call(this, line, ...rest)
  } as typeof process.stdout.write
  try {
    return await task()
  } finally {
    process.stdout.write = write
  }
}

/** The part of a line that may be logged; empty if none. Commands that mask a secret must reach the runner unchanged. */
function safeLine(line: string): string {
  // What is refused is told by the caller, once and in one sentence.
  if (/^::debug::|^::warning::Artifact upload failed/.test(line)) return ''
  if (line.startsWith('::add-mask::')) return line
  return line
    .replace(/failed with error: (.*)\. Retrying/s, (_, error: string) => {
      const [status = ''] = /\(\d{3}\)/.exec(error) ?? []
      return `failed${status === '' ? '' : ` ${status}`}. Retrying`
    })
    .replaceAll(/https?:\/\/\S+/g, 'its address')
}
