import type { Identify } from '../privacy/identities.ts'
import type { Thresholds } from '../inputs.ts'
import { type FeatureLine } from './features.ts'
import { usageOfEntity, usageOfTeam } from './activity.ts'
import { eachPhaseChange, eachTeam } from '../rollup/reading.ts'
import { featuresOfPerson, peopleWithLines, type PersonLine, type Segment } from './people.ts'
import {
  boundsOfCells,
  few,
  isFew,
  type Protected,
  type Usage,
  withheldIndexes,
  withheldUsage,
  withhold,
} from '../privacy/withheld.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

/** People listed per list. */
const PEOPLE_LISTED = 20
/** Untried features named per person. */
const NOT_TRIED_LISTED = 3

/** The people of an entity as the pages show them. */
export interface PeopleReport {
  readonly segments: Segments
  /** Members of each team by segment. A segment is that of the person, whatever the team. */
  readonly team_segments: readonly TeamSegments[]
  /** Active users by the number of features they used (the index); `null` is withheld. */
  readonly breadth: readonly (number | null)[]
  /** These two: at most 20 each; empty if persons are not shown. */
  readonly champions: readonly PersonSummary[]
  readonly people_to_help: readonly PersonSummary[]
}

export type Segments = Protected & { readonly [Name in Segment]: number | null }

export type TeamSegments = Segments & { readonly team_id: string; readonly slug: string }

export interface PersonSummary {
  readonly user_login: string
  readonly teams: string
  readonly segment: Segment
  readonly consistency: number | null
  readonly engaged_days: number
  readonly features_used: number
  /** Labels of the entity's most used features that this person has not used. */
  readonly not_tried: readonly string[]
}

/** GitHub's adoption phases (`ai_adoption_phase.phase_number`) of active users whose first and last row both have one. */
export interface Phases extends Protected {
  readonly first: Readonly<Record<string, number | null>>
  readonly last: Readonly<Record<string, number | null>>
  readonly moved_up: number | null
  readonly moved_down: number | null
}

/** Counts people by segment and breadth and, if `identify` is given, lists champions and the people to help. */
export function peopleReport(
  shown: ShownTotals,
  thresholds: Thresholds,
  features: readonly FeatureLine[],
  identify: Identify | undefined,
): Protected & PeopleReport {
  const segments = emptySegments()
  const teams = new Map([...shown.window.teams.keys()].map((team) => [team, emptySegments()]))
  const breadth: number[] = []
  const champions = topPeople((left, right) => compareReach(right, left))
  const toHelp = topPeople(compareReach)
  for (const [person, line, teamsOfPerson] of peopleWithLines(shown, thresholds, identify ?? nobody)) {
    segments[line.segment]++
    for (const team of teamsOfPerson) addOne(teams, team, line.segment)
    if (line.active_days > 0) breadth[line.features_used] = (breadth[line.features_used] ?? 0) + 1
    if (identify === undefined) continue
    if (line.segment === 'champion') champions.add({ person, line })
    if (line.segment === 'lagging' || line.segment === 'unengaged') toHelp.add({ person, line })
  }
  const popular = features
    .filter(({ status, is_mode }) => status === 'used' && !is_mode)
    .toSorted((left, right) => (right.share_of_active_users ?? 0) - (left.share_of_active_users ?? 0))
  const summary = ({ person, line }: Listed) => personSummary(line, popular, featuresOfPerson(shown, person))
  const least = shown.minimumGroupSize
  const usage = usageOfEntity(shown.window)
  const shownSegments = withheldSegments(segments, usage, least)
  return {
    segments: shownSegments,
    team_segments: eachTeam(shown).map(({ team, id, slug, totals }) => ({
      team_id: id,
      slug,
      ...withheldSegments(teams.get(team) ?? emptySegments(), usageOfTeam(totals), least),
    })),
    ...withheldBreadth(
      Array.from(breadth, (count) => count ?? 0),
      shownSegments,
      usage,
      least,
    ),
    champions: champions.all().map(summary),
    people_to_help: toHelp.all().map(summary),
  }
}

function addOne(teams: ReadonlyMap<number, Record<Segment, number>>, team: number, segment: Segment): void {
  const segments = teams.get(team)
  if (segments !== undefined) segments[segment]++
}

const nobody: Identify = () => ({ user_id: '', user_login: '' })

function emptySegments(): Record<Segment, number> {
  return { champion: 0, regular: 0, lagging: 0, unengaged: 0, idle: 0 }
}

const ENGAGED = ['champion', 'regular', 'lagging'] as const

/**
 * Withholds segments so that they do not reveal withheld sums: champions + regular + lagging = engaged users, + unengaged =
 * active users, + idle = members.
 */
