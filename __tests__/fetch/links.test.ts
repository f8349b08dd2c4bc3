import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { Fault } from '../../src/fault.ts'
import { githubSource } from '../../src/fetch/links.ts'
import type { ReportName } from '../../src/fetch/source.ts'
import { connect } from '../../src/github.ts'
import type { Entity } from '../../src/inputs.ts'
import { readTries } from '../../src/read-days.ts'
import { openNetwork } from '../../src/network.ts'
import { rejectionOf, textOf } from '../fixtures/bytes.ts'
import { type Asked, type LoopbackServer, sendHalf, sendJson, serve } from '../fixtures/servers.ts'
import { dayOf } from '../fixtures/rows.ts'

const TOKEN = 'ghp_aVerySecretToken'
const SIGNATURE = 'sig=aVerySecretSignature'
const OCTO: Entity = { scope: 'organization', slug: 'octo' }
const ACME: Entity = { scope: 'enterprise', slug: 'acme' }
const DAY = '2026-10-14'
const USERS = '/orgs/octo/copilot/metrics/reports/users-1-day'
const LATEST = '/orgs/octo/copilot/metrics/reports/users-28-day/latest'

type Routes = Readonly<Record<string, (response: ServerResponse, asked: Asked, url: string) => void>>

describe.concurrent('a report', () => {
  test.each([
    [OCTO, 'users', USERS],
    [OCTO, 'user-teams', '/orgs/octo/copilot/metrics/reports/user-teams-1-day'],
    [ACME, 'users', '/enterprises/acme/copilot/metrics/reports/users-1-day'],
    [ACME, 'user-teams', '/enterprises/acme/copilot/metrics/reports/user-teams-1-day'],
  ] as const)(
    'of %o named %s is asked for by its path and day, with the token and the API version',
    async (entity, report, path) => {
      await using github = await serveRoutes({ [path]: (response) => envelope(response, []) })
      await read(github, { entity, report })
      expect(github.asked.map((asked) => [asked.path, asked.query.get('day')])).toEqual([[path, DAY]])
      expect(github.asked[0]?.headers).toMatchObject({
        authorization: `token ${TOKEN}`,
        'x-github-api-version': '2026-03-10',
      })
    },
  )

  test('is all files of its envelope, each without the token', async () => {
    await using github = await serveRoutes({
      [USERS]: (response, _, url) =>
        envelope(response, [`${url}/part-1?${SIGNATURE}`, `${url}/part-2?${SIGNATURE}`]),
      '/part-1': (response) => response.end('one'),
      '/part-2': (response) => response.end('two'),
    })
    expect(await read(github)).toEqual({ isThere: true, tries: [['one', 'two']] })
    for (const { path, headers } of github.asked.slice(1)) {
      expect(path).toMatch(/^\/part-/)
      expect(headers).not.toHaveProperty('authorization')
    }
  })
})

describe.concurrent('no report in any of its shapes is no report, and nothing is read', () => {
  const shapes: readonly (readonly [string, (response: ServerResponse) => void])[] = [
    ['204 without a body', (response) => response.writeHead(204).end()],
    [
      '404 with a message about the report',
      (response) =>
        sendJson(response, { message: `No report available for this organization on ${DAY}` }, 404),
    ],
    ['an envelope without links', (response) => envelope(response, [])],
    ['an empty JSON string', (response) => sendJson(response, '')],
    ['a message as a JSON string', (response) => sendJson(response, 'No report available for this day')],
    ['null', (response) => sendJson(response, null)],
    [
      '200 without a body',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(),
    ],
    [
      '200 with a blank body',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('\n'),
    ],
  ]

  test.each(shapes)('%s', async (_, answer) => {
    await using github = await serveRoutes({ [USERS]: answer })
    expect(await read(github)).toEqual({ isThere: false, tries: [] })
    expect(github.asked).toHaveLength(1)
  })
})

