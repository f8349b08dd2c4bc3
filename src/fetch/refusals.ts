import { Fault, ForeignAnswer } from '../fault.ts'
import { type GitHubError, parseGitHubError } from '../github-errors.ts'
import type { Entity } from '../inputs.ts'
import { clearsAt, type Headers, isRateLimit } from '../rate-limit.ts'

/** For rate limits that clear later than this, no time of day is given. */
const DAY_MILLISECONDS = 86_400_000

/** An error of a request, with what was requested as a phrase of the sentence. */
interface Trouble extends GitHubError {
  readonly subject: string
}

interface Refusal extends Trouble {
  readonly entity: Entity
}

type Sentences<Of> = readonly (readonly [isMeant: (error: Of) => boolean, sentence: (error: Of) => string])[]

/** Converts an error of the API into a `Fault` with one sentence that says what to change; returns other errors unchanged. */
export function toRefusalFault(error: unknown, entity: Entity, subject: string): Error {
  return toFault(error, (parsed) => sentenceOf(SENTENCES, { ...parsed, entity, subject }), subject)
}

/** The same for a request that reads nothing of an entity: all that can be wrong whatever is requested. */
export function toTroubleFault(error: unknown, subject: string): Error {
  return toFault(error, (parsed) => sentenceOf(TROUBLES, { ...parsed, subject }), subject)
}

function toFault(error: unknown, sentence: (parsed: GitHubError) => string, subject: string): Error {
  if (error instanceof Fault || !(error instanceof Error)) return error as Error
  if (error.cause instanceof ForeignAnswer)
    return new Fault(foreign(error.cause.message, subject), { cause: error })
  const parsed = parseGitHubError(error)
  return parsed.status === undefined ? error : new Fault(sentence(parsed), { cause: error })
}

function sentenceOf<Of extends Trouble>(sentences: Sentences<Of>, error: Of): string {
  const [, sentence] = sentences.find(([isMeant]) => isMeant(error)) ?? [undefined, unknown]
  return sentence(error)
}

const TROUBLES: Sentences<Trouble> = [
  [({ headers }) => headers === undefined, noAnswer],
  [isLimit, rateLimit],
  [({ status = 0 }) => status >= 500, trouble],
]

/** Meaning of a refusal (GitHub's documentation, "what each status means in practice"); the first match wins. */
const SENTENCES: Sentences<Refusal> = [
  [isLimit, (refusal) => `${rateLimit(refusal)} or read fewer days`],
  ...TROUBLES,
  [({ status }) => status === 401, expired],
  [({ status, message }) => status === 403 && /polic/i.test(message), policy],
  [({ status, message }) => status === 403 && /suspended/i.test(message), suspended],
  [({ status, message }) => status === 403 && /not accessible/i.test(message), notAccessible],
  [
    ({ status, message, app }) =>
      status === 403 && app === undefined && /admin|owner|role|billing/i.test(message),
    role,
  ],
  [({ status }) => status === 403, forbidden],
  [({ status }) => status === 404, notFound],
  [({ status }) => status === 400, badRequest],
]

function isLimit({ status = 0, message, headers = {} }: GitHubError): boolean {
  return isRateLimit(status, message, headers)
}

/** Who asked, as a phrase. */
function asker({ app }: Pick<GitHubError, 'app'>): string {
  return app === undefined ? 'github-token' : `App ${app}`
}

function foreign(message: string, subject: string): string {
  return `Asked for ${subject}, ${message}, which GitHub's API never does: a proxy, a log-in or a status page answers in its place; check github-api-url, https_proxy and no_proxy, then run again`
}

function noAnswer({ subject, words }: Trouble): string {
  return `GitHub did not answer for ${subject} in several tries (${words}); let the runner reach that host if it may not (firewall, proxy), or run again later`
}

function expired({ subject, app }: Refusal): string {
  if (app !== undefined)
    return `GitHub does not accept the tokens of App ${app} for ${subject} (401), not even a new one: see whether the App is still installed there, or run again later`
  return `GitHub does not accept github-token for ${subject} (401): it is expired or not valid; give a new one`
}

function rateLimit({ subject, headers = {} }: Trouble): string {
  return `GitHub's rate limit stopped ${subject} and did not clear in time; run again ${whenClear(headers)}`
}

function whenClear(headers: Headers): string {
  const now = Date.now()
  const clears = clearsAt(headers, now) ?? Number.NaN
  const isSoon = clears > now && clears < now + DAY_MILLISECONDS
  return isSoon ? `after ${new Date(clears).toISOString().slice(11, 16)} UTC` : 'later'
}

function policy({ entity: { scope, slug } }: Refusal): string {
  return `The policy "Copilot usage metrics" is not enabled for ${scope} ${slug} (403): set it to "Enabled everywhere" in the ${scope}'s AI controls`
}

/** GitHub says so of installations of Apps, and of the users of other tokens. */
function suspended({ entity: { scope, slug }, words, ...error }: Refusal): string {
  return `GitHub does not let ${asker(error)} read ${scope} ${slug}, because it is suspended (403: ${words}): an owner has to lift that`
}

function notAccessible({ entity: { scope, slug }, app }: Refusal): string {
  if (app !== undefined)
    return `App ${app} may not read the Copilot metrics of ${scope} ${slug} (403): give it the permission "${scope === 'enterprise' ? 'Enterprise' : 'Organization'} Copilot metrics: read", and let an owner of the ${scope} accept it`
  return scope === 'enterprise'
    ? `github-token may not read the Copilot metrics of enterprise ${slug} (403): the workflow's own token and an App installed on an organization never can; use a classic token with read:enterprise, or an App installed on the enterprise with "Enterprise Copilot metrics: read"`
    : `github-token may not read the Copilot metrics of organization ${slug} (403): the workflow's own token never can; use a classic token with read:org, or a fine-grained token or App with "Organization Copilot metrics: read"`
}

function role({ entity: { scope }, subject }: Refusal): string {
  return `The owner of github-token lacks the role for ${subject} (403): it takes an ${scope} owner${scope === 'enterprise' ? ', a billing manager' : ''} or a custom role with "View ${scope === 'enterprise' ? 'Enterprise' : 'Organization'} Copilot Metrics"`
}

function forbidden({ subject, words, ...error }: Refusal): string {
  return `GitHub does not let ${asker(error)} read ${subject} (403: ${words}); check its permissions${error.app === undefined ? " and its owner's role" : ''}`
}

function notFound({ entity: { scope, slug }, app }: Refusal): string {
  if (app !== undefined)
    return `GitHub shows App ${app} no ${scope} "${slug}" (404): check the slug, and that the App is installed there`
  return `GitHub shows github-token no ${scope} "${slug}" (404): check the slug, and that the token belongs to it and may read its Copilot metrics`
}

function badRequest({ subject, words, ...error }: Refusal): string {
  return `GitHub refused the request for ${subject} (400: ${words}); check github-api-url and ${asker(error)}`
}

function trouble({ subject, status, words }: Trouble): string {
  return `GitHub did not answer for ${subject} (${status}: ${words}) in several tries; run again later`
}

function unknown({ subject, status, words }: Trouble): string {
  return `GitHub refused ${subject} (${status}: ${words}); run again later, and look for a newer version of the action if it stays`
}
