import { type Answer, apiError, json } from './answers.ts'
import type { FileContent } from './git-objects.ts'
import { commitFiles, headOf, moveBranch } from './git-repository.ts'
import type { Incoming } from './host.ts'
import type { Home } from './repository.ts'
import type { Route } from './routes.ts'

/** GitHub's endpoints that write to a repository: a new branch, and GraphQL's createCommitOnBranch. */
export function writingRoutes(home: Home, beforeCommit: () => Promise<void>): Route[] {
  return [
    {
      method: 'POST',
      path: new RegExp(`^/repos/${home.name.replaceAll('.', '\\.')}/git/refs$`),
      answer: (incoming) => newBranch(home, incoming),
    },
    {
      method: 'POST',
      path: /^\/graphql$/,
      answer: (incoming) => mutation(home, incoming, beforeCommit),
    },
  ]
}

async function newBranch({ folder, accessOf }: Home, incoming: Incoming): Promise<Answer> {
  if (accessOf(incoming) !== 'write') return apiError(403, 'Resource not accessible by integration')
  const { ref, sha } = JSON.parse((await incoming.body()).toString('utf8')) as { ref: string; sha: string }
  try {
    moveBranch(folder, ref.replace(/^refs\/heads\//, ''), undefined, sha)
  } catch {
    return apiError(422, 'Reference already exists')
  }
  return json(201, { ref, object: { type: 'commit', sha } })
}

interface Input {
  readonly branch: { readonly repositoryNameWithOwner: string; readonly branchName: string }
  readonly expectedHeadOid: string
  readonly message: { readonly headline: string; readonly body?: string }
  readonly fileChanges: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[]
  }
}

async function mutation(
  { folder, name, options, accessOf }: Home,
  incoming: Incoming,
  beforeCommit: () => Promise<void>,
): Promise<Answer> {
  const body = await incoming.body()
  if (body.length > (options.mostBytes ?? Infinity)) return apiError(413, 'Payload too large')
  const { query, variables } = JSON.parse(body.toString('utf8')) as {
    query: string
    variables: { input: Input }
  }
  if (!query.includes('createCommitOnBranch'))
    return graphqlError('undefinedField', 'The simulator knows no such field.')
  const { input } = variables
  const { repositoryNameWithOwner: asked, branchName } = input.branch
  if (asked !== name || accessOf(incoming) === 'none')
    return graphqlError('NOT_FOUND', `Could not resolve to a Repository with the name '${asked}'.`)
  if (accessOf(incoming) !== 'write')
    return graphqlError('FORBIDDEN', 'Resource not accessible by integration')
  await beforeCommit()
  return refusedBy(options.protectedBranches?.[branchName]) ?? commitAnswer(folder, input)
}

function refusedBy(protection: 'protection' | 'ruleset' | undefined): Answer | undefined {
  const words = 'Changes must be made through a pull request.'
  if (protection === 'protection') return graphqlError('BRANCH_PROTECTION_RULE_VIOLATION', words)
  if (protection === 'ruleset')
    return graphqlError('UNPROCESSABLE', `Repository rule violations found\n\n${words}\n\n`)
  return undefined
}

function commitAnswer(folder: string, { branch, expectedHeadOid, message, fileChanges }: Input): Answer {
  const { branchName, repositoryNameWithOwner } = branch
  if (headOf(folder, branchName) === undefined)
    return graphqlError('NOT_FOUND', `No such branch: ${branchName}`)
  const files = new Map(
    (fileChanges.additions ?? []).map(({ path, contents }): [string, FileContent] => [
      path,
      { mode: '100644', bytes: Buffer.from(contents, 'base64') },
    ]),
  )
  const words = [message.headline, message.body ?? ''].filter((text) => text !== '').join('\n\n')
  try {
    const oid = commitFiles(folder, {
      branch: branchName,
      expected: expectedHeadOid,
      files,
      message: words,
    })
    const url = `https://github.com/${repositoryNameWithOwner}/commit/${oid}`
    return json(200, { data: { createCommitOnBranch: { commit: { oid, url } } } })
  } catch {
    return graphqlError(
      'STALE_DATA',
      `Expected branch to point to "${expectedHeadOid}" but it did not.  Pull and try again.`,
    )
  }
}

function graphqlError(type: string, message: string): Answer {
  return json(200, {
    data: { createCommitOnBranch: null },
    errors: [{ type, path: ['createCommitOnBranch'], message }],
  })
}
