import type { TeamLine } from '../../src/lines/activity.ts'
import type { Segments } from '../../src/lines/people-summary.ts'
import type { TeamSeats } from '../../src/lines/seat-summary.ts'
import { formatAdoption } from '../../src/render/text/withheld.ts'
import { formatShare } from '../../src/render/text/numbers.ts'
import { changeCell, countCell, NONE, numberCell, rateCell, storedCell, UNKNOWN_CELL } from '../cells.ts'
import type { Place } from '../context.ts'
import type { Point } from '../parts/chart.tsx'
import { ShareBar, Sparkline } from '../parts/figures.tsx'
import type { Column } from '../table/columns.ts'
import { CellText } from '../table/parts.tsx'
import { numberColumn, teamColumn } from './shared-columns.tsx'
import { completeWeeks } from './weeks.ts'

/** A team with all that is known of it. */
export interface TeamRow {
  readonly team: TeamLine
  readonly change: Place['entity']['insights']['teams'][number]['active_users']
  readonly above: number | null
  readonly meetsTarget: boolean | null | undefined
  readonly weeks: readonly Point[]
  readonly segments: Segments | undefined
  readonly seats: TeamSeats | undefined
}

/** The teams of an entity, in the order of its lines. */
export function teamRows({ entity }: Place): TeamRow[] {
  const segments = new Map(entity.team_segments.map((line) => [line.team_id, line]))
  const seats = new Map(entity.seats?.teams.map((line) => [line.team_id, line]))
  const weeks = completeWeeks(entity)
  return entity.teams.map((team, index) => {
    const insight = entity.insights.teams[index]
    const { adoption_rates: rates = [], withheld = [] } = entity.team_weeks[index] ?? {}
    const rateOf = (week: number) => {
      const monday = entity.weeks[week]?.week
      return monday !== undefined && withheld.includes(monday) ? 'withheld' : (rates[week] ?? null)
    }
    return {
      team,
      change: insight?.active_users ?? 'unknown',
      above: insight?.adoption_above ?? null,
      meetsTarget: insight?.meets_target,
      weeks: weeks.map(rateOf),
      segments: segments.get(team.team_id),
      seats: seats.get(team.team_id),
    }
  })
}

export function teamColumns(place: Place): Column<TeamRow>[] {
  const { entity } = place
  const optional: Column<TeamRow>[] = []
  if (entity.insights.incomparable === null) optional.push(changeColumn)
  const weeks = completeWeeks(entity).length > 1 ? [weekColumn] : []
  const seats = entity.seats === undefined || entity.seats.refused !== null ? [] : seatColumns
  return [
    teamColumn(place, ({ team }) => team),
    adoptionColumn,
    peopleColumn('members', 'Members'),
    peopleColumn('active_users', 'Active'),
    peopleColumn('idle_users', 'No activity', 'Members without a row in the reports'),
    peopleColumn('engaged_users', 'Engaged', 'Did something on purpose, such as asking or accepting'),
    ...optional,
    ...weeks,
    segmentColumn,
    acceptanceColumn,
    creditColumn,
    ...seats,
  ]
}

const adoptionColumn: Column<TeamRow> = {
  id: 'adoption_rate',
  heading: 'Adoption',
  hint: 'Active members ÷ members',
  kind: 'share',
  risesFirst: true,
  cell: ({ team, above }) => rateCell(team, 'adoption_rate', formatAdoption(team, above)),
  draw: ({ meetsTarget }, cell) => <ShareBar cell={cell} isMet={meetsTarget} />,
}

function peopleColumn(
  id: 'members' | 'active_users' | 'idle_users' | 'engaged_users',
  heading: string,
  hint?: string,
): Column<TeamRow> {
  return numberColumn(id, heading, ({ team }) => countCell(team, id), hint)
}

const changeColumn: Column<TeamRow> = {
  id: 'change',
  heading: 'Change',
  hint: 'Active people against as many days before; ▲ and ▼: more than noise',
  kind: 'number',
  risesFirst: true,
  cell: ({ team, change }) => changeCell(team, 'active_users', 'previous_active_users', change, NONE),
}

const weekColumn: Column<TeamRow> = {
  id: 'weeks',
  heading: 'Weeks',
  hint: 'Adoption in each complete week, on a scale from 0 to 100%. Sorted by the change from the first to the last.',
  kind: 'number',
  cell: ({ weeks }) => {
    const known = weeks.filter((share) => typeof share === 'number')
    const [first] = known
    const last = known.at(-1)
    if (first === undefined || last === undefined)
      return weeks.includes('withheld') ? storedCell([]) : UNKNOWN_CELL
    return numberCell(last - first, () => `${formatShare(first)} to ${formatShare(last)}`)
  },
  draw: ({ weeks }, cell) =>
    cell.reason === undefined ? <Sparkline shares={weeks} /> : <CellText cell={cell} />,
}

const segmentColumn = numberColumn<TeamRow>('champions', 'Champions', ({ segments }) =>
  segments === undefined ? numberCell(null) : countCell(segments, 'champion'),
)

const acceptanceColumn: Column<TeamRow> = {
  id: 'completion_acceptance_rate',
  heading: 'Accepted',
  hint: 'Share of code completions that were accepted',
  kind: 'share',
  // A share of no completions.
  cell: ({ team }) =>
    team.active_users === 0 || team.code_generation_activity_count === 0
      ? NONE
      : rateCell(team, 'completion_acceptance_rate'),
}

const creditColumn = numberColumn<TeamRow>('ai_credits_used', 'AI credits', ({ team }) =>
  numberCell(team.ai_credits_used),
)

const seatColumns = [seatColumn('idle_seats', 'Idle seats'), seatColumn('seats', 'Seats')]

function seatColumn(id: 'seats' | 'idle_seats', heading: string): Column<TeamRow> {
  return numberColumn(id, heading, ({ seats }) =>
    seats === undefined ? numberCell(null) : countCell(seats, id),
  )
}
