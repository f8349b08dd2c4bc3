import * as core from '@actions/core'
import { fetchCostCenters } from './fetch/cost-centers.ts'
import type { ClientFor } from './clients.ts'
import type { GitHub } from './github.ts'
import type { GroupInputs } from './group-inputs.ts'
import { type CostCentersRefused, type Grouping, groupPeople } from './grouping.ts'
import type { Inputs } from './inputs.ts'
import type { ReadEntity } from './read-days.ts'
import type { ReadSeats } from './read-seats.ts'
import { internPeople } from './rollup/reading.ts'
import { costCentersRefusedSentence } from './render/sections/groups.ts'
import { visible } from './render/text/markdown.ts'
import { plural } from './render/text/numbers.ts'

type SeatLists = readonly (ReadSeats | { readonly refused: string })[]

/**
 * Groups the people of each entity by the attributes of `group-by`, in the order of the entities; without them there are no
 * groups. Warns about cost centers that GitHub refuses. `clientFor`: who reads these; `seats`: people with one are people of groups, too.
 */
export async function readGroupings(
  { groups }: Pick<Inputs, 'groups'>,
  entities: readonly ReadEntity[],
  clientFor: ClientFor | undefined,
  seats: SeatLists | undefined,
): Promise<Grouping[][]> {
  if (groups === undefined) return entities.map(() => [])
  return core.group('Group the people', () => groupAll(groups, entities, clientFor, seats))
}

async function groupAll(
  groups: GroupInputs,
  entities: readonly ReadEntity[],
  clientFor: ClientFor | undefined,
  seats: SeatLists | undefined,
): Promise<Grouping[][]> {
  const { people, withoutLogin, costCentersOf } = groups
  if (people !== undefined) core.info(`people-file lists ${plural(people.length, 'person', 'people')}`)
  if (withoutLogin > 0)
    core.warning(`people-file: ${plural(withoutLogin, 'line has', 'lines have')} no login and are left out`)
  const isInFile = groups.attributes.some((one) => one.isCostCenter && one.isInFile)
  const costCenters =
    clientFor === undefined || costCentersOf === ''
      ? undefined
      : await readCostCenters(
          clientFor({ scope: 'enterprise', slug: costCentersOf }, 'billing'),
          costCentersOf,
          isInFile,
        )
  return entities.map(({ totals }, index) => {
    const list = seats?.[index]
    const seated = list === undefined || 'refused' in list ? [] : internPeople(totals, list.seats)
    return groupPeople(totals, groups, costCenters, new Set(seated))
  })
}

async function readCostCenters(github: GitHub, enterprise: string, isInFile: boolean) {
  const answer = await fetchCostCenters(github, enterprise)
  if ('words' in answer) {
    const { status, words } = answer
    core.warning(
      `${costCentersRefusedSentence(enterprise, status, isInFile)} The answer was: ${visible(words)}`,
    )
    return { enterprise, status } satisfies CostCentersRefused
  }
  const { users, teams, organizations } = answer
  core.info(
    `Cost centers of ${enterprise} name ${plural(users.size, 'person', 'people')}, ${plural(teams.size, 'team')} and ${plural(organizations.size, 'organization')}`,
  )
  return answer
}
