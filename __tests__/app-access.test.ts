import { describe, expect, test } from 'vitest'
import { type AppOptions, makeApp, makeKey, type SimulatedApp } from '../simulator/apps.ts'
import { apiError } from '../simulator/answers.ts'
import { literalSource } from '../simulator/reports.ts'
import { type Simulator, startSimulator } from '../simulator/server.ts'
import { openApp } from '../src/app-access.ts'
import type { Purpose } from '../src/app-permissions.ts'
import { Fault } from '../src/fault.ts'
import type { Entity } from '../src/inputs.ts'
import { openNetwork } from '../src/network.ts'
import { rejectionOf } from './fixtures/bytes.ts'

const EAST: Entity = { scope: 'organization', slug: 'octo-east' }
const OCTO: Entity = { scope: 'enterprise', slug: 'octo' }
const METRICS = 'organization_copilot_metrics'
const REPORT = 'GET /orgs/octo-east/copilot/metrics/reports/users-1-day'

interface Tried {
  readonly app: SimulatedApp
  readonly github: Simulator
  readonly access: ReturnType<typeof openApp>
}

/** Asks with an App that is installed so, against a GitHub with a report of octo-east. */
async function withApp<Result>(
  options: Partial<AppOptions>,
  ask: (tried: Tried) => Promise<Result>,
  { path = '', ...credentials }: { id?: string; privateKey?: string; path?: string } = {},
): Promise<Result> {
  const app = makeApp({ installations: [{ on: 'organization:octo-east' }], ...options })
  const reports = literalSource({ 'organization:octo-east': { 'users-1-day': { '2026-11-18': [] } } })
  await using github = await startSimulator({ app, reports })
  const end = new AbortController()
  const url = `${github.url}${path}`
  const network = openNetwork(url, end.signal)
  const access = openApp({ id: app.id, privateKey: app.privateKey, ...credentials }, url, network)
  try {
    return await ask({ app, github, access })
  } finally {
    end.abort()
  }
}

/** The status of one request for a report. */
async function statusOf({ access }: Tried, entity = EAST): Promise<number> {
  const answer = await access.clientFor(entity, 'reports').request(REPORT, { day: '2026-11-18' })
  return answer.status
}

describe('signatures', () => {
  test.each([-5400, -60, 0, 60, 5400])(
    'are accepted by a GitHub whose clock is %d s ahead, and one token serves all requests',
    async (clockAheadSeconds) => {
      await withApp({ clockAheadSeconds }, async (tried) => {
        await tried.access.refuseUnreadable([EAST])
        for (let round = 0; round < 3; round++) expect(await statusOf(tried)).toBe(200)
        expect(tried.app.minted).toHaveLength(1)
      })
    },
  )

  test('are sent below the path of the API too', async () => {
    const ask = async (tried: Tried) => {
      expect((await tried.access.organizations()).entities).toEqual([EAST])
      await tried.access.refuseUnreadable([EAST, { ...EAST, slug: 'OCTO-EAST' }])
      expect(await statusOf(tried)).toBe(200)
      return tried.github.requests.map(({ path }) => path.slice(0, 12))
    }
    const paths = await withApp({}, ask, { path: '/api/v3' })
    expect(paths).toEqual(['/api/v3/app/', '/api/v3/app/', '/api/v3/orgs'])
  })

  test('of a client ID are those of the App', async () => {
    const sentence = await withApp({}, async ({ access }) => rejectionOf(access.refuseUnreadable([EAST])), {
      id: 'Iv23liUnknownApp',
    })
    expect(sentence.message).toMatch(/^GitHub knows no App with the app-id Iv23liUnknownApp \(404\): /)
  })

  test('with the key of another App are refused in a sentence that quotes no key', async () => {
    const { privateKey } = makeKey()
    const fault = await withApp({}, async ({ access }) => rejectionOf(access.organizations()), { privateKey })
    expect(fault).toBeInstanceOf(Fault)
    expect(fault.message).toMatch(/app-id 424242 with this app-private-key \(401: .* could not be decoded\)/)
  })
})

