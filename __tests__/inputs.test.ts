import { context } from '@actions/github'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { Fault } from '../src/fault.ts'
import { type Inputs, readInputs } from '../src/inputs.ts'
import { dayOf } from './fixtures/rows.ts'

const TODAY = dayOf('2026-11-21')
/** Of the process that runs the tests. */
const CONTEXT = { ...context }
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inputs-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

beforeEach(() => {
  for (const name of Object.keys(process.env))
    if (/^(INPUT|GITHUB|RUNNER)_/.test(name)) vi.stubEnv(name, undefined)
  setContext({})
})
afterEach(() => {
  vi.unstubAllEnvs()
  Object.assign(context, CONTEXT)
})

describe('with a token and nothing else', () => {
  test('a token alone reads the defaults of the documentation', () => {
    vi.stubEnv('GITHUB_REPOSITORY_OWNER', 'octo')
    expect(read({})).toMatchObject({
      token: 'a-token',
      apiUrl: 'https://api.github.com',
      reportsDirectory: '',
      entities: [{ scope: 'organization', slug: 'octo' }],
      until: undefined,
      days: 28,
      compare: true,
      missingDays: 'warn',
      teams: [],
      thresholds: {
        championConsistency: 0.6,
        championFeatures: 6,
        laggingConsistency: 0.2,
        gapShare: 0.1,
        adoptionTarget: null,
      },
      people: 'named',
      peopleKey: '',
      allowPublicPeople: false,
      engagementExport: false,
      jobSummary: true,
      artifactName: '',
      artifactRetentionDays: undefined,
      htmlReportName: 'copilot-team-metrics.html',
    })
  })

  test('the owner is found in the name of the repository where the runner names no owner', () => {
    vi.stubEnv('GITHUB_REPOSITORY', 'octo/metrics')
    expect(read({}).entities).toEqual([{ scope: 'organization', slug: 'octo' }])
  })

  test('without organization, enterprise and repository the organization is missing', () => {
    expect(faultOf({})).toContain('organization: missing')
  })

  test('the inputs that were read cannot be changed', () => {
    expect(Object.isFrozen(read({ organization: 'octo' }))).toBe(true)
  })
})

describe('organization and enterprise', () => {
  test('several organizations come separated by commas or lines, each once', () => {
    const { entities } = read({ organization: 'octo, acme\n globex ,\n\nocto' })
    expect(entities).toEqual([
      { scope: 'organization', slug: 'octo' },
      { scope: 'organization', slug: 'acme' },
      { scope: 'organization', slug: 'globex' },
    ])
  })

  test('an enterprise takes the place of the repository owner', () => {
    vi.stubEnv('GITHUB_REPOSITORY_OWNER', 'octo')
    expect(read({ enterprise: 'acme' }).entities).toEqual([{ scope: 'enterprise', slug: 'acme' }])
  })

  test('organization and enterprise at once are a fault that names both', () => {
    expect(faultOf({ organization: 'octo', enterprise: 'acme' })).toContain(
      'organization, enterprise: both are set',
    )
  })

  test('two enterprises are a fault', () => {
    expect(faultOf({ enterprise: 'acme, globex' })).toContain('enterprise: "acme, globex" is not one slug')
  })

  test.each(['octo/metrics', 'https://github.com/octo', '../octo', '@octo', 'octo works'])(
    'the organization %j is not a slug',
    (organization) => {
      expect(faultOf({ organization })).toContain(`organization: "${organization}" is not a slug`)
    },
  )
})

describe('until', () => {
  test('until may be today, UTC', () => {
    expect(readOf('octo', { until: '2026-11-21' }).until).toBe('2026-11-21')
  })

  test('until may not be in the future', () => {
    expect(faultOf({ organization: 'octo', until: '2026-11-22' })).toContain(
      'until: 2026-11-22 is in the future',
    )
  })

  test('until is no day of the calendar on 30 February', () => {
    expect(faultOf({ organization: 'octo', until: '2026-02-30' })).toContain(
      'until: 2026-02-30 is not a day of the calendar; name a past day',
    )
  })

  test.each(['yesterday', '21.11.2026', '2026-11-20T00:00:00Z'])('until is no day as %j', (until) => {
    expect(faultOf({ organization: 'octo', until })).toContain(
      `until: "${until}" is not a day; write it as YYYY-MM-DD`,
    )
  })
})

