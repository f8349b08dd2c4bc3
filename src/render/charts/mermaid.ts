import { isWithheld } from '../../privacy/withheld.ts'
import { type Day, formatDay, isWeekday } from '../../day.ts'
import type { DayLine } from '../../lines/days.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import type { WeekLine } from '../../lines/team-tables.ts'
import { blocks, caption, numericColumn, table } from '../text/markdown.ts'
import { formatDayList, formatNumber, formatShare } from '../text/numbers.ts'
import { formatCount, formatRate, withheldCaption } from '../text/withheld.ts'

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
/** Visible on light and dark backgrounds. The title names the lines by what is above the other, not by colour. */
const COLORS = ['#3b8eea', '#c05c00']
/** Fewer complete weeks beside the days would say what the days say. */
const FEWEST_WEEKS_BESIDE_DAYS = 6

interface Chart {
  readonly title: string
  readonly description: string
  readonly labels: readonly string[]
  /** The upper line first. */
  readonly lines: readonly (readonly number[])[]
  readonly unit: string
  /** The end of the axis. */
  readonly most: number
}

/**
 * Active and engaged people by day, or by week in long windows; adoption by week where there are weeks enough; and a table of
 * the weeks, oldest first.
 */
export function trendMarkdown(report: Report, entity: EntityReport, withChart: boolean): string {
  const weeks = completeWeeks(entity.weeks).filter(
    (line) => line.active_users !== null || isWithheld(line, 'active_users'),
  )
  const byDay = entity.coverage.days <= MOST_DAYS_DRAWN
  const drawings = !withChart
    ? []
    : [
        byDay ? dailyChart(entity) : weeklyChart(weeks),
        adoptionChart(weeks, report.thresholds.adoptionTarget),
      ]
  const listed = weeks.slice(-WEEKS_LISTED)
  const listing = weekTable(listed)
  return blocks(
    ...drawings,
    listing,
    listing === '' ? '' : caption('Weeks begin on the Monday shown (UTC); only complete ones.'),
    listing === '' ? '' : withheldCaption(listed, report.minimum_group_size),
  )
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
  const captions = [
    areQuiet && weekends.length > 0
      ? `Monday to Friday; on a weekend day ${formatNumber(Math.round(weekendMean))} people are active on average.`
      : '',
    coverage.missing_days.length > 0
      ? `Without a report, and not drawn: ${formatDayList(coverage.missing_days)}.`
      : '',
    withheldSentence(days.filter(isHidden).map(({ day }) => day)),
  ]
  return blocks(
    peopleChart(areQuiet ? 'working day' : 'day', labelsOf(drawn.map(({ day }) => day)), drawn),
    caption(...captions),
  )
}

function weeklyChart(all: readonly WeekLine[]): string {
  const weeks = all.filter((line) => !isHidden(line))
  if (weeks.length < FEWEST_POINTS) return ''
  const points = weeks.map(({ active_users, engaged_users }) => {
    return { active: active_users ?? 0, engaged: engaged_users ?? 0 }
  })
  const hidden = all.filter(isHidden).map(({ week }) => week)
  return blocks(peopleChart('week', weekLabels(weeks), points), caption(withheldSentence(hidden)))
}

/** Active members of the members by week, in percent, and the target as a straight line. */
function adoptionChart(all: readonly WeekLine[], target: number | null): string {
  const weeks = all.filter(({ adoption_rate }) => adoption_rate !== null)
  if (weeks.length < FEWEST_WEEKS_BESIDE_DAYS) return ''
  const shares = weeks.map(({ adoption_rate }) => Math.round((adoption_rate ?? 0) * 100))
  const hidden = all.filter((line) => isWithheld(line, 'adoption_rate')).map(({ week }) => week)
  const goal = target === null ? '' : `; straight line: target ${formatShare(target)}`
  const drawing = chart({
    title: `Adoption by week, percent of the team members${goal}`,
    description: `Between ${Math.min(...shares)} and ${Math.max(...shares)} percent of the team members`,
    labels: weekLabels(weeks),
    lines: [shares, ...(target === null ? [] : [weeks.map(() => Math.round(target * 100))])],
    unit: 'Percent',
    most: 100,
  })
  return blocks(drawing, caption(withheldSentence(hidden)))
}

