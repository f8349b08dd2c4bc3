import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { artifactRefusal, silentService } from './refused-artifacts.ts'
import { withSafeLog } from './safe-log.ts'

/** What became of the artifact: where it is, or why it is not there. */
export type Artifact = { readonly id: string; readonly url: string } | { readonly refused: string }

/** The client tries each request five times within half a minute; one that gets no answer it would leave open for minutes. */
const MOST_SILENT_MILLISECONDS = 90_000
/** How long it may take to give up once it has no connection any more: at the storage its pauses between tries make 44 s. */
const GIVES_UP_WITHIN_MILLISECONDS = { atTheService: 2_000, atTheStorage: 60_000 }

/** Uploads files as one artifact. A refusal is an answer, not a fault: the rest is still published. */
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
 * Ends all connections that are opened meanwhile once there was no progress for too long. The client takes no signal to
 * stop, but gives up when its connections end, and nothing of it is left open then.
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
    // Not at once: a socket that is destroyed before it begins to connect connects all the same.
    if (isOver) setImmediate(() => socket.destroy())
    else sockets.add(socket.once('close', () => sockets.delete(socket)))
  }
  subscribe(channel, add)
  return {
    tooLong,
    progress: (line) => {
      if (line.startsWith('Beginning upload')) patience = GIVES_UP_WITHIN_MILLISECONDS.atTheStorage
      if (line.startsWith('Finished uploading')) patience = GIVES_UP_WITHIN_MILLISECONDS.atTheService
      // A try that failed is no progress.
      if (!isOver && !line.startsWith('Attempt ')) timer.refresh()
    },
    isOver: () => isOver,
    // The client leaves connections open whose answers it did not read.
    end: () => {
      clearTimeout(timer)
      unsubscribe(channel, add)
      for (const socket of sockets) socket.destroy()
    },
  }
}
