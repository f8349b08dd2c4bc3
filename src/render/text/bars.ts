import { formatShare } from './numbers.ts'

const CELLS = 10
/** Without `▄` and `█`, which many fonts draw wider or narrower than the rest. */
const HEIGHTS = ['▁', '▂', '▃', '▅', '▆', '▇'] as const
const DISCS = ['○', '◔', '◑', '◕', '●'] as const
/** Smaller ranges are drawn near the middle, so that noise does not look like a trend. */
const LEAST_RANGE = 0.2
const NARROW_SPACE = '\u{a0}'
/** WORD JOINER: no line ends here. */
const JOINER = '\u{2060}'
/** As wide as a digit. */
const DIGIT_SPACE = '\u{2007}'

/** A share as a bar of ten cells and a number, for a cell of a table: `` `■■■■■■■□□□`  71% ``. Non-zero shares never render empty; shares below 1 never render full. `words`: the number, if it is not the rounded share. */
export function bar(share: number | null, words = formatShare(share)): string {
  if (share === null) return formatShare(share)
  const filled = Math.min(
    share < 1 ? CELLS - 1 : CELLS,
    Math.max(share > 0 ? 1 : 0, Math.round(share * CELLS)),
  )
  const number = words.padStart(4, DIGIT_SPACE)
  return `\`${'■'.repeat(filled)}${'□'.repeat(CELLS - filled)}\`${NARROW_SPACE}${number}`
}

/** Shares as heights within their range, and the range in figures, such as `` `▂▃▅▇`  71–83% ``; `·`: unknown, `–`: withheld. */
export function sparkline(shares: readonly (number | null | 'withheld')[]): string {
  const known = shares.filter((share) => typeof share === 'number')
  const [least, most] = [Math.min(...known), Math.max(...known)]
  const range = Math.max(most - least, LEAST_RANGE)
  const floor = (least + most - range) / 2
  const height = (share: number) =>
    HEIGHTS[Math.round(((share - floor) / range) * (HEIGHTS.length - 1))] ?? '▁'
  const drawn = shares.map((share) => (share === null ? '·' : share === 'withheld' ? '–' : height(share)))
  const figures = known.length === 0 ? '' : `${NARROW_SPACE}${formatRange(least, most)}`
  return `\`${drawn.join('')}\`${figures}`
}

/** A share of people as a disc that is filled by quarters and a number, with a no-break space between them: `◕ 71`. */
export function disc(share: number): string {
  const quarters = share === 0 ? 0 : Math.max(1, Math.round(share * (DISCS.length - 1)))
  return `${DISCS[quarters] ?? '○'}${NARROW_SPACE}${Math.round(share * 100)}`
}

function formatRange(least: number, most: number): string {
  const [from, to] = [formatShare(least), formatShare(most)]
  return from === to ? from : `${from.replace(/%$/, '')}–${JOINER}${to}`
}
