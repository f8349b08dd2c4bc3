import { isWithheld } from '../../privacy/withheld.ts'
import type { Change } from '../../lines/changes.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { formatShareChange, incomparableClause } from '../text/changes.ts'
import {
  blocks,
  caption,
  type Column,
  escaped,
  numericColumn,
  strong,
  table,
  warning,
} from '../text/markdown.ts'
import {
  formatDayList,
  formatDays,
  formatDifference,
  formatNumber,
  formatShare,
  UNKNOWN,
} from '../text/numbers.ts'
import {
  formatAdoption,
  formatCount,
  formatCountChange,
  formatRate,
  WITHHELD,
  withheldCaption,
} from '../text/withheld.ts'

/** The days that the numbers come from, and a warning where some are missing or the windows must not be compared. */
export function coverageMarkdown(report: Report, entity: EntityReport): string {
  const { days: all, days_reported: reported } = entity.coverage
  const days =
    reported < all
      ? `**${reported} of ${all} days reported**`
      : entity.insights.verdict.active_users === 'unknown'
        ? `all ${all} days reported, but without any of the figures below`
        : `all ${all} days reported`
  return blocks(
    `**${formatDays(report.since, report.until)}** · ${days} · days are UTC`,
    warning(missingDays(entity), missingTeams(entity), incomparableWarning(report, entity)),
  )
}

function missingDays({ coverage: { missing_days: missing } }: EntityReport): string {
  return missing.length === 0
    ? ''
    : `**No report for ${formatDayList(missing)}.** Who was active only then is missing, and counters are too low.`
}

function missingTeams({ coverage, days }: EntityReport): string {
  const missing = days.filter(({ status }) => status === 'teams-missing').map(({ day }) => day)
  return missing.length === 0 || coverage.days_with_teams === 0
    ? ''
    : `**Teams are not known on ${formatDayList(missing)}.** What people did then is in the total, and in no team.`
}

/** Where the windows differ in what they hold, not where there is none to compare with. */
function incomparableWarning(report: Report, entity: EntityReport): string {
  const { incomparable } = entity.insights
  return incomparable === 'days-differ' || incomparable === 'counts-other-people'
    ? `**Changes must not be read as growth or decline**: ${incomparableClause(incomparable, report, entity)}.`
    : ''
}

/** The figures that everything else explains, in this window and the one before. */
export function keyFiguresMarkdown(report: Report, entity: EntityReport): string {
  const { days, days_reported, previous_days_reported } = entity.coverage
  const hasPrevious = report.previous_since !== null && report.previous_until !== null
  const now = days === 1 ? 'This day' : `Last ${days} days`
  const before = days === 1 ? 'Day before' : `${days} days before`
  const columns: Column[] = [
    { heading: '' },
    numericColumn(withReported(now, days_reported, days)),
    ...(hasPrevious
      ? [numericColumn(withReported(before, previous_days_reported, days)), numericColumn('Change')]
      : []),
  ]
  const rows = keyFigures(entity).map((figure) => {
    const shown = [figure.name, strong(figure.now)]
    return hasPrevious ? [...shown, figure.before, figure.change] : shown
  })
  return blocks(
    table(columns, rows),
    windowsCaption(report, entity),
    withheldCaption([entity.totals], report.minimum_group_size),
    volumeMarkdown(entity),
  )
}

/** A key figure as words: in this window, in the one before, and its change. */
export interface KeyFigure {
  readonly name: string
  readonly now: string
  readonly before: string
  readonly change: string
}

/** The key figures of an entity, in plain text. */
export function keyFigures({ totals, insights }: EntityReport): KeyFigure[] {
  const { changes } = insights
  const count = (name: string, now: CountName, before: CountName, change: Change): KeyFigure => ({
    name,
    now: formatCount(totals, now),
    before: formatCount(totals, before),
    change: formatCountChange(totals, now, before, change),
  })
  return [
    {
      name: 'Adoption',
      now: formatAdoption(totals, insights.adoption_above),
      ...adoptionBefore(totals, changes),
    },
    count('Engaged', 'engaged_users', 'previous_engaged_users', changes.engaged_users),
    count('Active', 'active_users', 'previous_active_users', changes.active_users),
    // How many members there are is decided by whoever keeps the teams: no change of it is noise.
    count('Members', 'members', 'previous_members', 'incomparable'),
    creditsFigure(totals),
  ]
}

type Totals = EntityReport['totals']
type CountName =
  | 'engaged_users'
  | 'previous_engaged_users'
  | 'active_users'
  | 'previous_active_users'
  | 'members'
  | 'previous_members'

