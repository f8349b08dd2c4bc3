import type { GitHub } from '../github.ts'

export type Visibility = 'public' | 'private' | 'internal'

/** Two tokens may have to be tried, and an unknown visibility counts as public, so a long wait is not worth it. */
const ANSWER_WITHIN_MILLISECONDS = 45_000

/** Fetches the visibility of a repository (`owner/name`); undefined if the request fails. */
export async function fetchVisibility(github: GitHub, repository: string): Promise<Visibility | undefined> {
  const [owner = '', repo = ''] = repository.split('/')
  try {
    const giveUpAt = Date.now() + ANSWER_WITHIN_MILLISECONDS
    const { data } = await github.request('GET /repos/{owner}/{repo}', { owner, repo, request: { giveUpAt } })
    if (data.visibility === 'public' || data.visibility === 'private' || data.visibility === 'internal')
      return data.visibility
    return data.private ? 'private' : 'public'
  } catch {
    return undefined
  }
}
