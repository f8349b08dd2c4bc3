import type { Day } from '../day.ts'
import { createDictionary, type Dictionary } from '../dictionary.ts'
import { canonicalValue, oneLine } from '../rules/canonical-values.ts'
import { KEYS_OF_ARRAYS } from '../parse/report-format.ts'
import { DIMENSIONS_OF_ARRAYS } from '../rules/dimensions.ts'

/** A value of a dimension; `second` is the other half of a pair, or the name that belongs to an id. */
export interface Value {
  readonly dimension: string
  readonly value: string
  second: string
  secondDay: Day | ''
}

/** A value as a row spells it. */
export interface Spelling {
  /** The number of the value under which it is counted. */
  readonly value: number
  /** The number of the alias; -1 if the spelling is that of the value itself. */
  readonly alias: number
}

/** Interns values of dimensions as small integers, with aliases mapped to their canonical value. */
export interface Values {
  /** Texts of the keys of known arrays, as rows spell them. */
  readonly texts: Dictionary
  /**
   * Returns the values under which an entry of a known array is counted, by the ids of its keys in `texts`: its own value
   * and, if its first key is also counted alone, the value of that key.
   */
  internEntry(array: number, first: number, second: number): readonly Spelling[]
  /** A value of a newer array. An id keeps the name of its newest day. */
  internNewer(dimension: string, names: { value: string; second: string; isId: boolean }, day: Day): Spelling
  /** The value (an empty name) for rows with a single object of counters, which has no values. */
  internObject(dimension: string): Spelling
  /** The number of the bucket that small values of a dimension are merged into; it exists as soon as the dimension does. */
  others(dimension: string): number
  /** The value of a number. */
  get(number: number): Value
  /** For a pair that is also counted under its first key alone: the number of that value. -1 for any other value. */
  firstKeyOf(number: number): number
  readonly size: number
  /** The text of an alias, and the number of the value under which it is counted. */
  aliasOf(number: number): { readonly value: number; readonly raw: string }
  readonly aliasCount: number
  /** The number of a value of other `Values`; an id keeps the name of its newest day. */
  internValue(value: Value): number
  internAlias(value: number, raw: string): number
}

/** Below this number of texts, the ids of a pair are combined into one small integer. */
const FEW_TEXTS = 1 << 15
const MAX_TEXTS = 2 ** 26
const PAIRS: ReadonlySet<string> = new Set(['language_feature', 'language_model', 'model_feature'])

/** No values yet. */
export function createValues(): Values {
  const { values, others, intern, firstKeyOf } = createTable()
  const aliases = createAliases()
  const texts = createDictionary()
  const spellings: Map<number, readonly Spelling[]>[] = KEYS_OF_ARRAYS.map(() => new Map())
  const spell: Spell = (dimension, value, second, raw) => {
    const number = intern(dimension, value, second)
    return { value: number, alias: raw === '' ? -1 : aliases.internAlias(number, raw) }
  }
  const spellNewer = newerSpellings(spell)
  const objects = new Map<string, Spelling>()
  return {
    texts,
    internEntry(array, first, second) {
      const key = second < FEW_TEXTS ? first * FEW_TEXTS + second : -1 - first * MAX_TEXTS - second
      const known = spellings[array]?.get(key)
      if (known !== undefined) return known
      const made = spellEntry(spell, array, texts.textOf(first), texts.textOf(second))
      spellings[array]?.set(key, made)
      return made
    },
    internNewer(dimension, { value, second, isId }, day) {
      const spelling = spellNewer(dimension, value, isId ? '' : second)
      if (isId) rename(values[spelling.value] as Value, oneLine(second), day)
      return spelling
    },
    internObject(dimension) {
      const known = objects.get(dimension) ?? spell(dimension, '', '', '')
      objects.set(dimension, known)
      return known
    },
    others: (dimension) => others.get(dimension) ?? -1,
    get: (number) => values[number] as Value,
    firstKeyOf,
    get size() {
      return values.length
    },
    aliasOf: aliases.aliasOf,
    get aliasCount() {
      return aliases.size
    },
    internValue({ dimension, value, second, secondDay }) {
      const number = intern(dimension, value, secondDay === '' ? second : '')
      if (secondDay !== '') rename(values[number] as Value, second, secondDay)
      return number
    },
    internAlias: aliases.internAlias,
  }
}

