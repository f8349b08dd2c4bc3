import { describe, expect, test } from 'vitest'
import { type Fault } from '../../simulator/faults.ts'
import { startRepository } from '../../simulator/repository.ts'
import { startSimulator } from '../../simulator/server.ts'
import { workflowToken } from '../../simulator/tokens.ts'
import { connect } from '../../src/github.ts'
import { commitFiles } from '../../src/publish/commit.ts'

const FOREIGN = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"data":{"createCommitOnBranch":null}}',
}

/** Commits a page to a repository of its own, with these faults; `count` is the number of commits on its branch. */
async function commitWith(...faults: Fault[]) {
  await using repository = startRepository()
  await using simulator = await startSimulator({ routes: repository.routes })
  for (const fault of faults) simulator.faults.add(fault)
  const [owner = '', repo = ''] = repository.name.split('/')
  const write = () =>
    Promise.resolve({
      message: { headline: 'Report', body: 'of a week' },
      files: [{ path: 'reports/copilot.md', text: 'one' }],
    })
  const branch = { owner, repo, branch: undefined }
  const result = await commitFiles(connect(workflowToken, simulator.url), branch, ['reports'], write).then(
    (commit) => (commit.wasLost === true ? 'found' : 'made'),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  return { result, count: repository.log().length }
}

describe.concurrent('An answer to a commit that is lost for good', () => {
  test('and a commit that was never made: the sentence says that it is not on the branch', async () => {
    const { result, count } = await commitWith({ match: 'POST /graphql', do: 502, times: 3 })
    expect(result).toMatch(/did not arrive \(.+\), and the commit is not on the branch; run again later$/)
    expect(count).toBe(1)
  })

  test('and a branch that cannot be read afterwards: nothing is said of what nobody saw', async () => {
    let isSent = false
    const isCommit = ({ path }: { readonly path: string }) => {
      if (path === '/graphql') isSent = true
      return path === '/graphql'
    }
    const { result, count } = await commitWith(
      { match: isCommit, do: 502, carriedOut: true },
      { match: ({ path }) => isSent && path.includes('/git/ref/'), do: 401, times: Infinity },
    )
    expect(result).toMatch(/did not arrive .+, and whether the commit is on the branch could not be seen/)
    expect(count).toBe(2)
  })

  test('with a page of another server each time: the reason is a clause, and not cut', async () => {
    const { result } = await commitWith({ match: 'POST /graphql', do: FOREIGN, times: 3 })
    expect(result).toMatch(
      /did not arrive \(what answered was not GitHub\), and the commit is not on the branch/,
    )
  })
})
