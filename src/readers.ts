import { createReader, type Reader } from './reader.ts'
import { type ReadingThread, startReadingThread } from './reading-threads.ts'
import type { Intake } from './rollup/entrance.ts'
import type { ThreadData } from './thread-messages.ts'

/** Readers on this thread and on others, as one: each report goes to the one with the least to do. */
export interface Readers extends Reader {
  end(): Promise<void>
}

/** How many other threads help to read, and after how many bytes they are started. */
export interface ThreadOptions {
  readonly most: number
  readonly afterBytes: number
}

/** Relative sizes of the reports of a day, and how many of them a thread and this thread take at once. */
const SIZE = { users: 10, userTeams: 1 } as const
const MOST_ON_A_THREAD = 40
const MOST_HERE = 11
/** The share of this thread that adding up the days takes, per thread that reads. */
const ADDING_UP = 5

interface Lane {
  readonly reader: Reader
  /** Of reports under way, by `SIZE`: their limit, and their sum. */
  readonly most: number
  load: number
  /** Other work, as if it were a report. */
  readonly other: number
}

/** Readers of an entity. */
export function createReaders(
  intake: Intake,
  data: ThreadData,
  { most, afterBytes }: ThreadOptions,
): Readers {
  const threads: ReadingThread[] = []
  const lanes: Lane[] = []
  const waiting: (() => void)[] = []
  const retry = () => {
    for (const resolve of waiting.splice(0)) resolve()
  }
  let bytes = 0
  const onBytes = (more: number) => {
    bytes += more
    if (bytes < afterBytes || threads.length === most) return
    while (threads.length < most) {
      const thread = startReadingThread(intake, data)
      threads.push(thread)
      lanes.push({ reader: thread, most: MOST_ON_A_THREAD, load: 0, other: 0 })
    }
    retry()
  }
  const here = createReader(intake, data.entity, data.reports, onBytes)
  lanes.push({ reader: here, most: most === 0 ? Infinity : MOST_HERE, load: 0, other: ADDING_UP * most })
  onBytes(0)
  const readWith = async <Read>(size: number, read: (reader: Reader) => Promise<Read>): Promise<Read> => {
    let lane = laneFor(lanes, size)
    while (lane === undefined) {
      await new Promise<void>((resolve) => waiting.push(resolve))
      lane = laneFor(lanes, size)
    }
    lane.load += size
    try {
      return await read(lane.reader)
    } finally {
      lane.load -= size
      retry()
    }
  }
  return {
    users: (day, files, check) => readWith(SIZE.users, (reader) => reader.users(day, files, check)),
    userTeams: (day, files, check) =>
      readWith(SIZE.userTeams, (reader) => reader.userTeams(day, files, check)),
    async end() {
      await Promise.all(threads.map((thread) => thread.end()))
    },
  }
}

/** The lane with the least to do, if any can take a report of a size. */
function laneFor(lanes: readonly Lane[], size: number): Lane | undefined {
  const work = ({ load, other }: Lane) => load + other
  return lanes
    .filter(({ load, most }) => load + size <= most)
    .toSorted((left, right) => work(left) - work(right))[0]
}
