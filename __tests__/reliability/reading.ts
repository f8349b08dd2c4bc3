import { cannotOccur, type ComesOut, fails, type Place, type Row, warns, whole } from './rows.ts'
import { FOREIGN, LASTING, PASSING, REFUSALS, type Trouble } from './troubles.ts'

interface Spot {
  readonly place: Place
  readonly match: RegExp
  /** How the sentence names what was asked for. */
  readonly subject: string
}

const API = 'api GET \\/orgs\\/octo-works\\/copilot\\/metrics\\/reports'
const STORE = 'links GET \\/reports\\/organization\\/octo-works'

const SEARCH: Spot = {
  place: 'newest-day search',
  match: new RegExp(`${API}\\/users-1-day\\?day=2026-11-20`),
  subject: 'users report of octo-works for 2026-11-20',
}
const USERS: Spot = {
  place: 'envelope of users',
  match: new RegExp(`${API}\\/users-1-day\\?day=2026-11-17`),
  subject: 'users report of octo-works for 2026-11-17',
}
const TEAMS: Spot = {
  place: 'envelope of user-teams',
  match: new RegExp(`${API}\\/user-teams-1-day\\?day=2026-11-17`),
  subject: 'user-teams report of octo-works for 2026-11-17',
}
/** Two files a report: the link is that of the first, the download that of the second. */
const LINK: Spot = {
  place: 'link',
  match: new RegExp(`${STORE}\\/users-1-day\\/2026-11-17\\/part-00000`),
  subject: USERS.subject,
}
const DOWNLOAD: Spot = {
  ...LINK,
  place: 'download',
  match: new RegExp(LINK.match.source.replace('00000', '00001')),
}

/** Rows of the places that read. */
export const READING: readonly Row[] = [
  ...[SEARCH, USERS, TEAMS].flatMap((spot) =>
    [...REFUSALS, ...FOREIGN, ...LASTING, ...PASSING].map((trouble) =>
      rowOf(spot, trouble, outOfEnvelope(spot, trouble)),
    ),
  ),
  ...[...REFUSALS, ...FOREIGN, ...LASTING, ...PASSING].map((trouble) =>
    rowOf(LINK, trouble, outOfLink(trouble)),
  ),
  ...[...REFUSALS, ...FOREIGN, ...LASTING, ...PASSING].map((trouble) =>
    rowOf(DOWNLOAD, trouble, outOfDownload(trouble)),
  ),
]

function rowOf({ place, match }: Spot, { fault, do: kind, lasts, waits }: Trouble, comesOut: ComesOut): Row {
  const isWrongSlug = fault === '404, wrong slug'
  return {
    place,
    fault,
    comesOut,
    do: kind,
    match: isWrongSlug ? /copilot\/metrics\/reports/ : match,
    times: lasts ? Infinity : 1,
    within:
      waits === true || (comesOut.as === 'fails' && ['link', 'download'].includes(place))
        ? lasts
          ? 120
          : 60
        : 30,
    waits: waits === true || place === 'link' || place === 'download',
    isFast: place === 'envelope of users' && fault === '401',
    ...(lasts ? {} : { group: fault }),
  }
}

function outOfEnvelope({ place, subject }: Spot, { fault, lasts, waits }: Trouble): ComesOut {
  if (place === 'newest-day search' && lasts && (waits === true || /without end/.test(fault)))
    return cannotOccur('it is the request of the envelope of users: see there')
  // A host that is not there is not there for any report.
  const asked = /refused for good/.test(fault) ? 'octo-works for 2026-11-1\\d' : subject
  const about = (words: string) => fails(new RegExp(`(?=.*${asked})(?=.*(${words}))`, 'is'))
  if (!lasts) return whole
  if (fault === '404, no such report') {
    if (place === 'newest-day search') return whole
    return warns(
      place === 'envelope of users' ? /no users report.*2026-11-17/ : /no user-teams report.*2026-11-17/,
    )
  }
  if (fault === '404, wrong slug') return fails(/no organization "octo-works" \(404\): check the slug/)
  if (fault === '403, the policy is off') return fails(/policy "Copilot usage metrics" is not enabled/)
  if (fault === '403, the token may not')
    return fails(/github-token may not read.*organization octo-works \(403\)/)
  if (fault === '403, the role is missing') return about('lacks the role')
  if (/rate limit|429/.test(fault)) return about('rate limit')
  if (/^4\d\d$/.test(fault)) return about(fault)
  if (/HTML/.test(fault)) return about('web page|HTML|status page|log-in page')
  if (/redirect/.test(fault)) return about('redirect')
  if (/without end/.test(fault)) return about('10 MB')
  return about('did not answer|several tries')
}

