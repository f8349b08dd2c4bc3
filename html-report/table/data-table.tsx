import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { replaceQuery, useRoute } from '../route.ts'
import {
  type Choice,
  type Column,
  isWithin,
  readState,
  type Sort,
  type TableState,
  writeState,
} from './columns.ts'
import { Columns, Head } from './parts.tsx'
import { Rows } from './rows.tsx'
import { Toolbar } from './toolbar.tsx'
import { useSortedRows } from './sorted-rows.ts'

interface DataTableProps<Line> {
  /** What its lines are, such as `teams`: names the table, its controls and a CSV file. */
  readonly name: string
  /** A heading beside its controls. */
  readonly title?: string
  readonly columns: readonly Column<Line>[]
  readonly lines: readonly Line[]
  /** How it is sorted at first. */
  readonly sort: Sort
  /** The table of its view: its state is in the address without its name, and it has filters however short it is. */
  readonly isMain?: boolean
  readonly choices?: readonly Choice<Line>[]
  /** Drawn before the first cell of a line. */
  readonly lead?: ((line: Line) => ComponentChildren) | undefined
  /** More controls for the toolbar. */
  readonly children?: ComponentChildren
}

/** Shorter tables are seen at a glance and need no search. */
const SEEN_AT_A_GLANCE = 15

/** A table that sorts, filters and copies. Its first column names the line and stays when the table is scrolled. */
export function DataTable<Line>(props: DataTableProps<Line>) {
  const { name, title, columns, lines, isMain = false, choices = [], lead, children } = props
  const { state, change, version } = useTableState(props)
  const chosen = useMemo(() => choose(lines, choices, state.choices), [lines, choices, state.choices])
  const rows = useSortedRows(columns, chosen, state)
  const undecided = useMemo(() => countUndecided(columns, chosen, state), [columns, chosen, state])
  const box = useRef<HTMLDivElement>(null)
  return (
    <div class="table" data-table={name}>
      <Toolbar
        title={title}
        name={name}
        columns={columns}
        choices={choices}
        hasFilters={isMain || lines.length > SEEN_AT_A_GLANCE}
        total={lines.length}
        count={rows.length}
        undecided={undecided}
        shown={() => rows}
        state={state}
        change={change}
        version={version}
      >
        {children}
      </Toolbar>
      <div class="scroll" ref={box} tabIndex={0} role="region" aria-label={`Table of ${name}`}>
        <table aria-rowcount={rows.length + 1}>
          <Head columns={columns} sort={state.sort} setSort={(sort) => change({ sort })} />
          <Rows rows={rows} columns={columns} lead={lead} box={box} name={name} />
        </table>
        {rows.length === 0 && (
          <p class="none">{lines.length === 0 ? `There are no ${name}.` : `None of the ${name} fits.`}</p>
        )}
      </div>
      <Columns columns={columns} />
    </div>
  )
}

/** The state of a table, which its address has too, and how often the address changed by itself. */
function useTableState<Line>({ name, sort, isMain = false, choices = [] }: DataTableProps<Line>) {
  const route = useRoute()
  const prefix = isMain ? '' : `${name.replaceAll(/\W+/g, '-')}.`
  const read = () => readState(route.query, sort, { prefix, choices: choices.map(({ id }) => id) })
  const [state, setState] = useState(read)
  useEffect(() => {
    if (route.changes > 0) setState(read())
  }, [route.changes, prefix])
  const change = (next: Partial<TableState>) => {
    const changed = { ...state, ...next }
    setState(changed)
    replaceQuery(writeState(changed, sort, prefix))
  }
  return { state, change, version: route.changes }
}

function choose<Line>(
  lines: readonly Line[],
  choices: readonly Choice<Line>[],
  chosen: TableState['choices'],
): readonly Line[] {
  const made = choices.flatMap(({ id, fits }) => {
    const value = chosen[id]
    return value === undefined || value === '' ? [] : [(line: Line) => fits(line, value)]
  })
  return made.length === 0 ? lines : lines.filter((line) => made.every((fits) => fits(line)))
}

/** How many lines are left out because what a limit is about is withheld of them. */
function countUndecided<Line>(
  columns: readonly Column<Line>[],
  lines: readonly Line[],
  { limit }: TableState,
): number {
  const column = columns.find(({ id }) => id === limit?.id)
  if (limit === undefined || column === undefined) return 0
  return lines.filter((line) => isWithin(limit, column.kind, column.cell(line)) === undefined).length
}