describe.concurrent('404 without a word about a report', () => {
  const notFound = (response: ServerResponse) =>
    sendJson(
      response,
      {
        message: 'Not Found',
        documentation_url: 'https://docs.github.com/rest/copilot/reports',
        status: '404',
      },
      404,
    )

  test('is a day without a report where the entity has others, which is asked once', async () => {
    await using github = await serveRoutes({
      [USERS]: notFound,
      [LATEST]: (response) =>
        sendJson(response, { download_links: [], report_start_day: DAY, report_end_day: DAY }),
    })
    const source = sourceOf(github)
    for (const day of ['2026-10-13', DAY]) {
      expect(await readTries(source, OCTO, 'users', dayOf(day), async () => 'read')).toBeUndefined()
    }
    expect(github.asked.filter(({ path }) => path === LATEST)).toHaveLength(1)
  })

  test('is a wrong slug or token where the entity has none at all', async () => {
    await using github = await serveRoutes({ [USERS]: notFound, [LATEST]: notFound })
    expect(await faultOf(github)).toMatch(/no organization "octo" \(404\): check the slug/)
  })
})

describe.concurrent('403 has several causes, told apart', () => {
  test.each([
    [
      'the policy is off',
      'Copilot usage metrics policy must be enabled for this organization',
      {},
      /policy "Copilot usage metrics" is not enabled for organization octo.*Enabled everywhere/,
    ],
    [
      'the token may not',
      'Resource not accessible by integration',
      {},
      /github-token may not read .* organization octo.*workflow's own token never can.*Organization Copilot metrics: read/,
    ],
    [
      'its owner lacks the role',
      'Must have admin rights to Organization',
      {},
      /lacks the role.*organization owner or a custom role/,
    ],
    [
      'the rate limit is used up',
      'API rate limit exceeded for user ID 1',
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 3600),
      },
      /rate limit stopped the users report of octo for 2026-10-14.*run again after \d\d:\d\d UTC/,
    ],
    [
      'the rate limit clears at no time that there is',
      'API rate limit exceeded for user ID 1',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1000000000000000' },
      /rate limit stopped the users report of octo for 2026-10-14.*run again later/,
    ],
    [
      'GitHub asks to wait until a date',
      'You have exceeded a secondary rate limit',
      { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() },
      /rate limit stopped.*run again after \d\d:\d\d UTC/,
    ],
    [
      'GitHub asks to wait for longer than a run may take',
      'You have exceeded a secondary rate limit',
      { 'retry-after': '3600' },
      /rate limit stopped/,
    ],
  ] as const)('%s', async (_, message, headers, sentence) => {
    await using github = await serveRoutes({
      [USERS]: (response) => sendJson(response, { message }, 403, headers),
    })
    expect(await faultOf(github)).toMatch(sentence)
    expect(github.asked).toHaveLength(1)
  })

  test('a cause that is none of these is told in GitHub’s words, on one line', async () => {
    await using github = await serveRoutes({
      [USERS]: (response) => sendJson(response, { message: 'Something\n::error::else' }, 403),
    })
    const message = await faultOf(github)
    expect(message).toContain('403: Something ::error::else')
    expect(message).not.toContain('\n')
  })

  test('of an enterprise the sentence says what an enterprise needs', async () => {
    const path = '/enterprises/acme/copilot/metrics/reports/users-1-day'
    await using github = await serveRoutes({
      [path]: (response) => sendJson(response, { message: 'Resource not accessible by integration' }, 403),
    })
    expect(await faultOf(github, ACME)).toMatch(
      /enterprise acme.*App installed on an organization never can.*read:enterprise/,
    )
  })

  test('is not asked again', async () => {
    await using github = await serveRoutes({
      [USERS]: (response) => sendJson(response, { message: 'Resource not accessible by integration' }, 403),
    })
    await faultOf(github)
    expect(github.asked).toHaveLength(1)
  })
})

describe.concurrent('other refusals', () => {
  test('401 is a token that is expired or wrong', async () => {
    await using github = await serveRoutes({
      [USERS]: (response) => sendJson(response, { message: 'Bad credentials' }, 401),
    })
    expect(await faultOf(github)).toMatch(
      /does not accept github-token .*\(401\): it is expired or not valid/,
    )
  })

  test('400 is an address or a version that is wrong', async () => {
    await using github = await serveRoutes({
      [USERS]: (response) => sendJson(response, { message: 'Bad version' }, 400),
    })
    expect(await faultOf(github)).toMatch(/400: Bad version.*check github-api-url/)
  })

  test.each([{}, { download_links: 'none' }, { download_links: [1] }, { download_links: null }, [], 7, true])(
    'an envelope like %j is one that nobody knows, and not "no report"',
    async (data) => {
      await using github = await serveRoutes({ [USERS]: (response) => sendJson(response, data) })
      expect(await faultOf(github)).toMatch(
        /envelope for the users report of octo for 2026-10-14 that this version does not know/,
      )
    },
  )
})

