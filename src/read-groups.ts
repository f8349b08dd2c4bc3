import * as core from '@actions/core'
import { type CostCenters, fetchCostCenters } from './fetch/cost-centers.ts'
import type { ClientFor } from './clients.ts'
import type { GitHub } from './github.ts'
import type { GroupInputs } from './group-inputs.ts'
import { type CostCentersRefused, type Grouping, groupPeople } from './grouping.ts'
import type { Inputs } from './inputs.ts'
import type { ReadEntity } from './read-days.ts'
import type { ReadSeats } from './read-seats.ts'
import { loginText } from './people-file.ts'
import { eachLogin, internPeople } from './rollup/reading.ts'
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
  // Without numbers: they would tell what is withheld of groups, and the log is read by whoever reads the run.
  if (people !== undefined) core.info('people-file is read')
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
  const seated = entities.map(({ totals }, index) => {
    const list = seats?.[index]
    if (list === undefined || 'refused' in list) return []
    const numbers = internPeople(totals, list.seats)
    return list.seats.map(({ login }, at) => ({ person: numbers[at] ?? 0, login }))
  })
  const known = new Set(entities.flatMap(({ totals }) => [...eachLogin(totals)].map(loginText)))
  warnOfStrangers(groups, known)
  const logins = allLogins(known, groups, costCenters)
  return entities.map(({ totals }, index) => groupPeople(totals, groups, costCenters, seated[index], logins))
}

/** Every login of the run: a value that is one of them is a person, whatever the entity. */
function allLogins(
  known: ReadonlySet<string>,
  { people }: GroupInputs,
  costCenters: CostCenters | CostCentersRefused | undefined,
): Set<string> {
  const users = costCenters !== undefined && 'users' in costCenters ? costCenters.users.keys() : []
  return new Set([...known, ...(people ?? []).map(({ login }) => login), ...users])
}

/** A file whose logins nobody has, such as one with addresses of e-mail, makes groups without people. */
function warnOfStrangers({ people = [] }: GroupInputs, known: ReadonlySet<string>): void {
  if (people.length === 0 || people.some(({ login }) => known.has(login))) return
  core.warning(
    'people-file: none of its logins is in the reports, so all people are "not in the file"; it needs the logins of GitHub, not names or addresses of e-mail',
  )
}

async function readCostCenters(github: GitHub, enterprise: string, isInFile: boolean) {
  const answer = await fetchCostCenters(github, enterprise)
  if ('words' in answer) {
    const { status, words, reason = null } = answer
    const refused = { enterprise, status, reason } satisfies CostCentersRefused
    const answered = reason === null ? ` The answer was: ${visible(words)}` : ''
    core.warning(`${costCentersRefusedSentence(refused, isInFile)}${answered}`)
    return refused
  }
  const { users, teams, organizations } = answer
  core.info(
    `Cost centers of ${enterprise} name ${plural(users.size, 'person', 'people')}, ${plural(teams.size, 'team')} and ${plural(organizations.size, 'organization')}`,
  )
  return answer
}
