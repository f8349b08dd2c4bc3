import {
  columnFilteringFeature,
  createFilteredRowModel,
  createSortedRowModel,
  globalFilteringFeature,
  type Row,
  rowSortingFeature,
  type SortFn,
  tableFeatures,
  useTable,
} from '@tanstack/preact-table'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Cell } from '../cells.ts'
import { replaceQuery, useRoute } from '../route.ts'
import { type Column, isWithin, type Limit, readState, type TableState, writeState } from './columns.ts'
import { Head, Line } from './parts.tsx'
import { Toolbar } from './toolbar.tsx'
import { useSeenRows } from './virtual.ts'

const features = tableFeatures({
  rowSortingFeature,
  columnFilteringFeature,
  globalFilteringFeature,
  sortedRowModel: createSortedRowModel(),
  filteredRowModel: createFilteredRowModel(),
})
type Features = typeof features

/** As the style sheet has it. */
const ROW_HEIGHT = 34

interface DataTableProps<Line> {
  /** What its lines are, such as `teams`: for the toolbar and the name of a CSV file. */
  readonly name: string
  /** A heading beside its controls. */
  readonly title?: string
  readonly columns: readonly Column<Line>[]
  readonly lines: readonly Line[]
  /** How it is sorted at first. */
  readonly sort: TableState['sort']
  /** Its state is in the address; of several tables of a view one at most. */
  readonly isInAddress?: boolean
  /** Drawn before the first cell of a line. */
  readonly lead?: ((line: Line) => ComponentChildren) | undefined
  /** More controls for the toolbar. */
  readonly children?: ComponentChildren
}

/** A table that sorts, filters and copies. Its first column names the line and stays when the table is scrolled. */
export function DataTable<Line>(props: DataTableProps<Line>) {
  const { name, title, columns, lines, sort, isInAddress = false, lead, children } = props
  const route = useRoute()
  const [state, setState] = useState(() =>
    isInAddress ? readState(route.query, sort) : { ...NOTHING, sort },
  )
  const change = (next: Partial<TableState>) => {
    const changed = { ...state, ...next }
    setState(changed)
    if (isInAddress) replaceQuery(writeState(changed, sort))
  }
  // Another address of the same view.
  useEffect(() => {
    if (isInAddress && route.changes > 0) setState(readState(route.query, sort))
  }, [route.changes])
  const rows = useRows(columns, lines, state)
  const box = useRef<HTMLDivElement>(null)
  const span = useSeenRows(box, rows.length, ROW_HEIGHT)
  const shown = () => rows.map(({ original }) => original)
  return (
    <section class="table" aria-label={`Table of ${name}`}>
      <Toolbar
        title={title}
        name={name}
        columns={columns}
        total={lines.length}
        shown={shown}
        count={rows.length}
        state={state}
        change={change}
      >
        {children}
      </Toolbar>
      <div class="scroll" ref={box} tabIndex={0} role="region" aria-label={`Lines of ${name}`}>
        <table aria-rowcount={rows.length + 1}>
          <Head columns={columns} sort={state.sort} setSort={(next) => change({ sort: next })} />
          <tbody>
            {span.above > 0 && <tr class="space" style={{ height: `${span.above}px` }} aria-hidden="true" />}
            {rows.slice(span.start, span.end).map(({ id, original }, at) => (
              <Line key={id} line={original} columns={columns} index={span.start + at} lead={lead} />
            ))}
            {span.below > 0 && <tr class="space" style={{ height: `${span.below}px` }} aria-hidden="true" />}
          </tbody>
        </table>
        {rows.length === 0 && (
          <p class="none">{lines.length === 0 ? `There are no ${name}.` : `None of the ${name} fits.`}</p>
        )}
      </div>
    </section>
  )
}

const NOTHING: TableState = { sort: undefined, text: '', limit: undefined }

/** The lines that fit the filters, in order. */
function useRows<Line>(
  columns: readonly Column<Line>[],
  lines: readonly Line[],
  state: TableState,
): Row<Features, Line & object>[] {
  const { sort, text, limit } = state
  const definitions = useMemo(() => [...columns.map(definitionOf), searchDefinition(columns)], [columns])
  const table = useTable({
    features,
    columns: definitions as never,
    data: lines as readonly (Line & object)[] as never,
    enableSortingRemoval: false,
    globalFilterFn: includesText as never,
    getColumnCanGlobalFilter: ({ id }: { readonly id: string }) => id === SEARCHED,
    state: {
      sorting: sort === undefined ? [] : [{ id: sort.id, desc: sort.falls }],
      globalFilter: text.trim().toLowerCase(),
      columnFilters: limit === undefined ? [] : [{ id: limit.id, value: limit }],
    },
  } as never) as { getRowModel(): { readonly rows: Row<Features, Line & object>[] } }
  return table.getRowModel().rows
}

/** All texts of a line as one, so that a key stroke searches each line once; it is made at the first one. */
const SEARCHED = '#searched'

function searchDefinition<Line>(columns: readonly Column<Line>[]) {
  const texts = columns.filter(({ kind }) => kind === 'text')
  return {
    id: SEARCHED,
    accessorFn: (line: Line) =>
      texts
        .map(({ cell }) => String(cell(line).value ?? ''))
        .join('\n')
        .toLowerCase(),
    enableSorting: false,
  }
}

type AnyRow = { getValue(id: string): Cell['value'] }

function definitionOf<Line>({ id, kind, cell }: Column<Line>) {
  return {
    id,
    accessorFn: (line: Line) => cell(line).value,
    sortUndefined: 'last' as const,
    sortFn: (kind === 'text' ? byText : byNumber) as SortFn<never, never>,
    filterFn: (row: AnyRow, column: string, limit: Limit) => isWithin(limit, kind, row.getValue(column)),
  }
}

function byNumber(left: AnyRow, right: AnyRow, id: string): number {
  return (left.getValue(id) as number) - (right.getValue(id) as number)
}

// With the defaults browsers have a fast path.
const order = new Intl.Collator('en')

function byText(left: AnyRow, right: AnyRow, id: string): number {
  return order.compare(String(left.getValue(id)), String(right.getValue(id)))
}

function includesText(row: AnyRow, id: string, text: string): boolean {
  return String(row.getValue(id)).includes(text)
}
