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
  withheldPlaces,
  withheldUsage,
  withhold,
} from '../privacy/withheld.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'

/** How many people a list on the pages can show. */
const PEOPLE_LISTED = 20
/** How many features that a person has not tried are worth naming. */
const NOT_TRIED_LISTED = 3

/** The people of an entity as the pages show them. */
export interface PeopleReport {
  readonly segments: Segments
  /** People of each team by segment: what they did anywhere, not only in the team. */
  readonly team_segments: readonly TeamSegments[]
  /** Active people by the number of features they used, from 0 on; `null` is withheld. */
  readonly breadth: readonly (number | null)[]
  /** At most 20 each; empty where persons are not shown. */
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
  /** Labels of the features that are used in the entity and that this person has not tried. */
  readonly not_tried: readonly string[]
}

/** GitHub's adoption phases (`ai_adoption_phase.phase_number`) of active people whose first and last row both carry one. */
export interface Phases extends Protected {
  readonly first: Readonly<Record<string, number | null>>
  readonly last: Readonly<Record<string, number | null>>
  readonly moved_up: number | null
  readonly moved_down: number | null
}

/** Counts people by segment and breadth and, where persons are shown, lists champions and the people to help. */
export function peopleReport(
  shown: ShownTotals,
  thresholds: Thresholds,
  features: readonly FeatureLine[],
  identify: Identify | undefined,
): Protected & PeopleReport {
  const segments = emptySegments()
  const teams = new Map([...shown.window.teams.keys()].map((team) => [team, emptySegments()]))
  const breadth: number[] = []
  const champions = firstOf((left, right) => compareReach(right, left))
  const toHelp = firstOf(compareReach)
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
 * Champions, regular and lagging people are the engaged, with the unengaged the active, with the idle all members: what is
 * withheld of those must not be given back by these.
 */
function withheldSegments(counts: Record<Segment, number>, usage: Usage, minimum: number): Segments {
  const { active, engaged, idle } = withheldUsage(usage, minimum)
  const isActiveHidden = active !== undefined || isFew(counts.idle, minimum)
  const isEngagedHidden = engaged !== undefined || isFew(counts.unengaged, minimum)
  const names: readonly Segment[] = isEngagedHidden ? [...ENGAGED, 'unengaged'] : ENGAGED
  const cells = names.map((name) => counts[name])
  const places = withheldPlaces(cells, minimum, {
    hidden: isEngagedHidden ? [ENGAGED.length] : [],
    most: isActiveHidden ? usage.members : undefined,
  })
  const bounds = isActiveHidden ? null : boundsOfCells(cells, places)
  const isUnengagedHidden = isActiveHidden && counts.unengaged > 0
  return withhold(counts, {
    ...(isUnengagedHidden ? { unengaged: null } : {}),
    ...Object.fromEntries(Array.from(places, (place) => [names[place] ?? '', bounds])),
    idle: idle ?? (isFew(counts.idle, minimum) ? few(minimum) : undefined),
  })
}

/** The active people by breadth: who engaged with nothing is unengaged, or engaged with modes of panel chat alone. */
function withheldBreadth(
  counts: readonly number[],
  segments: Segments,
  usage: Usage,
  minimum: number,
): Protected & Pick<PeopleReport, 'breadth'> {
  const isActiveHidden = withheldUsage(usage, minimum).active !== undefined
  const places = withheldPlaces(counts, minimum, {
    hidden: segments.unengaged === null ? [0] : [],
    most: isActiveHidden ? usage.members : undefined,
  })
  const breadth = counts.map((count, place) => (places.has(place) ? null : count))
  const bounds = isActiveHidden ? null : boundsOfCells(counts, places)
  return withhold({ breadth }, {}, { breadth: places.size === 0 ? undefined : bounds })
}

interface Listed {
  readonly person: number
  readonly line: PersonLine
}

/** Takes any number of people and keeps those who come first. */
function firstOf(compare: (left: PersonLine, right: PersonLine) => number) {
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
 * How people stood in GitHub's adoption phases on their first and on their last active day of the window. Where a few moved,
 * the phases of the first day are withheld: what lies between them and those of the last would tell how many.
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
  const places = withheldPlaces(cells, minimum, { hidden })
  const shown = phases.map((phase, place) => [phase, places.has(place) ? null : (cells[place] ?? 0)] as const)
  return {
    counts: Object.fromEntries(shown),
    bounds: places.size === 0 ? undefined : isHidden ? null : boundsOfCells(cells, places),
  }
}

function compareReach(left: PersonLine, right: PersonLine): number {
  return (
    left.feature_days - right.feature_days ||
    left.features_used - right.features_used ||
    (left.user_login < right.user_login ? -1 : 1)
  )
}

/** A person in short, with the most used features that they have not tried. */
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
