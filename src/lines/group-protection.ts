import {
  type Counts,
  type CountedLine,
  protectPartition,
  widened,
  withholdColumns,
} from '../privacy/withheld-groups.ts'
import type { Protected } from '../privacy/withheld.ts'
import type { SeatCount } from '../privacy/shown-seats.ts'
import type { ShownTotals } from '../privacy/shown-totals.ts'
import { eachTeam, featureColumns, featureUsers, flagUsers, type TeamTotals } from '../rollup/reading.ts'
import { SHOWN_COLUMNS, usageOfTeam } from './activity.ts'
import type { GroupLine } from './groups.ts'

/** Columns of `groups.csv` that are protected together, see `protectPartition`. Flags of people tell how many are active at least. */
const BLOCKS = [
  {
    deciding: ['active_users'],
    sums: ['active_users', 'idle_users'],
    withheld: [
      'active_users',
      'idle_users',
      'adoption_rate',
      'active_user_days',
      'engaged_users',
      ...SHOWN_COLUMNS,
    ],
  },
  { deciding: ['engaged_users'], sums: ['engaged_users', 'unengaged'], withheld: ['engaged_users'] },
  ...SHOWN_COLUMNS.map((column) => ({ deciding: [column], sums: [column], withheld: [column] })),
  {
    deciding: ['previous_active_users', 'previous_engaged_users'],
    sums: ['previous_active_users', 'previous_engaged_users'],
    withheld: ['previous_active_users', 'previous_engaged_users'],
  },
  { deciding: ['seats'], sums: ['seats'], withheld: ['seats', 'idle_seats'] },
  { deciding: ['idle_seats'], sums: ['idle_seats', 'busy_seats'], withheld: ['idle_seats'] },
]

/** Protects the lines of the groups of an attribute, one per group of `shown` in its order. */
export function protectGroups(
  lines: readonly GroupLine[],
  shown: ShownTotals,
  seats: ReadonlyMap<number, SeatCount> | undefined,
): GroupLine[] {
  const groups = eachTeam(shown).map((group, index): CountedLine<GroupLine> => {
    return { line: lines[index] as GroupLine, counts: countsOf(group, shown, seats) }
  })
  return protectPartition(groups, BLOCKS, shown.minimumGroupSize)
}

function countsOf(
  { team, totals }: TeamTotals,
  { previous }: ShownTotals,
  seats: ReadonlyMap<number, SeatCount> | undefined,
): Counts {
  const { members, active, engaged } = usageOfTeam(totals)
  const before = usageOfTeam(previous.teams.get(team))
  const { seats: all = 0, idle = 0 } = seats?.get(team) ?? {}
  return {
    active_users: active,
    idle_users: (members ?? 0) - (active ?? 0),
    engaged_users: engaged,
    unengaged: (active ?? 0) - (engaged ?? 0),
    ...Object.fromEntries(SHOWN_COLUMNS.map((column) => [column, flagUsers(totals, column)])),
    previous_active_users: before.active,
    previous_engaged_users: before.engaged,
    seats: all,
    idle_seats: idle,
    busy_seats: all - idle,
  }
}

/** A line of a feature of a group. */
interface FeatureOfGroup extends Protected {
  readonly feature: string
  readonly engaged_users: number | null
  readonly engaged_user_days: number | null
  readonly share_of_active_users: number | null
  readonly previous_engaged_users: number | null
}

/** Columns of `group-features.csv` that are withheld together, by the one that decides. */
const FEATURE_COLUMNS = {
  engaged_users: ['engaged_users', 'engaged_user_days', 'share_of_active_users'],
  previous_engaged_users: ['previous_engaged_users'],
} as const

/**
 * Protects the lines of features, given by the id of the group; a feature that is merged into others has no line. Where the
 * active users of a group are withheld (`untold`, by id), so are its features.
 */
export function protectFeatures<Line extends FeatureOfGroup>(
  linesOf: ReadonlyMap<string, readonly Line[]>,
  shown: ShownTotals,
  untold: ReadonlySet<string>,
): Map<string, Line[]> {
  const groups = eachTeam(shown)
  const hidden = new Map(groups.map(({ id }) => [id, new Set<string>()]))
  for (const column of featureColumns(shown)) {
    for (const name of ['engaged_users', 'previous_engaged_users'] as const) {
      const counts = groups.map(({ team, totals }) => {
        const of = name === 'engaged_users' ? totals : shown.previous.teams.get(team)
        return { [name]: of === undefined ? 0 : featureUsers(of, column) }
      })
      const own = groups.flatMap(({ id }, index) => {
        const line = linesOf.get(id)?.find(({ feature }) => feature === column.key)
        return untold.has(id) || line === undefined || Object.hasOwn(line.withheld, name) ? [index] : []
      })
      for (const index of widened(own, counts, [name], shown.minimumGroupSize))
        hidden.get(groups[index]?.id ?? '')?.add(`${name} ${column.key}`)
    }
  }
  const names = ['engaged_users', 'previous_engaged_users'] as const
  const protectLine = (id: string, line: Line): Line =>
    withholdColumns(
      line,
      names.flatMap((name) =>
        untold.has(id) || hidden.get(id)?.has(`${name} ${line.feature}`) === true
          ? FEATURE_COLUMNS[name]
          : [],
      ),
    )
  return new Map([...linesOf].map(([id, lines]) => [id, lines.map((line) => protectLine(id, line))]))
}