function adoptionBefore(totals: Totals, { adoption_rate: change }: EntityReport['insights']['changes']) {
  const isWithheldShare = isWithheld(totals, 'adoption_rate') || isWithheld(totals, 'previous_adoption_rate')
  const { adoption_rate: now, previous_adoption_rate: before, members } = totals
  return {
    before: formatRate(totals, 'previous_adoption_rate'),
    change: isWithheldShare ? WITHHELD : formatShareChange(now, before, members, change),
  }
}

/** Not judged: credits are few people's, so that no rule tells noise from change. */
function creditsFigure(totals: Totals): KeyFigure {
  const isWithheldNow = isWithheld(totals, 'active_users')
  const isWithheldBefore = isWithheld(totals, 'previous_active_users')
  const now = perPerson(totals.ai_credits_used, totals.active_users)
  const before = perPerson(totals.previous_ai_credits_used, totals.previous_active_users)
  const change = now === null || before === null ? UNKNOWN : formatDifference(now - before)
  return {
    name: 'Credits per active person',
    now: isWithheldNow ? WITHHELD : formatNumber(now),
    before: isWithheldBefore ? WITHHELD : formatNumber(before),
    change: isWithheldNow || isWithheldBefore ? WITHHELD : change,
  }
}

/** To one decimal below 100, and none above, so that the change is that of the figures beside it. */
function perPerson(credits: number | null, people: number | null): number | null {
  if (credits === null || people === null || people === 0) return null
  const each = credits / people
  return each < 100 ? Math.round(each * 10) / 10 : Math.round(each)
}

/** Several entities side by side. */
export function entitiesMarkdown(report: Report, most: number): string {
  const withSeats = report.seat_rules !== undefined
  const columns: Column[] = [
    { heading: report.entities[0]?.scope === 'enterprise' ? 'Enterprise' : 'Organization' },
    ...['Adoption', 'Active people', 'Change', 'Engaged', 'Team members', 'Teams', 'Days'].map(numericColumn),
    ...(withSeats ? ['Seats', 'Idle seats'].map(numericColumn) : []),
  ]
  const shown = report.entities.slice(0, most)
  const left = report.entities.length - shown.length
  return blocks(
    table(
      columns,
      shown.map((entity) => [...entityRow(entity), ...(withSeats ? seatCells(entity) : [])]),
    ),
    caption('Someone who is in several of them counts in each, so totals are not summed.'),
    withheldCaption(
      shown.flatMap(({ totals, seats }) => (seats === undefined ? totals : [totals, seats])),
      report.minimum_group_size,
    ),
    left > 0 ? caption(`${left} more are in the files.`) : '',
  )
}

function entityRow({ entity, totals, coverage, insights }: EntityReport): string[] {
  return [
    escaped(entity),
    formatAdoption(totals, insights.adoption_above),
    strong(formatCount(totals, 'active_users')),
    formatCountChange(totals, 'active_users', 'previous_active_users', insights.changes.active_users),
    formatCount(totals, 'engaged_users'),
    formatCount(totals, 'members'),
    formatNumber(totals.teams),
    `${coverage.days_reported} of ${coverage.days}`,
  ]
}

function seatCells({ seats }: EntityReport): string[] {
  return seats === undefined
    ? [UNKNOWN, UNKNOWN]
    : [formatCount(seats, 'seats'), formatCount(seats, 'idle_seats')]
}

function windowsCaption(report: Report, entity: EntityReport): string {
  const { previous_since: since, previous_until: until } = report
  if (since === null || until === null) return ''
  const { incomparable } = entity.insights
  return caption(
    `Before: ${formatDays(since, until)}.`,
    incomparable === null
      ? '▲ and ▼ mark changes that are more than noise.'
      : incomparable === 'no-previous-reports'
        ? `Changes are not known: ${incomparableClause(incomparable, report, entity)}.`
        : '',
  )
}

/** Sums of counters, which are not about distinct people. */
function volumeMarkdown({ totals }: EntityReport): string {
  const parts = [
    totals.ai_credits_used === null ? '' : `**${formatNumber(totals.ai_credits_used)}** AI credits`,
    totals.user_initiated_interaction_count === null
      ? ''
      : `**${formatNumber(totals.user_initiated_interaction_count)}** prompts`,
    totals.completion_acceptance_rate === null
      ? ''
      : `**${formatShare(totals.completion_acceptance_rate)}** of code completions accepted`,
  ]
  return parts.filter((part) => part !== '').join(' · ')
}

function withReported(name: string, reported: number, days: number): string {
  return reported === days ? name : `${name} (${reported} reported)`
}
