import { featureKeys, isEngaged } from './engagement.ts'
import { teamEngagement } from './features.ts'
import { loginOf } from './people.ts'
import type { Line, Question } from './recipe.ts'
import { byCodeUnit, slugOf } from './reports.ts'
import { loginsOfSeats, seatsAmong } from './seats.ts'
import type { Reports, Row } from './reports.ts'
import { activityColumns, emptied, peopleOf } from './teams.ts'

/** What groups are made of: the lines of a people-file by column, and what the cost centers of an enterprise are charged for. */
export interface GroupsAsked {
  by: string[]
  login: string
  file: Line[]
  costCenters?: { name: string; resources: readonly { type: string; name: string }[] }[]
}

interface Group {
  attribute: string
  value: string
  listed: number
  people: Set<string>
}

/** groups.csv: one line per attribute and value; people in no group are the last one, without a value. */
export function groupsCsv(question: Question): Line[] {
  return groupsOf(question).map((group) => {
    const { window, previous } = question
    const activity = activityColumns(rowsOf(window, group), group.people.size)
    const before = previous !== null && previous.reportedDays.size > 0 ? rowsOf(previous, group) : null
    return {
      entity: question.entity,
      attribute: group.attribute,
      value: group.value,
      listed: String(group.listed),
      people: String(group.people.size),
      ...(window.reportedDays.size > 0 ? activity : emptied(activity)),
      previous_active_users: before === null ? '' : String(peopleOf(before).size),
      previous_engaged_users: before === null ? '' : String(peopleOf(before.filter(isEngaged)).size),
      ...(question.seats === null ? { seats: '', idle_seats: '' } : seatsAmong(question, group.people)),
      since: window.days.at(0) ?? '',
      until: question.until,
    }
  })
}

/** group-features.csv: one line per group and feature. */
export function groupFeaturesCsv(question: Question): Line[] {
  const { window, previous } = question
  return groupsOf(question).flatMap((group) =>
    featureKeys(window.rows).map((feature) => {
      const before = previous !== null && previous.reportedDays.size > 0 ? rowsOf(previous, group) : null
      return {
        entity: question.entity,
        attribute: group.attribute,
        value: group.value,
        feature,
        ...teamEngagement(rowsOf(window, group), window.rows, feature),
        previous_engaged_users: teamEngagement(before, previous?.rows ?? [], feature)['engaged_users'] ?? '',
        since: window.days.at(0) ?? '',
        until: question.until,
      }
    }),
  )
}

/** Lines of people.csv with the person's own value of each attribute behind them. */
export function withGroups(question: Question, lines: Line[]): Line[] {
  const facts = factsOf(question)
  if (facts === null) return lines
  return lines.map((line) => {
    const userId = line['user_id'] ?? ''
    const values = facts.by.map((attribute) => [attribute, ownValue(facts, attribute, userId)])
    return { ...line, ...Object.fromEntries(values) }
  })
}

function rowsOf(reports: Reports, { people }: Group): Row[] {
  return reports.rows.filter((row) => people.has(row.userId))
}

/** What the values of people follow from. */
interface Facts extends GroupsAsked {
  question: Question
  /** Everybody who has a row or a team in this window or the one before, or a seat, by user id, with the newest login. */
  logins: Map<string, string>
}

function factsOf(question: Question): Facts | null {
  const { groups, window, previous } = question
  if (groups === null) return null
  const all = [window, ...(previous === null ? [] : [previous])].flatMap(({ rows, memberships }) => [
    ...rows,
    ...memberships,
  ])
  const userIds = [...new Set(all.map(({ userId }) => userId))]
  const lines = new Map(groups.file.map((line) => [JSON.stringify(line), line]))
  const logins = new Map([
    ...loginsOfSeats(question),
    ...userIds.map((userId) => [userId, loginOf(question, userId)] as const),
  ])
  return { ...groups, question, file: [...lines.values()], logins }
}

