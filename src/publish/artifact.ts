import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { artifactRefusal, silentService } from './refused-artifacts.ts'
import { withSafeLog } from './safe-log.ts'

/** The uploaded artifact, or the reason why there is none, as a clause. */
export type Artifact = { readonly id: string; readonly url: string } | { readonly refused: string }

/** The client tries each request five times within half a minute, but would wait minutes for a request without a response. */
const MOST_SILENT_MILLISECONDS = 90_000
/** How long the client may take to give up without connections; at the storage its pauses between tries sum to 44 s. */
const GIVES_UP_WITHIN_MILLISECONDS = { atTheService: 2_000, atTheStorage: 60_000 }

/** Uploads files as one artifact. Never throws: a failed upload is returned as `refused`, and the rest is still published. */
export async function uploadArtifact(
  name: string,
  files: readonly string[],
  directory: string,
  retentionDays: number | undefined,
  runUrl: string,
  mostSilent = MOST_SILENT_MILLISECONDS,
): Promise<Artifact> {
  const watch = watchSockets(mostSilent)
  try {
    const { DefaultArtifactClient } = await import('@actions/artifact')
    const options = retentionDays === undefined ? {} : { retentionDays }
    const upload = () => new DefaultArtifactClient().uploadArtifact(name, [...files], directory, options)
    const { id } = await withSafeLog(watch.progress, () => Promise.race([upload(), watch.tooLong]))
    return { id: String(id ?? ''), url: id === undefined || runUrl === '' ? '' : `${runUrl}/artifacts/${id}` }
  } catch (error) {
    return { refused: watch.isOver() ? silentService(mostSilent / 1000) : artifactRefusal(error) }
  } finally {
    watch.end()
  }
}

interface Watch {
  /** Never resolves; rejects when the client does not give up. */
  readonly tooLong: Promise<never>
  progress(line: string): void
  isOver(): boolean
  end(): void
}

/**
 * Destroys all sockets opened from now on if there is no progress for `mostSilent` milliseconds. The client accepts no
 * `AbortSignal`, but gives up when its connections end, and leaves nothing open then.
 */
function watchSockets(mostSilent: number): Watch {
  const channel = 'net.client.socket'
  const sockets = new Set<Socket>()
  const { promise: tooLong, reject } = Promise.withResolvers<never>()
  let isOver = false
  let patience = GIVES_UP_WITHIN_MILLISECONDS.atTheService
  let timer = setTimeout(() => {
    isOver = true
    for (const socket of sockets) socket.destroy()
    timer = setTimeout(() => reject(new Error('silent')), patience)
  }, mostSilent)
  const add = (message: unknown) => {
    const { socket } = message as { socket: Socket }
    // Deferred: a socket that is destroyed before it starts to connect connects nevertheless.
    if (isOver) setImmediate(() => socket.destroy())
    else sockets.add(socket.once('close', () => sockets.delete(socket)))
  }
  subscribe(channel, add)
  return {
    tooLong,
    progress: (line) => {
      if (line.startsWith('Beginning upload')) patience = GIVES_UP_WITHIN_MILLISECONDS.atTheStorage
      if (line.startsWith('Finished uploading')) patience = GIVES_UP_WITHIN_MILLISECONDS.atTheService
      // A failed try is no progress.
      if (!isOver && !line.startsWith('Attempt ')) timer.refresh()
    },
    isOver: () => isOver,
    // The client leaves connections open if it did not read the response.
    end: () => {
      clearTimeout(timer)
      unsubscribe(channel, add)
      for (const socket of sockets) socket.destroy()
    },
  }
}
