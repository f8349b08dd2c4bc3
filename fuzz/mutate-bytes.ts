import { indexOf, pick, type Random, wholeBetween } from './chance.ts'

const PIECES = [
  ...'"\\,:{}[]0-.e \t\r\n'.split(''),
  'null',
  'true',
  '""',
  '{}',
  '\\u0000',
  '\\ud800',
  'é',
  '\ufeff',
  '1e9',
  '-1',
].map((text) => Buffer.from(text))

/** A line with one to three of its bytes flipped, cut out, put in, or its end replaced by the end of another line. */
export function mutateBytes(random: Random, line: Buffer, other: Buffer): Buffer {
  let bytes: Buffer = line
  for (let change = pick(random, [1, 1, 2, 3]); change > 0; change -= 1) bytes = mutated(random, bytes, other)
  return bytes
}

function mutated(random: Random, bytes: Buffer, other: Buffer): Buffer {
  const at = indexOf(random, bytes)
  switch (wholeBetween(random, 0, 6)) {
    case 0:
      return replaced(bytes, at, 1, Buffer.from([(bytes[at] ?? 0) ^ (1 << wholeBetween(random, 0, 7))]))
    case 1:
      return replaced(bytes, at, 1, Buffer.from([wholeBetween(random, 0, 255)]))
    case 2:
      return replaced(bytes, at, wholeBetween(random, 1, 40), Buffer.alloc(0))
    case 3:
      return replaced(bytes, at, 0, pick(random, PIECES))
    case 4:
      return replaced(bytes, at, 1, pick(random, PIECES))
    case 5:
      return Buffer.concat([bytes.subarray(0, at), other.subarray(indexOf(random, other))])
    default:
      return bytes.subarray(0, at)
  }
}

function replaced(bytes: Buffer, at: number, length: number, put: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + length)])
}
