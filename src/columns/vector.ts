/** A growable typed array. */
export interface Vector<Numbers extends Float64Array | Int32Array | Uint8Array = Float64Array> {
  /** Only the first `length` elements are in use. Replaced when it grows. */
  values: Numbers
  length: number
}

/** An empty vector of doubles. */
export function emptyVector(capacity = 1024): Vector {
  return { values: new Float64Array(capacity), length: 0 }
}

/** An empty vector of int32. */
export function emptyIntVector(capacity = 1024): Vector<Int32Array> {
  return { values: new Int32Array(capacity), length: 0 }
}

/** An empty vector of integers from 0 to 255. */
export function emptyByteVector(capacity = 1024): Vector<Uint8Array> {
  return { values: new Uint8Array(capacity), length: 0 }
}

/** From this number of elements on a vector grows by a quarter, to waste less; below, it doubles, to be copied less often. */
const LARGE = 1 << 17

/** Makes room for `count` more elements, whose values are unspecified. */
export function reserve<Numbers extends Float64Array | Int32Array | Uint8Array>(
  numbers: Vector<Numbers>,
  count: number,
): void {
  const needed = numbers.length + count
  if (needed <= numbers.values.length) return
  const { length } = numbers.values
  const capacity = Math.max(Math.ceil(length * (length < LARGE ? 2 : 1.25)), needed)
  const larger = new (numbers.values.constructor as new (length: number) => Numbers)(capacity)
  larger.set(numbers.values)
  numbers.values = larger
}

/** Appends `count` elements and returns the index of the first. Without `fill` their values are unspecified. */
export function extend<Numbers extends Float64Array | Int32Array | Uint8Array>(
  numbers: Vector<Numbers>,
  count: number,
  fill?: number,
): number {
  const start = numbers.length
  if (start + count > numbers.values.length) reserve(numbers, count)
  if (fill !== undefined) numbers.values.fill(fill, start, start + count)
  numbers.length = start + count
  return start
}