/** What is withheld in part is not drawn either: a bar without its line would look like one at 0. */
function isHidden(line: DayLine | WeekLine): boolean {
  return isWithheld(line, 'active_users') || isWithheld(line, 'engaged_users')
}

function withheldSentence(days: readonly Day[]): string {
  return days.length === 0 ? '' : `Withheld to protect small groups, and not drawn: ${formatDayList(days)}.`
}

function peopleChart(
  unit: string,
  labels: readonly string[],
  points: readonly { readonly active: number; readonly engaged: number }[],
): string {
  const active = points.map((point) => point.active)
  const most = Math.max(1, ...active)
  return chart({
    title: `People per ${unit}: active (upper line) and engaged (lower line)`,
    description: `Between ${Math.min(...active)} and ${most} active people`,
    labels,
    lines: [active, points.map(({ engaged }) => engaged)],
    unit: 'People',
    most: niceCeiling(most),
  })
}

/**
 * A chart in Mermaid's language; lines only, since its bars begin below 0. No text of a report goes into it, so nothing has to
 * be escaped.
 */
function chart({ title, description, labels, lines, unit, most }: Chart): string {
  const theme = { xyChart: { backgroundColor: 'transparent', plotColorPalette: COLORS.join(', ') } }
  const axis = { labelFontSize: 15, titleFontSize: 15 }
  const size = { width: 540, height: 270, titleFontSize: 16, xAxis: axis, yAxis: axis }
  return [
    '```mermaid',
    `%%{init: ${JSON.stringify({ xyChart: size, themeVariables: theme })}}%%`,
    'xychart-beta',
    `  accDescr: ${description}`,
    `  title "${title}"`,
    `  x-axis [${labels.map((label) => `"${label}"`).join(', ')}]`,
    `  y-axis "${unit}" 0 --> ${most}`,
    ...lines.map((values) => `  line [${values.join(', ')}]`),
    '```',
  ].join('\n')
}

/** The Mondays of weeks as labels; of many weeks only the first of each month. */
function weekLabels(weeks: readonly WeekLine[]): string[] {
  return weeks.map(({ week }, index) => {
    const isLabelled = weeks.length <= MOST_LABELS || startsMonth(weeks, index)
    return isLabelled ? formatDay(week) : INVISIBLE.repeat(index + 1)
  })
}

function weekTable(weeks: readonly WeekLine[]): string {
  if (weeks.length < 2) return ''
  const columns = [{ heading: 'Week of' }, ...['Adoption', 'Active', 'Engaged'].map(numericColumn)]
  const rows = weeks.map((line) => [
    formatDay(line.week),
    formatRate(line, 'adoption_rate'),
    formatCount(line, 'active_users'),
    formatCount(line, 'engaged_users'),
  ])
  return table(columns, rows)
}

/** Whether a week is the first of its month; the very first only where the next label is not too near. */
function startsMonth(weeks: readonly WeekLine[], index: number): boolean {
  const monthOf = (at: number) => weeks[at]?.week.slice(0, 7)
  return index === 0 ? monthOf(0) === monthOf(2) : monthOf(index) !== monthOf(index - 1)
}

/** Days as labels: of many every other one; the number, with the month where it differs from that of the label before. */
function labelsOf(days: readonly Day[]): string[] {
  const step = days.length > MOST_LABELS ? 2 : 1
  const seen = new Set<string>()
  return days.map((day, index) => {
    if (index % step !== 0) return INVISIBLE.repeat(index + 1)
    const isFirst = days[index - step]?.slice(0, 7) !== day.slice(0, 7)
    const short = String(Number(day.slice(8)))
    const label = isFirst || seen.has(short) ? formatDay(day) : short
    seen.add(label)
    return label
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
