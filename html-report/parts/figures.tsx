import type { ComponentChildren } from 'preact'
import { formatShare } from '../../src/render/text/numbers.ts'
import { type Cell, REASONS } from '../cells.ts'
import type { Point } from './chart.tsx'
import { CellText } from '../table/parts.tsx'

/** A number that stands out: its name, the number, and what it was before. */
export interface Tile {
  readonly name: string
  readonly now: ComponentChildren
  /** Below the number, small. */
  readonly note?: ComponentChildren
}

export function Tiles({ tiles }: { readonly tiles: readonly Tile[] }) {
  return (
    <dl class="tiles">
      {tiles.map(({ name, now, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span class="big">{now}</span>
            {note !== undefined && <span class="note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A share as a bar beside its number. */
export function ShareBar({
  cell,
  isMet,
}: {
  readonly cell: Cell
  readonly isMet?: boolean | null | undefined
}) {
  const share = typeof cell.value === 'number' ? cell.value : undefined
  return (
    <span class="share-bar">
      <span class="track" aria-hidden="true">
        {share !== undefined && <span class="fill" style={{ width: `${Math.min(share, 1) * 100}%` }} />}
      </span>
      <span class="share-text">
        <CellText cell={cell} />
      </span>
      {isMet !== undefined && (
        <span class="tick" title={isMet === true ? 'At or above the target' : undefined}>
          {isMet === true ? '✓' : ''}
        </span>
      )}
    </span>
  )
}

/** A share as the colour of its cell; a gap is marked, so that nothing depends on the colour alone. */
export function HeatCell({ cell, isGap }: { readonly cell: Cell; readonly isGap: boolean }) {
  const share = typeof cell.value === 'number' ? cell.value : undefined
  if (share === undefined)
    return (
      <span
        class={`heat ${cell.reason ?? ''}`}
        title={cell.reason === undefined ? undefined : REASONS[cell.reason]}
      >
        {cell.reason === 'withheld' ? 'w/h' : cell.text}
      </span>
    )
  return (
    <span class={isGap ? 'heat gap' : 'heat'} style={{ '--share': `${Math.round(share * 100)}%` }}>
      {isGap && <span title="Gap">○ </span>}
      {cell.text.replace('%', '')}
    </span>
  )
}

const WIDTH = 84
const HEIGHT = 22

/** Shares week by week on a scale from 0 to 1, as a small line. */
export function Sparkline({ shares }: { readonly shares: readonly Point[] }) {
  const known = shares.filter((share) => typeof share === 'number')
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return null
  const x = (index: number) => 3 + (index / Math.max(shares.length - 1, 1)) * (WIDTH - 6)
  const y = (share: number) => HEIGHT - 3 - Math.min(share, 1) * (HEIGHT - 6)
  let path = ''
  for (const [index, share] of shares.entries()) {
    if (typeof share !== 'number') continue
    const isJoined = typeof shares[index - 1] === 'number'
    path += `${isJoined ? 'L' : 'M'}${x(index).toFixed(1)} ${y(share).toFixed(1)}`
  }
  const end = shares.lastIndexOf(last)
  return (
    <svg
      class="spark"
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`from ${formatShare(first)} to ${formatShare(last)}`}
    >
      <line class="zero" x1="0" x2={WIDTH} y1={HEIGHT - 2.5} y2={HEIGHT - 2.5} />
      <path class="line tone-0" d={path} />
      <circle class="mark tone-0" cx={x(end)} cy={y(last)} r="2.5" />
    </svg>
  )
}

/** A part of a whole, for a bar of parts. */
export interface Part {
  readonly name: string
  /** Where its people are. */
  readonly href?: string | undefined
  readonly cell: Cell
  readonly className: string
}

/** The parts of a whole as one bar, and below it their names and numbers; those that are not told are not drawn. */
export function PartsBar({ parts, label }: { readonly parts: readonly Part[]; readonly label: string }) {
  const sum = parts.reduce((total, { cell }) => total + (typeof cell.value === 'number' ? cell.value : 0), 0)
  return (
    <div class="parts">
      <div
        class="parts-bar"
        role="img"
        aria-label={`${label}: ${parts.map(({ name, cell }) => `${cell.text} ${name}`).join(', ')}`}
      >
        {parts.map(({ name, cell, className }) =>
          typeof cell.value === 'number' && cell.value > 0 ? (
            <span key={name} class={className} style={{ width: `${(cell.value / sum) * 100}%` }} />
          ) : null,
        )}
      </div>
      <ul>
        {parts.map(({ name, cell, className, href }) => (
          <li key={name}>
            <span class={`swatch ${className}`} aria-hidden="true" />
            <b>
              <CellText cell={cell} />
            </b>{' '}
            {href === undefined ? name : <a href={href}>{name}</a>}
          </li>
        ))}
      </ul>
    </div>
  )
}
