import { type Answer, apiError } from './answers.ts'
import type { Incoming } from './host.ts'
import type { EntityKey } from './reports.ts'

/**
 * What a token may read, or why it may not. `expired`: refused everywhere. `no-permission`: an App or workflow token
 * without the permission. `org-app`: an App installed on an organization, refused by enterprise routes. `not-owner`: a
 * personal token of someone without the role. `policy-off`: all is well but the metrics policy. `stranger`: sees nothing.
 * `signed`: no token, but signed with the key of a GitHub App, which may read its installations and nothing else.
 */
export type Grant =
  | EntityKey
  | 'expired'
  | 'no-permission'
  | 'org-app'
  | 'not-owner'
  | 'policy-off'
  | 'stranger'
  | 'signed'

export type Tokens = Readonly<Record<string, Grant | readonly Grant[]>>

/** Reads every report where a simulator is started without tokens of its own. */
export const demoToken = 'demo-token'

/** The workflow's own token: reads its repository, never a report. */
export const workflowToken = 'workflow-token'

/** The bearer token of a request and what it may do; an answer where GitHub does not know it. */
export function identify(incoming: Incoming, tokens: Tokens): readonly Grant[] | Answer {
  const header = incoming.headers.authorization
  if (header === undefined) return apiError(401, 'Requires authentication')
  const token = /^(?:bearer|token) (.+)$/i.exec(header)?.[1]
  if (token === undefined) return apiError(401, 'Bad credentials')
  if (token === workflowToken) {
    incoming.log.token = token
    return ['no-permission']
  }
  const granted = tokens[token]
  if (granted === undefined) return apiError(401, 'Bad credentials')
  incoming.log.token = token
  const grants = typeof granted === 'string' ? [granted] : granted
  return grants.includes('expired') ? apiError(401, 'Bad credentials') : grants
}

/** GitHub's refusal to let these grants read an entity's reports; undefined where they may. */
export function refusal(grants: readonly Grant[], entity: EntityKey, known: boolean): Answer | undefined {
  const [scope] = entity.split(':')
  if (grants.includes('no-permission') || grants.includes('signed'))
    return apiError(403, 'Resource not accessible by integration')
  if (grants.includes('org-app') && scope === 'enterprise')
    return apiError(403, 'Resource not accessible by integration')
  if (!known || grants.includes('stranger')) return apiError(404, 'Not Found')
  if (grants.includes('not-owner')) {
    return apiError(
      403,
      `Must have admin rights or the required role in the ${scope ?? ''} to view Copilot metrics.`,
    )
  }
  if (grants.includes('policy-off')) {
    return apiError(
      403,
      `The Copilot usage metrics policy must be enabled for this ${scope ?? ''} to access this endpoint.`,
    )
  }
  const named = grants.filter((grant) => grant.includes(':'))
  if (named.length > 0 && !named.some((grant) => grant.toLowerCase() === entity.toLowerCase()))
    return apiError(404, 'Not Found')
  return undefined
}
