import type { Cell as StoredCell } from '../src/lines/html-tables.ts'
import type { Change } from '../src/lines/changes.ts'
import type { FeatureStatus } from '../src/lines/features.ts'
import { type Bounds, isWithheld, type NumberOf, type Protected } from '../src/privacy/withheld.ts'
import { formatCountChange, formatCount, formatRate, WITHHELD } from '../src/render/text/withheld.ts'
import { visible } from '../src/render/text/markdown.ts'
import { formatNumber, formatShare, UNKNOWN } from '../src/render/text/numbers.ts'

/** Why a cell has no number: GitHub does not report it; it protects few people; there was nothing to count. */
export type Reason = 'unknown' | 'withheld' | 'empty'

/** What a cell of a table shows, what it is sorted and filtered by, and what it is in a CSV file. */
export interface Cell {
  readonly text: string
  /** Undefined: sorted last, in either direction. */
  readonly value: number | string | undefined
  readonly reason?: Reason
  /** What is told of a withheld count. */
  readonly bounds?: Bounds | undefined
  readonly mark?: 'up' | 'down' | undefined
}

/** What is told of a cell without a number. */
export const REASONS: Readonly<Record<Reason, string>> = {
  unknown: 'Not reported by GitHub, or not for these days: unknown, not zero',
  withheld: 'Withheld, because it would tell of few people',
  empty: 'There is nothing to count, or nothing to compare with',
}

/** Nothing to count, or to compare with. */
export const NONE: Cell = { text: '–', value: undefined, reason: 'empty' }

export const UNKNOWN_CELL: Cell = { text: UNKNOWN, value: undefined, reason: 'unknown' }

export function textCell(text: string): Cell {
  return { text: shownText(text), value: text }
}

/** Text of a report as it is shown: one line, without invisible characters and those that turn the direction. */
export function shownText(text: string): string {
  return text === '' || /^[\w.-]+$/.test(text) ? text : visible(text)
}

export function numberCell(value: number | null | undefined, format = formatNumber): Cell {
  return value === null || value === undefined ? UNKNOWN_CELL : { text: format(value), value }
}

/** A count of people of a line, which may be withheld. */
export function countCell<Line extends Protected>(line: Line, name: NumberOf<Line>): Cell {
  const cell = reasoned(formatCount(line, name), line, name)
  return cell.reason === 'withheld' ? { ...cell, bounds: line.withheld[name] ?? undefined } : cell
}

/** A share of a line; `text` where a withheld one can be told in part. */
export function rateCell<Line extends Protected>(line: Line, name: NumberOf<Line>, text?: string): Cell {
  return reasoned(text ?? formatRate(line, name), line, name)
}

function reasoned<Line extends Protected>(text: string, line: Line, name: NumberOf<Line>): Cell {
  const value = line[name] as number | null
  if (value !== null) return { text, value }
  return { text, value: undefined, reason: isWithheld(line, name) ? 'withheld' : 'unknown' }
}

/** The change of a count, marked as it was judged; `missing` is what it means that there was no line before. */
export function changeCell<Line extends Protected>(
  line: Line,
  now: NumberOf<Line>,
  before: NumberOf<Line>,
  change: Change,
  missing: Cell = UNKNOWN_CELL,
): Cell {
  const [value, old] = [line[now], line[before]] as (number | null)[]
  if (isWithheld(line, now) || isWithheld(line, before))
    return { text: WITHHELD, value: undefined, reason: 'withheld' }
  if (typeof value !== 'number') return UNKNOWN_CELL
  if (typeof old !== 'number') return missing
  const text = formatCountChange(line, now, before, change).replace(/^[▲▼] /, '')
  return { text, value: value - old, mark: change === 'up' || change === 'down' ? change : undefined }
}

/** A share of people who engage with a feature; that of a gap is never rounded up to the limit of gaps. */
export function judgedShare(cell: Cell, status: FeatureStatus | null, gapShare: number): Cell {
  const limit = formatShare(gapShare)
  return status === 'gap' && cell.text === limit ? { ...cell, text: `<${limit}` } : cell
}

/** A cell of a table of the file. */
export function storedCell(cell: StoredCell | readonly number[] | undefined, format = formatNumber): Cell {
  if (typeof cell === 'number') return numberCell(cell, format)
  if (typeof cell === 'string') return textCell(cell)
  if (cell === null || cell === undefined) return UNKNOWN_CELL
  return { text: WITHHELD, value: undefined, reason: 'withheld' }
}

/** A share of a table of the file. */
export function storedShare(cell: StoredCell | readonly number[] | undefined): Cell {
  return storedCell(cell, formatShare)
}
