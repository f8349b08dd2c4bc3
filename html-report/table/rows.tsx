import type { ComponentChildren, RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import type { Column } from './columns.ts'
import { Line } from './parts.tsx'
import { useSeenRows } from './virtual.ts'

/** As the style sheet has it. */
const ROW_HEIGHT = 34

interface RowsProps<Value> {
  readonly rows: readonly Value[]
  readonly columns: readonly Column<Value>[]
  readonly lead: ((line: Value) => ComponentChildren) | undefined
  /** The box that scrolls. */
  readonly box: RefObject<HTMLElement>
  readonly name: string
}

/** The body of a table: of a long one only the rows that are seen. Scrolling draws this, and nothing else of the table. */
export function Rows<Value>({ rows, columns, lead, box, name }: RowsProps<Value>) {
  const span = useSeenRows(box, rows.length, ROW_HEIGHT, name)
  const keys = useRef(new KeyMap<Value>())
  return (
    <tbody>
      {span.above > 0 && <tr class="space" style={{ height: `${span.above}px` }} aria-hidden="true" />}
      {rows.slice(span.start, span.end).map((line, at) => (
        <Line key={keys.current.of(line)} line={line} columns={columns} index={span.start + at} lead={lead} />
      ))}
      {span.below > 0 && <tr class="space" style={{ height: `${span.below}px` }} aria-hidden="true" />}
    </tbody>
  )
}

/** Keys of lines, so that a row moves with its line. */
class KeyMap<Value> {
  readonly #keys = new Map<Value, number>()

  of(line: Value): number {
    const known = this.#keys.get(line) ?? this.#keys.size
    this.#keys.set(line, known)
    return known
  }
}
