import { isFew, type Protected, type Withheld } from './withheld.ts'

/** What a group counts, by column; unknown counts are missing or `null`. */
export type Counts = Readonly<Record<string, number | null>>

/** A group as it is protected by itself, and what it counts. */
export interface CountedLine<Line extends Protected> {
  readonly line: Line
  readonly counts: Counts
}

/** Columns that withhold each other; `sums`: the counts of which the sum over the withheld lines must not be a few people. */
interface Block {
  /** A line is withheld in the block if it is in one of these. */
  readonly deciding: readonly string[]
  readonly sums: readonly string[]
  readonly withheld: readonly string[]
}

/**
 * Protects the groups of an attribute against subtraction. They are a partition of the known people, so that the total of the
 * entity less what is shown of the other groups gives the sum over the withheld ones: it is exact where one is withheld, and
 * may be a few where several are. The next smallest are withheld with them until it is neither, and no bounds are told of any.
 * Not for trees, whose groups overlap.
 */
export function protectPartition<Line extends Protected>(
  groups: readonly CountedLine<Line>[],
  blocks: readonly Block[],
  minimum: number,
): Line[] {
  let lines = groups.map(({ line }) => line)
  const counts = groups.map((group) => group.counts)
  for (const { deciding, sums, withheld } of blocks) {
    const own = lines.flatMap((line, index) =>
      deciding.some((column) => Object.hasOwn(line.withheld, column)) ? [index] : [],
    )
    const hidden = widened(own, counts, sums, minimum)
    lines = lines.map((line, index) => (hidden.has(index) ? withholdColumns(line, withheld) : line))
  }
  return lines
}

/** The groups to withhold, by index: those that are already (`own`), and the next smallest until no sum of them is a few or of one group. */
export function widened(
  own: readonly number[],
  counts: readonly Counts[],
  sums: readonly string[],
  minimum: number,
): ReadonlySet<number> {
  const hidden = new Set(own)
  const countOf = (index: number, column: string) => counts[index]?.[column] ?? 0
  const sumOf = (column: string) => [...hidden].reduce((sum, index) => sum + countOf(index, column), 0)
  while (hidden.size > 0 && hidden.size < counts.length) {
    const few = sums.find((column) => isFew(sumOf(column), minimum))
    if (few === undefined && hidden.size > 1) break
    const column = few ?? sums[0] ?? ''
    const [next] = counts
      .flatMap((_, index) => (hidden.has(index) ? [] : [{ index, count: countOf(index, column) }]))
      .toSorted(
        (left, right) =>
          Number(left.count === 0) - Number(right.count === 0) ||
          left.count - right.count ||
          left.index - right.index,
      )
    if (next === undefined) break
    hidden.add(next.index)
  }
  return hidden
}

/** Withholds columns of a line, without bounds; what is unknown stays unknown. */
export function withholdColumns<Line extends Protected>(line: Line, columns: readonly string[]): Line {
  const values = new Map<string, unknown>(Object.entries(line))
  const known = columns.filter(
    (column) => typeof values.get(column) === 'number' || Object.hasOwn(line.withheld, column),
  )
  const nothing = Object.fromEntries(known.map((column) => [column, null]))
  const withheld: Withheld = { ...line.withheld, ...nothing }
  return { ...line, ...nothing, withheld }
}
