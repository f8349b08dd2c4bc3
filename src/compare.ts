/** Texts by their UTF-16 code units: the same order everywhere, whatever the language of the machine. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
