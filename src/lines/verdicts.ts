import type { Coverage } from '../rollup/reading.ts'
import type { EntityNumbers } from './insights.ts'
import { adoptionAbove } from '../privacy/adoption.ts'
import { isWithheld, type NumberOf, type Protected } from '../privacy/withheld.ts'

/** Which first sentence the page can state about an entity. */
export interface Verdict {
  readonly active_users: 'nobody' | 'told' | 'withheld' | 'unknown'
  /** `told`: exactly or as bounds. `untold`: too little is known of members for a sentence. */
  readonly adoption: 'told' | 'withheld' | 'untold' | 'no-teams-listed' | 'no-teams-report'
}

/** Slugs of entities by what is known of their adoption rate. */
export interface AdoptionRanking {
  /** Highest first. */
  readonly ranked: readonly string[]
  readonly withheld: readonly string[]
  readonly unknown: readonly string[]
}

/** Which sentence the numbers of an entity allow. */
export function verdictOf({ totals, coverage }: EntityNumbers): Verdict {
  return { active_users: activeVerdict(totals), adoption: adoptionVerdict(totals, coverage) }
}

/** Ranks entities by adoption rate. */
export function adoptionRanking(entities: readonly EntityNumbers[]): AdoptionRanking {
  const slugs = (some: readonly EntityNumbers[]) => some.map(({ entity }) => entity)
  const known = entities.filter(({ totals }) => totals.adoption_rate !== null)
  const others = entities.filter(({ totals }) => totals.adoption_rate === null)
  return {
    ranked: slugs(
      known.toSorted((left, right) => (right.totals.adoption_rate ?? 0) - (left.totals.adoption_rate ?? 0)),
    ),
    withheld: slugs(others.filter(({ totals }) => isWithheld(totals, 'adoption_rate'))),
    unknown: slugs(others.filter(({ totals }) => !isWithheld(totals, 'adoption_rate'))),
  }
}

/** Whether a page can state that a count is above 0, exactly or as useful bounds. */
export function canState<Line extends Protected>(line: Line, name: NumberOf<Line>): boolean {
  if (line[name] !== null) return line[name] !== 0
  const bounds = isWithheld(line, name) ? (line.withheld[name] ?? null) : null
  return bounds !== null && (bounds.least > 1 || bounds.most !== null)
}

function activeVerdict(totals: EntityNumbers['totals']): Verdict['active_users'] {
  if (totals.active_users === 0) return 'nobody'
  if (canState(totals, 'active_users')) return 'told'
  return isWithheld(totals, 'active_users') ? 'withheld' : 'unknown'
}

function adoptionVerdict(totals: EntityNumbers['totals'], coverage: Coverage): Verdict['adoption'] {
  if (totals.members === null) {
    if (isWithheld(totals, 'members')) return 'untold'
    return coverage.days_with_teams_report === 0 ? 'no-teams-report' : 'no-teams-listed'
  }
  if (totals.idle_users === null && !totals.withheld['idle_users']?.most) return 'untold'
  return isWithheld(totals, 'adoption_rate') && adoptionAbove(totals) === null ? 'withheld' : 'told'
}
