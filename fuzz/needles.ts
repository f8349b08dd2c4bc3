import { createHash } from 'node:crypto'

/** A text that must not stand somewhere, in one of the forms in which it would still be known. */
export interface Needle {
  readonly text: string
  /** What it stands for: `login`, `id`, `token` … and the form. */
  readonly what: string
  /** Only where neither a letter nor a digit stands beside it. */
  readonly isWord: boolean
}

const SHORTEST = 6

/** All forms of a text: plain, upper case, hex, base64, in addresses, reversed, and unkeyed hashes of it. */
export function needlesOf(kind: string, text: string): Needle[] {
  const bytes = Buffer.from(text)
  const forms: [string, string][] = [
    ['plain', text],
    ['hex', bytes.toString('hex')],
    ['base64', bytes.toString('base64').replace(/=+$/, '')],
    ['base64url', bytes.toString('base64url')],
    ['as part of an address', encodeURIComponent(text)],
    ['reversed', [...text].toReversed().join('')],
    ...['md5', 'sha1', 'sha256'].flatMap((hash) => hashed(hash, text)),
  ]
  return toNeedles(kind, forms, false)
}

/** The same of a number, and in base 16 and 36, and its digits in groups. */
export function numberNeedlesOf(kind: string, number: number): Needle[] {
  const digits = String(number)
  const groups = [',', '.', ' ', "'", '_', '\u00a0', '\u2009', '\u202f'].map(
    (separator): [string, string] => ['in groups', digits.replaceAll(/\B(?=(\d{3})+$)/g, separator)],
  )
  const words: [string, string][] = [
    ['plain', digits],
    ['reversed', [...digits].toReversed().join('')],
    ['in base 16', number.toString(16)],
    ['in base 36', number.toString(36)],
    ...groups,
  ]
  const bytes = Buffer.from(digits)
  const others: [string, string][] = [
    ['hex', bytes.toString('hex')],
    ['base64', bytes.toString('base64').replace(/=+$/, '')],
    ...['md5', 'sha1', 'sha256'].flatMap((hash) => hashed(hash, digits)),
  ]
  return [...toNeedles(kind, words, true), ...toNeedles(kind, others, false)]
}

function hashed(hash: string, text: string): [string, string][] {
  return [...new Set([text, text.toLowerCase()])].flatMap((one) => {
    const digest = createHash(hash).update(one).digest()
    // Whoever shortens a hash keeps its beginning.
    return [
      [hash, digest.toString('hex').slice(0, 12)],
      [`${hash} in base64`, digest.toString('base64').slice(0, 12)],
    ] as [string, string][]
  })
}

/** Each text once, by the first form that it has. */
function toNeedles(kind: string, forms: readonly [string, string][], isWord: boolean): Needle[] {
  const byText = new Map(forms.toReversed().map(([form, text]) => [text.toLowerCase(), form]))
  return [...byText]
    .filter(([text]) => text.length >= SHORTEST)
    .map(([text, form]) => ({ text, what: `${kind} (${form})`, isWord }))
}

/** Answers what of the needles stands in a text. */
export type Search = (text: string) => readonly string[]

/** A search for all needles at once, in any case; a text that comes again is not gone through again. */
export function searchFor(needles: readonly Needle[]): Search {
  const byStart = Map.groupBy(needles, ({ text }) => text.slice(0, SHORTEST))
  const known = new Map<string, readonly string[]>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const found = new Set<string>()
    const lower = text.toLowerCase()
    for (let at = 0; at + SHORTEST <= lower.length; at += 1) {
      for (const { text: needle, what, isWord } of byStart.get(lower.slice(at, at + SHORTEST)) ?? []) {
        if (lower.startsWith(needle, at) && (!isWord || standsAlone(lower, at, needle.length)))
          found.add(what)
      }
    }
    known.set(text, [...found])
    return [...found]
  }
}

function standsAlone(text: string, at: number, length: number): boolean {
  const isPart = (index: number) => /[a-z0-9]/.test(text[index] ?? ' ')
  return !isPart(at - 1) && !isPart(at + length)
}