describe('seats', () => {
  const price = (text: string) => readOf('octo', { seats: 'true', 'seat-price': text }).seats.price

  test('are not asked for unless it is said, with the limits of the documentation', () => {
    expect(readOf('octo', {}).seats).toEqual({
      isAsked: false,
      limits: { idleDays: 28, newSeatDays: 30 },
      price: undefined,
    })
  })

  test.each([
    ['19 USD', 19, 'USD'],
    ['19.5eur', 19.5, 'EUR'],
    ['GBP 39.99', 39.99, 'GBP'],
    ['JPY3000', 3000, 'JPY'],
  ])('cost %s', (text, amount, currency) => {
    expect(price(text)).toEqual({ amount, currency })
  })

  test.each([
    '19',
    'USD',
    '0 USD',
    '-3 USD',
    '19,50 USD',
    '19 XYZ',
    '19 USD 3',
    'USD 19 USD',
    '1e3 USD',
    '$19',
  ])('do not cost %j', (text) => {
    expect(faultOf({ organization: 'octo', seats: 'true', 'seat-price': text })).toContain(
      `seat-price: "${text}" is not an amount with the code of a currency, such as 19 USD`,
    )
  })

  test('have no price unless they are asked for', () => {
    expect(faultOf({ organization: 'octo', 'seat-price': '19 USD' })).toContain(
      'seat-price: seats is not true, so no seat is read',
    )
  })

  test.each([
    ['idle-days', '0', '1 to 90'],
    ['idle-days', '91', '1 to 90'],
    ['new-seat-days', '366', '0 to 365'],
  ])('do not have %s: %s', (name, text, range) => {
    expect(faultOf({ organization: 'octo', [name]: text })).toContain(
      `${name}: "${text}" is not a whole number from ${range}`,
    )
  })

  test('need a token where reports come from a directory', () => {
    const inputs = { organization: 'octo', 'github-token': '', 'reports-directory': folder }
    expect(read(inputs).seats.isAsked).toBe(false)
    expect(faultOf({ ...inputs, seats: 'true' })).toContain(
      'github-token: missing; the list of seats is read from GitHub, also with reports-directory',
    )
  })
})

describe('whole numbers', () => {
  test.each(['1', '180'])('days may be %s', (days) => {
    expect(readOf('octo', { days }).days).toBe(Number(days))
  })

  test.each(['0', '181', '-1', '1.5', '1e2', 'all', '0x10'])('days may not be %j', (days) => {
    expect(faultOf({ organization: 'octo', days })).toContain(
      `days: "${days}" is not a whole number from 1 to 180`,
    )
  })

  test('artifact-retention-days is the repository’s unless given', () => {
    expect(readOf('octo', { 'artifact-retention-days': '' }).artifactRetentionDays).toBeUndefined()
    expect(readOf('octo', { 'artifact-retention-days': '30' }).artifactRetentionDays).toBe(30)
  })
})

describe('switches', () => {
  test.each(['false', 'False', 'FALSE'])('the switch compare is off as %s', (compare) => {
    expect(readOf('octo', { compare }).compare).toBe(false)
  })

  test.each(['no', '0', 'off', 'falsE'])('the switch compare is neither true nor false as %j', (compare) => {
    expect(faultOf({ organization: 'octo', compare })).toContain(
      `compare: "${compare}" is neither true nor false`,
    )
  })

  test('the fault of a choice names the choices that there are', () => {
    expect(faultOf({ organization: 'octo', 'missing-days': 'ignore' })).toContain(
      'missing-days: "ignore" is none of warn, fail',
    )
  })
})

describe('thresholds', () => {
  test('thresholds are shares from 0 to 1, and a number of features', () => {
    const { thresholds } = readOf('octo', {
      'champion-consistency': '1',
      'champion-features': '3',
      'lagging-consistency': '0',
      'gap-share': '.25',
      'adoption-target': '0.8',
    })
    expect(thresholds).toEqual({
      championConsistency: 1,
      championFeatures: 3,
      laggingConsistency: 0,
      gapShare: 0.25,
      adoptionTarget: 0.8,
    })
  })

  test('an adoption-target that is no share is told with an example', () => {
    expect(faultOf({ organization: 'octo', 'adoption-target': '80%' })).toContain(
      'adoption-target: "80%" is not a share from 0 to 1, such as 0.8',
    )
  })

  test.each(['1.01', '60', '60%', '-0.1', 'half', '0,5', 'NaN'])('gap-share may not be %j', (share) => {
    expect(faultOf({ organization: 'octo', 'gap-share': share })).toContain(
      `gap-share: "${share}" is not a share from 0 to 1`,
    )
  })

  test('champion-features is a whole number of features', () => {
    expect(faultOf({ organization: 'octo', 'champion-features': '2.5' })).toContain(
      'champion-features: "2.5"',
    )
  })
})

