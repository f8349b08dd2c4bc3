import { addDays, type Day, formatDay } from '../../day.ts'
import type { EntityReport } from '../../lines/report.ts'
import type { WeekTotals } from '../../lines/weeks.ts'
import { caption, type Column, numericColumn, table } from '../text/markdown.ts'
import { formatDayList, formatDifference, formatNumber, formatShare } from '../text/numbers.ts'
import { WITHHELD } from '../text/withheld.ts'

/** A year, and the same week of the year before. */
const MOST_WEEKS = 53
/** A quarter and four weeks: more columns do not fit a phone, and the charts go back further. */
const LOOKING_BACK = [13, 4]

/** Consecutive weeks of an entity; `undefined` where a week is not complete. */
export interface Trend {
  readonly weeks: readonly Day[]
  readonly entity: readonly (WeekTotals | undefined)[]
  /** By team id. */
  readonly teams: ReadonlyMap<string, readonly (WeekTotals | undefined)[]>
}

/** The past year of an entity. A week counts when each of its days has a report; fewer days would look like a drop. */
export function trendOf(entity: EntityReport, history: readonly WeekTotals[]): Trend {
  const ofEntity = history.filter((line) => isOf(entity, line) && line.days_reported === 7)
  const known = new Set(ofEntity.map(({ week }) => week))
  const newest = [...known].toSorted().at(-1)
  const weeks = newest === undefined ? [] : weeksUntil(newest, known)
  const indices = new Map(weeks.map((week, index) => [week, index]))
  const teams = new Map<string, (WeekTotals | undefined)[]>()
  for (const line of ofEntity) {
    const index = indices.get(line.week)
    if (index === undefined) continue
    let values = teams.get(line.team_id)
    if (values === undefined) teams.set(line.team_id, (values = weeks.map(() => undefined)))
    values[index] = line
  }
  return { weeks, entity: teams.get('') ?? weeks.map(() => undefined), teams }
}

/** Active members of members; `null` where either is unknown. */
export function adoptionOf(line: WeekTotals | undefined): number | null {
  if (line === undefined || line.members === null || line.idle_users === null || line.members === 0)
    return null
  return (line.members - line.idle_users) / line.members
}

/** The same as a page shows it. A complete week has a report of every day, so what its people lack is withheld, not unknown. */
export function weeklyAdoption(line: WeekTotals | undefined): string {
  if (line !== undefined && line.members === null) return NOT_KEPT
  const isHidden = line !== undefined && line.idle_users === null
  return isHidden ? WITHHELD : formatShare(adoptionOf(line))
}

/** What a page shows for a number that a week of the history does not have: it may be unknown or withheld. */
export const NOT_KEPT = '–'

/** The share of a feature as a page shows it. */
export function weeklyShare(line: WeekTotals | undefined, feature: string): string {
  if (line === undefined) return formatShare(null)
  if (line.active_users === null) return WITHHELD
  const share = shareOf(line, feature)
  return share === null ? NOT_KEPT : formatShare(share)
}

/** Engaged people of active people; `feature` may be any text of a report. */
export function shareOf(line: WeekTotals | undefined, feature: string): number | null {
  const engaged = line?.features.get(feature) ?? line?.other_features.get(feature) ?? null
  const active = line?.active_users ?? null
  return engaged === null || active === null || active === 0 ? null : engaged / active
}

/** The week a quarter ago, the one four weeks ago and the newest, as far as they are known, with the change between the last two. */
export function thenAndNowTable({ weeks, entity }: Trend): string {
  const last = entity.length - 1
  const now = entity[last]
  if (now === undefined) return ''
  const back = LOOKING_BACK.map((count) => last - count).filter((index) => entity[index] !== undefined)
  const before = entity[last - (LOOKING_BACK.at(-1) ?? 0)]
  const columns: Column[] = [
    { heading: 'In the week of' },
    ...[...back, last].map((index) =>
      numericColumn(weeks[index] === undefined ? '' : formatDay(weeks[index])),
    ),
    ...(before === undefined ? [] : [numericColumn('Change')]),
  ]
  const row = (
    name: string,
    cell: (line: WeekTotals) => string,
    of: (line: WeekTotals) => number | null,
    change: (difference: number) => string = formatDifference,
  ) => [
    name,
    ...[...back, last].map((index) => (entity[index] === undefined ? '' : cell(entity[index]))),
    ...(before === undefined ? [] : [changeOf(of(now), of(before), change)]),
  ]
  const count = (name: string, of: (line: WeekTotals) => number | null) =>
    row(name, (line) => (of(line) === null ? WITHHELD : formatNumber(of(line))), of)
  return table(columns, [
    row('Adoption', weeklyAdoption, percentOf, (points) => formatDifference(points, ' pp')),
    count('Active', (line) => line.active_users),
    count('Engaged', (line) => line.engaged_users),
    row(
      'Members',
      (line) => (line.members === null ? NOT_KEPT : formatNumber(line.members)),
      (line) => line.members,
    ),
    row(
      'AI credits',
      (line) => formatNumber(line.ai_credits_used),
      (line) => line.ai_credits_used,
    ),
  ])
}

function percentOf(line: WeekTotals): number | null {
  const adoption = adoptionOf(line)
  return adoption === null ? null : Math.round(adoption * 100)
}

function changeOf(now: number | null, before: number | null, format: (difference: number) => string): string {
  return now === null || before === null ? NOT_KEPT : format(now - before)
}

/** What is drawn and what is not. */
export function trendCaption({ weeks, entity }: Trend): string {
  const gaps = weeks.filter((_, index) => entity[index] === undefined)
  const hidden = weeks.filter((_, index) => entity[index]?.active_users === null)
  const last = entity.at(-1)
  return caption(
    'Weeks begin on the Monday shown (UTC); only complete ones. Change: in four weeks. A week reaches fewer people than 28 days.',
    last?.members === null ? `${NOT_KEPT}: not reported, or withheld to protect small groups.` : '',
    gaps.length === 0 ? '' : `Incomplete, and not drawn: ${formatDayList(gaps)}.`,
    hidden.length === 0 ? '' : `Withheld to protect small groups, and not drawn: ${formatDayList(hidden)}.`,
  )
}

/** `9 Nov 2026`. */
export function formatWeek(week: Day): string {
  return formatDay(week, { year: true })
}

function weeksUntil(newest: Day, known: ReadonlySet<Day>): Day[] {
  const year = Array.from({ length: MOST_WEEKS }, (_, index) => addDays(newest, 7 * (index - MOST_WEEKS + 1)))
  return year.slice(year.findIndex((week) => known.has(week)))
}

function isOf({ scope, entity }: EntityReport, line: WeekTotals): boolean {
  return line.scope === scope && line.entity.toLowerCase() === entity.toLowerCase()
}
