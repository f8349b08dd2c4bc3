/** Texts by their UTF-16 code units: the same order everywhere, whatever the language of the machine. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}

/** Ids as the numbers they are, however long; none at all comes last. */
export function compareIds(left: string, right: string): number {
  if (left === '' || right === '') return Number(left === '') - Number(right === '')
  return left.length - right.length || (left < right ? -1 : left > right ? 1 : 0)
}