describe('token and reports-directory', () => {
  test('github-token or reports-directory is needed, and the fault says that the workflow’s own token will not do', () => {
    expect(faultOf({ organization: 'octo', 'github-token': '' })).toMatch(
      /github-token: missing; .*own token never can/,
    )
  })

  test('a reports-directory needs no github-token', () => {
    expect(readOf('octo', { 'github-token': '', 'reports-directory': folder }).reportsDirectory).toBe(folder)
  })

  test('a reports-directory that is not there, or is a file, is a fault', () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    for (const path of [join(folder, 'nowhere'), file]) {
      expect(faultOf({ organization: 'octo', 'reports-directory': path })).toContain(
        `reports-directory: "${path}" is not a directory`,
      )
    }
  })
})

describe('github-api-url', () => {
  test('github-api-url is the input, then the runner’s, without a slash at the end', () => {
    vi.stubEnv('GITHUB_API_URL', 'https://api.octo.ghe.com/')
    expect(readOf('octo', {}).apiUrl).toBe('https://api.octo.ghe.com')
    expect(readOf('octo', { 'github-api-url': 'http://127.0.0.1:8080/api/v3//' }).apiUrl).toBe(
      'http://127.0.0.1:8080/api/v3',
    )
  })

  test.each(['http://api.github.com', 'api.github.com', 'ftp://127.0.0.1'])(
    'github-api-url may not be %j, which is not https',
    (url) => {
      expect(faultOf({ organization: 'octo', 'github-api-url': url })).toContain('is not an https address')
    },
  )
})

describe('people', () => {
  test('pseudonyms need people-key', () => {
    expect(faultOf({ organization: 'octo', people: 'pseudonymous' })).toContain('people-key: missing')
    const key = 'sixteen-letters!'
    expect(readOf('octo', { people: 'pseudonymous', 'people-key': key }).peopleKey).toBe(key)
  })

  test('a people-key of fewer than 16 characters is refused, and never quoted', () => {
    const fault = faultOf({ organization: 'octo', people: 'pseudonymous', 'people-key': 'fifteen-letters' })
    expect(fault).toContain('people-key: has fewer than 16 characters; give a longer random one')
    expect(fault).not.toContain('fifteen')
  })
})

describe('the artifact', () => {
  test('the artifact is left out when its name is set to nothing', () => {
    inWorkflow()
    expect(readOf('octo', { 'artifact-name': '' }).artifactName).toBe('')
  })

  test('the artifact has its name in a workflow; outside of one nobody takes it', () => {
    expect(readOf('octo', {}).artifactName).toBe('')
    inWorkflow()
    expect(readOf('octo', {}).artifactName).toBe('copilot-team-metrics')
  })

  test.each(['a/b', 'a\\b', 'a:b', 'a"b', 'a*b'])('the artifact has no name like %j', (name) => {
    expect(faultOf({ organization: 'octo', 'artifact-name': name })).toContain('artifact-name:')
  })
})

describe('the interactive report', () => {
  test('is off where it is not asked for, and where there is no artifact', () => {
    expect(readOf('octo', { 'html-report': 'false' }).htmlReportName).toBe('')
    expect(readOf('octo', { 'html-report': 'true', 'artifact-name': '' }).htmlReportName).toBe('')
  })

  test('is neither on nor off as "maybe"', () => {
    expect(faultOf({ organization: 'octo', 'html-report': 'maybe' })).toContain(
      'html-report: "maybe" is neither true nor false',
    )
  })

  test('needs an artifact name that a file can have, unless it is off', () => {
    const [longest, longer] = ['é'.repeat(125), `é${'é'.repeat(125)}`]
    expect(readOf('octo', { 'artifact-name': longest }).htmlReportName).toBe(`${longest}.html`)
    expect(faultOf({ organization: 'octo', 'artifact-name': longer })).toContain(
      'artifact-name: is too long for the file of the interactive report; give a name of at most 250 bytes, or html-report: false',
    )
    const off = { 'artifact-name': longer, 'html-report': 'false' }
    inWorkflow()
    expect(readOf('octo', off).artifactName).toBe(longer)
  })
})

