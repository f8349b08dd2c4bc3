import type { GitHub } from '../github.ts'

export type Visibility = 'public' | 'private' | 'internal'

/** Who can see a repository, as GitHub tells it; undefined when it does not tell. */
export async function fetchVisibility(github: GitHub, repository: string): Promise<Visibility | undefined> {
  const [owner = '', repo = ''] = repository.split('/')
  try {
    const { data } = await github.request('GET /repos/{owner}/{repo}', { owner, repo })
    if (data.visibility === 'public' || data.visibility === 'private' || data.visibility === 'internal')
      return data.visibility
    return data.private ? 'private' : 'public'
  } catch {
    return undefined
  }
}
