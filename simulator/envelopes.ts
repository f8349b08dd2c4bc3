import { addDays, daysBetween, isDay } from './calendar.ts'
import { type Answer, apiError, json } from './answers.ts'
import type { Incoming } from './host.ts'
import type { LinkStore } from './links.ts'
import {
  compressed,
  type Compression,
  type EntityKey,
  fileOf,
  type Line,
  type ReportName,
  type ReportSource,
} from './reports.ts'

/** The shapes in which GitHub says that there is no report. */
export type EmptyShape =
  | '204'
  | 'empty-links'
  | 'empty-string'
  | 'message-string'
  | 'null'
  | 'blank'
  | '404-message'

/** What the envelopes of one simulator are made of. */
export interface EnvelopeSettings {
  readonly source: ReportSource
  readonly store: LinkStore
  readonly today: string
  readonly linkLifetimeSeconds: number
  readonly filesPerReport: number
  readonly compression: Compression
  readonly emptyShape: (entity: EntityKey, report: ReportName, day: string) => EmptyShape
}

/** The envelope of a one-day report, or one of the shapes of "no report". */
export async function dayEnvelope(
  incoming: Incoming,
  settings: EnvelopeSettings,
  entity: EntityKey,
  report: ReportName,
): Promise<Answer> {
  const day = incoming.query.get('day') ?? ''
  if (!isDay(day)) return apiError(422, 'Invalid request. "day" must be a date in the format YYYY-MM-DD.')
  const lines = settings.source.lines(entity, report, day)
  if (!lines) return noReport(settings.emptyShape(entity, report, day), entity, day)
  const links = await linksOf(incoming, settings, `${entity.replace(':', '/')}/${report}/${day}`, () => {
    return settings.source.lines(entity, report, day) ?? []
  })
  return json(200, { download_links: links, report_day: day })
}

/** The envelope of the rolling 28 days; it tells an unknown entity (404) from a day without a report. */
export async function rollingEnvelope(
  incoming: Incoming,
  settings: EnvelopeSettings,
  entity: EntityKey,
): Promise<Answer> {
  const last = addDays(settings.today, -3)
  const first = addDays(last, -27)
  const name = `${entity.replace(':', '/')}/users-28-day/${last}`
  const links = await linksOf(incoming, { ...settings, filesPerReport: 1 }, name, () =>
    linesOfDays(settings.source, entity, daysBetween(first, last)),
  )
  return json(200, { download_links: links, report_start_day: first, report_end_day: last })
}

/** The closed preview report of an enterprise: one blob a day, no envelope. */
export async function engagementDays(
  incoming: Incoming,
  settings: EnvelopeSettings,
  entity: EntityKey,
): Promise<Answer> {
  const newest = addDays(settings.today, -1)
  const oldest = addDays(settings.today, -28)
  const since = incoming.query.get('since')?.slice(0, 10) ?? oldest
  const until = incoming.query.get('until')?.slice(0, 10) ?? newest
  if (!isDay(since) || !isDay(until) || since < oldest || since > until) {
    return apiError(422, '"since" must not be older than 28 days or later than "until".')
  }
  const days: { date: string; blob_uri: string | undefined }[] = []
  for (const day of daysBetween(since, until < newest ? until : newest)) {
    if (!settings.source.lines(entity, 'user-engagement', day)) continue
    const name = `${entity.replace(':', '/')}/user-engagement/${day}`
    const [blob] = await linksOf(incoming, { ...settings, filesPerReport: 1 }, name, () => {
      return settings.source.lines(entity, 'user-engagement', day) ?? []
    })
    days.push({ date: day, blob_uri: blob })
  }
  return json(200, days)
}

function* linesOfDays(source: ReportSource, entity: EntityKey, days: readonly string[]): Generator<Line> {
  for (const day of days) yield* source.lines(entity, 'users-1-day', day) ?? []
}

async function linksOf(
  incoming: Incoming,
  settings: EnvelopeSettings,
  name: string,
  lines: () => Iterable<Line>,
): Promise<string[]> {
  const lifetime = incoming.expireLinks ? -60 : settings.linkLifetimeSeconds
  const contentEncoding = settings.compression === 'encoding' ? ('gzip' as const) : undefined
  const parts = Array.from({ length: settings.filesPerReport }, (_, part) => part)
  return Promise.all(
    parts.map((part) => {
      const body = () => compressed(fileOf(lines(), part, parts.length), settings.compression)
      const file = `${name}/part-${String(part).padStart(5, '0')}.json`
      return settings.store.link({ name: file, body, contentEncoding }, lifetime)
    }),
  )
}

function noReport(shape: EmptyShape, entity: EntityKey, day: string): Answer {
  const message = `No report available for this ${entity.split(':')[0] ?? ''} on ${day}`
  switch (shape) {
    case '204':
      return { status: 204 }
    case 'empty-links':
      return json(200, { download_links: [], report_day: day })
    case 'empty-string':
      return json(200, '')
    case 'message-string':
      return json(200, message)
    case 'null':
      return json(200, null)
    case 'blank':
      return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' } }
    case '404-message':
      return apiError(404, message)
  }
}
