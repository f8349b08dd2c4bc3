/** `part` of `whole` as a plain fraction with up to six decimals; unknown where either is, or where `whole` is 0. */
export function ratio(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole === 0) return null
  return Math.round((part * 1e6) / whole) / 1e6
}