function groupsOf(question: Question): Group[] {
  const facts = factsOf(question)
  if (facts === null) return []
  return facts.by.flatMap((attribute) => {
    const all = new Map<string, Group>()
    const at = (value: string) => {
      const group = all.get(value) ?? { attribute, value, listed: 0, people: new Set<string>() }
      all.set(value, group)
      return group
    }
    for (const line of facts.file)
      for (const value of valuesOfLine(facts, attribute, line)) at(value).listed += 1
    for (const userId of facts.logins.keys())
      for (const value of valuesOfPerson(facts, attribute, userId)) at(value).people.add(userId)
    const named = [...all.values()].filter(({ value }) => value !== '')
    const rest = [...all.values()].filter(({ value }) => value === '')
    return [...named.sort((a, b) => byCodeUnit(a.value, b.value)), ...rest]
  })
}

function bare(login: string): string {
  return login.replace(/^@/, '').toLowerCase()
}

function loginIn(line: Line, { login }: Facts): string {
  return bare(line[login] ?? '')
}

function lineOf(facts: Facts, login: string): Line | undefined {
  return facts.file.find((line) => loginIn(line, facts) === bare(login))
}

function valuesOfPerson(facts: Facts, attribute: string, userId: string): string[] {
  if (attribute !== 'manager') return [ownValue(facts, attribute, userId)]
  return managersAbove(facts, lineOf(facts, facts.logins.get(userId) ?? ''))
}

function valuesOfLine(facts: Facts, attribute: string, line: Line): string[] {
  if (attribute === 'manager') return managersAbove(facts, line)
  const [person] = [...facts.logins].find(([, login]) => bare(login) === loginIn(line, facts)) ?? []
  if (person !== undefined) return [ownValue(facts, attribute, person)]
  const own = line[attribute] ?? ''
  return [own === '' && attribute === 'cost_center' ? chargedTo(facts, 'User', loginIn(line, facts)) : own]
}

/** The value of the file; of a cost center that it does not tell, GitHub's. */
function ownValue(facts: Facts, attribute: string, userId: string): string {
  const login = facts.logins.get(userId) ?? ''
  const own = lineOf(facts, login)?.[attribute] ?? ''
  if (attribute === 'manager') return own === '' ? '' : spelled(facts, own)
  if (own !== '' || attribute !== 'cost_center') return own
  const { scope, entity } = facts.question
  const charged = [
    chargedTo(facts, 'User', login),
    ...enterpriseTeams(facts.question, userId).map((slug) => chargedTo(facts, 'Team', slug)),
    scope === 'organization' ? chargedTo(facts, 'Org', entity) : '',
  ]
  return charged.find((name) => name !== '') ?? ''
}

function enterpriseTeams({ window, scope }: Question, userId: string): string[] {
  const teams = window.memberships.filter((one) => one.userId === userId).map(({ teamId }) => teamId)
  const slugs = [...new Set(teams)].map((teamId) => slugOf(window, teamId)).sort(byCodeUnit)
  return slugs
    .filter((slug) => scope === 'enterprise' || slug.startsWith('ent:'))
    .map((slug) => (slug.startsWith('ent:') ? slug : `ent:${slug}`))
}

function chargedTo({ costCenters = [] }: Facts, type: string, name: string): string {
  const isMeant = (one: { type: string; name: string }) =>
    one.type === type && one.name.toLowerCase() === name.toLowerCase()
  return costCenters.find(({ resources }) => resources.some(isMeant))?.name ?? ''
}

/** The manager, the manager's manager and so on; the empty value where there is none. */
function managersAbove(facts: Facts, line: Line | undefined): string[] {
  const next = (one: Line | undefined): string[] => {
    const manager = bare(one?.['manager'] ?? '')
    return manager === '' ? [] : [spelled(facts, manager), ...next(lineOf(facts, manager))]
  }
  const above = next(line)
  return above.length === 0 ? [''] : above
}

/** A login as GitHub writes it; of somebody whom GitHub does not know as the file writes it first. */
function spelled({ logins, file }: Facts, login: string): string {
  const ofFile = file.map((line) => (line['manager'] ?? '').replace(/^@/, ''))
  return [...logins.values(), ...ofFile].find((one) => bare(one) === bare(login)) ?? login
}
