import { type DayRows, NO_ROW, ROW, rowOf, intOf } from './day-rows.ts'
import type { Members } from './memberships.ts'

/**
 * Calls `visit` with the slot of each member of a team and their row of the same day, or NO_ROW: GitHub's documented join on
 * `user_id`, `day` and the entity, as a left join from the team. Entity ids are compared only if both lines carry one.
 * @see https://docs.github.com/en/copilot/reference/copilot-usage-metrics/team-level-metrics
 */
export function join(
  { roster, entityIds }: Members,
  rows: DayRows | undefined,
  visit: (slot: number, row: number) => void,
): void {
  for (let slot = 0; slot < entityIds.length; slot++) {
    const entityId = (entityIds[slot] as number) - 1
    if (entityId === -1) continue
    const row = rows === undefined ? NO_ROW : rowOf(rows, roster.people[slot] as number)
    const rowEntityId = rows === undefined || row === NO_ROW ? 0 : intOf(rows, row, ROW.entityId)
    const sameEntity = entityId === 0 || rowEntityId === 0 || entityId === rowEntityId
    visit(slot, sameEntity ? row : NO_ROW)
  }
}