function outOfLink({ fault, lasts }: Trouble): ComesOut {
  const asked = /refused for good/.test(fault) ? 'octo-works for 2026-11-1\\d' : LINK.subject
  const notWhole = (words: string) => fails(new RegExp(`${asked} did not arrive whole.*(${words})`, 'is'))
  if (/stall|one byte|cut off|in the middle|without end|HTML|gzip/.test(fault))
    return cannotOccur('it is the body that this is about: see download')
  if (/policy|role|rate limit|no such report|wrong slug/.test(fault))
    return cannotOccur("the store is not GitHub's API and has no such refusal")
  if (!lasts) return whole
  if (/private/.test(fault))
    return cannotOccur('where the API is on loopback too: see the same behind a proxy')
  if (/redirect to http:/.test(fault)) return fails(/not https/)
  if (/redirect to itself/.test(fault)) return notWhole('redirected more than')
  if (/redirect/.test(fault)) return notWhole('127\\.0\\.0\\.1|could not be reached')
  const status = /^\d{3}/.exec(fault)?.[0]
  return notWhole(status ?? 'reached|refuse|stall|stopped|broke off|did not answer|in time|127')
}

function outOfDownload({ fault, lasts }: Trouble): ComesOut {
  if (/^\d{3}(?! with)|redirect|refused|before a byte/.test(fault))
    return cannotOccur('it stands in the head of the answer: see link')
  if (!lasts) return whole
  if (/HTML/.test(fault))
    return fails(/(?=.*users report of octo-works for 2026-11-17)(?=.*(HTML|web page|log-in|JSON))/is)
  if (/without end/.test(fault)) return fails(/(?=.*users report of octo-works for 2026-11-17)(?=.*64 MB)/is)
  return fails(/users report of octo-works for 2026-11-17 did not arrive whole/i)
}

/** What only links have. */
export const LINKS: readonly Row[] = [
  {
    place: 'link',
    fault: 'expired in the middle of a report',
    do: 'expire-links',
    match: DOWNLOAD.match,
    comesOut: whole,
    within: 30,
    isFast: true,
    group: 'links',
  },
  {
    place: 'link',
    fault: 'a shard that is missing once',
    do: 404,
    match: new RegExp(`${STORE}\\/user-teams-1-day\\/2026-11-17\\/part-00001`),
    comesOut: whole,
    within: 30,
    isFast: true,
    group: 'links',
  },
  {
    place: 'link',
    fault: 'a shard that stays missing',
    do: 404,
    match: DOWNLOAD.match,
    times: Infinity,
    waits: true,
    comesOut: fails(/users report of octo-works for 2026-11-17 did not arrive whole.*404/i),
    within: 60,
  },
  {
    place: 'link',
    fault: 'redirect to another host, which has the file',
    do: ({ headers, log, query }) => ({
      status: 302,
      headers: {
        location: `http://localhost:${headers.host?.split(':')[1] ?? ''}${log.path}?${query.toString()}`,
      },
    }),
    match: LINK.match,
    comesOut: whole,
    within: 30,
    isFast: true,
    group: 'links',
  },
  {
    place: 'link',
    fault: '1,000 links in an envelope',
    prepare: () => ({ github: { filesPerReport: 1000 }, inputs: { days: '1' } }),
    comesOut: whole,
    within: 60,
  },
]
