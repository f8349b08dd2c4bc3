const CELLS = 10
const HEIGHTS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const
const SHADES = ['░', '▒', '▓', '█'] as const

/** A share as a bar of ten cells, such as `███████░░░`; nothing where it is unknown. Some is never none, most never all. */
export function bar(share: number | null): string {
  if (share === null) return ''
  const filled = Math.min(
    share < 1 ? CELLS - 1 : CELLS,
    Math.max(share > 0 ? 1 : 0, Math.round(share * CELLS)),
  )
  return '█'.repeat(filled) + '░'.repeat(CELLS - filled)
}

/** Numbers as heights, such as `▃▅▇`; `·` where one is unknown. The highest of them fills the height. */
export function sparkline(values: readonly (number | null)[]): string {
  const most = Math.max(1, ...values.map((value) => value ?? 0))
  const height = (value: number) => HEIGHTS[Math.round((value / most) * (HEIGHTS.length - 1))] ?? '▁'
  return values.map((value) => (value === null ? '·' : height(value))).join('')
}

/** The shade of a share in quarters, from `░` to `█`. */
export function shade(share: number): string {
  return SHADES[Math.min(SHADES.length - 1, Math.floor(share * SHADES.length))] ?? '░'
}
