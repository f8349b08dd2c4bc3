import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { formatNumber } from '../../src/render/text/numbers.ts'
import type { Column, Limit, TableState } from './columns.ts'
import { copyText, saveText, toCsv } from './csv.ts'

/** Tables that are seen at a glance need no search. */
const SEEN_AT_A_GLANCE = 15

interface ToolbarProps<Line> {
  readonly title: string | undefined
  readonly name: string
  readonly columns: readonly Column<Line>[]
  readonly total: number
  readonly count: number
  /** The lines that are shown, in order. */
  readonly shown: () => readonly Line[]
  readonly state: TableState
  readonly change: (next: Partial<TableState>) => void
  readonly children?: ComponentChildren
}

/** Search, threshold, and the table as CSV. */
export function Toolbar<Line>(props: ToolbarProps<Line>) {
  const { title, name, columns, total, count, state, change, children } = props
  const hasFilters = total > SEEN_AT_A_GLANCE || state.text !== '' || state.limit !== undefined
  return (
    <div class="toolbar">
      {title !== undefined && <h2 class="title-of">{title}</h2>}
      {hasFilters && (
        <>
          <label class="search">
            <span class="hidden">Search {name}</span>
            <input
              type="search"
              placeholder={`Search ${name}`}
              value={state.text}
              onInput={({ currentTarget }) => change({ text: currentTarget.value })}
            />
          </label>
          <LimitFilter columns={columns} limit={state.limit} change={(limit) => change({ limit })} />
        </>
      )}
      {children}
      <span class="count" role="status">
        {count === total ? formatNumber(total) : `${formatNumber(count)} of ${formatNumber(total)}`}
      </span>
      <CsvButtons {...props} />
    </div>
  )
}

interface LimitProps<Line> {
  readonly columns: readonly Column<Line>[]
  readonly limit: Limit | undefined
  readonly change: (limit: Limit | undefined) => void
}

function LimitFilter<Line>({ columns, limit, change }: LimitProps<Line>) {
  const numbers = columns.filter(({ kind }) => kind !== 'text')
  const [draft, setDraft] = useState({
    id: limit?.id ?? '',
    side: limit?.side ?? ('least' as const),
    text: limit === undefined ? '' : String(limit.value),
  })
  const set = (next: Partial<typeof draft>) => {
    const { id, side, text } = { ...draft, ...next }
    setDraft({ id, side, text })
    const isGiven = id !== '' && text.trim() !== '' && !Number.isNaN(Number(text))
    change(isGiven ? { id, side, value: Number(text) } : undefined)
  }
  const isShare = numbers.find(({ id }) => id === draft.id)?.kind === 'share'
  return (
    <span class="limit" role="group" aria-label="Threshold">
      <select
        aria-label="Column of the threshold"
        value={draft.id}
        onChange={({ currentTarget }) => set({ id: currentTarget.value })}
      >
        <option value="">Filter by number …</option>
        {numbers.map(({ id, heading }) => (
          <option key={id} value={id}>
            {heading}
          </option>
        ))}
      </select>
      {draft.id !== '' && (
        <>
          <select
            aria-label="Side of the threshold"
            value={draft.side}
            onChange={({ currentTarget }) => set({ side: currentTarget.value === 'most' ? 'most' : 'least' })}
          >
            <option value="least">≥</option>
            <option value="most">≤</option>
          </select>
          <input
            type="number"
            aria-label={isShare ? 'Threshold in percent' : 'Threshold'}
            value={draft.text}
            onInput={({ currentTarget }) => set({ text: currentTarget.value })}
          />
          {isShare && '%'}
        </>
      )}
    </span>
  )
}

function CsvButtons<Line>({ name, columns, shown }: ToolbarProps<Line>) {
  const [told, setTold] = useState('')
  const copy = async () => {
    const isCopied = await copyText(toCsv(columns, shown()))
    setTold(isCopied ? 'Copied' : 'The browser refused')
    setTimeout(() => setTold(''), 2_000)
  }
  return (
    <span class="csv">
      <button type="button" onClick={() => void copy()}>
        Copy CSV
      </button>
      <button
        type="button"
        onClick={() => saveText(`${name.replaceAll(/\W+/g, '-')}.csv`, toCsv(columns, shown()))}
      >
        Save CSV
      </button>
      <span class="told" role="status">
        {told}
      </span>
    </span>
  )
}
