import { addDays, daysBetween } from '../simulator/calendar.ts'
import { chance, indexOf, pick, type Random, some, wholeBetween } from './chance.ts'
import type { SeatRecord } from '../simulator/seats.ts'
import { hostileText } from './hostile-texts.ts'

/** Reports that are full of hostile texts: day -> lines, and the list of seats. */
export interface HostileReports {
  readonly seats: readonly SeatRecord[]
  readonly users: ReadonlyMap<string, readonly string[]>
  readonly 'user-teams': ReadonlyMap<string, readonly string[]>
}

/** The last day, a Sunday, and how many days the window has: whole weeks, so that there is a history. */
export const UNTIL = '2026-11-15'
export const DAYS = 7

const PEOPLE = 12
const TEAMS = 3

type Texts = ReturnType<typeof textsOf>

/** Both reports of two windows; every text in them is hostile. */
export function hostileReports(random: Random): HostileReports {
  const texts = textsOf(random)
  const users = new Map<string, string[]>()
  const teams = new Map<string, string[]>()
  for (const day of daysBetween(addDays(UNTIL, 1 - 2 * DAYS), UNTIL)) {
    const people = Array.from({ length: PEOPLE }, (_, person) => person)
    users.set(
      day,
      people.filter(() => chance(random, 0.8)).map((person) => rowText(random, texts, person, day)),
    )
    teams.set(
      day,
      people.flatMap((person) => membershipTexts(texts, person, day)),
    )
  }
  return { users, 'user-teams': teams, seats: seatRecords(random, texts) }
}

/** Of each kind of text a few, so that the same one is seen for enough people to be shown. */
function textsOf(random: Random) {
  let number = 0
  const few = (count: number) => Array.from({ length: count }, () => hostileText(random, ++number))
  return {
    slugs: few(TEAMS),
    logins: few(PEOPLE),
    ides: few(2),
    versions: few(2),
    features: few(2),
    languages: few(3),
    models: few(2),
    dimensions: few(2),
    values: few(3),
    counters: few(2),
    keys: few(2),
    phases: few(2),
    editors: few(3),
    granters: few(2),
  }
}

function membershipTexts(texts: Texts, person: number, day: string): string[] {
  return texts.slugs
    .map((slug, team) => ({ ...personOf(texts, person, day), team_id: 40 + team, slug }))
    .filter((_, team) => (person + team) % 3 !== 0)
    .map((line) => JSON.stringify(line))
}

function personOf({ logins }: Texts, person: number, day: string) {
  return { day, organization_id: '7', user_id: 910_001_001 + person, user_login: logins[person] }
}

function rowText(random: Random, texts: Texts, person: number, day: string): string {
  const version = { sampled_at: `${day}T00:00:00Z`, ide_version: pick(random, texts.versions) }
  const row: Record<string, unknown> = {
    ...personOf(texts, person, day),
    ...sums(random),
    used_agent: chance(random, 0.5),
    ai_credits_used: wholeBetween(random, 0, 900) / 100,
    ai_adoption_phase: chance(random, 0.5)
      ? pick(random, texts.phases)
      : { phase_number: wholeBetween(random, 0, 3), phase: pick(random, texts.phases) },
    totals_by_ide: [
      { ide: pick(random, [...texts.ides, 'vscode']), ...sums(random), last_known_ide_version: version },
    ],
    totals_by_feature: ['code_completion', ...texts.features].map((feature) => ({
      feature,
      ...sums(random),
    })),
    totals_by_language_feature: texts.languages.map((language) => ({
      language,
      feature: pick(random, texts.features),
      ...sums(random),
    })),
    totals_by_language_model: [
      { language: pick(random, texts.languages), model: pick(random, texts.models), ...sums(random) },
    ],
    totals_by_model_feature: [
      { model: pick(random, texts.models), feature: pick(random, texts.features), ...sums(random) },
    ],
    totals_by_cli: { session_count: 1, prompt_count: 2, [`${texts.counters[0]}_count`]: 3 },
    totals_by_skill: some(random, texts.values, 1, 2).map((skill) => ({ skill, interaction_count: 2 })),
    totals_by_3rd_party_agent: [
      { agent_id: texts.values[0], agent_name: texts.values[1], user_initiated_interaction_count: 1 },
    ],
  }
  for (const dimension of texts.dimensions) {
    const key = texts.keys[indexOf(random, texts.keys)] ?? 'name'
    row[`totals_by_${dimension}`] = [
      { [key]: pick(random, texts.values), loc_added_sum: 1, [`${texts.counters[1]}_sum`]: 5 },
    ]
  }
  row[texts.keys[0] ?? ''] = texts.values[0]
  return JSON.stringify(row)
}

/** A seat of everybody, in all states. */
function seatRecords(random: Random, texts: Texts): SeatRecord[] {
  return texts.logins.map((login, person) => ({
    assignee: { id: 910_001_001 + person, login },
    created_at: `${addDays(UNTIL, -wholeBetween(random, 0, 300))}T08:00:00Z`,
    last_activity_at: chance(random, 0.3)
      ? null
      : `${addDays(UNTIL, -wholeBetween(random, 0, 120))}T12:00:00Z`,
    last_activity_editor: pick(random, texts.editors),
    last_authenticated_at: null,
    pending_cancellation_date: chance(random, 0.2) ? '2026-12-01' : null,
    plan_type: pick(random, texts.editors),
    assigning_team: chance(random, 0.4) ? null : { slug: pick(random, [...texts.slugs, ...texts.granters]) },
  }))
}

function sums(random: Random) {
  return {
    user_initiated_interaction_count: wholeBetween(random, 0, 5),
    code_generation_activity_count: wholeBetween(random, 1, 9),
    code_acceptance_activity_count: 1,
    loc_added_sum: wholeBetween(random, 0, 30),
  }
}
