import { apiError } from '../../simulator/answers.ts'
import { type AppOptions, makeApp } from '../../simulator/apps.ts'
import { type ComesOut, fails, type Place, type Row, type Setting, whole } from './rows.ts'
import { FOREIGN, LASTING, PASSING, REFUSALS, type Trouble } from './troubles.ts'

interface Spot {
  readonly place: Place
  readonly match: RegExp
  /** How the sentence names what was asked for. */
  readonly subject: string
}

const FOUND: Spot = {
  place: 'App: installation',
  match: /api GET \/orgs\/octo-works\/installation/,
  subject: 'the installation of App 424242 on octo-works',
}
const MINTED: Spot = {
  place: 'App: token',
  match: /api POST \/app\/installations\/\d+\/access_tokens/,
  subject: 'a token of App 424242 for octo-works',
}

/** Of what goes wrong with every request, what may come out in its own way here. */
const TRIED =
  /^(401|403, (rate limit|the token)|404, wrong|422|429|200 with an HTML|redirect to (another|itself)|503|connection|reset|no answer|cut off)/

/** Rows of an App in place of a token. */
export const APPS: readonly Row[] = [
  ...[FOUND, MINTED].flatMap((spot) =>
    [...REFUSALS, ...FOREIGN, ...LASTING, ...PASSING]
      .filter(({ fault }) => TRIED.test(fault))
      .map((trouble) => rowOf(spot, trouble)),
  ),
  {
    place: 'App: token',
    fault: '403, suspended since it was found',
    prepare: withApp,
    match: MINTED.match,
    do: apiError(403, 'This installation has been suspended'),
    times: Infinity,
    comesOut: fails(/^App 424242 is suspended on organization octo-works: /),
    within: 30,
  },
  {
    place: 'App: token',
    fault: 'ends in the middle, again and again',
    prepare: () => withApp({ tokenUses: 2 }),
    comesOut: whole,
    within: 30,
  },
  {
    place: 'App: token',
    fault: 'refused for good, each new one too',
    prepare: withApp,
    match: /api GET .*users-1-day\?day=2026-11-17/,
    do: apiError(401, 'Bad credentials'),
    times: Infinity,
    comesOut: fails(/does not accept the tokens of App 424242 for the users report of octo-works.*\(401\)/),
    within: 30,
  },
]

function rowOf(spot: Spot, { fault, do: kind, lasts, waits }: Trouble): Row {
  return {
    place: spot.place,
    fault,
    prepare: withApp,
    match: spot.match,
    do: kind,
    times: lasts ? Infinity : 1,
    comesOut: outOf(spot, fault, lasts),
    within: waits !== true ? 30 : lasts ? 120 : 60,
    waits: waits === true,
  }
}

function outOf({ place, subject }: Spot, fault: string, lasts: boolean): ComesOut {
  if (!lasts) return whole
  if (fault === '401') return fails(/^GitHub does not accept app-id 424242 with this app-private-key \(401: /)
  if (fault === '404, wrong slug')
    return fails(/^App 424242 is not installed on organization octo-works: check the name/)
  if (fault === '422' && place === 'App: token')
    return fails(/^App 424242 lacks the permission "Organization Copilot metrics: read" on organization octo/)
  const words = /HTML/.test(fault) ? 'web page' : /redirect/.test(fault) ? 'redirect' : ''
  return fails(new RegExp(`(?=.*${subject})(?=.*${words})`, 'is'))
}

function withApp(options: Partial<AppOptions> | AsyncDisposableStack = {}): Setting {
  const own = options instanceof AsyncDisposableStack ? {} : options
  const app = makeApp({ installations: [{ on: 'organization:octo-works' }], ...own })
  return {
    github: { app },
    inputs: {
      'github-token': '',
      'app-id': app.id,
      'app-private-key': app.privateKey,
      organization: 'octo-works',
    },
  }
}
