import { compareTexts } from './compare.ts'
import type { CostCenters } from './fetch/cost-centers.ts'
import type { Attribute, GroupInputs } from './group-inputs.ts'
import { managersAbove } from './managers.ts'
import { type ListedPerson, loginText } from './people-file.ts'
import {
  eachKnownPerson,
  eachTeam,
  type EntityTotals,
  groupTotals,
  personName,
  teamName,
  teamsOfPeople,
} from './rollup/reading.ts'

/** The enterprise whose cost centers were refused, and the status of GitHub's answer; `null`: there was none. */
export interface CostCentersRefused {
  readonly enterprise: string
  readonly status: number | null
  /** Why an App could not ask, with what to change. */
  readonly reason: string | null
}

/** The people of an entity by the values of an attribute. */
export interface Grouping {
  readonly attribute: Attribute
  /** Groups in place of teams; undefined: nothing is known of the attribute, because cost centers were refused. */
  readonly totals: EntityTotals | undefined
  /** GitHub refused the cost centers that would fill it. */
  readonly refused: CostCentersRefused | null
  /** Lines of the file by value; undefined without a file. */
  readonly listed: ReadonlyMap<string, number> | undefined
  /** A person's own value, which in a tree is the next manager; empty: not in the file. */
  readonly valueOf: (person: number) => string
  /** Whether any of its values is a person. */
  readonly namesPersons: boolean
  /** Whether a value is the login of somebody whom the run knows, or an address of e-mail. */
  readonly isPerson: (value: string) => boolean
}

/** Somebody with a seat, by the number in the totals of the entity, and the login that the list of seats has. */
export interface Seated {
  readonly person: number
  readonly login: string
}

/**
 * Groups the people of an entity: who has a row or a membership in either window, and who has a seat. Each counts where the
 * file, or GitHub's list of cost centers, has them now; somebody renamed is found by either login. `logins`: all that the run
 * has seen, in any entity.
 */
export function groupPeople(
  totals: EntityTotals,
  { attributes, people: listed }: GroupInputs,
  costCenters: CostCenters | CostCentersRefused | undefined,
  seated: readonly Seated[] = [],
  logins: ReadonlySet<string> = new Set(),
): Grouping[] {
  const lines = listed ?? []
  const lineOf = new Map(lines.map((line) => [line.login, line]))
  const seatLogins = new Map(seated.map(({ person, login }) => [person, login]))
  const persons = [...new Set([...eachKnownPerson(totals), ...seatLogins.keys()])]
  const people = persons.map((person) => {
    const { user_login } = personName(totals, person)
    const now = seatLogins.get(person)
    const spelled = now !== undefined && lineOf.has(loginText(now)) ? now : user_login
    return { person, login: loginText(spelled), spelled }
  })
  const known: Known = { people, lines, lineOf }
  const isPerson = (value: string) => logins.has(loginText(value)) || MAIL.test(value)
  const isKnown = costCenters !== undefined && 'users' in costCenters
  const refused = costCenters !== undefined && 'status' in costCenters ? costCenters : null
  const centerOf = isKnown ? costCenterOf(totals, costCenters) : () => ''
  return attributes.map((attribute, index) => {
    const isUnknown = attribute.isCostCenter && !attribute.isInFile && !isKnown
    const valuesOf = attribute.isTree
      ? treeValues(known, index)
      : ownValues(known, index, attribute.isCostCenter ? centerOf : () => '')
    const groups = toGroups(known, valuesOf)
    const own = new Map(people.map(({ person, login }) => [person, valuesOf(login, person)[0] ?? '']))
    return {
      attribute,
      refused: attribute.isCostCenter ? refused : null,
      totals: isUnknown ? undefined : groupTotals(totals, groups),
      listed: listed === undefined ? undefined : new Map(groups.map((group) => [group.value, group.listed])),
      valueOf: (person) => own.get(person) ?? '',
      namesPersons: attribute.isTree || groups.some(({ value }) => isPerson(value)),
      isPerson,
    }
  })
}

/** Who writes an address of e-mail as a value names a person. */
const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** The people of an entity, and those of the file. */
interface Known {
  readonly people: readonly { readonly person: number; readonly login: string; readonly spelled: string }[]
  readonly lines: readonly ListedPerson[]
  readonly lineOf: ReadonlyMap<string, ListedPerson>
}

/** The values of somebody whom the file, the entity (with a number) or both know; the own one first. None: the empty value. */
type ValuesOf = (login: string, person: number | undefined) => readonly string[]

function ownValues({ lineOf }: Known, index: number, filled: Filled): ValuesOf {
  return (login, person) => {
    const own = lineOf.get(login)?.values[index] || filled(login, person)
    return own === '' ? [] : [own]
  }
}

/** All managers above somebody, written as GitHub writes them, or as the file does first. */
function treeValues({ people, lines }: Known, index: number): ValuesOf {
  const managers = new Map(lines.map(({ login, values }) => [login, loginText(values[index] ?? '')]))
  const spelled = new Map<string, string>()
  for (const { values } of lines.toReversed())
    spelled.set(loginText(values[index] ?? ''), values[index] ?? '')
  for (const one of people) spelled.set(one.login, one.spelled)
  return (login) => managersAbove(login, managers).map((manager) => spelled.get(manager) ?? manager)
}

/** A group for each value, in order; who has none is in the last one, whose value is empty. */
function toGroups({ people, lines }: Known, valuesOf: ValuesOf) {
  const groups = new Map<string, { value: string; people: number[]; listed: number }>()
  const groupsOf = (values: readonly string[]) =>
    (values.length === 0 ? [''] : values).map((value) => {
      const group = groups.get(value) ?? { value, people: [], listed: 0 }
      groups.set(value, group)
      return group
    })
  const personOf = new Map(people.map(({ login, person }) => [login, person]))
  for (const { login } of lines)
    for (const group of groupsOf(valuesOf(login, personOf.get(login)))) group.listed++
  for (const { login, person } of people)
    for (const group of groupsOf(valuesOf(login, person))) group.people.push(person)
  return [...groups.values()].toSorted(
    (left, right) =>
      Number(left.value === '') - Number(right.value === '') || compareTexts(left.value, right.value),
  )
}

/** What stands in place of an empty value. */
type Filled = (login: string, person: number | undefined) => string

/** A person's cost center: their own, else that of their first enterprise team by slug, else the organization's; for people of the file alone, their own. */
function costCenterOf(totals: EntityTotals, { users, teams, organizations }: CostCenters): Filled {
  const { scope, slug } = totals.entity
  const teamsOf = teamsOfPeople(totals)
  // In an enterprise's reports its own teams may be marked as in those of an organization, so that another team of the name is told apart.
  const areMarked = scope === 'organization' || eachTeam(totals).some(({ slug: team }) => isMarked(team))
  const ofEntity = scope === 'organization' ? (organizations.get(slug.toLowerCase()) ?? '') : ''
  const ofTeams = (person: number) =>
    teamsOf(person)
      .map((team) => teamName(totals, team).slug.toLowerCase())
      .filter((team) => !areMarked || isMarked(team))
      .toSorted()
      .flatMap((team) => teams.get(team.replace(/^ent:/, '')) ?? [])[0]
  return (login, person) => users.get(login) ?? (person === undefined ? '' : (ofTeams(person) ?? ofEntity))
}

/** Whether a team is the enterprise's, by the mark that GitHub puts before its slug. */
function isMarked(slug: string): boolean {
  return /^ent:/i.test(slug)
}
