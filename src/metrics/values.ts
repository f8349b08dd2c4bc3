import type { Day } from '../day.ts'
import { createDictionary } from '../dictionary.ts'
import { canonicalValue } from './aliases.ts'

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
  /** A pair; `keys` are the dimensions of its halves. */
  pair(dimension: string, keys: readonly [string, string], first: unknown, second: unknown): Spelling
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
      const ofDimension = cached(singles, dimension, () => new Map<unknown, Spelling>())
      return cached(ofDimension, raw, () => {
        const text = textOf(raw)
        const value = canonicalValue(dimension, text)
        return spell(dimension, value, '', value === text ? '' : text)
      })
    },
    pair(dimension, [firstKey, secondKey], first, second) {
      const ofDimension = cached(pairs, dimension, () => new Map<unknown, Map<unknown, Spelling>>())
      const ofFirst = cached(ofDimension, first, () => new Map<unknown, Spelling>())
      return cached(ofFirst, second, () => {
        const [left, right] = [textOf(first), textOf(second)]
        const [value, secondValue] = [canonicalValue(firstKey, left), canonicalValue(secondKey, right)]
        return spell(
          dimension,
          value,
          secondValue,
          value === left && secondValue === right ? '' : `${left}/${right}`,
        )
      })
    },
    newer(dimension, names, day) {
      const value = canonicalValue(dimension, names.value)
      const spelling = spell(
        dimension,
        value,
        names.isId ? '' : names.second,
        value === names.value ? '' : names.value,
      )
      const known = values[spelling.value] as Value
      const isNewer = day > known.secondDay || (day === known.secondDay && names.second > known.second)
      if (names.isId && isNewer) Object.assign(known, { second: names.second, secondDay: day })
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

function cached<Key, Content>(map: Map<Key, Content>, key: Key, make: () => Content): Content {
  let content = map.get(key)
  if (content === undefined) map.set(key, (content = make()))
  return content
}

function textOf(raw: unknown): string {
  return typeof raw === 'string' ? raw : ''
}
