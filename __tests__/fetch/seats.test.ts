import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { fetchSeats } from '../../src/fetch/seats.ts'
import { Fault } from '../../src/fault.ts'
import { connect, type GitHub } from '../../src/github.ts'
import type { Entity } from '../../src/inputs.ts'
import { openNetwork } from '../../src/network.ts'
import { type Asked, type LoopbackServer, sendJson, serve } from '../fixtures/servers.ts'

const OCTO: Entity = { scope: 'organization', slug: 'octo' }
const ACME: Entity = { scope: 'enterprise', slug: 'acme' }
const BUSINESS = /"GitHub Copilot Business: read" or "Administration: read"/

describe.concurrent('the list of seats', () => {
  test.each([
    [OCTO, '/orgs/octo/copilot/billing/seats'],
    [ACME, '/enterprises/acme/copilot/billing/seats'],
  ])('of %o is asked for by its path, a hundred at a time', async (entity, path) => {
    await using github = await serve((_, response) => sendJson(response, { total_seats: 1, seats: [{}] }))
    expect(await fetch(github, entity)).toEqual({ records: [{}], total: 1 })
    expect(github.asked.map((asked) => [asked.path, asked.query.toString()])).toEqual([
      [path, 'page=1&per_page=100'],
    ])
  })

  test('is all pages, in order', async () => {
    await using github = await serve(page(['a', 'b'], ['c', 'd'], ['e']))
    expect(await fetch(github)).toEqual({ records: ['a', 'b', 'c', 'd', 'e'], total: 5 })
  })

  test('is asked for side by side once the number of pages is known, and further where it grew meanwhile', async () => {
    const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    await using github = await serve((asked, response, url) => {
      const number = Number(asked.query.get('page'))
      // The first page knows of six.
      const last = number === 1 ? 6 : 7
      const links = [`<${url}/x?page=${last}&per_page=100>; rel="last"`]
      if (number < last) links.push(`<${url}/x?page=${number + 1}&per_page=100>; rel="next"`)
      const headers = { link: links.join(', ') }
      sendJson(response, { total_seats: 7, seats: all.slice(number - 1, number) }, 200, headers)
    })
    expect(await fetch(github)).toEqual({ records: all, total: 7 })
    expect(github.asked.map(({ query }) => Number(query.get('page'))).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7,
    ])
  })

  test('goes on after a full page where there is no Link header', async () => {
    const full = Array.from({ length: 100 }, (_, index) => index)
    await using github = await serve((asked, response) =>
      sendJson(response, { seats: asked.query.get('page') === '1' ? full : ['last'] }),
    )
    expect(await fetch(github)).toEqual({ records: [...full, 'last'], total: null })
  })

  test('sends its token nowhere but to the API, wherever the Link header leads', async () => {
    await using foreign = await serve((_, response) => sendJson(response, { seats: ['foreign'] }))
    await using github = await serve((asked, response) => {
      const isFirst = asked.query.get('page') === '1'
      const link = isFirst
        ? { link: `<${foreign.url}/seats?page=2>; rel="next"` }
        : { link: '<x>; rel="prev"' }
      sendJson(response, { total_seats: 2, seats: [isFirst ? 'one' : 'two'] }, 200, link)
    })
    expect(await fetch(github)).toEqual({ records: ['one', 'two'], total: 2 })
    expect(foreign.asked).toEqual([])
  })

  test('is tried again after a page that fails in passing', async () => {
    let failures = 0
    const pages = page(['a'], ['b'])
    await using github = await serve((asked, response, url) => {
      if (asked.query.get('page') === '2' && failures++ === 0) sendJson(response, { message: 'Oops' }, 502)
      else pages(asked, response, url)
    })
    expect(await fetch(github)).toEqual({ records: ['a', 'b'], total: 2 })
  })
})

