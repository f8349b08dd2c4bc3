import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { formatNumber } from '../../src/render/text/numbers.ts'
import { useFilePrefix } from '../context.ts'
import type { Choice, Column, Limit, TableState } from './columns.ts'
import { copyText, isOpaque, saveText, toCsv } from './csv.ts'

interface ToolbarProps<Line> {
  readonly title: string | undefined
  readonly name: string
  readonly columns: readonly Column<Line>[]
  readonly choices: readonly Choice<Line>[]
  readonly hasFilters: boolean
  readonly total: number
  readonly count: number
  /** Lines left out because what the threshold is about is withheld. */
  readonly undecided: number
  /** The lines that are shown, in order. */
  readonly shown: () => readonly Line[]
  readonly state: TableState
  readonly change: (next: Partial<TableState>) => void
  /** Another number: the address has changed by itself. */
  readonly version: number
  readonly children?: ComponentChildren
}

/** Search, threshold, choices, and the table as CSV. */
export function Toolbar<Line>(props: ToolbarProps<Line>) {
  const { title, name, columns, choices, hasFilters, state, change, version, children } = props
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
          <LimitFilter
            key={version}
            columns={columns}
            name={name}
            limit={state.limit}
            change={(limit) => change({ limit })}
          />
          {choices.map((choice) => (
            <ChoiceFilter
              key={choice.id}
              choice={choice}
              value={state.choices[choice.id] ?? ''}
              change={(value) => change({ choices: { ...state.choices, [choice.id]: value } })}
            />
          ))}
        </>
      )}
      {children}
      {hasFilters && <Count {...props} />}
      <CsvButtons {...props} />
    </div>
  )
}

function Count<Line>({ name, total, count, undecided }: ToolbarProps<Line>) {
  return (
    <span class="count" role="status">
      {count === total ? formatNumber(total) : `${formatNumber(count)} of ${formatNumber(total)}`} {name}
      {undecided > 0 && `, ${formatNumber(undecided)} withheld left out`}
    </span>
  )
}

interface ChoiceProps<Line> {
  readonly choice: Choice<Line>
  readonly value: string
  readonly change: (value: string) => void
}

function ChoiceFilter<Line>({ choice: { all, options }, value, change }: ChoiceProps<Line>) {
  const groups = [...Map.groupBy(options, ({ group }) => group)]
  return (
    <select aria-label={all} value={value} onChange={({ currentTarget }) => change(currentTarget.value)}>
      <option value="">{all}</option>
      {groups.map(([group, ofGroup]) => {
        const list = ofGroup.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))
        return group === undefined ? (
          list
        ) : (
          <optgroup key={group} label={group}>
            {list}
          </optgroup>
        )
      })}
    </select>
  )
}

interface LimitProps<Line> {
  readonly columns: readonly Column<Line>[]
  readonly name: string
  readonly limit: Limit | undefined
  readonly change: (limit: Limit | undefined) => void
}

function LimitFilter<Line>({ columns, name, limit, change }: LimitProps<Line>) {
  const numbers = columns.filter(({ kind }) => kind !== 'text')
  const [draft, setDraft] = useState({
    id: limit?.id ?? '',
    side: limit?.side ?? ('least' as const),
    text: limit === undefined ? '' : String(limit.value),
  })
  if (numbers.length === 0) return null
  const set = (next: Partial<typeof draft>) => {
    const { id, side, text } = { ...draft, ...next }
    setDraft({ id, side, text })
    const isGiven = id !== '' && text.trim() !== '' && !Number.isNaN(Number(text))
    change(isGiven ? { id, side, value: Number(text) } : undefined)
  }
  const isShare = numbers.find(({ id }) => id === draft.id)?.kind === 'share'
  return (
    <span class="limit" role="group" aria-label={`Threshold for ${name}`}>
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
  const prefix = useFilePrefix()
  const copy = async () => {
    const isCopied = await copyText(toCsv(columns, shown()))
    setTold(isCopied ? 'Copied' : 'The browser refused')
    setTimeout(() => setTold(''), 2_000)
  }
  const file = `${prefix}-${name.replaceAll(/\W+/g, '-')}.csv`
  return (
    <span class="csv">
      <button type="button" aria-label={`Copy CSV of ${name}`} onClick={() => void copy()}>
        Copy CSV
      </button>
      {!isOpaque() && (
        <button
          type="button"
          aria-label={`Save CSV of ${name}`}
          onClick={() => saveText(file, toCsv(columns, shown()))}
        >
          Save CSV
        </button>
      )}
      <span class="told" role="status">
        {told}
      </span>
    </span>
  )
}
