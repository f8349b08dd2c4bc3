import type { Cell as StoredCell } from '../src/lines/html-tables.ts'
import type { Change } from '../src/lines/changes.ts'
import { isWithheld, type NumberOf, type Protected } from '../src/privacy/withheld.ts'
import { formatCountChange, formatBounds, formatCount, formatRate } from '../src/render/text/withheld.ts'
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
  readonly mark?: 'up' | 'down' | undefined
}

/** What a mouse or a screen reader tells of a cell without a number. */
export const REASONS: Readonly<Record<Reason, string>> = {
  unknown: 'Not reported by GitHub, or not for these days: unknown, not zero',
  withheld: 'Withheld, because it would tell of few people',
  empty: 'None: there was nothing to count',
}

export function textCell(text: string): Cell {
  return { text: shownText(text), value: text }
}

/** Text of a report as it is shown: one line, without invisible characters and those that turn the direction. */
export function shownText(text: string): string {
  return text === '' || /^[\w.-]+$/.test(text) ? text : visible(text)
}

export function numberCell(value: number | null | undefined, format = formatNumber): Cell {
  return value === null || value === undefined
    ? { text: UNKNOWN, value: undefined, reason: 'unknown' }
    : { text: format(value), value }
}

/** A count of people of a line, which may be withheld. */
export function countCell<Line extends Protected>(line: Line, name: NumberOf<Line>): Cell {
  return reasoned(formatCount(line, name), line, name)
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

/** The change of a count, marked as it was judged. A line that was not there before has none. */
export function changeCell<Line extends Protected>(
  line: Line,
  now: NumberOf<Line>,
  before: NumberOf<Line>,
  change: Change,
): Cell {
  const [value, old] = [line[now], line[before]] as (number | null)[]
  const text = formatCountChange(line, now, before, change).replace(/^[▲▼] /, '')
  if (isWithheld(line, now) || isWithheld(line, before)) return { text, value: undefined, reason: 'withheld' }
  if (typeof value !== 'number' || typeof old !== 'number')
    return { text: '–', value: undefined, reason: typeof value === 'number' ? 'empty' : 'unknown' }
  return { text, value: value - old, mark: change === 'up' || change === 'down' ? change : undefined }
}

/** A cell of a table of the file. */
export function storedCell(cell: StoredCell | readonly number[] | undefined, format = formatNumber): Cell {
  if (typeof cell === 'number') return numberCell(cell, format)
  if (typeof cell === 'string') return textCell(cell)
  if (cell === null || cell === undefined) return { text: UNKNOWN, value: undefined, reason: 'unknown' }
  const [least, most = null] = cell
  const bounds = least === undefined ? null : { least, most }
  return { text: formatBounds(bounds), value: undefined, reason: 'withheld' }
}

/** A share of a table of the file. */
export function storedShare(cell: StoredCell | readonly number[] | undefined): Cell {
  return storedCell(cell, formatShare)
}
