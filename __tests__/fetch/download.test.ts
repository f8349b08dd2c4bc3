import type { ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { Fault, IncompleteReport, UnreachableHost } from '../../src/fault.ts'
import { linkedFile } from '../../src/fetch/download.ts'
import { openNetwork } from '../../src/network.ts'
import { rejectionOf, textOf } from '../fixtures/bytes.ts'
import { type Answer, sendHalf, serve } from '../fixtures/servers.ts'

const SIGNATURE = 'sv=2025&sig=aVerySecretSignature%3D'
const STALL = 2_000
const NETWORK = openNetwork('http://127.0.0.1', new AbortController().signal)

describe('the file behind a link', () => {
  test('is its bytes', async () => {
    await using server = await serve((_, response) => response.end('{"a":1}\n'))
    expect(await download(`${server.url}/users.ndjson?${SIGNATURE}`)).toBe('{"a":1}\n')
  })

  test('is decompressed, whatever headers say', async () => {
    await using server = await serve((_, response) => {
      response
        .writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain' })
        .end(gzipSync('{"a":1}\n'))
    })
    expect(await download(`${server.url}/users.ndjson?${SIGNATURE}`)).toBe('{"a":1}\n')
  })

  test('may come in pieces of a length that nobody announced', async () => {
    await using server = await serve((_, response) => {
      response.write('{"a":')
      setTimeout(() => response.end('1}\n'), 20)
    })
    expect(await download(`${server.url}/users.ndjson`)).toBe('{"a":1}\n')
  })

  test('may be empty', async () => {
    await using server = await serve((_, response) => response.end())
    expect(await download(`${server.url}/users.ndjson`)).toBe('')
  })

  test('is asked for with the link’s query, and without any authorization', async () => {
    await using server = await serve((_, response) => response.end('{}'))
    await download(`${server.url}/users.ndjson?${SIGNATURE}`)
    expect(server.asked.map(({ method, path, query }) => [method, path, query.get('sig')])).toEqual([
      ['GET', '/users.ndjson', 'aVerySecretSignature='],
    ])
    expect(server.asked[0]?.headers).not.toHaveProperty('authorization')
    expect(server.asked[0]?.headers).not.toHaveProperty('cookie')
  })
})

describe('its name', () => {
  test('is the last part of the path, never the query', () => {
    expect(linkedFile(`https://reports.example/a/part-00366.json?${SIGNATURE}`, 1, NETWORK, STALL).name).toBe(
      'part-00366.json',
    )
  })

  test.each([
    `https://reports.example/a/b%20c.json?${SIGNATURE}`,
    `https://reports.example/?${SIGNATURE}`,
    `https://reports.example/a/::add-mask::x?${SIGNATURE}`,
    `https://reports.example/${'x'.repeat(300)}?${SIGNATURE}`,
    `not a link ${SIGNATURE}`,
  ])('is its number where the path has none fit to be shown: %s', (link) => {
    expect(linkedFile(link, 7, NETWORK, STALL).name).toBe('file 7')
  })
})

describe('a file that does not arrive whole is incomplete', () => {
  const cases: readonly (readonly [string, Answer, RegExp])[] = [
    [
      'cut off before its announced end',
      (_, response) => sendHalf(response, 'x'.repeat(1000)),
      /users\.ndjson stopped after \d+ bytes/,
    ],
    [
      'cut off in the middle of its pieces',
      (_, response) => void response.write('{"a":1}\n', () => response.destroy()),
      /users\.ndjson stopped after 8 bytes/,
    ],
    [
      'cut off inside of its compressed bytes, which the server announces as whole',
      (_, response) => void response.end(gzipSync('x'.repeat(10_000)).subarray(0, 30)),
      /compressed bytes are cut off/,
    ],
    [
      'refused with 403, as an expired link is',
      (_, response) => void response.writeHead(403).end('<Error/>'),
      /refused with status 403/,
    ],
    [
      'refused with 404, as a shard that is gone is',
      (_, response) => void response.writeHead(404).end(),
      /refused with status 404/,
    ],
    ['refused with 500', (_, response) => void response.writeHead(500).end(), /refused with status 500/],
    [
      'answered with 206, a part',
      (_, response) => void response.writeHead(206).end('half'),
      /refused with status 206/,
    ],
    ['redirected to nowhere', (_, response) => void response.writeHead(302).end(), /refused with status 302/],
    [
      'hung up on',
      (_, response) => void response.destroy(),
      /^users\.ndjson: 127\.0\.0\.1:\d+ broke off the connection/,
    ],
    [
      'redirected again and again',
      (asked, response) => void response.writeHead(302, { location: `/users.ndjson?${asked.query}` }).end(),
      /redirected more than 3 times/,
    ],
  ]

  test.each(cases)('when it is %s', async (_, answer, message) => {
    await using server = await serve(answer)
    const error = await rejectionOf(download(`${server.url}/users.ndjson?${SIGNATURE}`))
    expect(error).toBeInstanceOf(IncompleteReport)
    expect(error.message).toMatch(message)
    expectNoSignature(error)
  })

  test('when bytes stop coming', async () => {
    await using server = await serve((_, response) => void response.write('{"a":1}\n'))
    const began = Date.now()
    const error = await rejectionOf(download(`${server.url}/users.ndjson?${SIGNATURE}`, 200))
    expect(error).toBeInstanceOf(IncompleteReport)
    expect(error.message).toMatch(/stalled \(less than 1 kB a second\) after 8 bytes/)
    expect(Date.now() - began).toBeLessThan(5_000)
  })

  test('when no answer comes for longer than a stall may last', async () => {
    await using server = await serve(() => {})
    const error = await rejectionOf(download(`${server.url}/users.ndjson?${SIGNATURE}`, 200))
    expect(error).toBeInstanceOf(IncompleteReport)
    expectNoSignature(error)
  })

  test('when bytes keep coming, but less than 1 kB a second', async () => {
    await using server = await serve((_, response) => trickle(response, 'x', 1_000))
    const error = await rejectionOf(download(`${server.url}/users.ndjson?${SIGNATURE}`, 400))
    expect(error).toBeInstanceOf(IncompleteReport)
    expect(error.message).toMatch(/stalled \(less than 1 kB a second\) after \d+ bytes/)
  })

  test('but not when they come slowly, faster than that', async () => {
    await using server = await serve((_, response) => trickle(response, 'x'.repeat(500), 20))
    expect(await download(`${server.url}/users.ndjson`, 400)).toHaveLength(10_000)
  })

  test('or when the run ends, which is no reason to try again', async () => {
    const end = new AbortController()
    await using server = await serve((_, response) => void response.write('{"a":1}\n', () => end.abort()))
    const network = openNetwork(server.url, end.signal)
    const file = linkedFile(`${server.url}/users.ndjson?${SIGNATURE}`, 1, network, 60_000)
    const error = await rejectionOf(textOf(file.bytes()))
    expect(error.name).toBe('AbortError')
  })
})

describe('a link into the runner’s own network is not followed where the API is elsewhere', () => {
  const network = openNetwork('https://192.0.2.1', new AbortController().signal)
  const links = [
    'http://127.0.0.1:9/users.ndjson',
    'http://localhost:9/users.ndjson',
    'https://localhost/users.ndjson',
    'https://[::1]/users.ndjson',
    'https://10.0.0.1/users.ndjson',
    'https://169.254.169.254/latest/meta-data',
    'https://[::ffff:192.168.0.1]/users.ndjson',
  ]

  test.each(links)('%s', async (link) => {
    const error = await rejectionOf(textOf(linkedFile(`${link}?${SIGNATURE}`, 1, network, STALL).bytes()))
    expect(error).toBeInstanceOf(Fault)
    expect(error.message).toMatch(/inside of the runner's own network; it was not followed/)
    expect(error.message).toContain(new URL(link).host)
    expectNoSignature(error)
  })
})

describe('a host that cannot be reached is named with the reason,', () => {
  test('where nobody listens', async () => {
    const server = await serve(() => {})
    await server[Symbol.asyncDispose]()
    const error = await rejectionOf(download(`${server.url}/users.ndjson?${SIGNATURE}`))
    expect(error).toBeInstanceOf(UnreachableHost)
    expect(error.message).toMatch(/^users\.ndjson: 127\.0\.0\.1:\d+ refuses the connection \(ECONNREFUSED\)$/)
    expectNoSignature(error)
  })

  test('where DNS does not know it', async () => {
    const error = await rejectionOf(download(`https://reports.invalid/users.ndjson?${SIGNATURE}`))
    expect(error.message).toMatch(
      /^users\.ndjson: reports\.invalid has no address in DNS \((ENOTFOUND|EAI_AGAIN)\)$/,
    )
    expectNoSignature(error)
  })
})

describe('redirects', () => {
  test('are followed on loopback, without any authorization', async () => {
    await using target = await serve((_, response) => response.end('{"a":1}\n'))
    await using server = await serve((_, response) =>
      response.writeHead(302, { location: `${target.url}/moved?${SIGNATURE}` }).end(),
    )
    expect(await download(`${server.url}/users.ndjson`)).toBe('{"a":1}\n')
    expect(target.asked.map(({ path }) => path)).toEqual(['/moved'])
    expect(target.asked[0]?.headers).not.toHaveProperty('authorization')
  })

  test('may be relative', async () => {
    await using server = await serve(({ path }, response) => {
      if (path === '/a/users.ndjson') response.writeHead(307, { location: '../b' }).end()
      else response.end(path)
    })
    expect(await download(`${server.url}/a/users.ndjson`)).toBe('/b')
  })

  test.each([
    'http://reports.example/users',
    'http://192.0.2.1/users',
    'ftp://127.0.0.1/users',
    'file:///etc/passwd',
  ])('to %s are refused', async (target) => {
    await using server = await serve((_, response) =>
      response.writeHead(302, { location: `${target}?${SIGNATURE}` }).end(),
    )
    const error = await rejectionOf(download(`${server.url}/users.ndjson?${SIGNATURE}`))
    expect(error).toBeInstanceOf(Fault)
    expect(error.message).toContain('not https')
    expectNoSignature(error)
  })
})

test.each([
  `http://reports.example/users?${SIGNATURE}`,
  `file:///etc/passwd?${SIGNATURE}`,
  `users.ndjson?${SIGNATURE}`,
])('the link %s is not followed', async (link) => {
  const error = await rejectionOf(download(link))
  expect(error).toBeInstanceOf(Fault)
  expect(error.message).toContain('it was not followed')
  expectNoSignature(error)
})

/** Sends a piece every 20 ms, so many times. */
function trickle(response: ServerResponse, piece: string, times: number): void {
  let sent = 0
  const timer = setInterval(() => {
    response.write(piece)
    if (++sent < times && !response.destroyed) return
    clearInterval(timer)
    response.end()
  }, 20)
}

async function download(link: string, stall = STALL): Promise<string> {
  return textOf(linkedFile(link, 1, NETWORK, stall).bytes())
}

/** Not in the message, and not in what caused it either. */
function expectNoSignature(error: unknown): void {
  for (let one = error; one instanceof Error; one = one.cause) {
    expect(`${one.message} ${one.stack} ${JSON.stringify(one)}`).not.toContain('aVerySecretSignature')
  }
}