describe('lists', () => {
  test('team patterns come separated by commas or lines', () => {
    expect(readOf('octo', { teams: 'front*, !frontend-guild\nbackend\n' }).teams).toEqual([
      'front*',
      '!frontend-guild',
      'backend',
    ])
  })
})

describe('the runner', () => {
  test('the runner has a run to link to only inside of a workflow', () => {
    expect(readOf('octo', {}).runner).toMatchObject({
      repository: '',
      runUrl: '',
      summaryFile: '',
      outputFile: '',
    })
    vi.stubEnv('GITHUB_STEP_SUMMARY', '/tmp/summary')
    inWorkflow()
    expect(readOf('octo', {}).runner).toMatchObject({
      repository: 'octo/metrics',
      runUrl: 'https://github.com/octo/metrics/actions/runs/17',
      summaryFile: '/tmp/summary',
    })
  })

  test.each([
    [{ repository: { visibility: 'internal', private: true } }, 'internal'],
    [{ repository: { private: true } }, 'private'],
    [{ repository: { private: false } }, 'public'],
    [{ schedule: '0 6 * * 1' }, undefined],
    [null, undefined],
  ])('the event %j tells the visibility %s', (event, visibility) => {
    setContext({ payload: event })
    expect(readOf('octo', {}).runner.visibility).toBe(visibility)
  })
})

describe('faults', () => {
  test('all faults come at once, each by the name of its input', () => {
    const message = faultOf({
      'github-token': '',
      days: 'x',
      compare: 'y',
      until: 'z',
      people: 'some',
      'gap-share': '2',
    })
    for (const name of ['github-token', 'organization', 'days', 'compare', 'until', 'people', 'gap-share']) {
      expect(message).toContain(`${name}:`)
    }
  })

  test('faults never quote a secret', () => {
    const message = faultOf({ 'github-token': 'ghp_secret', 'people-key': 'key_secret', days: 'x' })
    expect(message).not.toContain('secret')
  })

  test.each(['github-token', 'report-token'])(
    'a %s that cannot be one is named, and never quoted',
    (name) => {
      const fault = faultOf({ organization: 'octo', [name]: 'ghp_first\nghp_second' })
      expect(fault).toContain(`${name}: holds a space, a line break`)
      expect(fault).not.toContain('ghp_')
    },
  )

  test('faults have a line each', () => {
    expect(faultOf({ organization: 'octo', days: 'x', until: 'y' }).split('\n')).toEqual([
      expect.stringContaining('because of these inputs:'),
      expect.stringMatching(/^until: /),
      expect.stringMatching(/^days: /),
    ])
  })
})

/** What the runner told the toolkit when the process began: outside of a workflow, unless overridden. */
function setContext(told: { readonly runId?: number; readonly payload?: object | null }): void {
  Object.assign(context, { runId: Number.NaN, serverUrl: 'https://github.com', payload: {} }, told)
}

/** From here on the process is that of a run. */
function inWorkflow(): void {
  vi.stubEnv('GITHUB_REPOSITORY', 'octo/metrics')
  setContext({ runId: 17 })
}

/** What a workflow with these inputs reads; a token is given unless overridden. */
function read(inputs: Readonly<Record<string, string>>): Inputs {
  for (const [name, value] of Object.entries({ 'github-token': 'a-token', ...inputs })) {
    vi.stubEnv(`INPUT_${name.toUpperCase()}`, value)
  }
  return readInputs(TODAY)
}

function readOf(organization: string, inputs: Readonly<Record<string, string>>): Inputs {
  return read({ organization, ...inputs })
}

/** The sentence that these inputs fail with. */
function faultOf(inputs: Readonly<Record<string, string>>): string {
  try {
    read(inputs)
  } catch (error) {
    if (error instanceof Fault) return error.message
    throw error
  }
  throw new Error('no fault was found')
}
