import { addDays, type Day, formatDay } from '../../day.ts'

/** What a page shows for a value that is unknown. */
export const UNKNOWN = 'n/a'

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 })
const hundredths = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const tenths = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** `12,345`; below 100 with one decimal where there are any. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN
  return (Math.abs(value) < 100 ? tenths : whole).format(value)
}

/** `1,140 USD`; with cents where there are any. */
export function formatMoney(amount: number, currency: string): string {
  const cents = Math.round(amount * 100)
  return `${(cents % 100 === 0 ? whole : hundredths).format(cents / 100)} ${currency}`
}

/** `86%` of a fraction. Non-zero shares never round to 0%, shares below 1 never to 100%. */
export function formatShare(share: number | null | undefined): string {
  if (share === null || share === undefined) return UNKNOWN
  if (share > 0 && share < 0.005) return '<1%'
  if (share < 1 && share >= 0.995) return '>99%'
  return `${Math.round(share * 100)}%`
}

/** `+12`, `−3`, `0`. */
export function formatDifference(difference: number, unit = ''): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : ''
  return `${sign}${formatNumber(Math.abs(difference))}${unit}`
}

/** `1 team`, `2 teams`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`
}

/** `22 Oct – 18 Nov 2026`, with both years where they differ. */
export function formatDays(since: Day, until: Day): string {
  if (since === until) return formatDay(until, { year: true })
  const year = since.slice(0, 4) !== until.slice(0, 4)
  if (since.slice(0, 7) === until.slice(0, 7))
    return `${Number(since.slice(8))}–${formatDay(until, { year: true })}`
  return `${year ? formatDay(since, { year }) : formatDay(since)} – ${formatDay(until, { year: true })}`
}

/** `3–4 Nov, 9 Nov`: days in order; consecutive days are collapsed into ranges. */
export function formatDayList(days: readonly Day[]): string {
  const runs: { first: Day; last: Day }[] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run !== undefined && addDays(run.last, 1) === day) run.last = day
    else runs.push({ first: day, last: day })
  }
  return runs.map(({ first, last }) => formatRun(first, last)).join(', ')
}

/** `a, b and c`. */
export function enumerate(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

/** The text with a capital first letter. */
export function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

function formatRun(first: Day, last: Day): string {
  if (first === last) return formatDay(first)
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))}–${formatDay(last)}`
  return `${formatDay(first)} – ${formatDay(last)}`
}
