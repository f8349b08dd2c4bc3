import type { Day } from '../day.ts'
import { createDictionary } from '../dictionary.ts'
import { canonicalValue, oneLine } from './aliases.ts'
import type { ArrayCut } from './dimensions.ts'

/** A value of a dimension; `second` is the other half of a pair, or the name that belongs to an id. */
export interface Value {
  readonly dimension: string
  readonly value: string
  second: string
  secondDay: Day | ''
}

/** A value as a row spells it. */
export interface Spelling {
  /** The number of the value that it is counted under. */
  readonly value: number
  /** The number of the spelling itself where it is another than the value's, -1 where it is the same. */
  readonly folded: number
}

/** Values of dimensions as small integers, each spelling under its one name. */
export interface Values {
  single(dimension: string, raw: unknown): Spelling
  pair(cut: ArrayCut, first: unknown, second: unknown): Spelling
  /** A value of a newer array. An id keeps the name of its newest day. */
  newer(dimension: string, names: { value: string; second: string; isId: boolean }, day: Day): Spelling
  /** Stands for the people whose row carries an object of counters, which has no values. */
  object(dimension: string): Spelling
  /** The number of the bucket that small values of a dimension are folded into. */
  others(dimension: string): number
  valueOf(number: number): Value
  /** The text of a spelling that was folded, and the number of the value it was folded into. */
  foldedOf(number: number): { value: number; raw: string }
}

const PAIRS: ReadonlySet<string> = new Set(['language_feature', 'language_model', 'model_feature'])

/** No values yet. */
export function createValues(): Values {
  const numbers = createDictionary()
  const foldedTexts = createDictionary()
  const values: Value[] = []
  const singles = new Map<string, Map<unknown, Spelling>>()
  const pairs = new Map<string, Map<unknown, Map<unknown, Spelling>>>()
  const spell = (dimension: string, value: string, second: string, raw: string): Spelling => {
    const number = numbers.idOf(`${dimension}\n${value}\n${second}`)
    values[number] ??= { dimension, value, second, secondDay: '' }
    return { value: number, folded: raw === '' ? -1 : foldedTexts.idOf(`${number}\n${raw}`) }
  }
  return {
    single(dimension, raw) {
      const known = singles.get(dimension)?.get(raw)
      if (known !== undefined) return known
      const text = textOf(raw)
      const value = canonicalValue(dimension, text)
      const spelling = spell(dimension, value, '', value === text ? '' : text)
      made(singles, dimension).set(raw, spelling)
      return spelling
    },
    pair({ dimension, first: firstKey, second: secondKey = firstKey }, first, second) {
      const known = pairs.get(dimension)?.get(first)?.get(second)
      if (known !== undefined) return known
      const [left, right] = [textOf(first), textOf(second)]
      const [value, secondValue] = [canonicalValue(firstKey, left), canonicalValue(secondKey, right)]
      const raw = value === left && secondValue === right ? '' : `${left}/${right}`
      const spelling = spell(dimension, value, secondValue, raw)
      made(made(pairs, dimension), first).set(second, spelling)
      return spelling
    },
    newer(dimension, names, day) {
      const value = canonicalValue(dimension, names.value)
      const spelling = spell(
        dimension,
        value,
        names.isId ? '' : oneLine(names.second),
        value === names.value ? '' : names.value,
      )
      const known = values[spelling.value] as Value
      const isNewer = day > known.secondDay || (day === known.secondDay && names.second > known.second)
      if (names.isId && isNewer) Object.assign(known, { second: oneLine(names.second), secondDay: day })
      return spelling
    },
    object: (dimension) => spell(dimension, '', '', ''),
    others: (dimension) => spell(dimension, 'others', PAIRS.has(dimension) ? 'others' : '', '').value,
    valueOf: (number) => values[number] as Value,
    foldedOf(number) {
      const text = foldedTexts.textOf(number)
      const end = text.indexOf('\n')
      return { value: Number(text.slice(0, end)), raw: text.slice(end + 1) }
    },
  }
}

/** The map below a key, a new one where there is none. */
function made<Key, InnerKey, Content>(
  map: Map<Key, Map<InnerKey, Content>>,
  key: Key,
): Map<InnerKey, Content> {
  const inner = map.get(key) ?? new Map<InnerKey, Content>()
  map.set(key, inner)
  return inner
}

function textOf(raw: unknown): string {
  return typeof raw === 'string' ? raw : ''
}