describe.concurrent('no list of seats', () => {
  test.each([
    [401, OCTO, /does not accept the token.*\(401\)/, BUSINESS],
    [403, OCTO, /may not read the list of seats \(403\)/, BUSINESS],
    [404, OCTO, /shows the token no list of seats \(404\)/, BUSINESS],
    [422, OCTO, /refused the list of seats \(422\)/, BUSINESS],
    [403, ACME, /\(403\)/, /"Enterprise Copilot license management: read"/],
  ])('with %d for %o names the permission', async (status, entity, says, permission) => {
    await using github = await serve((_, response) => sendJson(response, { message: '<b>no</b>' }, status))
    const got = await fetch(github, entity)
    expect(got).toEqual({ refused: expect.stringMatching(says), isTrouble: false })
    expect(got).toEqual({ refused: expect.stringMatching(permission), isTrouble: false })
    expect(JSON.stringify(got)).not.toContain('<b>')
  })

  test('for single sign-on says what to authorize, not which permission', async () => {
    const message = 'Resource protected by organization SAML enforcement. You must grant your token access.'
    await using github = await serve((_, response) => sendJson(response, { message }, 403))
    expect(await fetch(github)).toEqual({
      refused: expect.stringMatching(/SAML single sign-on \(403\); authorize the token/),
      isTrouble: false,
    })
  })

  test.each([
    ['a server in trouble', { status: 502, response: { headers: {} } }, true],
    ['no answer', { status: 500 }, true],
    ['a rate limit', { status: 403, response: { headers: { 'x-ratelimit-remaining': '0' } } }, true],
    ['a missing permission', { status: 422, response: { headers: {} } }, false],
  ])('of a token for it, after %j, tells whether it may pass', async (_, properties, isTrouble) => {
    const cause = Object.assign(new Error('no'), properties)
    const github = {
      request: () => Promise.reject(new Fault('App 77 lacks something', { cause })),
    } as unknown as GitHub
    expect(await fetchSeats(github, OCTO, () => undefined)).toEqual({
      refused: 'App 77 lacks something',
      isTrouble,
    })
  })

  test('of a list that breaks off: nothing of it is used', async () => {
    await using github = await serve((asked, response) => {
      if (asked.query.get('page') === '1') page(['a'], ['b'])(asked, response, '')
      else sendJson(response, { message: 'Must have admin rights' }, 403)
    })
    expect(await fetch(github)).toEqual({ refused: expect.stringContaining('(403)'), isTrouble: false })
  })

  test('where GitHub does not answer in time is trouble, and no permission is named', async () => {
    await using github = await serve((_, response) => sendJson(response, { message: 'Oops' }, 503))
    const got = await fetch(github, OCTO, Date.now() + 200)
    expect(got).toEqual({ refused: expect.stringMatching(/\(503\) in several tries/), isTrouble: true })
    expect(JSON.stringify(got)).not.toContain('read"')
  })

  test('where the rate limit does not clear says so', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '4102444800' }
    await using github = await serve((_, response) =>
      sendJson(response, { message: 'API rate limit exceeded' }, 403, headers),
    )
    expect(await fetch(github)).toEqual({ refused: expect.stringContaining('rate limit'), isTrouble: true })
  })

  test('where a web page answers, or something else than a list', async () => {
    await using proxy = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    )
    expect(await fetch(proxy)).toMatchObject({ refused: expect.stringContaining('github-api-url') })
    await using other = await serve((_, response) => sendJson(response, { total_seats: 3 }))
    expect(await fetch(other)).toMatchObject({ refused: expect.stringContaining('look for a newer version') })
  })
})

/** Answers with pages as GitHub does: a Link header while there is another page. */
function page(...pages: readonly (readonly string[])[]) {
  return (asked: Asked, response: ServerResponse, url: string) => {
    const number = Number(asked.query.get('page'))
    const total_seats = pages.flat().length
    const rel = number < pages.length ? 'next' : 'prev'
    const link = `<${url}${asked.path}?page=${number + 1}>; rel="${rel}"`
    sendJson(response, { total_seats, seats: pages[number - 1] ?? [] }, 200, { link })
  }
}

/** The records with GitHub's count of them, or why there are none. */
async function fetch({ url }: LoopbackServer, entity = OCTO, giveUpAt?: number) {
  const network = openNetwork(url, new AbortController().signal)
  const records: unknown[] = []
  const take = (record: unknown) => void records.push(record)
  const fetched = await fetchSeats(connect('ghp_aToken', url, network), entity, take, giveUpAt)
  return 'refused' in fetched ? fetched : { records, ...fetched }
}
