import type { TeamLine } from './activity.ts'
import type { EntityNumbers } from './insights.ts'
import { isTeam } from './team-insights.ts'
import { adoptionAbove } from '../privacy/adoption.ts'
import type { Protected } from '../privacy/withheld.ts'

/** How the adoption rates of an entity stand to the input `adoption-target`. */
export interface TargetInsight {
  /** Whether the entity meets it; `null`: unknown, or withheld without a bound that tells. */
  readonly is_met: boolean | null
  /** Numbers of teams, without `others`: those that meet it, those below it, and those of which it cannot be told. */
  readonly teams_met: number
  readonly teams_below: number
  readonly teams_untold: number
}

/** Holds an entity and its teams against the target. */
export function targetInsight({ totals, teams }: EntityNumbers, target: number): TargetInsight {
  const verdicts = teams.filter(isTeam).map((team) => meetsTarget(team, target))
  const count = (verdict: boolean | null) => verdicts.filter((one) => one === verdict).length
  return {
    is_met: meetsTarget(totals, target),
    teams_met: count(true),
    teams_below: count(false),
    teams_untold: count(null),
  }
}

/** Whether an adoption rate is at least `target`; of a withheld one only what its lower bound tells. */
export function meetsTarget(
  line: Protected & Pick<TeamLine, 'members' | 'adoption_rate'>,
  target: number,
): boolean | null {
  if (line.adoption_rate !== null) return line.adoption_rate >= target
  const above = adoptionAbove(line)
  return above !== null && above >= target ? true : null
}
