import { availableParallelism } from 'node:os'
import { parseDay, parseMoment, toDay } from './day.ts'
import { run } from './main.ts'
import type { ThreadOptions } from './readers.ts'

/** More threads would wait for the main thread, which adds up what they read. */
const MOST_THREADS = 3
/** A thread costs some 0.3 s of a core, most of it for compiling again what runs often: less is read sooner without. */
const LEAST_BYTES = 200e6

// Tests, the demo and the benchmark set the date or the moment, and how many threads are started at once to help with reading.
const set = process.env['COPILOT_TEAM_METRICS_TODAY']
const now = parseMoment(set) ?? Date.now()
const today = parseDay(set) ?? toDay(now)
const wanted = process.env['COPILOT_TEAM_METRICS_THREADS'] ?? ''
const threads: ThreadOptions =
  wanted === ''
    ? { most: threadsBeside(1), mostForDownloads: threadsBeside(2), leastBytes: LEAST_BYTES }
    : { most: Number(wanted), mostForDownloads: Number(wanted), leastBytes: 0 }

// Nothing is left open, so the process ends by itself. An explicit exit could wait for a thread of V8 for ever.
await run(today, now, threads)

/** As many as there are cores beside some that are busy. */
function threadsBeside(busy: number): number {
  return Math.max(0, Math.min(availableParallelism() - busy, MOST_THREADS))
}
