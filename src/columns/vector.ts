/** Numbers that grow at the end, kept side by side in memory. */
export interface Growing<Numbers extends Float64Array | Int32Array | Uint8Array = Float64Array> {
  /** The first `length` hold values. */
  values: Numbers
  length: number
}

/** No numbers yet. */
export function growing(capacity = 1024): Growing {
  return { values: new Float64Array(capacity), length: 0 }
}

/** No whole numbers of 32 bits yet. */
export function growingInts(capacity = 1024): Growing<Int32Array> {
  return { values: new Int32Array(capacity), length: 0 }
}

/** No whole numbers from 0 to 255 yet. */
export function growingBytes(capacity = 1024): Growing<Uint8Array> {
  return { values: new Uint8Array(capacity), length: 0 }
}

/** Makes room for `count` more numbers and answers where they begin. Without `fill` they are whatever was there before. */
export function extend<Numbers extends Float64Array | Int32Array | Uint8Array>(
  numbers: Growing<Numbers>,
  count: number,
  fill?: number,
): number {
  const start = numbers.length
  if (start + count > numbers.values.length) {
    const capacity = Math.max(Math.ceil(numbers.values.length * 1.25), start + count)
    const larger = new (numbers.values.constructor as new (length: number) => Numbers)(capacity)
    larger.set(numbers.values)
    numbers.values = larger
  }
  if (fill !== undefined) numbers.values.fill(fill, start, start + count)
  numbers.length = start + count
  return start
}
