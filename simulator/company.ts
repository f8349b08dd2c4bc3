import { dayNumberOf, dayTextOf } from './day-numbers.ts'
import { makePeople, type PeopleSpan, type Person } from './people.ts'
import { hashOf, textHashOf } from './random.ts'
import { loginOn, rowText, type RowFrame } from './rows.ts'
import { storyHabits, storyMemberships, storyRoles, storyTeams } from './story.ts'
import {
  assignHomes,
  assignMemberships,
  makeTeams,
  slugOn,
  type Membership,
  type Team,
  type TeamPlan,
} from './teams.ts'
import { makeTrail, phaseOf, SINCE, workdayOf, type Trail, type WorkdayPlan } from './workday.ts'

/** What may be chosen about the company; everything has a default. Days are `YYYY-MM-DD`. */
export interface CompanyOptions {
  seed?: number
  seats?: number
  teams?: number
  scope?: 'organization' | 'enterprise'
  slug?: string
  entityId?: string
  enterpriseId?: string
  today?: string
  newestDay?: string
  firstDay?: string
  missingDays?: string[]
  dirty?: boolean
  /** The teams and people of `story.ts`: one team rises, one falls; `teams` is ignored then. */
  story?: boolean
}

/** A made-up company: one entity with people and teams whose reports never change for the same options. */
export interface Company {
  seed: number
  seats: number
  scope: 'organization' | 'enterprise'
  slug: string
  entityId: string
  enterpriseId: string
  today: string
  newestDay: string
  firstDay: string
  missingDays: string[]
  dirty: boolean
  people: Person[]
  teams: Team[]
  memberships: Membership[][]
  workdays: WorkdayPlan
  frame: RowFrame
  trail: Trail
}

/** Makes the company; the seed and the slug decide everything. */
export function makeCompany(options: CompanyOptions = {}): Company {
  const settings = settingsOf(options)
  const seed = hashOf(settings.seed, textHashOf(settings.slug))
  const seats = settings.seats
  const population = seats + Math.max(2, Math.round(seats * 0.02))
  const days = { firstDay: dayNumberOf(settings.firstDay), newestDay: dayNumberOf(settings.newestDay) }
  const prefix = settings.scope === 'enterprise' ? 'ent:' : ''
  const plan = { ...days, seed, seats, population, teams: options.teams ?? 12, prefix, dirty: settings.dirty }
  const cast = options.story === true ? storyCast(plan) : drawnCast(plan)
  return {
    ...settings,
    ...cast,
    workdays: { seed, ...days, ...(options.story === true ? { habits: storyHabits(plan) } : {}) },
    frame: { seed, ids: idsOf(settings), dirty: settings.dirty },
    trail: makeTrail(population),
  }
}

/** The lines of a day's users report: one for everybody with any signal that day, without newline. */
export function* usersLines(company: Company, day: string): Generator<string> {
  const dayNumber = dayNumberOf(day)
  for (const person of company.people) {
    const did = workdayOf(company.workdays, person, dayNumber)
    if (did === 0) continue
    const phase = dayNumber < SINCE.phases ? 0 : phaseOf(company.workdays, company.trail, person, dayNumber)
    yield rowText(company.frame, person, dayNumber, did, phase)
  }
}

/** The lines of a day's user-teams report: everybody with a seat in every team of at least five seats that day. */
export function* userTeamsLines(company: Company, day: string): Generator<string> {
  const dayNumber = dayNumberOf(day)
  const seats = teamSeatsOn(company, dayNumber)
  const ids = company.scope === 'organization' ? `"organization_id"` : `"enterprise_id"`
  for (const person of company.people) {
    for (const { team, from, until } of company.memberships[person.index] ?? []) {
      if ((seats[team] ?? 0) < 5 || !isSeated(person, from, until, dayNumber)) continue
      const { teamId } = company.teams[team] ?? { teamId: 0 }
      const text = company.dirty && (person.userId + teamId) % 83 === 0
      yield (
        `{"user_id":${text ? `"${person.userId}"` : person.userId},"user_login":"${loginOn(person, dayNumber)}",` +
          `"day":"${day}",${ids}:"${company.entityId}","team_id":${teamId},"slug":${slugText(company, team, dayNumber)}}`
      )
    }
  }
}

/** Whether GitHub has a users report for the day. */
export function hasUsersReport(company: Company, day: string): boolean {
  return day >= company.firstDay && day <= company.newestDay && !company.missingDays.includes(day)
}

/** Whether GitHub has a user-teams report for the day; there is none before 2026-05-14. */
export function hasUserTeamsReport(company: Company, day: string): boolean {
  return hasUsersReport(company, day) && dayNumberOf(day) >= SINCE.userTeams
}

type Cast = Pick<Company, 'teams' | 'people' | 'memberships'>

function drawnCast(plan: TeamPlan & PeopleSpan): Cast {
  const teams = makeTeams(plan)
  const homes = assignHomes(plan, teams)
  return {
    teams,
    people: makePeople({ ...plan, teams, homes }),
    memberships: assignMemberships(plan, teams, homes),
  }
}

function storyCast(plan: TeamPlan & PeopleSpan): Cast {
  const teams = storyTeams(plan)
  const roles = storyRoles(plan)
  const homes = Int32Array.from(roles, ({ home }) => home)
  return {
    teams,
    people: makePeople({ ...plan, teams, homes, roles }),
    memberships: storyMemberships(plan, roles),
  }
}

function settingsOf(options: CompanyOptions) {
  const scope = options.scope ?? 'organization'
  const slug = options.slug ?? 'octo-works'
  const today = options.today ?? '2026-11-21'
  const enterpriseId = options.enterpriseId ?? '90210'
  return {
    seed: options.seed ?? 1,
    seats: options.seats ?? 240,
    scope,
    slug,
    entityId:
      options.entityId ??
      (scope === 'enterprise' ? enterpriseId : `${700_000 + (textHashOf(slug) % 200_000)}`),
    enterpriseId,
    today,
    newestDay: options.newestDay ?? dayTextOf(dayNumberOf(today) - 3),
    firstDay: options.firstDay ?? '2025-12-12',
    missingDays: options.missingDays ?? [],
    dirty: options.dirty ?? true,
  }
}

function idsOf(settings: { scope: string; entityId: string; enterpriseId: string }): string {
  if (settings.scope === 'enterprise') return `"enterprise_id":"${settings.entityId}",`
  return `"enterprise_id":"${settings.enterpriseId}","organization_id":"${settings.entityId}",`
}

function teamSeatsOn(company: Company, dayNumber: number): Int32Array {
  const seats = new Int32Array(company.teams.length)
  for (const person of company.people) {
    for (const { team, from, until } of company.memberships[person.index] ?? []) {
      if (isSeated(person, from, until, dayNumber)) seats[team] = (seats[team] ?? 0) + 1
    }
  }
  return seats
}

function isSeated(person: Person, from: number, until: number, dayNumber: number): boolean {
  return dayNumber >= from && dayNumber < until && dayNumber >= person.joined && dayNumber < person.left
}

function slugText(company: Company, at: number, dayNumber: number): string {
  const team = company.teams[at]
  return team === undefined ? '""' : JSON.stringify(slugOn(team, dayNumber))
}
