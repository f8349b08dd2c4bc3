import type { ComponentChildren } from 'preact'
import { type Cell, REASONS } from '../cells.ts'
import type { Column, Sort } from './columns.ts'

interface HeadProps<Line> {
  readonly columns: readonly Column<Line>[]
  readonly sort: Sort | undefined
  readonly setSort: (sort: Sort) => void
}

/** The headings, each a button that sorts. */
export function Head<Line>({ columns, sort, setSort }: HeadProps<Line>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {columns.map((column) => {
          const { id, heading, hint, kind, isNarrow } = column
          const isSorted = sort?.id === id
          const direction = isSorted ? (sort.falls ? 'descending' : 'ascending') : undefined
          return (
            <th key={id} scope="col" class={classOf(kind, isNarrow)} aria-sort={direction} title={hint}>
              <button type="button" onClick={() => setSort(nextSort(column, sort))}>
                <span class="heading">{heading}</span>
                <span class="arrow" aria-hidden="true">
                  {isSorted ? (sort.falls ? '↓' : '↑') : ''}
                </span>
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

function nextSort<Line>({ id, kind, rank, risesFirst }: Column<Line>, sort: Sort | undefined): Sort {
  if (sort?.id === id) return { id, falls: !sort.falls }
  return { id, falls: (kind !== 'text' || rank !== undefined) && risesFirst !== true }
}

/** What the columns are, for readers who have no mouse to rest on a heading. */
export function Columns<Line>({ columns }: { readonly columns: readonly Column<Line>[] }) {
  const explained = columns.filter(({ hint }) => hint !== undefined)
  if (explained.length === 0) return null
  return (
    <details class="hints">
      <summary>What the columns are</summary>
      <ul>
        {explained.map(({ id, heading, hint }) => (
          <li key={id}>
            <b>{heading}</b>: {hint}.
          </li>
        ))}
      </ul>
    </details>
  )
}

interface LineProps<Line> {
  readonly line: Line
  readonly columns: readonly Column<Line>[]
  readonly index: number
  readonly lead: ((line: Line) => ComponentChildren) | undefined
}

/** A line; its first cell is its heading. */
export function Line<Value>({ line, columns, index, lead }: LineProps<Value>) {
  return (
    <tr aria-rowindex={index + 2}>
      {columns.map((column, at) => {
        const cell = column.cell(line)
        const content = column.draw?.(line, cell) ?? <CellText cell={cell} />
        const name = classOf(column.kind, column.isNarrow)
        return at === 0 ? (
          <th key={column.id} scope="row" class={name} title={cell.text}>
            {lead?.(line)}
            {content}
          </th>
        ) : (
          <td key={column.id} class={name}>
            {content}
          </td>
        )
      })}
    </tr>
  )
}

/** The text of a cell. One without a number looks different by its reason, and says it. */
export function CellText({ cell }: { readonly cell: Cell }) {
  const { text, reason, mark } = cell
  if (reason !== undefined)
    return (
      <span class={reason} title={REASONS[reason]}>
        {text}
      </span>
    )
  if (mark === undefined) return <>{text}</>
  return (
    <span class={mark}>
      {mark === 'up' ? '▲' : '▼'} {text}
    </span>
  )
}

function classOf(kind: string, isNarrow: boolean | undefined): string {
  return isNarrow === true ? `${kind} narrow` : kind
}
