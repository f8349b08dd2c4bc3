import { Worker } from 'node:worker_threads'
import type { Day } from './day.ts'
import { Fault, IncompleteReport } from './fault.ts'
import type { ReportFile, ReportName } from './fetch/source.ts'
import type { Entity } from './inputs.ts'
import { errorOf, faultOfFile, subjectOf } from './read-report.ts'
import type { CheckIds, Reader } from './reader.ts'
import type { Intake, UsersReport, UserTeamsReport } from './rollup/entrance.ts'
import { buffersOf, createRenumbering, type Renumbering } from './rollup/parcels.ts'
import type { FromThread, SentError, ThreadData, ToThread } from './thread-messages.ts'

/** A reader on a thread of its own. */
export interface ReadingThread extends Reader {
  end(): Promise<void>
}

/** Blocks of a read that are on their way or wait in the thread: enough for while the main thread adds a day up. */
const MOST_BLOCKS = 32
const BLOCK_BYTES = 1 << 18

/** What a thread allocates while it reads is short-lived: more room for it would only be more memory. */
const LIMITS = { maxYoungGenerationSizeMb: 4 }

const ENDED =
  'A thread that reads reports ended before its time, probably for want of memory: run again, or on a larger runner'

/** A read under way. */
interface Task {
  readonly id: number
  readonly report: ReportName
  readonly day: Day
  readonly check: CheckIds
  /** Blocks that the thread has not returned yet. */
  sent: number
  /** Ends a wait for a block to return. */
  resume(): void
  failure: Error | undefined
  readonly answer: PromiseWithResolvers<ReadAnswer>
}

type ReadAnswer = FromThread & { readonly type: 'read' }

/** Sends messages to a thread, with buffers that are moved there. */
type Post = (message: ToThread, buffers?: ArrayBuffer[]) => void

/** Starts a thread that reads reports of an entity; what it returns has the numbers of the names of `intake`. */
export function startReadingThread(intake: Intake, data: ThreadData): ReadingThread {
  const worker = new Worker(ENTRY, { workerData: data, env: {}, execArgv: [], resourceLimits: LIMITS })
  const post: Post = (message, buffers = []) => worker.postMessage(message, buffers)
  const renumbering = createRenumbering(intake)
  const tasks = new Map<number, Task>()
  const idle: ArrayBuffer[] = []
  const failAll = (error: Error) => {
    for (const task of tasks.values()) fail(task, error)
  }
  worker.on('error', failAll)
  worker.on('exit', () => failAll(new Fault(ENDED)))
  worker.on('message', (message: FromThread) => {
    if (message.type === 'used') idle.push(message.buffer)
    // Also the names of a read that was aborted: later ones refer to them.
    if ('names' in message) renumbering.learn(message.names)
    const task = tasks.get(message.id)
    if (task !== undefined) takeMessage(task, message, renumbering, data.entity)
  })
  let lastId = 0
  const read = async (report: ReportName, day: Day, files: readonly ReportFile[], check: CheckIds) => {
    const answer = Promise.withResolvers<ReadAnswer>()
    const task: Task = { id: ++lastId, report, day, check, sent: 0, resume() {}, failure: undefined, answer }
    // While files are sent, it is observed through `failure`.
    answer.promise.catch(() => {})
    tasks.set(task.id, task)
    const memory = report === 'users' ? intake.idle.pop() : undefined
    const sources = files.map(({ name, path }) => ({ name, ...(path === undefined ? {} : { path }) }))
    post({ type: 'open', id: task.id, report, day, files: sources, memory }, buffersOf(memory))
    try {
      for (const file of files)
        if (file.path === undefined) await sendFile(post, task, file, idle, data.entity)
      return await answer.promise
    } catch (error) {
      post({ type: 'abort', id: task.id })
      throw error
    } finally {
      tasks.delete(task.id)
    }
  }
  return {
    async users(day, files, check) {
      const { content, tally } = await read('users', day, files, check)
      return { content: renumbering.users(content as UsersReport), tally }
    },
    async userTeams(day, files, check) {
      const { content, tally } = await read('user-teams', day, files, check)
      return { content: renumbering.userTeams(content as UserTeamsReport), tally }
    },
    async end() {
      worker.removeAllListeners('exit')
      await worker.terminate()
    },
  }
}

function takeMessage(task: Task, message: FromThread, renumbering: Renumbering, entity: Entity): void {
  if (message.type === 'used') {
    task.sent--
    task.resume()
  } else if (message.type === 'read') task.answer.resolve(message)
  else if (message.type === 'failed') fail(task, errorFrom(message.error))
  else {
    const foreign = task.check(renumbering.ids(message.ids), message.file)
    const subject = subjectOf(message.file, entity, task.report, task.day)
    if (foreign !== undefined) fail(task, faultOfFile(subject, foreign))
  }
}

function fail(task: Task, error: Error): void {
  task.failure ??= error
  task.answer.reject(error)
  task.resume()
}

/** Sends the bytes of a file in blocks; `idle` are blocks that came back. */
async function sendFile(
  post: Post,
  task: Task,
  file: ReportFile,
  idle: ArrayBuffer[],
  entity: Entity,
): Promise<void> {
  const take = () => new Uint8Array(idle.pop() ?? new ArrayBuffer(BLOCK_BYTES))
  let block = take()
  let held = 0
  const send = () => {
    post({ type: 'block', id: task.id, block: block.subarray(0, held) }, [block.buffer])
    task.sent++
    held = 0
  }
  try {
    for await (const chunk of file.bytes()) {
      for (let from = 0; from < chunk.length;) {
        const part = chunk.subarray(from, from + BLOCK_BYTES - held)
        block.set(part, held)
        held += part.length
        from += part.length
        if (held < BLOCK_BYTES) continue
        send()
        block = take()
      }
      while (task.sent > MOST_BLOCKS && task.failure === undefined)
        await new Promise<void>((resolve) => (task.resume = resolve))
      if (task.failure !== undefined) break
    }
  } catch (error) {
    throw errorOf(subjectOf(file.name, entity, task.report, task.day), error)
  }
  if (task.failure !== undefined) throw task.failure
  if (held > 0) send()
  post({ type: 'end-of-file', id: task.id })
}

/** The file that the thread runs: beside this one, as source or bundled. */
const ENTRY = new URL(`./reading-thread.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)

function errorFrom({ name, message }: SentError): Error {
  if (name === 'Fault') return new Fault(message)
  return name === 'IncompleteReport' ? new IncompleteReport(message) : new Error(message)
}
