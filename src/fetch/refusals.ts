import { Fault, ForeignAnswer } from '../fault.ts'
import type { Entity } from '../inputs.ts'
import { clearsAt, type Headers, isRateLimit } from '../rate-limit.ts'

/** What is told of a rate limit that clears later than this is no time of day. */
const DAY_MILLISECONDS = 86_400_000

/** GitHub's refusal as one sentence that says what to change (causes: "what each status means in practice" in GitHub's words). */
export function sentenceOf(error: unknown, entity: Entity, subject: string): Error {
  if (error instanceof Fault || !(error instanceof Error)) return error as Error
  const { status, response } = error as { status?: number; response?: { headers: Headers } }
  if (error.cause instanceof ForeignAnswer)
    return new Fault(foreign(error.cause.message, subject), { cause: error })
  if (status === undefined) return error
  if (response === undefined) {
    const cause = oneLine(error.message)
    return new Fault(
      `GitHub did not answer for ${subject} in several tries (${cause}); let the runner reach that host if it may not (firewall, proxy), or run again later`,
      { cause: error },
    )
  }
  return new Fault(sentence(status, messageOf(error), response.headers, entity, subject), { cause: error })
}

function foreign(message: string, subject: string): string {
  return `Asked for ${subject}, ${message}, which GitHub's API never does: a proxy, a log-in or a status page answers in its place; check github-api-url, https_proxy and no_proxy, then run again`
}

/** GitHub's own message, without the address of its documentation, whose words say nothing of the cause. */
export function messageOf(error: Error): string {
  const { message } = (error as { response?: { data?: { message?: unknown } } }).response?.data ?? {}
  return (typeof message === 'string' ? message : error.message).replace(/https?:\/\/\S+/g, '')
}

function sentence(
  status: number,
  message: string,
  headers: Headers,
  entity: Entity,
  subject: string,
): string {
  if (status === 401)
    return `GitHub does not accept github-token for ${subject} (401): it is expired or not valid; give a new one`
  if (isRateLimit(status, message, headers)) return rateLimit(subject, headers)
  if (status === 403) return forbidden(message, entity, subject)
  if (status === 404) {
    return `GitHub shows github-token no ${entity.scope} "${entity.slug}" (404): check the slug, and that the token belongs to it and may read its Copilot metrics`
  }
  if (status === 400)
    return `GitHub refused the request for ${subject} (400: ${oneLine(message)}); check github-api-url and github-token`
  if (status >= 500)
    return `GitHub did not answer for ${subject} (${status}: ${oneLine(message)}) in several tries; run again later`
  return `GitHub refused ${subject} (${status}: ${oneLine(message)}); run again later, and look for a newer version of the action if it stays`
}

function rateLimit(subject: string, headers: Headers): string {
  const now = Date.now()
  const clears = clearsAt(headers, now) ?? Number.NaN
  const isSoon = clears > now && clears < now + DAY_MILLISECONDS
  const when = isSoon ? `after ${new Date(clears).toISOString().slice(11, 16)} UTC` : 'later'
  return `GitHub's rate limit stopped ${subject} and did not clear in time; run again ${when} or read fewer days`
}

function forbidden(message: string, entity: Entity, subject: string): string {
  const { scope, slug } = entity
  if (/polic/i.test(message)) {
    return `The policy "Copilot usage metrics" is not enabled for ${scope} ${slug} (403): set it to "Enabled everywhere" in the ${scope}'s AI controls`
  }
  if (/not accessible/i.test(message)) return notAccessible(entity)
  if (/admin|owner|role|billing/i.test(message)) {
    return `The owner of github-token lacks the role for ${subject} (403): it takes an ${scope} owner${scope === 'enterprise' ? ', a billing manager' : ''} or a custom role with "View ${scope === 'enterprise' ? 'Enterprise' : 'Organization'} Copilot Metrics"`
  }
  return `GitHub does not let github-token read ${subject} (403: ${oneLine(message)}); check its permissions and its owner's role`
}

function notAccessible({ scope, slug }: Entity): string {
  return scope === 'enterprise'
    ? `github-token may not read the Copilot metrics of enterprise ${slug} (403): the workflow's own token and an App installed on an organization never can; use a classic token with read:enterprise, or an App installed on the enterprise with "Enterprise Copilot metrics: read"`
    : `github-token may not read the Copilot metrics of organization ${slug} (403): the workflow's own token never can; use a classic token with read:org, or a fine-grained token or App with "Organization Copilot metrics: read"`
}

/** GitHub's own words, fit for one line of a log. */
function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').slice(0, 160).trim()
}
