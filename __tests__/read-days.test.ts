import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { addDays, daysBetween } from '../simulator/calendar.ts'
import { directorySource } from '../src/fetch/directory.ts'
import { findReportFiles } from '../src/fetch/report-files.ts'
import type { ReportFile, Source } from '../src/fetch/source.ts'
import { breakdownLines } from '../src/lines/breakdowns.ts'
import { entityBreakdown } from '../src/lines/breakdown-summaries.ts'
import { teamLines } from '../src/lines/activity.ts'
import { teamFeatureLines } from '../src/lines/features.ts'
import { personLines } from '../src/lines/people.ts'
import { showTotals } from '../src/privacy/shown-totals.ts'
import { countRejected, readDays } from '../src/read-days.ts'
import type { ThreadOptions } from '../src/readers.ts'
import { windowsEnding } from '../src/windows.ts'
import { dayOf } from './fixtures/rows.ts'
import { oddReports } from './scenarios/odd-reports.ts'
import { WEDNESDAY } from './scenarios/scenario.ts'

const entity = { scope: 'organization', slug: 'octo' } as const
const windows = windowsEnding(dayOf(WEDNESDAY), 5, true)
const options = { reports: 'usage-metrics', engagementExport: true } as const
const thresholds = {
  championConsistency: 0.6,
  championFeatures: 4,
  laggingConsistency: 0.2,
  gapShare: 0.1,
  adoptionTarget: null,
}
const ALONE: ThreadOptions = { most: 0, mostForDownloads: 0, leastBytes: 0 }

const folder = mkdtempSync(join(tmpdir(), 'days-'))
beforeAll(() => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const days = daysBetween(addDays(WEDNESDAY, -9), WEDNESDAY)
  for (const [name, text] of Object.entries(oddReports(11, days, '7'))) {
    // One line of more than a hundred, so that the report still counts.
    const isLong = name.startsWith('user-teams')
    writeFileSync(join(folder, name), isLong ? `${text.repeat(10)}{"broken": \n` : text)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The same files as if they were downloaded: without a path, in small pieces. */
function downloaded(source: Source): Source {
  const piecemeal = ({ name, bytes }: ReportFile): ReportFile => ({
    name,
    async *bytes() {
      for await (const chunk of bytes())
        for (let at = 0; at < chunk.length; at += 1000) yield chunk.subarray(at, at + 1000)
    },
  })
  return {
    ...source,
    tries(...of) {
      const { files, waitAfter } = source.tries(...of)
      return { files: async () => (await files())?.map(piecemeal), waitAfter }
    },
  }
}

async function read(threads: ThreadOptions, change = (source: Source) => source) {
  const source = change(directorySource(findReportFiles(folder, [entity]), new AbortController().signal))
  const { totals, rejected, emptyFiles } = await readDays(source, entity, windows, options, threads)
  const shown = showTotals(totals, [], 0)
  const identify = (user_id: string, user_login: string) => ({ user_id, user_login })
  return {
    rejected,
    emptyFiles,
    rejectedInWindow: countRejected({ totals, rejected }),
    teams: teamLines(shown, '7'),
    features: [...teamFeatureLines(shown)],
    people: [...personLines(shown, thresholds, identify)],
    breakdowns: entityBreakdown(shown, breakdownLines),
  }
}

describe('The days of an entity', () => {
  test('are read with what could not be used, in order', async () => {
    const { rejected, rejectedInWindow, teams, people } = await read(ALONE)
    expect(teams.length).toBeGreaterThan(2)
    expect(people.length).toBeGreaterThan(8)
    expect(rejected.map(({ day }) => day)).toEqual(rejected.map(({ day }) => day).toSorted())
    expect(rejected.length).toBeGreaterThan(rejectedInWindow)
    expect(rejectedInWindow).toBeGreaterThan(0)
  })

  test.each([1, 2])('give the same numbers with %i other threads that open the files', async (most) => {
    expect(await read({ most, mostForDownloads: most, leastBytes: 0 })).toEqual(await read(ALONE))
  })

  test('give the same numbers with a thread that is sent the bytes', async () => {
    expect(await read({ most: 1, mostForDownloads: 1, leastBytes: 0 }, downloaded)).toEqual(await read(ALONE))
  })

  test('give the same numbers with a thread that starts in the middle', async () => {
    expect(await read({ most: 1, mostForDownloads: 1, leastBytes: 50_000 }, downloaded)).toEqual(
      await read(ALONE),
    )
  })
})
