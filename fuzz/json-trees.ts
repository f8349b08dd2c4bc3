import { chance, pick, type Random } from './chance.ts'

/** JSON as it is written: an object may have a key twice, a number more than one spelling. */
export type Tree = string | number | boolean | null | Raw | Tree[] | Pairs

/** A value that is written as it stands. */
export class Raw {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** An object as its keys and values in order. */
export class Pairs {
  pairs: [key: string, value: Tree][]
  constructor(pairs: [key: string, value: Tree][]) {
    this.pairs = pairs
  }
}

/** The tree of a value that JSON.parse gave. */
export function toTree(value: unknown): Tree {
  if (Array.isArray(value)) return value.map(toTree)
  if (typeof value !== 'object' || value === null) return value as Tree
  return new Pairs(Object.entries(value).map(([key, one]) => [key, toTree(one)]))
}

/** How a tree is written: plainly, or with white space and escapes here and there. */
export interface Style {
  readonly random: Random
  readonly space: number
  readonly escapes: number
}

/** A style that the stream chooses: plain three times out of four. */
export function styleOf(random: Random): Style {
  return chance(random, 0.75)
    ? { random, space: 0, escapes: 0 }
    : { random, space: pick(random, [0, 0.02, 0.5]), escapes: pick(random, [0, 0.01, 0.2]) }
}

/** The JSON text of a tree. */
export function toText(tree: Tree, style: Style): string {
  if (tree instanceof Raw) return tree.text
  if (typeof tree === 'string') return quoted(tree, style)
  if (tree === null || typeof tree !== 'object') return JSON.stringify(tree)
  if (Array.isArray(tree))
    return `[${tree.map((one) => gap(style) + toText(one, style)).join(',')}${gap(style)}]`
  const pairs = tree.pairs.map(
    ([key, value]) => `${gap(style)}${quoted(key, style)}${gap(style)}:${gap(style)}${toText(value, style)}`,
  )
  return `{${pairs.join(',')}${gap(style)}}`
}

function gap({ random, space }: Style): string {
  return space > 0 && chance(random, space) ? pick(random, [' ', '  ', '\t', '\r']) : ''
}

function quoted(text: string, { random, escapes }: Style): string {
  if (escapes === 0 || !chance(random, escapes)) return JSON.stringify(text)
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))
  return `"${units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('')}"`
}
