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

/** Makes room for `count` more numbers, filled with `fill`, and answers where they begin. */
export function extend(numbers: Growing, count: number, fill = 0): number {
  const start = numbers.length
  if (start + count > numbers.values.length) {
    const larger = new Float64Array(Math.max(numbers.values.length * 2, start + count))
    larger.set(numbers.values)
    numbers.values = larger
  }
  numbers.values.fill(fill, start, start + count)
  numbers.length = start + count
  return start
}
