import { statOf } from './fetch/report-files.ts'
import type { ReportFile } from './fetch/source.ts'
import { createReader, type Reader } from './reader.ts'
import { type ReadingThread, startReadingThread } from './reading-threads.ts'
import type { Intake } from './rollup/entrance.ts'
import type { ThreadData } from './thread-messages.ts'

/** Readers on this thread and on others, as one: each report goes to the one with the least to do. */
export interface Readers extends Reader {
  end(): Promise<void>
}

/** How many other threads help to read, and how many bytes it takes in all for them to be started. */
export interface ThreadOptions {
  /** For files, which a thread opens itself. */
  readonly most: number
  /** For downloads, which keep this thread busy. */
  readonly mostForDownloads: number
  readonly leastBytes: number
}

/** Relative sizes of the reports of a day, and how many of them a thread takes at once. */
const SIZE = { users: 10, userTeams: 1 } as const
const MOST_ON_A_THREAD = 40
/** Beside threads this one, which adds up, reads memberships only: what reads rows is then compiled once. */
const MOST_HERE = SIZE.userTeams
/** The share of this thread that adding up the days takes, per thread that reads. */
const ADDING_UP = 5

interface Lane {
  readonly reader: Reader
  /** Of reports under way, by `SIZE`: their limit, and their sum. */
  most: number
  load: number
  /** Other work, as if it were a report. */
  readonly other: number
}

/** Readers of the reports of so many days of an entity. */
export function createReaders(
  intake: Intake,
  data: ThreadData,
  { most, mostForDownloads, leastBytes }: ThreadOptions,
  days: number,
): Readers {
  const threads: ReadingThread[] = []
  const lanes: Lane[] = []
  const waiting: (() => void)[] = []
  const retry = () => waiting.splice(0).forEach((resolve) => resolve())
  /** Users reports begun, plus one, so that less is expected than will come; and bytes read of all reports. */
  let [begun, read] = [1, 0]
  let count = mostForDownloads
  /** `expected` bytes in all, as far as is known. */
  const startThreads = (expected: number) => {
    if (expected < leastBytes || threads.length >= count) return
    here.most = MOST_HERE
    while (threads.length < count) {
      const thread = startReadingThread(intake, data)
      threads.push(thread)
      lanes.push({ reader: thread, most: MOST_ON_A_THREAD, load: 0, other: 0 })
    }
    retry()
  }
  const reader = createReader(intake, data.entity, data.reports, (bytes) => {
    read += bytes
    startThreads((read / begun) * days)
  })
  const here: Lane = { reader, most: Infinity, load: 0, other: ADDING_UP * most }
  lanes.push(here)
  const readWith = async <Read>(
    size: number,
    files: readonly ReportFile[],
    readOn: (reader: Reader) => Promise<Read>,
  ): Promise<Read> => {
    if (size === SIZE.users) begun++
    if (files.some(({ path }) => path !== undefined)) count = most
    startThreads(bytesOnDisk(files) * days)
    let lane = laneFor(lanes, size)
    while (lane === undefined) {
      await new Promise<void>((resolve) => waiting.push(resolve))
      lane = laneFor(lanes, size)
    }
    lane.load += size
    try {
      return await readOn(lane.reader)
    } finally {
      lane.load -= size
      retry()
    }
  }
  return {
    users: (day, files, check) => readWith(SIZE.users, files, (lane) => lane.users(day, files, check)),
    userTeams: (day, files, check) =>
      readWith(SIZE.userTeams, files, (lane) => lane.userTeams(day, files, check)),
    async end() {
      await Promise.all(threads.map((thread) => thread.end()))
    },
  }
}

/** The size of those files whose size is known before they are read. */
function bytesOnDisk(files: readonly ReportFile[]): number {
  return files.reduce((sum, { path }) => sum + (path === undefined ? 0 : (statOf(path)?.size ?? 0)), 0)
}

/** The lane with the least to do, if any can take a report of a size. */
function laneFor(lanes: readonly Lane[], size: number): Lane | undefined {
  const work = ({ load, other }: Lane) => load + other
  return lanes
    .filter(({ load, most }) => load + size <= most)
    .toSorted((left, right) => work(left) - work(right))[0]
}
