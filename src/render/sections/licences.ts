import { formatDay } from '../../day.ts'
import type { EntityReport, Report, SeatRules } from '../../lines/report.ts'
import type { IdlePerson, SeatPrice, SeatsReport, TeamSeats } from '../../lines/seat-summary.ts'
import {
  blocks,
  caption,
  type Column,
  details,
  escaped,
  escapedSentence,
  numericColumn,
  strong,
  table,
} from '../text/markdown.ts'
import { capitalized, formatMoney, formatNumber, formatShare, plural, UNKNOWN } from '../text/numbers.ts'
import { formatAdoption, formatCount, formatRate, withheldCaption } from '../text/withheld.ts'

/** Teams named for a person. */
const NAMED = 3
/** Keeps a date on one line. */
const NO_BREAK = '\u{a0}'

/** Licences: how many, how many of them idle, where, and what they cost; empty unless they were asked for. */
export function licencesMarkdown(report: Report, entity: EntityReport, most: MostRows): string {
  const { seats } = entity
  const rules = report.seat_rules
  if (seats === undefined || rules === undefined) return ''
  if (seats.refused !== null) return `Licences are not known. ${sentence(seats.refused)}`
  return blocks(
    staleness(seats),
    seatTable(seats),
    cost(seats, rules.price),
    adoption(entity, seats),
    caption(definitions(rules), source(seats)),
    idleTeams(seats, rules.price, most.teams),
    withheldCaption([seats, ...shownTeams(seats, most.teams)], report.minimum_group_size),
    idlePeople(seats, most.people),
  )
}

interface MostRows {
  readonly teams: number
  readonly people: number
}

function seatTable(seats: SeatsReport): string {
  const columns = ['Seats', 'Active', 'Idle', 'Long idle', 'New', 'Ending']
  const cells = [
    strong(formatCount(seats, 'seats')),
    formatCount(seats, 'active_seats'),
    strong(formatCount(seats, 'idle_seats')),
    formatCount(seats, 'long_idle_seats'),
    formatCount(seats, 'new_seats'),
    formatCount(seats, 'pending_cancellation_seats'),
  ]
  return table(columns.map(numericColumn), [cells])
}

function cost({ idle_seats, idle_cost }: SeatsReport, price: SeatPrice | null): string {
  if (price === null || idle_cost === null || idle_seats === null) return ''
  const each = `${formatMoney(price.amount, price.currency)} each`
  return `${strong(`${plural(idle_seats, 'idle seat costs', 'idle seats cost')} ${formatMoney(idle_cost, price.currency)} a month`)} (${each}).`
}

/** Adoption by licence beside adoption by membership: who has no seat is not expected to use it. */
function adoption({ totals, insights }: EntityReport, seats: SeatsReport): string {
  const active = `${formatCount(seats, 'seats_active_in_window')} of ${formatCount(seats, 'seats')}`
  return [
    `Adoption per seat: ${strong(formatRate(seats, 'adoption_per_seat'))} (${active} with activity in these days)`,
    `per team member: ${formatAdoption(totals, insights.adoption_above)}`,
  ].join(' · ')
}

function definitions({ idle_days: idle, new_seat_days: isNew }: SeatRules): string {
  return [
    `Seats are those of the day of the run. Idle: no activity for more than ${plural(idle, 'day')}. Long idle: of these, for 90 days or more; GitHub forgets an activity then.`,
    isNew === 0 ? '' : `New: younger than ${plural(isNew, 'day')}.`,
    'Ending: a cancellation is pending.',
    'GitHub’s own pages count by the billing month.',
  ]
    .filter((text) => text !== '')
    .join(' ')
}

/** How new the list is, and whether it is whole. */
function source({ as_of: day, missing_seats: missing }: SeatsReport): string {
  const newest =
    day === null
      ? 'GitHub’s list has no activity at all.'
      : `GitHub’s list is as of ${formatDay(day, { year: true })}, the day of its newest activity.`
  return missing === null || missing === 0
    ? newest
    : `${newest} GitHub counts ${plural(missing, 'seat')} more than its list has.`
}

function staleness({ is_stale, as_of_age: age }: SeatsReport): string {
  if (!is_stale || age === null) return ''
  return `**GitHub’s list of seats may have stopped:** its newest activity is ${plural(age, 'day')} old. Seats may look idle that are not.`
}

function shownTeams({ teams, teams_with_idle_seats: ids }: SeatsReport, most: number): TeamSeats[] {
  const byId = new Map(teams.map((team) => [team.team_id, team]))
  return ids.slice(0, most).flatMap((id) => byId.get(id) ?? [])
}

function idleTeams(seats: SeatsReport, price: SeatPrice | null, most: number): string {
  const teams = shownTeams(seats, most)
  if (teams.length === 0) return ''
  const columns: Column[] = [
    { heading: 'Teams with most idle seats' },
    numericColumn('Idle'),
    numericColumn('Seats'),
    numericColumn('Share'),
    ...(price === null ? [] : [numericColumn('Idle, a month')]),
  ]
  return table(
    columns,
    teams.map((team) => teamRow(team, price)),
  )
}

function teamRow(team: TeamSeats, price: SeatPrice | null): string[] {
  const { seats, idle_seats: idle } = team
  return [
    escaped(team.slug),
    formatCount(team, 'idle_seats'),
    formatCount(team, 'seats'),
    formatShare(seats === null || seats === 0 || idle === null ? null : idle / seats),
    ...(price === null ? [] : [idle === null ? UNKNOWN : formatMoney(idle * price.amount, price.currency)]),
  ]
}

/** The people with an idle seat, collapsed. A seat that a team grants is taken back with the membership. */
function idlePeople({ idle_people: people, idle_seats: all }: SeatsReport, most: number): string {
  const listed = people.slice(0, most)
  if (listed.length === 0) return ''
  const columns: Column[] = [
    { heading: 'Person' },
    numericColumn('Days idle'),
    { heading: 'Last activity' },
    { heading: 'Seat granted by' },
    { heading: 'Teams' },
  ]
  const count = all ?? listed.length
  const size =
    count > listed.length
      ? `${formatNumber(listed.length)} of ${formatNumber(count)}`
      : formatNumber(listed.length)
  return details(
    `People with an idle seat (${size})`,
    blocks(
      table(columns, listed.map(personRow)),
      caption(
        'A seat that a team grants ends when the person leaves the team; it cannot be removed by itself. A leave, an old editor or telemetry switched off look idle too.',
        count > listed.length ? 'seats.csv has all of them.' : '',
      ),
    ),
  )
}

function personRow(person: IdlePerson): string[] {
  const { last_activity_day: day, days_since_activity: days } = person
  return [
    escaped(person.user_login),
    days === null ? '–' : formatNumber(days),
    day === null ? `none${NO_BREAK}known` : formatDay(day, { year: true }).replaceAll(' ', NO_BREAK),
    namesOf(person.granted_by),
    namesOf(person.teams),
  ]
}

function namesOf(slugs: string): string {
  return slugs === '' ? '–' : slugs.split(';').slice(0, NAMED).map(escaped).join(', ')
}

/** Words of ours that may quote an answer of GitHub, of an App or of a proxy. */
function sentence(words: string): string {
  return `${escapedSentence(capitalized(words))}.`
}
