// A thread that reads reports: bytes come from the main thread, and columns of numbers go back.
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { Fault, IncompleteReport } from './fault.ts'
import { fileAt } from './fetch/directory.ts'
import { type CheckIds, createReader } from './reader.ts'
import { buffersOf, createIntake, newNamesOf, packUsers } from './rollup/parcels.ts'
import type { FromThread, SentError, ThreadData, ToThread } from './thread-messages.ts'

if (parentPort !== null) serve(parentPort, workerData as ThreadData)

function serve(port: MessagePort, { entity, since, reports }: ThreadData): void {
  const intake = createIntake(entity.scope, since)
  const reader = createReader(intake, entity, reports)
  const takeNewNames = newNamesOf(intake)
  const open = new Map<number, Inbox>()
  const turns = createTurns()
  const post = (message: FromThread, buffers: ArrayBuffer[] = []) => port.postMessage(message, buffers)

  const read = async (
    { id, report, day, files, memory }: ToThread & { readonly type: 'open' },
    inbox: Inbox,
  ): Promise<void> => {
    if (memory !== undefined) intake.idle.push(memory)
    const sources = files.map(({ name, path }) =>
      path === undefined ? { name, bytes: inbox.bytes } : fileAt({ name, path }),
    )
    // Only the main thread knows the ids of all reports.
    const check: CheckIds = (ids, file) => {
      post({ type: 'file', id, file, ids, names: takeNewNames() })
      return undefined
    }
    try {
      const readReport = report === 'users' ? reader.users : reader.userTeams
      const { content, tally } = await readReport(day, sources, check)
      const packed = 'rows' in content ? packUsers(content) : content
      post({ type: 'read', id, content: packed, tally, names: takeNewNames() }, buffersOf(packed))
    } catch (error) {
      if (open.has(id)) post({ type: 'failed', id, error: sendable(error) })
    } finally {
      open.delete(id)
    }
  }

  let last = Promise.resolve()
  port.on('message', (message: ToThread) => {
    const { type, id } = message
    if (type === 'open') {
      const inbox = createInbox(turns, ({ buffer }) => post({ type: 'used', id, buffer }, [buffer]))
      open.set(id, inbox)
      const isSent = message.files.every(({ path }) => path === undefined)
      // Files are read one after the other, so that they do not all end at the same time; what is sent, as it comes.
      if (isSent) void read(message, inbox)
      else last = last.then(() => read(message, inbox))
    } else if (type === 'block') open.get(id)?.push(message.block)
    else if (type === 'end-of-file') open.get(id)?.push(undefined)
    else {
      open.get(id)?.abort()
      open.delete(id)
    }
  })
}

/** The blocks of a read that were received and not yet used. */
interface Inbox {
  /** Appends a block, or the end of a file. */
  push(block: Uint8Array<ArrayBuffer> | undefined): void
  abort(): void
  /** The blocks of the next file, each valid until the next one is requested. */
  bytes(): AsyncGenerator<Uint8Array, void>
}

function createInbox(turns: Turns, release: (block: Uint8Array<ArrayBuffer>) => void): Inbox {
  const blocks: (Uint8Array<ArrayBuffer> | undefined)[] = []
  const state = { isAborted: false }
  const isReady = () => blocks.length > 0 || state.isAborted
  const takeTurn = turns.enter(isReady)
  return {
    push(block) {
      blocks.push(block)
      turns.next()
    },
    abort() {
      state.isAborted = true
      turns.next()
    },
    async *bytes() {
      for (;;) {
        using _ = await takeTurn()
        if (state.isAborted) throw new Error('The read was aborted.')
        const block = blocks.shift()
        if (block === undefined) return
        yield block
        release(block)
      }
    },
  }
}

/**
 * Whose blocks are read next: of all reads that have some the one that began first, so that downloads side by side advance
 * as they come, and nevertheless end one after the other.
 */
interface Turns {
  /** Adds a read; `isReady` returns whether it could go on. Returns a function that waits for a turn, which ends when it is disposed of. */
  enter(isReady: () => boolean): () => Promise<Disposable>
  /** To be called when a read may have become ready. */
  next(): void
}

function createTurns(): Turns {
  const waiting = new Map<number, { readonly isReady: () => boolean; readonly go: () => void }>()
  const state = { entered: 0, isTaken: false }
  const next = () => {
    if (state.isTaken) return
    const [first] = [...waiting]
      .filter(([, { isReady }]) => isReady())
      .toSorted(([left], [right]) => left - right)
    if (first === undefined) return
    const [read, { go }] = first
    waiting.delete(read)
    state.isTaken = true
    go()
  }
  const turn = {
    [Symbol.dispose]() {
      state.isTaken = false
      next()
    },
  }
  return {
    enter(isReady) {
      const read = state.entered++
      return () =>
        new Promise((resolve) => {
          waiting.set(read, { isReady, go: () => resolve(turn) })
          next()
        })
    },
    next,
  }
}

function sendable(error: unknown): SentError {
  if (error instanceof Fault) return { name: 'Fault', message: error.message }
  if (error instanceof IncompleteReport) return { name: 'IncompleteReport', message: error.message }
  return { name: 'Error', message: error instanceof Error ? error.message : String(error) }
}
