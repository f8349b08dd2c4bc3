import { Fault, ForeignAnswer } from '../fault.ts'
import { parseGitHubError } from '../github-errors.ts'
import type { GitHub } from '../github.ts'
import type { Entity } from '../inputs.ts'
import { isRateLimit } from '../rate-limit.ts'

/** The most that GitHub puts on a page. */
const PAGE_LENGTH = 100
/** Pages that are asked for at once. */
const SIDE_BY_SIDE = 4
/** A million seats; a list that goes on is going in circles. */
const MOST_PAGES = 10_000

/** What GitHub says of a list of seats beside its records. */
export interface SeatTotal {
  /** GitHub's own count of people with a seat; `null` if it gives none. */
  readonly total: number | null
}

/** Why there is no list of seats, as a sentence of our own words. `isTrouble`: GitHub did not answer, so that asking again would wait as long. */
export interface SeatRefusal {
  readonly refused: string
  readonly isTrouble: boolean
}

/**
 * Fetches all pages of an entity's list of seats and hands each record to `take`, or says why it cannot; what was taken of a
 * list that breaks off must not be used. A person may have several records.
 */
export async function fetchSeats(
  github: GitHub,
  entity: Entity,
  take: (record: unknown) => void,
  giveUpAt?: number,
): Promise<SeatTotal | SeatRefusal> {
  try {
    let lastKnown = 1
    for (let page = 1; page <= MOST_PAGES;) {
      const behind = Math.max(page, Math.min(page + SIDE_BY_SIDE - 1, lastKnown))
      const numbers = Array.from({ length: behind - page + 1 }, (_, index) => page + index)
      const pages = await Promise.all(numbers.map((number) => readPage(github, entity, number, giveUpAt)))
      for (const { seats } of pages) seats.forEach(take)
      const { link, seats = [], total = null } = pages.at(-1) ?? {}
      if (!hasNextPage(link, seats.length)) return { total }
      lastKnown = lastPageOf(link) ?? lastKnown
      page = behind + 1
    }
    return { refused: UNKNOWN_FORMAT, isTrouble: false }
  } catch (error) {
    return refusalOf(error, entity)
  }
}

interface SeatPage extends SeatTotal {
  readonly seats: readonly unknown[]
  readonly link: string | undefined
}

/** @throws UnknownFormat, and what a request throws */
async function readPage(
  github: GitHub,
  entity: Entity,
  page: number,
  giveUpAt: number | undefined,
): Promise<SeatPage> {
  const { data, headers } = await requestPage(github, entity, page, giveUpAt)
  const { seats, total_seats: total } = (data ?? {}) as { seats?: unknown; total_seats?: unknown }
  if (!Array.isArray(seats)) throw new UnknownFormat()
  return { seats, link: headers.link, total: Number.isSafeInteger(total) ? (total as number) : null }
}

function requestPage(
  github: GitHub,
  { scope, slug }: Entity,
  page: number,
  giveUpAt: number | undefined,
): Promise<{ data: unknown; headers: { link?: string | undefined } }> {
  const asked = { page, per_page: PAGE_LENGTH, request: { giveUpAt } }
  return scope === 'organization'
    ? github.request('GET /orgs/{org}/copilot/billing/seats', { org: slug, ...asked })
    : github.request('GET /enterprises/{enterprise}/copilot/billing/seats', { enterprise: slug, ...asked })
}

/** The address of the next page is never followed, since the token goes with the request: pages are counted. */
function hasNextPage(link: string | undefined, length: number): boolean {
  return link === undefined ? length >= PAGE_LENGTH : /rel="?next\b/.test(link)
}

/** The number of the last page, if the header says it. */
function lastPageOf(link: string | undefined): number | undefined {
  const number = /[?&]page=(\d{1,5})[^>]*>; rel="?last\b/.exec(link ?? '')?.[1]
  return number === undefined ? undefined : Number(number)
}

class UnknownFormat extends Error {}

const UNKNOWN_FORMAT =
  'GitHub answered with a list of seats that this version does not know; look for a newer version'

/** @throws the error if it did not come from a request */
function refusalOf(error: unknown, { scope }: Entity): SeatRefusal {
  if (!(error instanceof Error)) throw error
  // An App that is not installed there, or lacks the permission: the sentence says what to change.
  if (error instanceof Fault) return { refused: error.message, isTrouble: isTrouble(error.cause) }
  if (error instanceof UnknownFormat) return { refused: UNKNOWN_FORMAT, isTrouble: false }
  if (error.cause instanceof ForeignAnswer) {
    const refused =
      "Something else than GitHub's API answered for the list of seats; check github-api-url, https_proxy and no_proxy"
    return { refused, isTrouble: false }
  }
  const { status, headers, message, app } = parseGitHubError(error)
  if (status === undefined) throw error
  if (headers === undefined)
    return {
      refused: 'GitHub did not answer for the list of seats in several tries; run again later',
      isTrouble: true,
    }
  if (isRateLimit(status, message, headers)) {
    const refused = "GitHub's rate limit stopped the list of seats and did not clear in time; run again later"
    return { refused, isTrouble: true }
  }
  if (status >= 500)
    return {
      refused: `GitHub did not answer for the list of seats (${status}) in several tries; run again later`,
      isTrouble: true,
    }
  if (status === 403 && /SAML/i.test(message)) {
    const refused =
      'The organization asks for SAML single sign-on (403); authorize the token for it in the settings of its owner'
    return { refused, isTrouble: false }
  }
  const who = app === undefined ? 'The token' : `App ${app}`
  return { refused: `${reasonOf(status, who)}; ${PERMISSION[scope]}`, isTrouble: false }
}

/** Whether what made a fault may pass: no answer, a server in trouble, or a rate limit. */
function isTrouble(cause: unknown): boolean {
  if (!(cause instanceof Error) || cause.cause instanceof ForeignAnswer) return false
  const { status, headers, message } = parseGitHubError(cause)
  if (status === undefined) return false
  return headers === undefined || status >= 500 || isRateLimit(status, message, headers)
}

function reasonOf(status: number, who: string): string {
  switch (status) {
    case 401:
      return who === 'The token'
        ? 'GitHub does not accept the token for the list of seats (401), which is expired or not valid'
        : `GitHub does not accept the tokens of ${who} for the list of seats (401)`
    case 403:
      return `${who} may not read the list of seats (403)`
    case 404:
      return `GitHub shows ${who === 'The token' ? 'the token' : who} no list of seats (404), because it may not read it or because there is none`
    default:
      return `GitHub refused the list of seats (${status})`
  }
}

const PERMISSION = {
  organization:
    'it takes "GitHub Copilot Business: read" or "Administration: read" of a fine-grained token or App, or a classic token of an organization owner with manage_billing:copilot or read:org ("Organization Copilot metrics: read" is not enough)',
  enterprise:
    'it takes a classic token of an enterprise owner or billing manager with manage_billing:copilot or read:enterprise, or an App that is installed on the enterprise with "Enterprise Copilot license management: read" ("Enterprise Copilot metrics: read" is not enough)',
}
