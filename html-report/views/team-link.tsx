import type { TeamLine } from '../../src/lines/activity.ts'
import { isOthers } from '../../src/render/text/order.ts'
import { shownText } from '../cells.ts'
import type { Place } from '../context.ts'

/** The name of a team, with a link to its view. */
export function TeamLink({
  team,
  place,
}: {
  readonly team: Pick<TeamLine, 'team_id' | 'slug'>
  readonly place: Place
}) {
  return isOthers(team) ? (
    <em>{shownText(team.slug)}</em>
  ) : (
    <a href={place.to('teams', place.names.of(team))}>{shownText(team.slug)}</a>
  )
}
