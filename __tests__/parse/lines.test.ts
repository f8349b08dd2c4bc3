import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Fault, IncompleteReport } from '../../src/fault.ts'
import { type LineCursor, readLines } from '../../src/parse/lines.ts'

describe('lines that follow each other', () => {
  test('are handed over with their number, with or without a newline at the end', async () => {
    const lines = [
      [1, { a: 1 }],
      [2, { a: 2 }],
    ]
    expect(await linesOf('{"a":1}\n{"a":2}\n')).toEqual(lines)
    expect(await linesOf('{"a":1}\n{"a":2}')).toEqual(lines)
  })

  test('may be blank, and then count as physical lines only', async () => {
    expect(await linesOf('\n{"a":1}\n  \n\t\n{"a":2}\n\n')).toEqual([
      [2, { a: 1 }],
      [5, { a: 2 }],
    ])
  })

  test('may begin with a byte order mark and end with CRLF', async () => {
    expect(await linesOf('\uFEFF{"a":1}\r\n\r\n{"a":2}\r\n')).toEqual([
      [1, { a: 1 }],
      [3, { a: 2 }],
    ])
  })

  test('that are nonsense are handed over too, for the parser to reject', async () => {
    const texts: string[] = []
    await readAll(chunks(['{"a":1}\nnonsense\n{"a":2}\nmore nonsense']), ({ bytes, start, end }) =>
      texts.push(bytes.toString('utf8', start, end)),
    )
    expect(texts).toEqual(['{"a":1}', 'nonsense', '{"a":2}', 'more nonsense'])
  })

  test('are the same however the bytes are cut into chunks, in the middle of a letter too', async () => {
    const text = '{"a":"é"}\n{"b":"日本"}\r\n\n{"c":"🙂"}'
    await fc.assert(
      fc.asyncProperty(cuts(text), async (parts) => {
        expect(await linesOfBytes(parts)).toEqual([
          [1, { a: 'é' }],
          [2, { b: '日本' }],
          [4, { c: '🙂' }],
        ])
      }),
    )
  })

  test('may be longer than a block, and many blocks', async () => {
    const long = 'x'.repeat(3 << 20)
    expect(await linesOf(`{"a":1}\n{"a":"${long}"}\n{"a":3}\n`)).toEqual([
      [1, { a: 1 }],
      [2, { a: long }],
      [3, { a: 3 }],
    ])
  })

  test('keep their numbers over many blocks', async () => {
    const count = 30_000
    const text = Array.from(
      { length: count },
      (_, index) => `{"a":${index},"filler":"${'ü'.repeat(50)}"}\n`,
    ).join('')
    let seen = 0
    await readAll(chunks([text]), ({ bytes, start, end, number }) => {
      seen++
      expect(number).toBe((JSON.parse(bytes.toString('utf8', start, end)) as { a: number }).a + 1)
    })
    expect(seen).toBe(count)
  })
})

describe('an array or spread objects in their place', () => {
  test('an array on one line', async () => {
    expect(await linesOf('[{"a":1},{"a":{"b":[2]}}]')).toEqual([
      [1, { a: 1 }],
      [1, { a: { b: [2] } }],
    ])
  })

  test('an array over lines, each object numbered by the line where it begins', async () => {
    expect(await linesOf('\uFEFF[\r\n  {\r\n "a": 1\r\n },\r\n  {"a": 2}\r\n]\r\n')).toEqual([
      [2, { a: 1 }],
      [5, { a: 2 }],
    ])
  })

  test('one object over lines, and several', async () => {
    expect(await linesOf('{\n  "a": 1\n}\n{\n  "a": 2\n}\n')).toEqual([
      [1, { a: 1 }],
      [4, { a: 2 }],
    ])
  })

  test('braces, brackets and quotes inside of texts are only text', async () => {
    const value = { a: '}{][', b: 'say "}" and \\', c: ['{'] }
    expect(await linesOf(`[${JSON.stringify(value)}]`)).toEqual([[1, value]])
  })

  test('an empty array holds no line', async () => {
    expect(await linesOf('[]')).toEqual([])
  })

  test('the same however the bytes are cut into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(cuts('[\n{"a":"é}"},\n{"b":"\\"🙂"}\n]'), async (parts) => {
        expect(await linesOfBytes(parts)).toEqual([
          [2, { a: 'é}' }],
          [3, { b: '"🙂' }],
        ])
      }),
    )
  })

  test('an array of many blocks', async () => {
    const values = Array.from({ length: 3_000 }, (_, a) => ({ a, filler: 'ü'.repeat(400) }))
    const lines = await linesOf(JSON.stringify(values))
    expect(lines.map(([, value]) => value)).toEqual(values)
  })
})

