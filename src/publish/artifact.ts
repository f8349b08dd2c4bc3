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

/** What is uploaded as one artifact. */
export interface Upload {
  /** Name of the artifact; of a single file the name of the file. */
  readonly name: string
  readonly files: readonly string[]
  /** Upload the only file as it is, so that a browser opens it; otherwise all files as a zip. */
  readonly isSingleFile: boolean
}

export interface UploadOptions {
  /** The directory of all files. */
  readonly directory: string
  readonly retentionDays: number | undefined
  readonly runUrl: string
  readonly mostSilent?: number
}

/**
 * Uploads artifacts side by side, and returns what became of each, in their order. Never throws: a failed upload is returned as
 * `refused`, the others go on, and the rest is still published. All together take as long as the slowest of them, since what
 * may be silent for long is watched once: the watch is of all sockets of the process.
 */
export async function uploadArtifacts(
  uploads: readonly Upload[],
  { directory, retentionDays, runUrl, mostSilent = MOST_SILENT_MILLISECONDS }: UploadOptions,
): Promise<Artifact[]> {
  const watch = watchSockets(mostSilent)
  const retention = retentionDays === undefined ? {} : { retentionDays }
  const uploadOne = async ({ name, files, isSingleFile }: Upload): Promise<Artifact> => {
    try {
      const { DefaultArtifactClient } = await import('@actions/artifact')
      const options = { ...retention, skipArchive: isSingleFile }
      const upload = new DefaultArtifactClient().uploadArtifact(name, [...files], directory, options)
      const { id } = await Promise.race([upload, watch.tooLong])
      return {
        id: String(id ?? ''),
        url: id === undefined || runUrl === '' ? '' : `${runUrl}/artifacts/${id}`,
      }
    } catch (error) {
      return { refused: watch.isOver() ? silentService(mostSilent / 1000) : artifactRefusal(error) }
    }
  }
  try {
    return await withSafeLog(watch.progress, () => Promise.all(uploads.map(uploadOne)))
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
  // One that fails at the storage does not say so, and counts on: patience for the others is only longer then.
  let atTheStorage = 0
  let timer = setTimeout(() => {
    isOver = true
    for (const socket of sockets) socket.destroy()
    const patience = GIVES_UP_WITHIN_MILLISECONDS[atTheStorage > 0 ? 'atTheStorage' : 'atTheService']
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
      if (line.startsWith('Beginning upload')) atTheStorage += 1
      if (line.startsWith('Finished uploading')) atTheStorage -= 1
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
