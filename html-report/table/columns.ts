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
  /** What it is sorted by, where that is not the value of the cell. */
  readonly rank?: (line: Line) => number | undefined
  /** What is drawn in place of the text of the cell. */
  readonly draw?: ((line: Line, cell: Cell) => ComponentChildren) | undefined
  /** Rises at the first click; other columns of numbers fall. */
  readonly risesFirst?: boolean
  /** Drawn narrow, its heading upright: for matrices. */
  readonly isNarrow?: boolean
}

/** A filter by a choice of values. */
export interface Choice<Line> {
  /** In addresses. */
  readonly id: string
  /** What everything is called, such as `Any team`. */
  readonly all: string
  readonly options: readonly {
    readonly value: string
    readonly words: string
    readonly group?: string
  }[]
  readonly fits: (line: Line, value: string) => boolean
}

/** How a table is sorted and filtered. */
export interface TableState {
  readonly sort: Sort | undefined
  readonly text: string
  readonly limit: Limit | undefined
  /** The value of each choice that was made. */
  readonly choices: Readonly<Record<string, string>>
}

export interface Sort {
  readonly id: string
  readonly falls: boolean
}

/** Keeps lines whose number in a column is at least or at most so much; a share is in percent. */
export interface Limit {
  readonly id: string
  readonly side: 'least' | 'most'
  readonly value: number
}

/** What an address may say of a table: `sort=-change&q=pay&limit=adoption_rate:most:50&use=champion`. */
export function readState(
  query: URLSearchParams,
  first: Sort,
  { prefix = '', choices = [] }: { readonly prefix?: string; readonly choices?: readonly string[] } = {},
): TableState {
  const given = (key: string) => query.get(`${prefix}${key}`)
  const sort = given('sort')
  const [id = '', side, value = ''] = (given('limit') ?? '').split(':')
  const isLimit = id !== '' && (side === 'least' || side === 'most') && value !== '' && !Number.isNaN(+value)
  const chosen = choices.flatMap((choice): [string, string][] => {
    const made = given(choice)
    return made === null ? [] : [[choice, made]]
  })
  return {
    sort: sort === null ? first : { id: sort.replace(/^-/, ''), falls: sort.startsWith('-') },
    text: given('q') ?? '',
    limit: isLimit ? { id, side, value: Number(value) } : undefined,
    choices: Object.fromEntries(chosen),
  }
}

/** The same as an address has it, with `undefined` for what is as at first. */
export function writeState(
  { sort, text, limit, choices }: TableState,
  first: Sort,
  prefix = '',
): Map<string, string | undefined> {
  const isFirst = sort === undefined || (sort.id === first.id && sort.falls === first.falls)
  const said: [string, string | undefined][] = [
    ['sort', isFirst ? undefined : `${sort.falls ? '-' : ''}${sort.id}`],
    ['q', text === '' ? undefined : text],
    ['limit', limit === undefined ? undefined : `${limit.id}:${limit.side}:${limit.value}`],
    ...Object.entries(choices).map(([id, value]): [string, string | undefined] => [
      id,
      value === '' ? undefined : value,
    ]),
  ]
  return new Map(said.map(([key, value]) => [`${prefix}${key}`, value]))
}

/** Whether a cell is within a limit; undefined where it is withheld and its bounds do not tell. Unknown is never within. */
export function isWithin(
  limit: Limit,
  kind: Column<never>['kind'],
  { value, reason, bounds }: Cell,
): boolean | undefined {
  if (typeof value === 'number') {
    // As it is shown: 79.6% is 80%.
    const shown = kind === 'share' ? Math.round(value * 100) : value
    return limit.side === 'least' ? shown >= limit.value : shown <= limit.value
  }
  if (reason !== 'withheld') return false
  if (bounds === undefined) return undefined
  const { least, most } = bounds
  if (limit.side === 'least')
    return least >= limit.value ? true : most !== null && most < limit.value ? false : undefined
  return most !== null && most <= limit.value ? true : least > limit.value ? false : undefined
}
