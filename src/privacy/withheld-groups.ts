import { type Protected, type Withheld } from './withheld.ts'

/** Columns that are withheld together, since one of them gives the others back. The first one decides. Nothing tells the sum of `listed`. */
const COLUMNS = [
  ['active_users', 'idle_users', 'adoption_rate', 'active_user_days'],
  ['engaged_users'],
  ['previous_active_users'],
  ['previous_engaged_users'],
  ['idle_seats'],
  ['seats', 'idle_seats'],
] as const

/**
 * The groups of an attribute are a partition of the known people, so that the total of the entity gives a single withheld count
 * back: in each column of which one group is withheld, the next smallest is, too. Not for trees, whose groups overlap.
 */
export function protectPartition<Line extends Protected>(lines: readonly Line[]): Line[] {
  let protectedLines = [...lines]
  for (const columns of COLUMNS) protectedLines = protectColumn(protectedLines, columns)
  return protectedLines
}

const FEATURE_COLUMNS = ['engaged_users', 'engaged_user_days', 'share_of_active_users']

/** The same for the features of `groups` groups: where one of them has no number, because it is withheld or merged into others. */
export function protectFeatures<Line extends Protected & { readonly feature: string }>(
  lines: readonly Line[],
  groups: number,
): Line[] {
  const chosen = new Set<Line>()
  for (const [feature, of] of Map.groupBy(lines, (line) => line.feature)) {
    const shown = of.filter((line) => numberOf(line, 'engaged_users') !== null)
    const next = smallest(shown, 'engaged_users')
    if (feature !== 'others' && shown.length === groups - 1 && next !== undefined) chosen.add(next)
  }
  return lines.map((line) => (chosen.has(line) ? withholdColumns(line, FEATURE_COLUMNS) : line))
}

function protectColumn<Line extends Protected>(lines: Line[], columns: readonly string[]): Line[] {
  const [deciding = ''] = columns
  const [, ...others] = lines.filter(({ withheld }) => Object.hasOwn(withheld, deciding))
  const isOne = others.length === 0 && lines.some(({ withheld }) => Object.hasOwn(withheld, deciding))
  if (!isOne) return lines
  const next = smallest(lines, deciding)
  return lines.map((line) => (line === next ? withholdColumns(line, columns) : line))
}

/** The line with the smallest number above 0, or of those without one the first that is shown. */
function smallest<Line extends Protected>(lines: readonly Line[], column: string): Line | undefined {
  const shown = lines.filter((line) => numberOf(line, column) !== null)
  const some = shown.filter((line) => numberOf(line, column) !== 0)
  const [first] = some.toSorted(
    (left, right) => (numberOf(left, column) ?? 0) - (numberOf(right, column) ?? 0),
  )
  return first ?? shown[0]
}

function withholdColumns<Line extends Protected>(line: Line, columns: readonly string[]): Line {
  const hidden = columns.filter((column) => Object.hasOwn(line, column))
  const nothing = Object.fromEntries(hidden.map((column) => [column, null]))
  const withheld: Withheld = { ...nothing, ...line.withheld }
  return { ...line, ...nothing, withheld }
}

function numberOf(line: object, column: string): number | null {
  const value = (line as Readonly<Record<string, unknown>>)[column]
  return typeof value === 'number' ? value : null
}
