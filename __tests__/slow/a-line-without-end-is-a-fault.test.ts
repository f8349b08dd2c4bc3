import { expect, test } from 'vitest'
import { Fault } from '../../src/fault.ts'
import { readLines } from '../../src/parse/lines.ts'

test.each([
  ['a line', '{"a":"'],
  ['an object', '[{"a":"'],
])('%s of more than 64 MB is a fault, and is not held any longer', async (what, start) => {
  const chunk = Buffer.alloc(1 << 18, 'x')
  let handedOut = 0
  async function* endless() {
    yield Buffer.from(start)
    for (; handedOut < 1000; handedOut++) yield chunk
  }
  const reading = readAll(endless())

  await expect(reading).rejects.toThrow(`${what} of more than 64 MB is no row of a report`)
  await expect(reading).rejects.toBeInstanceOf(Fault)
  expect(handedOut).toBeLessThan(300)
})

async function readAll(chunks: AsyncIterable<Buffer>): Promise<void> {
  for await (const lines of readLines(chunks)) while (lines.next());
}
