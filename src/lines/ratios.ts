/** `part` / `whole`, rounded to six decimals; `null` if either is `null` or `whole` is 0. */
export function ratio(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole === 0) return null
  return Math.round((part * 1e6) / whole) / 1e6
}
