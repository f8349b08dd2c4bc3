import { isWithheld } from '../../privacy/withheld.ts'
import { type Day, formatDay, isWeekday } from '../../day.ts'
import type { DayLine } from '../../lines/days.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import type { WeekLine } from '../../lines/team-tables.ts'
import { blocks, caption, numericColumn, table } from '../text/markdown.ts'
import { formatDayList, formatNumber } from '../text/numbers.ts'
import { formatCount, withheldCaption } from '../text/withheld.ts'

/** Longer windows are drawn by week. */
const MOST_DAYS_DRAWN = 31
/** Fewer points are no trend. */
const FEWEST_POINTS = 3
const WEEKS_LISTED = 10
/** Weekends are left out where fewer than this share of a weekday's people are active on them. */
const QUIET = 0.5
/** More labels would run into each other; then only the first week of a month has one. */
const MOST_LABELS = 14
/** Labels have to be distinct, the invisible ones too. */
const INVISIBLE = '\u{200b}'
/** Visible on light and dark backgrounds; the series differ in shape as well as in colour. */
const COLORS = { active: '#6cb0f5', engaged: '#c05c00' }

interface Point {
  readonly label: string
  readonly active: number
  readonly engaged: number
}

/** Active and engaged people by day, or by week in long windows, with a table of the weeks. */
export function trendMarkdown(report: Report, entity: EntityReport, withChart: boolean): string {
  const weeks = completeWeeks(entity.weeks).filter(
    (line) => line.active_users !== null || isWithheld(line, 'active_users'),
  )
  const byDay = entity.coverage.days <= MOST_DAYS_DRAWN
  const drawing = !withChart ? '' : byDay ? dailyChart(entity) : weeklyChart(weeks)
  const listed = weeks.slice(-WEEKS_LISTED)
  const listing = weekTable(listed)
  return blocks(drawing, listing, listing === '' ? '' : withheldCaption(listed, report.minimum_group_size))
}

/** Weeks of which every day has a report. */
function completeWeeks(weeks: readonly WeekLine[]): WeekLine[] {
  return weeks.filter(isComplete)
}

/** Whether all seven days of a week are in the windows and have a report. */
export function isComplete({ days, days_reported }: WeekLine): boolean {
  return days === 7 && days_reported === 7
}

function dailyChart({ days, coverage }: EntityReport): string {
  const reported = days.flatMap(({ day, active_users: active, engaged_users: engaged }) =>
    active === null || engaged === null ? [] : [{ day, active, engaged }],
  )
  const weekdays = reported.filter(({ day }) => isWeekday(day))
  const weekends = reported.filter(({ day }) => !isWeekday(day))
  const weekendMean = mean(weekends)
  const areQuiet = weekendMean < QUIET * mean(weekdays)
  const drawn = areQuiet ? weekdays : reported
  if (drawn.length < FEWEST_POINTS) return ''
  const points = withLabels(drawn)
  const captions = [
    'Bars: active people, line: engaged people.',
    areQuiet && weekends.length > 0
      ? `Monday to Friday; on a weekend day ${formatNumber(Math.round(weekendMean))} people are active on average.`
      : '',
    coverage.missing_days.length > 0
      ? `Without a report, and not drawn: ${formatDayList(coverage.missing_days)}.`
      : '',
    withheldSentence(days.filter(isHidden).map(({ day }) => day)),
  ]
  return blocks(
    chart(`Active and engaged people by ${areQuiet ? 'weekday' : 'day'}`, points),
    caption(...captions),
  )
}

function weeklyChart(all: readonly WeekLine[]): string {
  const weeks = all.filter((line) => !isHidden(line))
  if (weeks.length < FEWEST_POINTS) return ''
  const points = weeks.map(({ week, active_users, engaged_users }, index) => {
    const isLabelled = weeks.length <= MOST_LABELS || startsMonth(weeks, index)
    return {
      label: isLabelled ? formatDay(week) : INVISIBLE.repeat(index + 1),
      active: active_users ?? 0,
      engaged: engaged_users ?? 0,
    }
  })
  return blocks(
    chart('Active and engaged people by week', points),
    caption(
      'Bars: active people, line: engaged people.',
      'Complete weeks by their Monday.',
      withheldSentence(all.filter(isHidden).map(({ week }) => week)),
    ),
  )
}

/** What is withheld in part is not drawn either: a bar without its line would look like one at 0. */
function isHidden(line: DayLine | WeekLine): boolean {
  return isWithheld(line, 'active_users') || isWithheld(line, 'engaged_users')
}

function withheldSentence(days: readonly Day[]): string {
  return days.length === 0 ? '' : `Withheld to protect small groups, and not drawn: ${formatDayList(days)}.`
}

/** A chart in Mermaid's language. No text of a report goes into it, so nothing has to be escaped. */
function chart(title: string, points: readonly Point[]): string {
  const most = Math.max(1, ...points.map(({ active }) => active))
  const theme = {
    xyChart: { backgroundColor: 'transparent', plotColorPalette: `${COLORS.active}, ${COLORS.engaged}` },
  }
  const axis = { labelFontSize: 12, titleFontSize: 13 }
  const size = { width: 800, height: 280, titleFontSize: 15, xAxis: axis, yAxis: axis }
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify({ xyChart: size, themeVariables: theme })}}%%`,
    'xychart-beta',
    `  accDescr: Between ${Math.min(...points.map(({ active }) => active))} and ${most} active people`,
    `  title "${title}"`,
    `  x-axis [${points.map(({ label }) => `"${label}"`).join(', ')}]`,
    `  y-axis "People" 0 --> ${niceCeiling(most)}`,
    `  bar [${points.map(({ active }) => active).join(', ')}]`,
    `  line [${points.map(({ engaged }) => engaged).join(', ')}]`,
    '```',
  ].join('\n')
}

function weekTable(weeks: readonly WeekLine[]): string {
  if (weeks.length < 2) return ''
  const columns = [{ heading: 'Week of' }, ...weeks.map(({ week }) => numericColumn(formatDay(week)))]
  const rows = [
    ['Active', ...weeks.map((line) => formatCount(line, 'active_users'))],
    ['Engaged', ...weeks.map((line) => formatCount(line, 'engaged_users'))],
  ]
  return table(columns, rows)
}

/** Whether a week is the first of its month; the very first only where the next label is not too near. */
function startsMonth(weeks: readonly WeekLine[], index: number): boolean {
  const monthOf = (at: number) => weeks[at]?.week.slice(0, 7)
  return index === 0 ? monthOf(0) === monthOf(2) : monthOf(index) !== monthOf(index - 1)
}

/** Days as labels: the number, with the month where one begins or the number was there already. No label twice. */
function withLabels(days: readonly { day: Day; active: number; engaged: number }[]): Point[] {
  const seen = new Set<string>()
  return days.map(({ day, active, engaged }, index) => {
    const isFirst = index === 0 || days[index - 1]?.day.slice(0, 7) !== day.slice(0, 7)
    const short = String(Number(day.slice(8)))
    const label = isFirst || seen.has(short) ? formatDay(day) : short
    seen.add(label)
    return { label, active, engaged }
  })
}

function mean(days: readonly { active: number }[]): number {
  return days.length === 0 ? 0 : days.reduce((sum, { active }) => sum + active, 0) / days.length
}

/** The next round number, as the end of an axis. */
function niceCeiling(most: number): number {
  const step = 10 ** Math.floor(Math.log10(most))
  return (
    [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
      .map((factor) => Math.ceil(factor * step))
      .find((top) => top >= most) ?? most
  )
}