/** Interns the values of newer arrays, each as it is spelled. */
function newerSpellings(spell: Spell): (dimension: string, value: string, second: string) => Spelling {
  const newer = new Map<string, Map<string, Spelling>>()
  return (dimension, value, second) => {
    let known = newer.get(dimension)
    if (known === undefined) newer.set(dimension, (known = new Map()))
    const key = second === '' && !value.includes('\n') ? value : `${value.length}\n${value}\n${second}`
    let spelling = known.get(key)
    if (spelling === undefined) {
      const canonical = canonicalValue(dimension, value)
      spelling = spell(dimension, canonical, oneLine(second), canonical === value ? '' : value)
      known.set(key, spelling)
    }
    return spelling
  }
}

/** Aliases by number. */
function createAliases() {
  const texts = createDictionary()
  const aliases: { readonly value: number; readonly raw: string }[] = []
  return {
    internAlias(value: number, raw: string): number {
      const number = texts.idOf(`${value}\n${raw}`)
      aliases[number] ??= { value, raw }
      return number
    },
    aliasOf: (number: number) => aliases[number] as { readonly value: number; readonly raw: string },
    get size(): number {
      return texts.size
    },
  }
}

/** Values by number. Interning the first value of a dimension also creates its value `others`. */
function createTable() {
  const numbers = createDictionary()
  const values: Value[] = []
  const others = new Map<string, number>()
  const add = (dimension: string, value: string, second: string): number => {
    const number = numbers.idOf(`${dimension}\n${value}\n${second}`)
    values[number] ??= { dimension, value, second, secondDay: '' }
    return number
  }
  const intern = (dimension: string, value: string, second: string): number => {
    if (!others.has(dimension))
      others.set(dimension, add(dimension, 'others', PAIRS.has(dimension) ? 'others' : ''))
    return add(dimension, value, second)
  }
  const firsts: number[] = []
  const firstKeyOf = (number: number): number => {
    const { dimension, value } = values[number] as Value
    const single = SINGLES.get(dimension)
    return (firsts[number] ??= single === undefined ? -1 : intern(single, value, ''))
  }
  return { values, others, intern, firstKeyOf }
}

/** By dimension of pairs: that of their first key, where it is also counted alone. */
const SINGLES: ReadonlyMap<string, string> = new Map(
  DIMENSIONS_OF_ARRAYS.flatMap(({ dimension, alsoFirst }, array) => {
    const key = KEYS_OF_ARRAYS[array]?.[0]
    return alsoFirst && key !== undefined ? [[dimension, key] as const] : []
  }),
)

/** Updates the name of an id: that of the newest day wins. */
function rename(value: Value, second: string, day: Day): void {
  if (day < value.secondDay || (day === value.secondDay && second <= value.second)) return
  value.second = second
  value.secondDay = day
}

type Spell = (dimension: string, value: string, second: string, raw: string) => Spelling

/** Interns the values under which an entry of a known array is counted. */
function spellEntry(spell: Spell, array: number, first: string, second: string): Spelling[] {
  const [firstKey, secondKey] = KEYS_OF_ARRAYS[array] as readonly [string, string?]
  const { dimension, alsoFirst } = DIMENSIONS_OF_ARRAYS[array] as (typeof DIMENSIONS_OF_ARRAYS)[number]
  const value = canonicalValue(firstKey, first)
  const single = (name: string) => spell(name, value, '', value === first ? '' : first)
  if (secondKey === undefined) return [single(dimension)]
  const secondValue = canonicalValue(secondKey, second)
  const isSame = value === first && secondValue === second
  const pair = spell(dimension, value, secondValue, isSame ? '' : `${first}/${second}`)
  return alsoFirst ? [pair, single(firstKey)] : [pair]
}
