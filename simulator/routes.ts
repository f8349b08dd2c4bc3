import { type Answer, apiError, json } from './answers.ts'
import { dayEnvelope, engagementDays, type EnvelopeSettings, rollingEnvelope } from './envelopes.ts'
import type { Incoming } from './host.ts'
import type { EntityKey, ReportName, ReportSource } from './reports.ts'
import { seatsPage, type SeatsSource } from './seats.ts'
import { type Grant, refusal, seatsRefusal } from './tokens.ts'

export interface SimulatedRepository {
  readonly visibility: 'public' | 'private' | 'internal'
  readonly defaultBranch?: string
}

/** A route of the API beyond those of the simulator, e.g. a repository that takes commits. */
export interface Route {
  readonly method: string
  readonly path: RegExp
  answer(
    incoming: Incoming,
    parts: Readonly<Record<string, string>>,
    grants: readonly Grant[],
  ): Answer | Promise<Answer>
}

/** The routes that every simulator has: report envelopes, the closed preview, lists of seats, a look at a repository. */
export function routesOf(
  settings: EnvelopeSettings,
  repositories: Readonly<Record<string, SimulatedRepository>>,
  engagement: boolean,
  seats: SeatsSource,
): Route[] {
  const scoped = '^/(?<kind>orgs|enterprises)/(?<slug>[^/]+)/copilot'
  return [
    {
      method: 'GET',
      path: new RegExp(
        `${scoped}/metrics/reports/(?<report>users-1-day|user-teams-1-day|users-28-day/latest)$`,
      ),
      answer: (incoming, { kind, slug, report }, grants) => {
        const entity = entityOf(settings.source, kind, slug)
        const refused = refusal(grants, entity.key, entity.known)
        if (refused) return refused
        if (report === 'users-28-day/latest') return rollingEnvelope(incoming, settings, entity.key)
        const name: ReportName = report === 'users-1-day' ? report : 'user-teams-1-day'
        return dayEnvelope(incoming, settings, entity.key, name)
      },
    },
    {
      method: 'GET',
      path: /^\/enterprises\/(?<slug>[^/]+)\/copilot\/user-engagement$/,
      answer: (incoming, { slug }, grants) => {
        const entity = entityOf(settings.source, 'enterprises', slug)
        if (!engagement) return apiError(404, 'Not Found')
        return refusal(grants, entity.key, entity.known) ?? engagementDays(incoming, settings, entity.key)
      },
    },
    {
      method: 'GET',
      path: new RegExp(`${scoped}/billing/seats$`),
      answer: (incoming, { kind, slug }, grants) => {
        const entity = entityOf(settings.source, kind, slug)
        return seatsRefusal(grants, entity.key, entity.known) ?? seatsPage(incoming, seats(entity.key))
      },
    },
    {
      method: 'GET',
      path: /^\/repos\/(?<owner>[^/]+)\/(?<name>[^/]+)$/,
      answer: (_, { owner, name }) => repositoryAnswer(repositories, `${owner ?? ''}/${name ?? ''}`),
    },
    {
      method: 'GET',
      path: /^\/rate_limit$/,
      answer: () => json(200, { resources: {}, rate: { limit: 5000 } }),
    },
  ]
}

function entityOf(source: ReportSource, kind = '', slug = ''): { key: EntityKey; known: boolean } {
  const asked: EntityKey = `${kind === 'orgs' ? 'organization' : 'enterprise'}:${slug}`
  const known = source.entities.find((entity) => entity.toLowerCase() === asked.toLowerCase())
  return { key: known ?? asked, known: known !== undefined }
}

function repositoryAnswer(
  repositories: Readonly<Record<string, SimulatedRepository>>,
  fullName: string,
): Answer {
  const repository = repositories[fullName]
  if (!repository) return apiError(404, 'Not Found')
  return json(200, {
    id: 1,
    full_name: fullName,
    private: repository.visibility !== 'public',
    visibility: repository.visibility,
    default_branch: repository.defaultBranch ?? 'main',
  })
}
