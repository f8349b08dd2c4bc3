import { formatShare } from './numbers.ts'

const CELLS = 10
/** Without `▄` and `█`, which many fonts draw wider or narrower than the rest. */
const HEIGHTS = ['▁', '▂', '▃', '▅', '▆', '▇'] as const
const SHADES = ['░', '▒', '▓', '█'] as const
const NARROW_SPACE = '\u{a0}'
/** As wide as a digit. */
const DIGIT_SPACE = '\u{2007}'

/** A share as a bar of ten cells and a number, for a cell of a table: `` `■■■■■■■□□□`  71% ``. Non-zero shares never render empty; shares below 1 never render full. */
export function bar(share: number | null): string {
  if (share === null) return formatShare(share)
  const filled = Math.min(
    share < 1 ? CELLS - 1 : CELLS,
    Math.max(share > 0 ? 1 : 0, Math.round(share * CELLS)),
  )
  const number = formatShare(share).padStart(4, DIGIT_SPACE)
  return `\`${'■'.repeat(filled)}${'□'.repeat(CELLS - filled)}\`${NARROW_SPACE}${number}`
}

/** Numbers as heights, such as `` `▃▅▇` ``; `·`: unknown, `–`: withheld. The largest has the full height. */
export function sparkline(values: readonly (number | null | 'withheld')[]): string {
  const most = Math.max(1, ...values.map((value) => (typeof value === 'number' ? value : 0)))
  const height = (value: number) => HEIGHTS[Math.round((value / most) * (HEIGHTS.length - 1))] ?? '▁'
  return `\`${values.map((value) => (value === null ? '·' : value === 'withheld' ? '–' : height(value))).join('')}\``
}

/** A share as one of four shades and a number, with a no-break space between them: `▓ 64`. */
export function shaded(share: number): string {
  return `${SHADES[Math.min(SHADES.length - 1, Math.floor(share * SHADES.length))] ?? '░'}${NARROW_SPACE}${Math.round(share * 100)}`
}
