/** Texts as small integers, in the order they were first met. */
export interface Dictionary {
  /** The integer of `text`, a new one when it was never met. */
  idOf(text: string): number
  /** The text of an integer that `idOf` gave. */
  textOf(id: number): string
  readonly size: number
}

/** An empty dictionary. */
export function createDictionary(): Dictionary {
  const ids = new Map<string, number>()
  const texts: string[] = []
  return {
    idOf(text) {
      const known = ids.get(text)
      if (known !== undefined) return known
      ids.set(text, texts.length)
      return texts.push(text) - 1
    },
    textOf(id) {
      const text = texts[id]
      if (text === undefined) throw new RangeError(`no text has the number ${id}`)
      return text
    },
    get size() {
      return texts.length
    },
  }
}
