import { Fault, ForeignAnswer } from '../fault.ts'
import { type GitHubError, parseGitHubError } from '../github-errors.ts'
import type { Entity } from '../inputs.ts'
import { clearsAt, type Headers, isRateLimit } from '../rate-limit.ts'

/** For rate limits that clear later than this, no time of day is given. */
const DAY_MILLISECONDS = 86_400_000

interface Refusal extends GitHubError {
  readonly entity: Entity
  /** What was requested, as a phrase of the sentence. */
  readonly subject: string
}

/** Converts an error of the API into a `Fault` with one sentence that says what to change; returns other errors unchanged. */
export function toRefusalFault(error: unknown, entity: Entity, subject: string): Error {
  if (error instanceof Fault || !(error instanceof Error)) return error as Error
  if (error.cause instanceof ForeignAnswer)
    return new Fault(foreign(error.cause.message, subject), { cause: error })
  const refusal: Refusal = { ...parseGitHubError(error), entity, subject }
  if (refusal.status === undefined) return error
  const [, sentence] = SENTENCES.find(([isMeant]) => isMeant(refusal)) ?? [undefined, unknown]
  return new Fault(sentence(refusal), { cause: error })
}

/** Meaning of a refusal (GitHub's documentation, "what each status means in practice"); the first match wins. */
const SENTENCES: readonly (readonly [
  isMeant: (refusal: Refusal) => boolean,
  sentence: (refusal: Refusal) => string,
])[] = [
  [({ headers }) => headers === undefined, noAnswer],
  [({ status }) => status === 401, expired],
  [({ status = 0, message, headers = {} }) => isRateLimit(status, message, headers), rateLimit],
  [({ status, message }) => status === 403 && /polic/i.test(message), policy],
  [({ status, message }) => status === 403 && /not accessible/i.test(message), notAccessible],
  [({ status, message }) => status === 403 && /admin|owner|role|billing/i.test(message), role],
  [({ status }) => status === 403, forbidden],
  [({ status }) => status === 404, notFound],
  [({ status }) => status === 400, badRequest],
  [({ status = 0 }) => status >= 500, trouble],
]

function foreign(message: string, subject: string): string {
  return `Asked for ${subject}, ${message}, which GitHub's API never does: a proxy, a log-in or a status page answers in its place; check github-api-url, https_proxy and no_proxy, then run again`
}

function noAnswer({ subject, words }: Refusal): string {
  return `GitHub did not answer for ${subject} in several tries (${words}); let the runner reach that host if it may not (firewall, proxy), or run again later`
}

function expired({ subject }: Refusal): string {
  return `GitHub does not accept github-token for ${subject} (401): it is expired or not valid; give a new one`
}

function rateLimit({ subject, headers = {} }: Refusal): string {
  return `GitHub's rate limit stopped ${subject} and did not clear in time; run again ${whenClear(headers)} or read fewer days`
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

function notAccessible({ entity: { scope, slug } }: Refusal): string {
  return scope === 'enterprise'
    ? `github-token may not read the Copilot metrics of enterprise ${slug} (403): the workflow's own token and an App installed on an organization never can; use a classic token with read:enterprise, or an App installed on the enterprise with "Enterprise Copilot metrics: read"`
    : `github-token may not read the Copilot metrics of organization ${slug} (403): the workflow's own token never can; use a classic token with read:org, or a fine-grained token or App with "Organization Copilot metrics: read"`
}

function role({ entity: { scope }, subject }: Refusal): string {
  return `The owner of github-token lacks the role for ${subject} (403): it takes an ${scope} owner${scope === 'enterprise' ? ', a billing manager' : ''} or a custom role with "View ${scope === 'enterprise' ? 'Enterprise' : 'Organization'} Copilot Metrics"`
}

function forbidden({ subject, words }: Refusal): string {
  return `GitHub does not let github-token read ${subject} (403: ${words}); check its permissions and its owner's role`
}

function notFound({ entity: { scope, slug } }: Refusal): string {
  return `GitHub shows github-token no ${scope} "${slug}" (404): check the slug, and that the token belongs to it and may read its Copilot metrics`
}

function badRequest({ subject, words }: Refusal): string {
  return `GitHub refused the request for ${subject} (400: ${words}); check github-api-url and github-token`
}

function trouble({ subject, status, words }: Refusal): string {
  return `GitHub did not answer for ${subject} (${status}: ${words}) in several tries; run again later`
}

function unknown({ subject, status, words }: Refusal): string {
  return `GitHub refused ${subject} (${status}: ${words}); run again later, and look for a newer version of the action if it stays`
}
