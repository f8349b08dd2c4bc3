import type { Day } from '../day.ts'
import type { CostCentersRefused } from '../grouping.ts'
import { type EntitySeats, type SeatCount, seatsOfGroups } from '../privacy/shown-seats.ts'
import { withheldSeatsOfGroup } from '../privacy/withheld-seats.ts'
import type { LeftOut, ShownGroups } from '../privacy/shown-groups.ts'
import { isFew, isWithheld, type Withheld, withhold } from '../privacy/withheld.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'
import { eachTeam, type TeamTotals } from '../rollup/reading.ts'
import { type ActivityLine, teamActivity } from './activity.ts'
import { type TeamFeatureLine, teamFeatureLines } from './features.ts'
import { protectFeatures, protectGroups } from './group-protection.ts'

/** One line of `groups.csv`. */
export interface GroupLine extends Omit<ActivityLine, 'members'> {
  readonly entity: string
  readonly attribute: string
  /** Empty for people whom the file does not list, or lists without a value. */
  readonly value: string
  readonly kind: 'group' | 'others' | 'not-listed'
  /** Lines of the file; `null` without a file, or withheld. */
  readonly listed: number | null
  /** Of these, members, active users of either window and people with a seat: the denominator of the adoption rate. */
  readonly people: number | null
  /** Of these people; `null` also if seats were not asked for, or refused. */
  readonly seats: number | null
  readonly idle_seats: number | null
  readonly since: Day
  readonly until: Day
}

/** One line of `group-features.csv`. */
export interface GroupFeatureLine extends Omit<TeamFeatureLine, 'team_id' | 'slug'> {
  readonly attribute: string
  readonly value: string
  readonly since: Day
  readonly until: Day
}

/** The groups of an attribute. */
export interface AttributeGroups {
  readonly attribute: string
  /** Why there are none; `null`: there are. */
  readonly left_out: LeftOut | null
  /** Groups of managers: somebody is in the groups of all managers above. */
  readonly is_tree: boolean
  /** Values are logins, such as those of managers. */
  readonly names_persons: boolean
  /** Groups stand on the file alone, because GitHub refused the cost centers of an enterprise; `status`: of its answer, if there was one. */
  readonly cost_centers_refused: CostCentersRefused | null
  /** By value; then `others`, then those who are not in the file. */
  readonly groups: readonly GroupLine[]
}

/** The groups of an attribute, each as a team is; `seats` are those of the entity. */
export function attributeGroups(groups: ShownGroups, seats: EntitySeats | undefined): AttributeGroups {
  const { attribute, isTree, namesPersons, leftOut, refused, shown } = groups
  const known = seats === undefined || 'refused' in seats ? undefined : seats
  const counts = shown === undefined || known === undefined ? undefined : seatsOfGroups(shown, known)
  return {
    attribute,
    left_out: leftOut,
    is_tree: isTree,
    names_persons: namesPersons,
    cost_centers_refused: refused,
    groups: shown === undefined ? [] : lastNotListed(groupLines(groups, shown, counts)),
  }
}

/** One line per group of an attribute and feature, in the same order. */
export function groupFeatureLines(groups: ShownGroups): GroupFeatureLine[] {
  const { attribute, shown } = groups
  if (shown === undefined) return []
  const { since, until } = shown.windows
  const linesOf = Map.groupBy(teamFeatureLines(shown), ({ team_id }) => team_id)
  const lines = [...protectedFeatures(groups, shown, linesOf).values()].flat()
  const inOrder = lines.map(({ entity, team_id, slug, ...use }) => ({
    kind: kindOf(team_id, slug),
    line: { entity, attribute, value: slug, ...use, since, until },
  }))
  return lastNotListed(inOrder).map(({ line }) => line)
}

function protectedFeatures(
  groups: ShownGroups,
  shown: ShownTotals,
  linesOf: Map<string, TeamFeatureLine[]>,
): Map<string, TeamFeatureLine[]> {
  if (!isProtected(groups, shown)) return linesOf
  const lines = groupLines(groups, shown, undefined)
  const untold = eachTeam(shown).filter((_, index) => {
    const line = lines[index]
    return line !== undefined && isWithheld(line, 'active_users')
  })
  return protectFeatures(linesOf, shown, new Set(untold.map(({ id }) => id)))
}

/** In the order of `eachTeam`. */
function groupLines(
  groups: ShownGroups,
  shown: ShownTotals,
  seats: ReadonlyMap<number, SeatCount> | undefined,
): GroupLine[] {
  const lines = eachTeam(shown).map((group) => groupLine(groups, shown, group, seats))
  return isProtected(groups, shown) ? protectGroups(lines, shown, seats) : lines
}

/** Groups of a tree overlap, so that they do not add up. */
function isProtected({ isTree }: ShownGroups, { minimumGroupSize }: ShownTotals): boolean {
  return minimumGroupSize > 0 && !isTree
}

function groupLine(
  { attribute, listed }: ShownGroups,
  { entity, windows, previous, minimumGroupSize }: ShownTotals,
  { team, id, slug, totals }: TeamTotals,
  seats: ReadonlyMap<number, SeatCount> | undefined,
): GroupLine {
  const { members, withheld, ...activity } = teamActivity(totals, previous.teams.get(team), minimumGroupSize)
  const kind = kindOf(id, slug)
  const count = listed?.get(id) ?? null
  const ofSeats = seats?.get(team) ?? { seats: 0, idle: 0 }
  const line = {
    entity: entity.slug,
    attribute,
    value: slug,
    kind,
    listed: count,
    people: members,
    ...activity,
    // Unknown for `others`: somebody in two merged groups would count twice on a day.
    active_user_days: kind === 'others' ? null : activity.active_user_days,
    seats: seats === undefined ? null : ofSeats.seats,
    idle_seats: seats === undefined ? null : ofSeats.idle,
    since: windows.since,
    until: windows.until,
  }
  const isHidden = count !== null && isRevealing(count, members ?? 0, minimumGroupSize)
  const { withheld: more, ...rest } = withhold(line, {
    listed: isHidden ? null : undefined,
    ...withheldSeatsOfGroup(
      ofSeats,
      { members, idle_users: activity.idle_users, withheld },
      minimumGroupSize,
    ),
  })
  return { ...rest, withheld: { ...renamed(withheld), ...more } }
}

/** Whether the number of lines is a few, or tells that a few of those who are listed are not known, or the other way round. */
function isRevealing(listed: number, people: number, minimum: number): boolean {
  return isFew(listed, minimum) || isFew(Math.abs(listed - people), minimum)
}

/** What is withheld of members is of people here. */
function renamed(withheld: Withheld): Withheld {
  const { members, ...rest } = withheld
  return members === undefined ? rest : { people: members, ...rest }
}

function kindOf(id: string, value: string): GroupLine['kind'] {
  if (id === '') return 'others'
  return value === '' ? 'not-listed' : 'group'
}

function lastNotListed<Line extends Pick<GroupLine, 'kind'>>(lines: readonly Line[]): Line[] {
  return lines.toSorted(
    (left, right) => Number(left.kind === 'not-listed') - Number(right.kind === 'not-listed'),
  )
}
