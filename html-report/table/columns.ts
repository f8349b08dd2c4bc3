import type { ComponentChildren } from 'preact'
import type { Cell } from '../cells.ts'

/** A column of a table of the report. */
export interface Column<Line> {
  /** In addresses and CSV files. */
  readonly id: string
  readonly heading: string
  /** What its numbers are, where the heading does not say it. */
  readonly hint?: string | undefined
  /** `share`: a fraction, filtered by percent. */
  readonly kind: 'text' | 'number' | 'share'
  readonly cell: (line: Line) => Cell
  /** What is drawn in place of the text of the cell. */
  readonly draw?: ((line: Line, cell: Cell) => ComponentChildren) | undefined
  /** Rises at the first click; other columns of numbers fall. */
  readonly risesFirst?: boolean
  /** Drawn narrow, its heading upright: for matrices. */
  readonly isNarrow?: boolean
}

/** How a table is sorted and filtered. */
export interface TableState {
  readonly sort: { readonly id: string; readonly falls: boolean } | undefined
  readonly text: string
  readonly limit: Limit | undefined
}

/** Keeps lines whose number in a column is at least or at most so much; a share is in percent. */
export interface Limit {
  readonly id: string
  readonly side: 'least' | 'most'
  readonly value: number
}

/** The state of a table in an address: `sort=-change&q=pay&limit=adoption_rate:most:50`. */
export function readState(query: URLSearchParams, first: TableState['sort']): TableState {
  const sort = query.get('sort')
  const [id = '', side, value = ''] = (query.get('limit') ?? '').split(':')
  const isLimit = id !== '' && (side === 'least' || side === 'most') && value !== '' && !Number.isNaN(+value)
  return {
    sort: sort === null ? first : { id: sort.replace(/^-/, ''), falls: sort.startsWith('-') },
    text: query.get('q') ?? '',
    limit: isLimit ? { id, side, value: Number(value) } : undefined,
  }
}

/** The same as an address has it; what is as at first is left out. */
export function writeState(state: TableState, first: TableState['sort']): URLSearchParams {
  const query = new URLSearchParams()
  const { sort, text, limit } = state
  if (sort !== undefined && (sort.id !== first?.id || sort.falls !== first.falls))
    query.set('sort', `${sort.falls ? '-' : ''}${sort.id}`)
  if (text !== '') query.set('q', text)
  if (limit !== undefined) query.set('limit', `${limit.id}:${limit.side}:${limit.value}`)
  return query
}

/** Whether a cell is within a limit; one without a number never is. */
export function isWithin(limit: Limit, kind: Column<never>['kind'], value: Cell['value']): boolean {
  if (typeof value !== 'number') return false
  // As it is shown: 79.6% is 80%.
  const shown = kind === 'share' ? Math.round(value * 100) : value
  return limit.side === 'least' ? shown >= limit.value : shown <= limit.value
}
