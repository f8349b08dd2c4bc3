import { addDays, type Day, parseDay } from '../day.ts'
import { Fault } from '../fault.ts'
import { isStatus } from '../github-errors.ts'
import type { GitHub } from '../github.ts'
import type { Entity } from '../inputs.ts'
import type { Network } from '../network.ts'
import { triesOfLinks } from './links.ts'
import { toRefusalFault } from './refusals.ts'
import { nameOfReport, type Source } from './source.ts'

/** The preview had the last 28 days, without today. */
const DAYS_KNOWN = 28

/**
 * Reads GitHub's user-level feature engagement preview in place of users reports, and user-teams reports from `reports`.
 * The endpoint was closed on 2026-03-02.
 */
export function engagementSource(
  clientOf: (entity: Entity) => GitHub,
  network: Network,
  reports: Source,
  today: Day,
): Source {
  const fetchLinks = async (entity: Entity, giveUpAt?: number): Promise<Map<Day, string[]>> => {
    const [since, until] = [addDays(today, -DAYS_KNOWN), addDays(today, -1)]
    try {
      const { data } = await clientOf(entity).request(
        'GET /enterprises/{enterprise}/copilot/user-engagement',
        {
          enterprise: entity.slug,
          since,
          until,
          request: { giveUpAt },
        },
      )
      return parseList(data, entity)
    } catch (error) {
      throw isStatus(error, 404, 410)
        ? new Fault(closedSentence(entity), { cause: error })
        : toRefusalFault(error, entity, subjectOf(entity))
    }
  }
  let known: Promise<Map<Day, string[]>> | undefined
  return {
    concurrency: reports.concurrency,
    ending: reports.ending,
    async newestDay(entities, latest) {
      const days = await Promise.all(
        entities.map(async (entity) => [...(await (known ??= fetchLinks(entity))).keys()]),
      )
      return days
        .flat()
        .filter((day) => day <= latest)
        .toSorted()
        .at(-1)
    },
    tries(entity, report, day) {
      if (report === 'user-teams') return reports.tries(entity, report, day)
      let isFirst = true
      const request = async (giveUpAt: number | undefined) => {
        if (!isFirst) known = undefined
        isFirst = false
        return (await (known ??= fetchLinks(entity, giveUpAt))).get(day) ?? []
      }
      return triesOfLinks(request, nameOfReport(entity, report, day), network)
    },
  }
}

/** Parses `[{ date, blob_uri }, …]`, one or more per day. No body, `null` or a message as a JSON string mean no days. */
function parseList(data: unknown, entity: Entity): Map<Day, string[]> {
  const unknown = new Fault(
    `GitHub answered with a list for ${subjectOf(entity)} that this version does not know; look for a newer version`,
  )
  const links = new Map<Day, string[]>()
  if (data === null || data === undefined || typeof data === 'string') return links
  if (!Array.isArray(data)) throw unknown
  for (const entry of data as ({ date?: unknown; blob_uri?: unknown } | null)[]) {
    const day = parseDay(entry?.date)
    if (day === undefined || typeof entry?.blob_uri !== 'string') throw unknown
    links.set(day, [...(links.get(day) ?? []), entry.blob_uri])
  }
  return links
}

function subjectOf({ slug }: Entity): string {
  return `the user engagement of ${slug}`
}

function closedSentence({ slug }: Entity): string {
  return `GitHub closed the user-level feature engagement API of enterprise ${slug} on 2026-03-02: use source: usage-metrics, its successor, or read archived engagement files with reports-directory`
}
