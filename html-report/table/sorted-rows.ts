import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/preact-table'
import { useEffect, useMemo } from 'preact/hooks'
import type { Cell } from '../cells.ts'
import { type Column, isWithin, type Limit, type TableState } from './columns.ts'

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
})

/** All texts of a line as one, so that a key stroke searches each line once; it is made at the first one. */
const SEARCHED = '#searched'

/** The table model, as far as it is used. */
interface Model<Line> {
  getRowModel(): { readonly rows: readonly ModelRow<Line>[] }
  getCoreRowModel(): { readonly rows: readonly ModelRow<Line>[] }
}

/** A row of the table model, as far as it is used. */
interface ModelRow<Line> {
  readonly original: Line
  getValue(id: string): unknown
}

/** The lines that fit the search and the limit of a state, in its order. The same array as long as none of these changes. */
export function useSortedRows<Line>(
  columns: readonly Column<Line>[],
  lines: readonly Line[],
  { sort, text, limit }: TableState,
): readonly Line[] {
  const definitions = useMemo(() => [...columns.map(definitionOf), searchDefinition(columns)], [columns])
  // The model is made anew for another array, whatever is in it.
  const sorting = useMemo(() => (sort === undefined ? [] : [{ id: sort.id, desc: sort.falls }]), [sort])
  const columnFilters = useMemo(() => (limit === undefined ? [] : [{ id: limit.id, value: limit }]), [limit])
  const options = {
    features,
    columns: definitions,
    data: lines,
    enableSortingRemoval: false,
    globalFilterFn: includesText,
    getColumnCanGlobalFilter: ({ id }: { readonly id: string }) => id === SEARCHED,
    state: { sorting, globalFilter: text.trim().toLowerCase(), columnFilters },
  }
  // The types of the package are about columns known at compile time.
  const table = useTable(options as never) as Model<Line>
  const { rows } = table.getRowModel()
  useEffect(() => prepareSearch(table.getCoreRowModel().rows), [columns, lines])
  return useMemo(() => rows.map(({ original }) => original), [rows])
}

function definitionOf<Line>({ id, kind, cell, rank }: Column<Line>) {
  return {
    id,
    accessorFn:
      rank ??
      (kind === 'text' ? (line: Line) => sortKey(cell(line).value) : (line: Line) => cell(line).value),
    sortUndefined: 'last',
    sortFn: compareValues,
    filterFn: ({ original }: ModelRow<Line>, _: string, limit: Limit) =>
      isWithin(limit, kind, cell(original)) === true,
  }
}

/** What is searched is what is seen, and what a CSV file has. */
function searchDefinition<Line>(columns: readonly Column<Line>[]) {
  const texts = columns.filter(({ kind }) => kind === 'text')
  const textOf = ({ cell }: Column<Line>, line: Line) => {
    const { text, value } = cell(line)
    return text === value ? text : `${text}\n${value ?? ''}`
  }
  return {
    id: SEARCHED,
    accessorFn: (line: Line) =>
      texts
        .map((column) => textOf(column, line))
        .join('\n')
        .toLowerCase(),
    enableSorting: false,
  }
}

/** Rows that are prepared at once, in some milliseconds. */
const PREPARED_AT_ONCE = 1_000

/** Makes what is searched while the reader looks at the table, so that the first key stroke is as fast as the next. */
function prepareSearch<Line>(rows: readonly ModelRow<Line>[]): () => void {
  let at = 0
  let timer = setTimeout(prepare, 300)
  function prepare(): void {
    for (const end = Math.min(at + PREPARED_AT_ONCE, rows.length); at < end; at++)
      rows[at]?.getValue(SEARCHED)
    if (at < rows.length) timer = setTimeout(prepare, 30)
  }
  return () => clearTimeout(timer)
}

/** Texts in an order that knows neither case nor accents, and compares as fast as numbers. */
function sortKey(value: Cell['value']): string | undefined {
  if (value === undefined) return undefined
  const text = String(value)
  return (/^[\w .-]*$/.test(text) ? text : text.normalize('NFKD').replaceAll(/\p{M}/gu, '')).toLowerCase()
}

function compareValues<Line>(left: ModelRow<Line>, right: ModelRow<Line>, id: string): number {
  const [one, other] = [left.getValue(id), right.getValue(id)] as [number, number]
  return one < other ? -1 : one > other ? 1 : 0
}

function includesText<Line>(row: ModelRow<Line>, id: string, text: string): boolean {
  return String(row.getValue(id)).includes(text)
}
