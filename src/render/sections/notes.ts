import { isWithheld } from '../../privacy/withheld.ts'
import { addDays, type Day, formatDay } from '../../day.ts'
import type { Coverage } from '../../rollup/reading.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { escaped, list } from '../text/markdown.ts'
import { capitalized, enumerate, formatDayList, formatNumber, plural } from '../text/numbers.ts'
import { isOthers } from '../text/order.ts'
import { seriesBreakNotes } from './series-breaks.ts'
import { formatPeople } from '../text/withheld.ts'

/** Days after a day on which GitHub's numbers of it are final. */
const DAYS_UNTIL_FINAL = 4
/** More teams than these are counted rather than named. */
const MOST_NAMED = 3

/** What limits these numbers: only what applies to them, as a list. */
export function notesMarkdown(report: Report, entity: EntityReport, today: Day | undefined): string {
  return list([
    ...dayNotes(report, entity, today),
    ...teamNotes(report, entity),
    ...lineNotes(entity),
    ...activityNotes(entity),
    ...seriesBreakNotes(report.insights),
    ...peopleNotes(report),
  ])
}

function dayNotes({ until }: Report, { coverage, days }: EntityReport, today: Day | undefined): string[] {
  const open = days
    .map(({ day }) => day)
    .filter((day) => today === undefined || addDays(day, DAYS_UNTIL_FINAL) > today)
  const final = formatDay(addDays(until, DAYS_UNTIL_FINAL), { year: true })
  const notes: string[] = []
  if (today === undefined)
    notes.push(`GitHub may still change a day’s numbers for four days: these are final from ${final}.`)
  else if (open.length > 0)
    notes.push(`${formatDayList(open)}: not final yet. GitHub may still change the numbers until ${final}.`)
  return [...notes, ...sparseNotes(coverage), ...teamDayNotes(coverage)]
}

function sparseNotes({ sparse_days: sparse, previous_sparse_days: before }: Coverage): string[] {
  return [
    { days: sparse, where: '' },
    { days: before, where: ', in the days before' },
  ].flatMap(({ days, where }) =>
    days.length === 0
      ? []
      : `${formatDayList(days)}${where}: less than half the lines of a usual weekday, because of a holiday or because the report is incomplete. ${days.length === 1 ? 'It counts as it is' : 'They count as they are'}.`,
  )
}

function teamDayNotes(coverage: Coverage): string[] {
  if (coverage.days_with_teams === 0) return []
  const missing = coverage.missing_teams_days.length
  const unknown = coverage.days_reported - coverage.days_with_teams - missing
  const effect = 'activity of those days is in the total, but in no team.'
  return [
    missing > 0 ? `On ${plural(missing, 'day')} there is no user-teams report: ${effect}` : '',
    unknown > 0 ? `On ${plural(unknown, 'day')} the teams are not known: ${effect}` : '',
  ].filter((note) => note !== '')
}

function teamNotes({ minimum_group_size: least }: Report, entity: EntityReport): string[] {
  const { coverage, teams, reconciliation, totals } = entity
  if (coverage.days_with_teams === 0) return []
  const notes: string[] = []
  const inNone = formatPeople(reconciliation, 'in_no_team', 'active person is', 'active people are')
  if (inNone !== undefined) {
    notes.push(
      `${capitalized(inNone)} in no listed team; GitHub lists only teams with five Copilot seats or more.`,
    )
  }
  const inSeveral = formatPeople(reconciliation, 'in_several_teams')
  if (inSeveral !== undefined) {
    notes.push(
      `${capitalized(inSeveral)} in several teams count in each of them, so teams do not add up to the total.`,
    )
  }
  if (least === null && totals.teams !== null && totals.teams > teams.length) {
    notes.push(
      `${formatNumber(teams.length)} of ${plural(totals.teams, 'team')} are shown (input \`teams\`); the totals are of everyone.`,
    )
  }
  return [...notes, ...flickeringNotes(entity)]
}

/** Teams that GitHub did not list on every day. A few are named, since who reads this may not have the files. */
function flickeringNotes({ coverage, teams }: EntityReport): string[] {
  const days = coverage.days_with_teams
  const some = teams.filter((team) => !isOthers(team) && team.days_listed < days)
  const why = 'GitHub leaves out a team with fewer than five Copilot seats, and before it exists.'
  if (some.length === 0) return []
  if (some.length > MOST_NAMED) {
    return [
      `${formatNumber(some.length)} teams were not listed on all of the ${days} days, so their numbers cover fewer days (days_listed in teams.csv). ${why}`,
    ]
  }
  const named = some.map(({ slug, days_listed }) => `${escaped(slug)} on ${days_listed}`)
  return [
    `Not listed on all of the ${days} days: ${enumerate(named)}, so ${some.length === 1 ? 'its' : 'their'} numbers cover fewer days. ${why}`,
  ]
}

function lineNotes({ coverage }: EntityReport): string[] {
  const { rejected_lines: rejected, repeated_rows: repeated, conflicting_rows: conflicting } = coverage
  return [
    rejected > 0
      ? `${plural(rejected, 'line')} of GitHub’s reports could not be used and ${rejected === 1 ? 'is' : 'are'} left out; rejected-lines.csv says why.`
      : '',
    repeated > 0
      ? `${plural(repeated, 'row')} came twice and ${repeated === 1 ? 'was' : 'were'} counted once.`
      : '',
    conflicting > 0
      ? `${plural(conflicting, 'row')} contradicted another of the same person and day; the one with more activity counts.`
      : '',
  ].filter((note) => note !== '')
}

function activityNotes({ totals }: EntityReport): string[] {
  const notes: string[] = []
  if ((totals.idle_users ?? 0) > 0 || isWithheld(totals, 'idle_users')) {
    notes.push(
      'An editor that sends no telemetry, or an old one, is not in the reports: some members without activity may use Copilot all the same.',
    )
  }
  if (totals.completion_acceptance_rate !== null) {
    notes.push(
      'The share of accepted completions is of code completion alone; agents and the CLI, whose edits all count as accepted, are not in it.',
    )
  }
  if ((totals.loc_added_sum ?? 0) > 0) {
    notes.push(
      `Lines added (${formatNumber(totals.loc_added_sum)}) are lines that agents, the CLI and people with Copilot put into files, not accepted suggestions.`,
    )
  }
  return notes
}

function peopleNotes({ minimum_group_size: least }: Report): string[] {
  return least === null
    ? []
    : [
        `Teams, features and values of fewer than ${least} people are merged into others, and counts of fewer are withheld with what would give them back. A team of which everybody or nobody is active is shown as such, and so are sums over all members of a team.`,
      ]
}