describe('installations', () => {
  test('are found page by page, by name, without accounts, enterprises and suspended ones', async () => {
    const names = Array.from({ length: 230 }, (_, index) => `octo-${String(index).padStart(3, '0')}`)
    const installations = [
      { on: 'user:octocat' },
      ...names.toReversed().map((name) => ({ on: `organization:${name}` }) as const),
      { on: 'enterprise:octo' },
      { on: 'organization:octo-old', suspended: true },
    ] as const
    await withApp({ installations }, async ({ access, github }) => {
      const { entities, suspended } = await access.organizations()
      expect(entities.map(({ slug }) => slug)).toEqual(names)
      expect(suspended).toEqual(['octo-old'])
      await access.refuseUnreadable(entities)
      expect(github.requests.map(({ path }) => path)).toEqual(Array(3).fill('/app/installations'))
    })
  })

  test('are asked for once each, whatever the letters of the name', async () => {
    await withApp({}, async ({ access, github }) => {
      await access.refuseUnreadable([EAST])
      await access.refuseUnreadable([{ ...EAST, slug: 'Octo-East' }])
      expect(github.requests).toHaveLength(1)
    })
  })

  test('that are missing, suspended or without the permission are all named in one sentence', async () => {
    const installations = [
      { on: 'organization:octo-east' },
      { on: 'organization:a', permissions: ['members'] },
      { on: 'organization:b', permissions: ['organization_administration'] },
      { on: 'organization:c', suspended: true },
    ] as const
    const entities = ['a', 'b', 'c', 'd', 'octo-east'].map((slug) => ({ ...EAST, slug }))
    const fault = await withApp({ installations }, ({ access }) =>
      rejectionOf(access.refuseUnreadable(entities)),
    )
    expect(fault).toBeInstanceOf(Fault)
    expect(fault.message).toBe(
      'App 424242 is not installed on organization d: check the name, and install the App there; it is suspended on organization c: an owner has to lift that in the settings of installed Apps; it lacks the permission "Organization Copilot metrics: read" on organizations a and b: add it in the App\'s settings, and let an owner of each organization accept it',
    )
  })

  test('of an enterprise are its own', async () => {
    const fault = await withApp({}, ({ access }) => rejectionOf(access.refuseUnreadable([OCTO])))
    expect(fault.message).toMatch(
      /^App 424242 is not installed on enterprise octo: .*on the enterprise itself$/,
    )
  })

  test('GitHub’s troubles are no missing installation', async () => {
    const fault = await withApp({}, async ({ access, github }) => {
      github.faults.add({
        match: '/installation',
        do: apiError(403, 'You have exceeded a secondary rate limit', { 'retry-after': '3600' }),
        times: Infinity,
      })
      return rejectionOf(access.refuseUnreadable([EAST]))
    })
    expect(fault.message).toMatch(/^GitHub's rate limit stopped the installation of App 424242 on octo-east/)
  })

  test('an answer of an unknown form ends the run', async () => {
    const fault = await withApp({}, async ({ access, github }) => {
      const answer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"id":"7"}' }
      github.faults.add({ match: '/app/installations', do: answer })
      return rejectionOf(access.organizations())
    })
    expect(fault.message).toMatch(/look for a newer version/)
  })
})

describe('tokens', () => {
  const seats = 'organization_copilot_seat_management'
  test.each<[Purpose, Entity, readonly string[], string]>([
    ['reports', EAST, ['members', METRICS, seats], METRICS],
    ['seats', EAST, ['organization_administration', METRICS, seats], seats],
    ['seats', EAST, ['organization_administration', METRICS], 'organization_administration'],
    [
      'seats',
      OCTO,
      ['enterprise_copilot_metrics', 'enterprise_copilot_license_management'],
      'enterprise_copilot_license_management',
    ],
    ['billing', OCTO, ['enterprise_copilot_metrics', 'enterprise_billing'], 'enterprise_billing'],
  ])('for %s of %o have a single one of the permissions %j', async (purpose, entity, permissions, wanted) => {
    const on = `${entity.scope}:${entity.slug}` as const
    await withApp({ installations: [{ on, permissions }] }, async ({ access, app }) => {
      await access.clientFor(entity, purpose).request('GET /rate_limit')
      expect(app.minted.map((token) => token.permissions)).toEqual([{ [wanted]: 'read' }])
    })
  })

  test('for seats that the App may not read are a fault that names the permission, and no request is sent', async () => {
    await withApp({}, async ({ access, github }) => {
      const asked = access.clientFor(EAST, 'seats').request('GET /orgs/{org}/copilot/billing/seats', {
        org: EAST.slug,
      })
      const fault = await rejectionOf(asked)
      expect(fault).toBeInstanceOf(Fault)
      expect(fault.message).toMatch(/^App 424242 lacks the permission "GitHub Copilot Business: read" on org/)
      expect(github.requests.map(({ path }) => path)).toEqual(['/orgs/octo-east/installation'])
    })
  })

  test.each([
    [422, 'The permissions requested are not granted to this installation.', /lacks the permission "Organ/],
    [403, 'This installation has been suspended', /is suspended on organization octo-east/],
    [404, 'Not Found', /is not installed on organization octo-east/],
    [404, 'Integration not found', /knows no App with the app-id 424242/],
  ])('that GitHub does not make (%d, %s) are a fault', async (status, message, sentence) => {
    const fault = await withApp({}, async (tried) => {
      tried.github.faults.add({ match: 'access_tokens', do: apiError(status, message), times: Infinity })
      return rejectionOf(statusOf(tried))
    })
    expect(fault).toBeInstanceOf(Fault)
    expect(fault.message).toMatch(sentence)
  })

  test('that GitHub refuses before their time is over are replaced', async () => {
    await withApp({ tokenUses: 2 }, async (tried) => {
      for (let round = 0; round < 5; round++) expect(await statusOf(tried)).toBe(200)
      expect(tried.app.minted).toHaveLength(3)
    })
  })

  test('a request that is refused in the end says which App sent it', async () => {
    const error = await withApp({}, async (tried) => {
      tried.github.faults.add({ match: 'users-1-day', do: apiError(403, 'No') })
      return rejectionOf(statusOf(tried))
    })
    expect(error).toMatchObject({ status: 403, app: '424242' })
  })
})
