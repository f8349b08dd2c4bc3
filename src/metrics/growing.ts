/** Numbers that grow at the end, kept side by side in memory. */
export interface Growing {
  /** The first `length` hold values. */
  values: Float64Array
  length: number
}

/** No numbers yet. */
export function growing(capacity = 1024): Growing {
  return { values: new Float64Array(capacity), length: 0 }
}

/** Makes room for `count` more numbers and answers where they begin. Without `fill` they are whatever was there before. */
export function extend(numbers: Growing, count: number, fill?: number): number {
  const start = numbers.length
  if (start + count > numbers.values.length) {
    const larger = new Float64Array(Math.max(numbers.values.length * 2, start + count))
    larger.set(numbers.values)
    numbers.values = larger
  }
  if (fill !== undefined) numbers.values.fill(fill, start, start + count)
  numbers.length = start + count
  return start
}
