import { type Answer, apiError, json } from './answers.ts'
import type { Company } from './company.ts'
import { dayNumberOf, dayTextOf } from './day-numbers.ts'
import type { Incoming } from './host.ts'
import type { Person } from './people.ts'
import { randomOf, wholeBetween, type Random } from './random.ts'
import type { EntityKey } from './reports.ts'
import { loginOn } from './rows.ts'
import { slugOn } from './teams.ts'
import { workdayOf } from './workday.ts'

/** A record of GitHub's list of seats, as GitHub writes it; a person may have several. */
export type SeatRecord = Readonly<Record<string, unknown>>

/** The records of an entity's list. */
export type SeatsSource = (entity: EntityKey) => readonly SeatRecord[]

const DAY = 86_400_000
/** How far back a person's days are looked through: GitHub forgets an activity after 90 days. */
const REMEMBERED_DAYS = 90
const PLANS = ['business', 'business', 'enterprise'] as const

/**
 * The seats of a company on its day `today`: of everybody who still has one, in every state. Some are granted by a team, some
 * by two, some directly; one record has no person.
 */
export function seatsOf(company: Company): SeatRecord[] {
  const today = dayNumberOf(company.today)
  const seated = company.people.filter(({ joined, left }) => joined <= today && left > today)
  const records = seated.flatMap((person) => recordsOf(company, person, today))
  const [first] = records
  return first === undefined ? [] : [...records, { ...first, assignee: null, last_activity_at: null }]
}

/** A page of an entity's list, with the links to the others. */
export function seatsPage(incoming: Incoming, records: readonly SeatRecord[]): Answer {
  const length = numberOf(incoming, 'per_page', 50)
  const page = numberOf(incoming, 'page', 1)
  if (length > 100) return apiError(422, '"per_page" must not be above 100.')
  const last = Math.max(1, Math.ceil(records.length / length))
  const people = new Set(records.map(({ assignee }) => (assignee as { id?: unknown } | null)?.id ?? {}))
  const linkTo = (to: number, rel: string) =>
    `<http://${incoming.headers.host ?? ''}${incoming.path}?page=${to}&per_page=${length}>; rel="${rel}"`
  const links = [
    ...(page > 1 ? [linkTo(page - 1, 'prev'), linkTo(1, 'first')] : []),
    ...(page < last ? [linkTo(page + 1, 'next'), linkTo(last, 'last')] : []),
  ]
  const seats = records.slice((page - 1) * length, page * length)
  const headers: Record<string, string> = links.length === 0 ? {} : { link: links.join(', ') }
  return json(200, { total_seats: people.size, seats }, headers)
}

/** The lists of companies, and of entities whose records a test wrote down. */
export function seatsSource(
  companies: readonly Company[],
  literal: Readonly<Partial<Record<EntityKey, readonly SeatRecord[]>>> = {},
): SeatsSource {
  const made = new Map<string, readonly SeatRecord[]>()
  const written = new Map(Object.entries(literal))
  return (entity) => {
    const known = written.get(entity) ?? made.get(entity)
    if (known !== undefined) return known
    const company = companies.find(({ scope, slug }) => `${scope}:${slug}` === entity)
    const records = company === undefined ? [] : seatsOf(company)
    made.set(entity, records)
    return records
  }
}

function recordsOf(company: Company, person: Person, today: number): SeatRecord[] {
  const random = randomOf(company.seed, 71, person.index)
  const record = recordOf(company, person, today, random)
  const granting = teamsOf(company, person, today)
  const draw = random()
  if (granting.length === 0 || draw < 0.25) return [record]
  // A person whom two teams grant a seat has two records.
  const teams = draw > 0.94 ? granting.slice(0, 2) : granting.slice(0, 1)
  return teams.map((team) => ({ ...record, assigning_team: team }))
}

function recordOf(company: Company, person: Person, today: number, random: Random): SeatRecord {
  const last = lastDayOf(company, person, today, random)
  const created =
    person.joined > today - 400
      ? person.joined
      : today - wholeBetween(random, person.persona === 'idle' ? 40 : 130, 700)
  const isLeaving = random() < 0.02
  const moment = (day: number) =>
    new Date(day * DAY + wholeBetween(random, 7 * 3600, 19 * 3600) * 1000).toISOString().replace('.000', '')
  return {
    created_at: moment(Math.min(created, last ?? created)),
    updated_at: moment(today - 1),
    pending_cancellation_date: isLeaving ? dayTextOf(today + 10) : null,
    last_activity_at: last === undefined ? null : moment(last),
    last_activity_editor:
      last === undefined ? null : `${person.ide}/1.${90 + (person.taste % 9)}.0/copilot/1.372.0`,
    last_authenticated_at: last === undefined && random() < 0.5 ? null : moment(last ?? created),
    plan_type: PLANS[person.taste % PLANS.length],
    assignee: { login: loginOn(person, today), id: person.userId, type: 'User', site_admin: false },
    assigning_team: null,
    organization: company.scope === 'enterprise' ? { login: 'octo-works', id: 1 } : null,
  }
}

/**
 * The last day of activity: that of the reports. Who has no row may still have chatted on GitHub.com some weeks ago, or long
 * ago: GitHub has forgotten that of some.
 */
function lastDayOf(company: Company, person: Person, today: number, random: Random): number | undefined {
  const newest = Math.min(today - 1, dayNumberOf(company.newestDay) + 2)
  for (let day = newest; day > newest - REMEMBERED_DAYS; day -= 1)
    if (workdayOf(company.workdays, person, day) !== 0) return day
  const draw = random()
  if (draw < 0.35) return undefined
  const silence = draw < 0.5 ? wholeBetween(random, 3, 26) : wholeBetween(random, 30, 95)
  const day = today - silence
  return day < person.joined ? undefined : day
}

function teamsOf(company: Company, person: Person, today: number): SeatRecord[] {
  return (company.memberships[person.index] ?? [])
    .filter(({ from, until }) => from <= today && until > today)
    .flatMap(({ team }) => company.teams[team] ?? [])
    .map((team) => ({
      id: team.teamId,
      name: slugOn(team, today),
      slug: slugOn(team, today),
      html_url: `https://github.com/${company.scope === 'enterprise' ? 'enterprises' : 'orgs'}/${company.slug}/teams`,
    }))
}

function numberOf({ query }: Incoming, name: string, standard: number): number {
  const value = Number(query.get(name) ?? standard)
  return Number.isInteger(value) && value > 0 ? value : standard
}
