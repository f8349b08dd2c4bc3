import { addDays, type Day } from '../day.ts'
import { Fault, IncompleteReport, UnreachableHost } from '../fault.ts'
import { isStatus, parseGitHubError } from '../github-errors.ts'
import type { GitHub } from '../github.ts'
import type { Entity } from '../inputs.ts'
import type { Network } from '../network.ts'
import { linkedFile } from './download.ts'
import { toRefusalFault } from './refusals.ts'
import { DAYS_TO_LOOK_BACK, nameOfReport, type ReportName, type Source, type Tries } from './source.ts'

/** A download that receives less than 1 kB a second over this time has stalled. */
const STALL_MILLISECONDS = 60_000
/** From the first failure of a report, so that a permanent error ends within 120 s, one full stall included. */
const KEEP_TRYING_MILLISECONDS = 40_000
const MOST_TRIES = 5

/** Reads reports from GitHub's API: an envelope with signed links, then the files behind the links. `clientOf` may read an entity's. */
export function githubSource(clientOf: (entity: Entity) => GitHub, network: Network): Source {
  const hasReports = new Map<Entity, Promise<boolean>>()
  const request = (entity: Entity, report: ReportName, day: Day, giveUpAt?: number) =>
    fetchLinks(clientOf(entity), hasReports, entity, report, day, giveUpAt)
  return {
    concurrency: 4,
    ending: network.ending,
    async newestDay(entities, latest) {
      for (let back = 1; back <= DAYS_TO_LOOK_BACK; back++) {
        const day = addDays(latest, -back)
        const links = await Promise.all(entities.map((entity) => request(entity, 'users', day)))
        if (links.every((some) => some.length > 0)) return day
      }
      return undefined
    },
    tries: (entity, report, day) =>
      triesOfLinks(
        (giveUpAt) => request(entity, report, day, giveUpAt),
        nameOfReport(entity, report, day),
        network,
      ),
  }
}

/** The tries of a report behind links: again with fresh links while a download is incomplete, within limits. */
export function triesOfLinks(
  request: (giveUpAt: number | undefined) => Promise<string[]>,
  name: string,
  network: Network,
): Tries {
  let giveUpAt: number | undefined
  let isFirst = true
  return {
    async files() {
      const links = await request(giveUpAt)
      if (links.length === 0 && isFirst) return undefined
      isFirst = false
      if (links.length === 0) throw new IncompleteReport('its links are gone')
      const left = giveUpAt === undefined ? STALL_MILLISECONDS : giveUpAt - Date.now()
      const stall = Math.max(1_000, Math.min(STALL_MILLISECONDS, left))
      return links.map((link, index) => linkedFile(link, index + 1, network, stall))
    },
    waitAfter(error, tries) {
      if (!(error instanceof IncompleteReport)) return undefined
      giveUpAt ??= Date.now() + KEEP_TRYING_MILLISECONDS
      const wait = 1000 * 2 ** (tries - 1)
      if (tries === MOST_TRIES || Date.now() + wait > giveUpAt) throw toIncompleteFault(name, tries, error)
      return wait
    },
  }
}

function toIncompleteFault(name: string, tries: number, error: IncompleteReport): Fault {
  const cure =
    error instanceof UnreachableHost
      ? 'let the runner reach that host (firewall, proxy), then run again'
      : 'run again later'
  return new Fault(
    `${name} did not arrive whole in ${tries} tries (${error.message}); nothing is published from part of a report: ${cure}`,
    { cause: error },
  )
}

/**
 * Fetches the signed links of a report; empty if there is no such report, in any of the forms in which GitHub says so.
 * @throws Fault if GitHub refuses
 */
async function fetchLinks(
  github: GitHub,
  hasReports: Map<Entity, Promise<boolean>>,
  entity: Entity,
  report: ReportName,
  day: Day,
  giveUpAt?: number,
): Promise<string[]> {
  const subject = nameOfReport(entity, report, day)
  try {
    return parseEnvelope((await requestEnvelope(github, entity, report, day, giveUpAt)).data, subject)
  } catch (error) {
    if (!isStatus(error, 404)) throw toRefusalFault(error, entity, subject)
    if (isAboutReport(error)) return []
    const answer = hasReports.get(entity) ?? hasAnyReport(github, entity)
    hasReports.set(entity, answer)
    if (await answer) return []
    throw toRefusalFault(error, entity, subject)
  }
}

function requestEnvelope(
  github: GitHub,
  { scope, slug }: Entity,
  report: ReportName,
  day: Day,
  giveUpAt: number | undefined,
): Promise<{ data: unknown }> {
  const asked = { day, request: { giveUpAt } }
  if (scope === 'organization') {
    const organization = { org: slug, ...asked }
    return report === 'users'
      ? github.request('GET /orgs/{org}/copilot/metrics/reports/users-1-day', organization)
      : github.request('GET /orgs/{org}/copilot/metrics/reports/user-teams-1-day', organization)
  }
  const enterprise = { enterprise: slug, ...asked }
  return report === 'users'
    ? github.request('GET /enterprises/{enterprise}/copilot/metrics/reports/users-1-day', enterprise)
    : github.request('GET /enterprises/{enterprise}/copilot/metrics/reports/user-teams-1-day', enterprise)
}

/** Whether the entity has any report: distinguishes a 404 for a day from a 404 for a wrong slug or a token without access. */
async function hasAnyReport(github: GitHub, { scope, slug }: Entity): Promise<boolean> {
  try {
    await (scope === 'organization'
      ? github.request('GET /orgs/{org}/copilot/metrics/reports/users-28-day/latest', { org: slug })
      : github.request('GET /enterprises/{enterprise}/copilot/metrics/reports/users-28-day/latest', {
          enterprise: slug,
        }))
    return true
  } catch (error) {
    if (isStatus(error, 404)) return isAboutReport(error)
    throw toRefusalFault(error, { scope, slug }, `the reports of ${slug}`)
  }
}

/**
 * No body, `null`, `""`, a message as a JSON string and an empty list of links all mean that there is no report. Anything
 * else must be an envelope. Responses that are not JSON have been rejected before (`github.ts`).
 */
function parseEnvelope(data: unknown, subject: string): string[] {
  if (data === null || data === undefined || typeof data === 'string') return []
  const links = (data as { download_links?: unknown }).download_links
  if (Array.isArray(links) && links.every((link) => typeof link === 'string')) return links
  throw new Fault(
    `GitHub answered with an envelope for ${subject} that this version does not know; look for a newer version`,
  )
}

/** A 404 whose message mentions a report means that the day has none; any other 404 may mean the entity. */
function isAboutReport(error: Error): boolean {
  return /report/i.test(parseGitHubError(error).message)
}
