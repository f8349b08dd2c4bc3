import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/preact-table'
import { useMemo } from 'preact/hooks'
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
  const table = useTable(options as never) as { getRowModel(): { readonly rows: readonly ModelRow<Line>[] } }
  const { rows } = table.getRowModel()
  return useMemo(() => rows.map(({ original }) => original), [rows])
}

function definitionOf<Line>({ id, kind, cell, rank }: Column<Line>) {
  return {
    id,
    accessorFn: rank ?? ((line: Line) => cell(line).value),
    sortUndefined: 'last',
    sortFn: kind === 'text' && rank === undefined ? byText : byNumber,
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

function byNumber<Line>(left: ModelRow<Line>, right: ModelRow<Line>, id: string): number {
  return (left.getValue(id) as number) - (right.getValue(id) as number)
}

// With the defaults browsers have a fast path.
const order = new Intl.Collator('en')

function byText<Line>(left: ModelRow<Line>, right: ModelRow<Line>, id: string): number {
  return order.compare(String(left.getValue(id)), String(right.getValue(id)))
}

function includesText<Line>(row: ModelRow<Line>, id: string, text: string): boolean {
  return String(row.getValue(id)).includes(text)
}
