import type { DayRows } from './day-rows.ts'

/**
 * The row of each member of a team on the day that both share, or -1 for a member without one: GitHub's documented join
 * on `user_id`, `day` and the entity, seen from the team. The entity id is compared only where both lines carry one.
 * @see https://docs.github.com/en/copilot/reference/copilot-usage-metrics/team-level-metrics
 */
export function* join(
  members: ReadonlyMap<number, number>,
  rows: DayRows,
): Generator<[person: number, row: number]> {
  for (const [person, entityId] of members) {
    const row = rows.rowOf.get(person) ?? -1
    const rowEntityId = row === -1 ? 0 : (rows.entityId[row] ?? 0)
    const sameEntity = entityId === 0 || rowEntityId === 0 || entityId === rowEntityId
    yield [person, sameEntity ? row : -1]
  }
}
