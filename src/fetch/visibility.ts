import type { GitHub } from '../github.ts'

export type Visibility = 'public' | 'private' | 'internal'

/** Two tokens may have to ask, and a repository of which nothing is known counts as public: no reason to wait for long. */
const ANSWER_WITHIN_MILLISECONDS = 45_000

/** Who can see a repository, as GitHub tells it; undefined when it does not tell. */
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
