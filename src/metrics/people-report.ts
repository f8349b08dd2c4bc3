import type { Identify } from '../identities.ts'
import type { Thresholds } from '../inputs.ts'
import { type FeatureLine } from './feature-lines.ts'
import type { Fold } from './fold.ts'
import type { People } from './people.ts'
import { featuresOfPerson, peopleWithLines, type PersonLine, type Segment, SEGMENTS } from './people-lines.ts'

/** How many people a list on the pages can show. */
const PEOPLE_LISTED = 20
/** How many features that a person has not tried are worth naming. */
const NOT_TRIED_LISTED = 3

/** The people of an entity as the pages show them. */
export interface PeopleReport {
  readonly segments: { readonly [Name in Segment]: number }
  /** Active people by the number of features they used, from 0 on. */
  readonly breadth: readonly number[]
  /** At most 20 each; empty where persons are not shown. */
  readonly champions: readonly PersonSummary[]
  readonly people_to_help: readonly PersonSummary[]
}

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
export interface Phases {
  readonly first: Readonly<Record<string, number>>
  readonly last: Readonly<Record<string, number>>
  readonly moved_up: number
  readonly moved_down: number
}

/** Counts people by segment and breadth and, where persons are shown, lists champions and the people to help. */
export function peopleReport(
  fold: Fold,
  thresholds: Thresholds,
  features: readonly FeatureLine[],
  identify: Identify | undefined,
): PeopleReport {
  const segments = Object.fromEntries(SEGMENTS.map((segment) => [segment, 0])) as Record<Segment, number>
  const breadth: number[] = []
  const champions = firstOf((left, right) => compareReach(right, left))
  const toHelp = firstOf(compareReach)
  const anyone = identify ?? (() => ({ user_id: '', user_login: '' }))
  for (const [person, line] of peopleWithLines(fold, thresholds, anyone)) {
    segments[line.segment]++
    if (line.active_days > 0) breadth[line.features_used] = (breadth[line.features_used] ?? 0) + 1
    if (identify === undefined) continue
    if (line.segment === 'champion') champions.add({ person, line })
    if (line.segment === 'lagging' || line.segment === 'unengaged') toHelp.add({ person, line })
  }
  const popular = features
    .filter(({ status, is_mode }) => status === 'used' && !is_mode)
    .toSorted((left, right) => (right.share_of_active_users ?? 0) - (left.share_of_active_users ?? 0))
  const summary = ({ person, line }: Listed) => personSummary(line, popular, featuresOfPerson(fold, person))
  return {
    segments,
    breadth: Array.from(breadth, (count) => count ?? 0),
    champions: champions.all().map(summary),
    people_to_help: toHelp.all().map(summary),
  }
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

/** How people stood in GitHub's adoption phases on their first and on their last active day of the window. */
export function phasesOf({ firstPhase, lastPhase }: People): Phases {
  const phases = {
    first: {} as Record<string, number>,
    last: {} as Record<string, number>,
    moved_up: 0,
    moved_down: 0,
  }
  lastPhase.forEach((last, person) => {
    const first = firstPhase[person] ?? -1
    if (first === -1 || last === -1) return
    phases.first[first] = (phases.first[first] ?? 0) + 1
    phases.last[last] = (phases.last[last] ?? 0) + 1
    if (last > first) phases.moved_up++
    if (last < first) phases.moved_down++
  })
  return phases
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
