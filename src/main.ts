import * as core from '@actions/core'
import { chooseWindows } from './choose-window.ts'
import { type ClientFor, openClients } from './clients.ts'
import type { Day } from './day.ts'
import { fetchVisibility, type Visibility } from './fetch/visibility.ts'
import { connect } from './github.ts'
import type { Grouping } from './grouping.ts'
import { identifier } from './privacy/identities.ts'
import { type Entity, type Inputs, readInputs } from './inputs.ts'
import { withoutTeamBreakdowns } from './rollup/reading.ts'
import { type PeopleShown, toReport } from './lines/report.ts'
import { showEntitySeats } from './privacy/shown-seats.ts'
import { showGroups } from './privacy/shown-groups.ts'
import { showTotals, showWeeks } from './privacy/shown-totals.ts'
import { openNetwork, type Network } from './network.ts'
import { openSource } from './open-source.ts'
import { type Committing, publish } from './publications.ts'
import { countRejected, type ReadEntity } from './read-days.ts'
import { readGroupings } from './read-groups.ts'
import { readEntities } from './read-entities.ts'
import { readSeats } from './read-seats.ts'
import type { ThreadOptions } from './readers.ts'

/**
 * Runs the action: reads the inputs and the reports of the windows, aggregates them, and publishes. Errors set the exit code.
 * `now` is a moment of `today`, in milliseconds since the epoch.
 */
export async function run(today: Day, now: number, threads: ThreadOptions): Promise<void> {
  const end = new AbortController()
  try {
    const given = readInputs(today)
    const network = openNetwork(given.apiUrl, end.signal)
    const { clientFor, entities: asked } = await openClients(given, network)
    const inputs: Inputs = { ...given, entities: asked }
    const source = await openSource(inputs, clientFor, network, today)
    const windows = await core.group('Choose the window', () => chooseWindows(inputs, source, today))
    const entities = await core.group('Read the reports', () =>
      readEntities(inputs, source, windows, threads),
    )
    const isAsked = inputs.seats.isAsked && clientFor !== undefined
    const seats = isAsked ? await readAllSeats(inputs, clientFor, now) : undefined
    const groups = await readGroupings(inputs, entities, clientFor, seats)
    const people = await choosePeople(inputs, network)
    const identify = people.shown === 'none' ? undefined : identifier(people.shown, inputs.peopleKey)
    const minimumGroupSize = people.shown === 'named' ? 0 : inputs.minimumGroupSize
    const parts = entities.map((read, index) => {
      const shown = showTotals(read.totals, inputs.teams, minimumGroupSize)
      return {
        shown,
        weeks: showWeeks(read.totals, inputs.teams, minimumGroupSize),
        groups: showGroups(groups[index] ?? [], minimumGroupSize, people.shown === 'named'),
        seats: showEntitySeats(shown, seats?.[index], inputs.seats.limits, now),
        rejected: read.rejected,
        rejectedLines: countRejected(read),
      }
    })
    const listed = people.shown === 'named' ? identify : undefined
    const report = toReport(parts, { ...inputs, people, identify: listed, minimumGroupSize })
    const committing = inputs.reportPath === '' ? undefined : toCommit(entities, groups, inputs, network)
    const faults = await publish(report, parts, { ...inputs, identify }, committing, today)
    for (const fault of faults) core.setFailed(fault)
  } catch (error) {
    core.setFailed(error instanceof Error ? error.message : String(error))
  } finally {
    // Ends pending requests, downloads and pauses, so that nothing keeps the process alive.
    end.abort()
  }
}

function readAllSeats({ entities }: Inputs, clientFor: ClientFor, now: number): ReturnType<typeof readSeats> {
  const clientOf = (entity: Entity) => clientFor(entity, 'seats')
  return core.group('Read the seats', () => readSeats(clientOf, entities, now))
}

/** The entities as they may be committed, and the client that commits them. */
function toCommit(
  entities: readonly ReadEntity[],
  groups: readonly (readonly Grouping[])[],
  inputs: Inputs,
  network: Network,
): Committing {
  const { reportToken, apiUrl, teams, minimumGroupSize } = inputs
  return {
    github: connect(reportToken, apiUrl, network),
    parts: entities.map((read, index) => ({
      shown: showTotals(withoutTeamBreakdowns(read.totals), teams, minimumGroupSize),
      groups: showGroups(withoutTrees(groups[index] ?? []), minimumGroupSize, false),
      weeks: showWeeks(read.totals, teams, minimumGroupSize),
      rejectedLines: countRejected(read),
    })),
  }
}

/** Managers are persons, who are never committed. */
function withoutTrees(groups: readonly Grouping[]): Grouping[] {
  return groups.filter(({ attribute }) => !attribute.isTree)
}

/** Hides persons in a public repository unless the workflow allows them; an unknown visibility counts as public. */
async function choosePeople(inputs: Inputs, network: Network): Promise<PeopleShown> {
  const { people, allowPublicPeople, runner } = inputs
  const isAsked = people !== 'none' && !allowPublicPeople && runner.repository !== ''
  if (!isAsked) return { shown: people, withheld_in_public: false }
  const visibility = runner.visibility ?? (await askVisibility(inputs, network))
  const withheld = visibility === undefined || visibility === 'public'
  return { shown: withheld ? 'none' : people, withheld_in_public: withheld }
}

/** Tries both tokens: `GITHUB_TOKEN` can read its repository, a token for reports possibly not. */
async function askVisibility(
  { reportToken, token, apiUrl, runner }: Inputs,
  network: Network,
): Promise<Visibility | undefined> {
  for (const one of [reportToken, token]) {
    if (one === '') continue
    const visibility = await fetchVisibility(connect(one, apiUrl, network), runner.repository)
    if (visibility !== undefined) return visibility
  }
  return undefined
}
