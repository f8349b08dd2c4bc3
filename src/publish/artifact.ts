/** What became of the artifact: where it is, or why it is not there. */
export type Artifact = { readonly id: string; readonly url: string } | { readonly refused: string }

/** Uploads files as one artifact. A refusal is an answer, not a fault: the rest is still published. */
export async function uploadArtifact(
  name: string,
  files: readonly string[],
  directory: string,
  retentionDays: number | undefined,
  runUrl: string,
): Promise<Artifact> {
  try {
    const { DefaultArtifactClient } = await import('@actions/artifact')
    const { id } = await withoutDebugLog(() =>
      new DefaultArtifactClient().uploadArtifact(
        name,
        [...files],
        directory,
        retentionDays === undefined ? {} : { retentionDays },
      ),
    )
    return { id: String(id ?? ''), url: id === undefined || runUrl === '' ? '' : `${runUrl}/artifacts/${id}` }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return {
      refused: message
        .replace(/https?:\/\/\S+/g, 'its address')
        .replace(/\s+/g, ' ')
        .slice(0, 300),
    }
  }
}

/** The artifact client writes its signed upload link to the debug log. Nobody else writes meanwhile, so debug lines are dropped. */
async function withoutDebugLog<Result>(task: () => Promise<Result>): Promise<Result> {
  const write = process.stdout.write
  process.stdout.write = function (
    this: typeof process.stdout,
    chunk: string | Uint8Array,
    ...rest: never[]
  ) {
    return String(chunk).startsWith('::debug::') ? true : write.call(this, chunk, ...rest)
  } as typeof process.stdout.write
  try {
    return await task()
  } finally {
    process.stdout.write = write
  }
}