describe.concurrent('what is no answer of GitHub’s API is not "no report"', () => {
  const page = '<!doctype html><title>Log in</title>'
  const html = { 'content-type': 'text/html; charset=utf-8' }
  const answers: readonly (readonly [string, (response: ServerResponse, url: string) => void, RegExp])[] = [
    [
      'a web page',
      (response) => response.writeHead(200, html).end(page),
      /a web page \(text\/html, status 200\)/,
    ],
    ['an empty web page', (response) => response.writeHead(200, html).end(), /a web page/],
    [
      'a web page that is called JSON',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end(page),
      /a web page \(application\/json, status 200\)/,
    ],
    [
      'a text',
      (response) => response.writeHead(200, { 'content-type': 'text/plain' }).end('"No report"'),
      /something else than JSON \(text\/plain, status 200\)/,
    ],
    [
      'a text of no type',
      (response) => response.writeHead(200).end('OK'),
      /something else than JSON \(no type/,
    ],
    [
      'words that are called JSON',
      (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('Bad gateway'),
      /something else than JSON/,
    ],
    ['a web page with 404', (response) => response.writeHead(404, html).end(page), /a web page.*status 404/],
    ['a web page with 403', (response) => response.writeHead(403, html).end(page), /a web page.*status 403/],
    [
      'a redirect to another host',
      (response) => response.writeHead(302, { location: 'https://login.example/?next=x' }).end(),
      /a redirect to login\.example,/,
    ],
    [
      'a redirect to http',
      (response) => response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
      /a redirect to 169\.254\.169\.254 over http,/,
    ],
    [
      'a redirect in a circle',
      (response) => response.writeHead(302, { location: USERS }).end(),
      /one redirect after the other/,
    ],
    [
      'an envelope without end',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        pour(response)
      },
      /more than 10 MB/,
    ],
  ]

  test.each(answers)('%s', async (_, answer, sentence) => {
    await using github = await serveRoutes({ [USERS]: (response, __, url) => answer(response, url) })
    const message = await faultOf(github)
    expect(message).toMatch(
      /^Asked for the users report of octo for 2026-10-14, 127\.0\.0\.1:\d+ answered with /,
    )
    expect(message).toMatch(sentence)
    expect(message).toMatch(/check github-api-url, https_proxy and no_proxy/)
    expect(message).not.toMatch(/[<>]|Log in|next=/)
    expect(new Set(github.asked.map(({ path }) => path))).toEqual(new Set([USERS]))
  })

  test('but a redirect of the API to itself is followed, with the token', async () => {
    await using github = await serveRoutes({
      [USERS]: (response) => response.writeHead(307, { location: '/organizations/1/users' }).end(),
      '/organizations/1/users': (response) => envelope(response, []),
    })
    expect(await read(github)).toMatchObject({ isThere: false })
    expect(github.asked[1]?.headers.authorization).toBe(`token ${TOKEN}`)
  })
})

describe.concurrent('429', () => {
  test.each([
    ['in seconds', '3600'],
    ['as a date', new Date(Date.now() + 3_600_000).toUTCString()],
  ])('with a long Retry-After %s is not asked again', async (_, retryAfter) => {
    await using github = await serveRoutes({
      [USERS]: (response) => sendJson(response, { message: 'Slow down' }, 429, { 'retry-after': retryAfter }),
    })
    expect(await faultOf(github)).toMatch(/rate limit stopped.*run again after \d\d:\d\d UTC/)
    expect(github.asked).toHaveLength(1)
  })

  test.each([
    ['in seconds', () => '1'],
    ['as a date', () => new Date(Date.now() + 1_000).toUTCString()],
  ])('with a short Retry-After %s is asked again after it', async (_, retryAfter) => {
    await using github = await serveRoutes({
      [USERS]: inTurn(
        (response) => sendJson(response, { message: 'Slow down' }, 429, { 'retry-after': retryAfter() }),
        (response) => envelope(response, []),
      ),
    })
    expect(await read(github)).toMatchObject({ isThere: false })
    expect(github.asked).toHaveLength(2)
  })
})

describe.concurrent('what passes is tried again', () => {
  test('500: the next answer counts', async () => {
    await using github = await serveRoutes({
      [USERS]: inTurn(
        (response) => sendJson(response, { message: 'oops' }, 500),
        (response, _, url) => envelope(response, [`${url}/file?${SIGNATURE}`]),
      ),
      '/file': (response) => response.end('one'),
    })
    expect(await read(github)).toEqual({ isThere: true, tries: [['one']] })
  })

  test('a rate limit that clears in a second', async () => {
    await using github = await serveRoutes({
      [USERS]: inTurn(
        (response) =>
          sendJson(response, { message: 'You have exceeded a secondary rate limit' }, 403, {
            'retry-after': '1',
          }),
        (response) => envelope(response, []),
      ),
    })
    expect(await read(github)).toMatchObject({ isThere: false })
    expect(github.asked).toHaveLength(2)
  })

  test.each([
    [
      'before its announced end',
      (response: ServerResponse) =>
        sendHalf(response, JSON.stringify({ download_links: [] }), 'application/json'),
    ],
    [
      'where the server announces the half as the whole',
      (response: ServerResponse) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"download_links":['),
    ],
  ])('an envelope cut off %s is no "no report"', async (_, cut) => {
    await using github = await serveRoutes({
      [USERS]: inTurn(cut, (response, __, url) => envelope(response, [`${url}/file?${SIGNATURE}`])),
      '/file': (response) => response.end('one'),
    })
    expect(await read(github)).toEqual({ isThere: true, tries: [['one']] })
  })

  test('an expired link: a fresh envelope is asked for, and all files are read again', async () => {
    let envelopes = 0
    await using github = await serveRoutes({
      [USERS]: (response, _, url) => {
        envelopes++
        envelope(response, [
          `${url}/part-1?${SIGNATURE}&se=${envelopes}`,
          `${url}/part-2?${SIGNATURE}&se=${envelopes}`,
        ])
      },
      '/part-1': (response) => response.end('one'),
      '/part-2': (response, { query }) => {
        if (query.get('se') === '1') response.writeHead(403).end('<Error>expired</Error>')
        else response.end('two')
      },
    })
    expect(await read(github)).toEqual({ isThere: true, tries: [['one'], ['one', 'two']] })
    expect(envelopes).toBe(2)
  })

  test('a download that is cut off: what was read of it is read again', async () => {
    await using github = await serveRoutes({
      [USERS]: (response, _, url) => envelope(response, [`${url}/file?${SIGNATURE}`]),
      '/file': inTurn(
        (response) => sendHalf(response, 'the whole of it'),
        (response) => response.end('the whole of it'),
      ),
    })
    expect(await read(github)).toEqual({ isThere: true, tries: [[], ['the whole of it']] })
  })
})

describe.concurrent('what lasts ends in a fault that names the report and no link', () => {
  test('links that expire again and again', async () => {
    await using github = await serveRoutes({
      [USERS]: (response, _, url) => envelope(response, [`${url}/users.json?${SIGNATURE}`]),
      '/users.json': (response) => response.writeHead(403).end(),
    })
    const message = await faultOf(github)
    expect(message).toMatch(/^the users report of octo for 2026-10-14 did not arrive whole in \d tries/)
    expect(message).toContain('users.json was refused with status 403')
    expect(github.asked.filter(({ path }) => path === USERS).length).toBeGreaterThan(2)
  })

  test('links that are gone after the first try, which is not "no report"', async () => {
    await using github = await serveRoutes({
      [USERS]: inTurn(
        (response, _, url) => envelope(response, [`${url}/users.json?${SIGNATURE}`]),
        (response) => envelope(response, []),
      ),
      '/users.json': (response) => response.writeHead(404).end(),
    })
    expect(await faultOf(github)).toMatch(/did not arrive whole in \d tries \(its links are gone\)/)
  })

  test('an API that says nothing is given up in time', async () => {
    await using github = await serveRoutes({ [USERS]: () => {} })
    const network = openNetwork(github.url, new AbortController().signal)
    const request = connect(TOKEN, github.url, network).request(`GET ${USERS}`, {
      request: { giveUpAt: Date.now() + 500 },
    })
    expect(await rejectionOf(request)).toMatchObject({
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ does not answer in time/) as string,
    })
  }, 10_000)

  test('an envelope that is cut off again and again', async () => {
    await using github = await serveRoutes({
      [USERS]: (response) =>
        sendHalf(
          response,
          JSON.stringify({ download_links: [`https://x/?${SIGNATURE}`] }),
          'application/json',
        ),
    })
    expect(await faultOf(github)).toMatch(/did not answer for the users report of octo for 2026-10-14/)
  })

  test('a link that is not https, or that leads to one: it is neither followed nor tried again', async () => {
    await using github = await serveRoutes({
      [USERS]: (response, _, url) => envelope(response, [`${url}/users.json?${SIGNATURE}`]),
      '/users.json': (response) =>
        response.writeHead(302, { location: `http://reports.example/?${SIGNATURE}` }).end(),
    })
    expect(await faultOf(github)).toMatch(/not https; it was not followed/)
    await using other = await serveRoutes({
      [USERS]: (response) => envelope(response, [`http://reports.example/users.json?${SIGNATURE}`]),
    })
    expect(await faultOf(other)).toMatch(/not https; it was not followed/)
    expect([github.asked.length, other.asked.length]).toEqual([2, 1])
  })
})

describe.concurrent('the newest day', () => {
  const newest = (github: LoopbackServer, entities: readonly Entity[]) =>
    sourceOf(github).newestDay(entities, dayOf('2026-10-17'))
  const from =
    (day: string) =>
    (response: ServerResponse, { query }: Asked) =>
      envelope(response, (query.get('day') ?? '') <= day ? [`https://reports.example/?${SIGNATURE}`] : [])

  test('is found by asking, and not guessed; nothing is downloaded', async () => {
    await using github = await serveRoutes({ [USERS]: from('2026-10-14') })
    expect(await newest(github, [OCTO])).toBe('2026-10-14')
    expect(github.asked.map(({ query }) => query.get('day'))).toEqual([
      '2026-10-16',
      '2026-10-15',
      '2026-10-14',
    ])
  })

  test('is one on which every entity has its users report', async () => {
    const other: Entity = { scope: 'organization', slug: 'globex' }
    await using github = await serveRoutes({
      [USERS]: from('2026-10-15'),
      '/orgs/globex/copilot/metrics/reports/users-1-day': from('2026-10-13'),
    })
    expect(await newest(github, [OCTO, other])).toBe('2026-10-13')
  })

  test('is unknown where there is none in reach', async () => {
    await using github = await serveRoutes({ [USERS]: from('2020-01-01') })
    expect(await newest(github, [OCTO])).toBeUndefined()
  })

  test('is no answer to a token that may not', async () => {
    await using github = await serveRoutes({
      [USERS]: (response) => sendJson(response, { message: 'Bad credentials' }, 401),
    })
    expect(await rejectionOf(newest(github, [OCTO]))).toBeInstanceOf(Fault)
  })
})

function serveRoutes(routes: Routes): Promise<LoopbackServer> {
  return serve((asked, response, url) => {
    const answer = routes[asked.path]
    if (answer === undefined) sendJson(response, { message: `nothing is at ${asked.path}` }, 418)
    else answer(response, asked, url)
  })
}

function envelope(response: ServerResponse, download_links: readonly string[]): void {
  sendJson(response, { download_links, report_day: DAY })
}

/** Sends spaces for as long as somebody takes them. */
function pour(response: ServerResponse): void {
  while (!response.destroyed && response.write(' '.repeat(1 << 16)));
  if (!response.destroyed) response.once('drain', () => pour(response))
}

/** Answers in turn; the last one stays. */
function inTurn(...answers: readonly Routes[string][]): Routes[string] {
  let next = 0
  return (...request) => answers[Math.min(next++, answers.length - 1)]?.(...request)
}

function sourceOf(github: LoopbackServer) {
  const network = openNetwork(github.url, new AbortController().signal)
  const client = connect(TOKEN, github.url, network)
  return githubSource(() => client, network)
}

/** Whether there is a report, and the texts of its files, try by try. */
async function read(
  github: LoopbackServer,
  { entity = OCTO, report = 'users' }: { entity?: Entity; report?: ReportName } = {},
) {
  const tries: string[][] = []
  const last = await readTries(sourceOf(github), entity, report, dayOf(DAY), async (files) => {
    const texts: string[] = []
    tries.push(texts)
    for (const file of files) texts.push(await textOf(file.bytes()))
    return texts
  })
  expect(last).toBe(tries.at(-1))
  return { isThere: last !== undefined, tries }
}

/** The sentence that a run would fail with; neither it nor what caused it holds a secret. */
async function faultOf(github: LoopbackServer, entity = OCTO): Promise<string> {
  const error = await rejectionOf(read(github, { entity }))
  expect(error).toBeInstanceOf(Fault)
  expect(error.message).not.toContain('aVerySecret')
  return error.message
}