describe('a file that is cut off', () => {
  test.each([
    '{"a":1}\n{"a":',
    '{"a":1}\n{"a":"x}',
    '{"a":1}\n{',
    '{\n"a":1\n',
    '[{"a":1}',
    '[{"a":1},\n{"a":2',
    '[',
  ])('in the middle of a value is incomplete: %j', async (text) => {
    await expect(linesOf(text)).rejects.toThrow(IncompleteReport)
  })

  test('tells the line that it ends in, and does not quote it', async () => {
    await expect(linesOf('{"a":1}\n\n{"user_login":"alice')).rejects.toThrow(
      /^it ends in the middle of line 3$/,
    )
  })

  test('in a last line of nonsense is no cut: the line is for the parser to reject', async () => {
    const texts: string[] = []
    await readAll(chunks(['{"a":1}\n{"a":1}}']), ({ bytes, start, end }) =>
      texts.push(bytes.toString('utf8', start, end)),
    )
    expect(texts).toEqual(['{"a":1}', '{"a":1}}'])
  })
})

test('an empty file has no lines', async () => {
  expect(await linesOf('')).toEqual([])
})

test('the answer is the number of bytes, not of letters', async () => {
  expect(await readAll(chunks(['{"a":"é"}\n', '\n']))).toBe(12)
})

test('a line that never ends is a fault rather than all memory', async () => {
  const chunk = Buffer.alloc(8 << 20, 'x')
  const endless = (async function* () {
    for (;;) yield chunk
  })()
  await expect(readAll(endless)).rejects.toThrow(Fault)
})

/** Every way to cut the bytes of a text into chunks. */
function cuts(text: string): fc.Arbitrary<Uint8Array[]> {
  const bytes = Buffer.from(text)
  return fc.subarray(Array.from({ length: bytes.length - 1 }, (_, index) => index + 1)).map((places) => {
    const edges = [0, ...places, bytes.length]
    return edges.slice(1).map((end, index) => bytes.subarray(edges[index], end))
  })
}

/** Reads all lines of a file, and hands each to `visit`. Returns the number of bytes. */
async function readAll(
  bytes: AsyncIterable<Uint8Array>,
  visit: (line: LineCursor) => void = () => {},
): Promise<number> {
  let size = 0
  for await (const lines of readLines(bytes)) {
    while (lines.next()) visit(lines)
    size += lines.size
  }
  return size
}

async function linesOf(text: string): Promise<[number, unknown][]> {
  return linesOfBytes([Buffer.from(text)])
}

async function linesOfBytes(parts: readonly Uint8Array[]): Promise<[number, unknown][]> {
  const lines: [number, unknown][] = []
  await readAll(chunks(parts), ({ bytes, start, end, number }) => {
    const text = bytes.toString('utf8', start, end)
    try {
      lines.push([number, JSON.parse(text)])
    } catch {
      lines.push([number, text])
    }
  })
  return lines
}

async function* chunks(parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part
}

test('whatever stands in an array and is no object is handed over too, for the parser to reject', async () => {
  const texts: [number, string][] = []
  await readAll(chunks(['[{"a":1},"x{y",5,\noops, {"a":2} stray]']), ({ bytes, start, end, number: line }) =>
    texts.push([line, bytes.toString('utf8', start, end)]),
  )
  expect(texts).toEqual([
    [1, '{"a":1}'],
    [1, '"x{y"'],
    [1, '5'],
    [2, 'oops'],
    [2, '{"a":2}'],
    [2, 'stray'],
  ])
})
