/** Compares texts by UTF-16 code units, independent of the locale. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** Compares numeric ids of any length by value; the empty id is last. */
export function compareIds(left: string, right: string): number {
  if (left === '' || right === '') return Number(left === '') - Number(right === '')
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0)
}