function withheldSegments(counts: Record<Segment, number>, usage: Usage, minimum: number): Segments {
  const { active, engaged, idle } = withheldUsage(usage, minimum)
  const isActiveHidden = active !== undefined || isFew(counts.idle, minimum)
  const isEngagedHidden = engaged !== undefined || isFew(counts.unengaged, minimum)
  const names: readonly Segment[] = isEngagedHidden ? [...ENGAGED, 'unengaged'] : ENGAGED
  const cells = names.map((name) => counts[name])
  const indexes = withheldIndexes(cells, minimum, {
    hidden: isEngagedHidden ? [ENGAGED.length] : [],
    most: isActiveHidden ? usage.members : undefined,
  })
  const bounds = isActiveHidden ? null : boundsOfCells(cells, indexes)
  const isUnengagedHidden = isActiveHidden && counts.unengaged > 0
  return withhold(counts, {
    ...(isUnengagedHidden ? { unengaged: null } : {}),
    ...Object.fromEntries(Array.from(indexes, (index) => [names[index] ?? '', bounds])),
    idle: idle ?? (isFew(counts.idle, minimum) ? few(minimum) : undefined),
  })
}

/** Active users by breadth. Breadth 0 is unengaged users, and those who engaged with modes of panel chat only. */
function withheldBreadth(
  counts: readonly number[],
  segments: Segments,
  usage: Usage,
  minimum: number,
): Protected & Pick<PeopleReport, 'breadth'> {
  const isActiveHidden = withheldUsage(usage, minimum).active !== undefined
  const indexes = withheldIndexes(counts, minimum, {
    hidden: segments.unengaged === null ? [0] : [],
    most: isActiveHidden ? usage.members : undefined,
  })
  const breadth = counts.map((count, index) => (indexes.has(index) ? null : count))
  const bounds = isActiveHidden ? null : boundsOfCells(counts, indexes)
  return withhold({ breadth }, {}, { breadth: indexes.size === 0 ? undefined : bounds })
}

interface Listed {
  readonly person: number
  readonly line: PersonLine
}

/** Collects any number of people and returns the first `PEOPLE_LISTED` in the order of `compare`. */
function topPeople(compare: (left: PersonLine, right: PersonLine) => number) {
  let kept: Listed[] = []
  const all = () => kept.toSorted((left, right) => compare(left.line, right.line)).slice(0, PEOPLE_LISTED)
  return {
    all,
    add(one: Listed) {
      kept.push(one)
      if (kept.length === PEOPLE_LISTED * 10) kept = all()
    },
  }
}

/**
 * Users by GitHub's adoption phase on their first and on their last active day of the window. If only a few moved, the
 * phases of the first day are withheld: the difference to those of the last day would reveal how many.
 */
export function phasesOf({ people, minimumGroupSize: minimum }: ShownTotals): Phases {
  const [first, last]: Record<string, number>[] = [{}, {}]
  const moves = { up: 0, down: 0 }
  eachPhaseChange(people, (before, now) => {
    addTo(first, before)
    addTo(last, now)
    if (now > before) moves.up++
    if (now < before) moves.down++
  })
  const haveFewMoved = isFew(moves.up, minimum) || isFew(moves.down, minimum)
  const before = withheldPhases(first, minimum, haveFewMoved)
  const now = withheldPhases(last, minimum, false)
  return withhold(
    { first: before.counts, last: now.counts, moved_up: moves.up, moved_down: moves.down },
    {
      moved_up: isFew(moves.up, minimum) ? few(minimum) : undefined,
      moved_down: isFew(moves.down, minimum) ? few(minimum) : undefined,
    },
    { first: before.bounds, last: now.bounds },
  )
}

function addTo(counts: Record<string, number> | undefined, phase: number): void {
  if (counts !== undefined) counts[phase] = (counts[phase] ?? 0) + 1
}

function withheldPhases(counts: Record<string, number> = {}, minimum: number, isHidden: boolean) {
  const phases = Object.keys(counts)
  const cells = Object.values(counts)
  const hidden = isHidden ? [...cells.keys()] : []
  const indexes = withheldIndexes(cells, minimum, { hidden })
  const shown = phases.map(
    (phase, index) => [phase, indexes.has(index) ? null : (cells[index] ?? 0)] as const,
  )
  return {
    counts: Object.fromEntries(shown),
    bounds: indexes.size === 0 ? undefined : isHidden ? null : boundsOfCells(cells, indexes),
  }
}

function compareReach(left: PersonLine, right: PersonLine): number {
  return (
    left.feature_days - right.feature_days ||
    left.features_used - right.features_used ||
    (left.user_login < right.user_login ? -1 : 1)
  )
}

/** A person with the most used features that they have not tried; `popular` is by share, highest first. */
function personSummary(
  line: PersonLine,
  popular: readonly FeatureLine[],
  tried: ReadonlySet<string>,
): PersonSummary {
  return {
    user_login: line.user_login,
    teams: line.teams,
    segment: line.segment,
    consistency: line.consistency,
    engaged_days: line.engaged_days,
    features_used: line.features_used,
    not_tried: popular
      .filter(({ feature }) => !tried.has(feature))
      .slice(0, NOT_TRIED_LISTED)
      .map(({ label }) => label),
  }
}
