import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Fault, type FaultKind } from '../../simulator/faults.ts'
import { type Repository, type RepositoryOptions, startRepository } from '../../simulator/repository.ts'
import { type Simulator, startSimulator } from '../../simulator/server.ts'
import { demoToken, workflowToken } from '../../simulator/tokens.ts'
import { connect } from '../../src/github.ts'
import { commitFiles, type Draft, type ReadText } from '../../src/publish/commit.ts'
import { blobOf } from '../../src/publish/repository.ts'

const PAGE = 'reports/copilot.md'
const DATA = 'reports/copilot-data.csv'

let repository: Repository
let simulator: Simulator

async function start(options: RepositoryOptions = {}): Promise<void> {
  repository = startRepository(options)
  simulator = await startSimulator({
    routes: repository.routes,
    tokens: { [demoToken]: 'organization:octo-works' },
  })
}

beforeEach(() => start())
afterEach(async () => {
  await simulator.close()
  await repository[Symbol.asyncDispose]()
})

async function restart(options: RepositoryOptions): Promise<void> {
  await simulator.close()
  await repository[Symbol.asyncDispose]()
  await start(options)
}

/** Commits with the workflow's own token. */
function commit(
  write: Draft['files'] | ((read: ReadText) => Promise<Draft['files']>),
  branch?: string,
  token = workflowToken,
) {
  const [owner = '', repo = ''] = repository.name.split('/')
  return commitFiles(
    connect(token, simulator.url),
    { owner, repo, branch },
    ['reports', 'reports/charts'],
    async (read) => ({
      message: { headline: 'Report', body: 'of a week' },
      files: typeof write === 'function' ? await write(read) : write,
    }),
  )
}

const page = (text: string) => [{ path: PAGE, text }]

describe('a commit', () => {
  test('adds the files and leaves the others as they are', async () => {
    const result = await commit([...page('# Ä\n'), { path: 'reports/charts/a.svg', text: '<svg/>' }])
    expect(result).toEqual({ changed: true, branch: 'main', oid: repository.head() })
    expect(await repository.git('ls-tree', '-r', '--name-only', 'main')).toBe(
      ['README.md', 'reports/charts/a.svg', PAGE].join('\n'),
    )
    expect(repository.text(PAGE)).toBe('# Ä\n')
    expect(await repository.git('log', '-1', '--format=%B', 'main')).toBe('Report\n\nof a week')
    expect(repository.log()).toHaveLength(2)
  })

  test('is not made when nothing changed', async () => {
    await commit(page('one'))
    expect(await commit(page('one'))).toEqual({ changed: false, oid: '', branch: 'main' })
    expect(repository.log()).toHaveLength(2)
  })

  test('is not made for a text that says the same, but takes it along', async () => {
    const files = (run: number, data: string) => [
      {
        path: PAGE,
        text: `page of run ${run}`,
        saysTheSame: (text: string) => text.startsWith('page of run'),
      },
      { path: DATA, text: data },
    ]
    await commit(files(1, 'a'))
    expect(await commit(files(2, 'a'))).toMatchObject({ changed: false })
    expect(repository.text(PAGE)).toBe('page of run 1')
    expect(await commit(files(3, 'b'))).toMatchObject({ changed: true })
    expect(repository.text(PAGE)).toBe('page of run 3')
  })

  test('reads what is there whole, also above a megabyte', async () => {
    const long = 'a line of a history\n'.repeat(100_000)
    await commit([{ path: DATA, text: long }])
    let seen: (string | undefined)[] = []
    await commit(async (read) => {
      seen = [await read(DATA), await read('reports/none.csv')]
      return page('x')
    })
    expect(seen).toEqual([long, undefined])
  })

  test('makes the branch from the default branch, once', async () => {
    expect(await commit(page('one'), 'copilot/report')).toMatchObject({
      changed: true,
      branch: 'copilot/report',
    })
    expect(await commit(page('two'), 'copilot/report')).toMatchObject({ changed: true })
    expect(repository.log()).toHaveLength(1)
    expect(repository.log('copilot/report')).toHaveLength(3)
    expect(repository.text('README.md', 'copilot/report')).toBe('# Copilot report\n')
  })
})

describe('a branch that moves meanwhile', () => {
  /** Someone else pushes before each of the next `times` commits. */
  function movedBySomeoneElse(times: number): void {
    let pushes = 0
    repository.beforeCommit = () => {
      if (pushes++ < times) repository.push('main', { 'notes.md': `${pushes}\n` }, `Note ${pushes}`)
      return Promise.resolve()
    }
  }

  test('is read again, and both are there', async () => {
    movedBySomeoneElse(2)
    let asked = 0
    const result = await commit(() => {
      asked += 1
      return Promise.resolve(page(`asked ${asked} times`))
    })
    expect(result.changed).toBe(true)
    expect(repository.text(PAGE)).toBe('asked 3 times')
    expect(repository.text('notes.md')).toBe('2\n')
    expect(await repository.git('log', '--format=%s', 'main')).toBe('Report\nNote 2\nNote 1\nFirst commit')
  })

  test('is given up after three tries', async () => {
    movedBySomeoneElse(99)
    await expect(commit(page('one'))).rejects.toThrow(
      /moved 3 times in a row; run again later, or give the report a branch of its own/,
    )
    expect(repository.text(PAGE)).toBeUndefined()
  })
})

describe('a refusal is one sentence', () => {
  test.each(['protection', 'ruleset'] as const)('a branch with a %s', async (kind) => {
    await restart({ protectedBranches: { main: kind } })
    await expect(commit(page('one'))).rejects.toThrow(
      /^The report was not committed, because the default branch of octo-works\/copilot-report is protected \(.*pull request.*\); name a branch without protection in report-branch/,
    )
  })

  test('a token that may only read', async () => {
    await restart({ writers: [], readers: [workflowToken] })
    await expect(commit(page('one'))).rejects.toThrow(
      /report-token may not write to octo-works\/copilot-report .*contents: write/,
    )
    await expect(commit(page('one'), 'elsewhere')).rejects.toThrow(/report-token may not write/)
  })

  test('a token that sees no such repository', async () => {
    await restart({ writers: [] })
    await expect(commit(page('one'))).rejects.toThrow(
      /GitHub shows report-token no repository octo-works\/copilot-report/,
    )
  })

  test('a token that is none', async () => {
    await expect(commit(page('one'), undefined, 'wrong')).rejects.toThrow(
      /GitHub does not accept report-token \(401\)/,
    )
  })

  test('a repository without a commit', async () => {
    await restart({ files: undefined })
    await expect(commit(page('one'))).rejects.toThrow(/has no commit on main yet.*make a first commit/)
  })

  test('more than GitHub takes, by our count and by its own', async () => {
    await expect(commit([{ path: DATA, text: 'x'.repeat(41_000_000) }])).rejects.toThrow(
      /too large to be committed \(41 MB, most of it reports\/copilot-data.csv, and GitHub takes 40 MB\)/,
    )
    await restart({ mostBytes: 100 })
    await expect(commit(page('one'))).rejects.toThrow(
      /because it is too large for GitHub \(Payload too large\)/,
    )
  })
})

describe('an answer that is lost', () => {
  const HTML = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Log in</html>' }
  const JSON_HEADERS = { 'content-type': 'application/json' }

  test.each<[string, Omit<Fault, 'match'>]>([
    ['cut off', { do: 'truncate' }],
    ['a 502 after GitHub made it', { do: 502, carriedOut: true }],
    ['a page of a proxy', { do: HTML, carriedOut: true }],
  ])('%s: the commit is found', async (_, fault) => {
    simulator.faults.add({ match: 'POST /graphql', ...fault })
    expect(await commit(page('one'))).toEqual({
      changed: true,
      oid: repository.head(),
      branch: 'main',
      wasLost: true,
    })
    expect(repository.log()).toHaveLength(2)
  })

  test('the commit is found below one that someone else put on it', async () => {
    simulator.faults.add({ match: 'POST /graphql', do: 'reset' })
    let asked = 0
    const result = commit(async () => {
      asked += 1
      return page('one')
    })
    while (repository.log().length !== 2) await sleep(5)
    repository.push('main', { 'notes.md': 'mine' }, 'Someone else')
    expect(await result).toMatchObject({ wasLost: true, oid: repository.log()[1]?.oid })
    expect(asked).toBe(1)
  })

  test('a commit that was not made is made', async () => {
    simulator.faults.add({ match: 'POST /graphql', do: 503 })
    const result = await commit(page('one'))
    expect(result).toEqual({ changed: true, oid: repository.head(), branch: 'main' })
  })

  test('a commit of someone else with the same words is not the own one', async () => {
    repository.beforeCommit = async () => {
      repository.beforeCommit = undefined
      repository.push('main', { 'notes.md': '' }, 'Report\n\nof a week')
    }
    const result = await commit(page('one'))
    expect(result).toEqual({ changed: true, oid: repository.head(), branch: 'main' })
    expect(repository.log()).toHaveLength(3)
  })

  test('an error beside the data of a commit is a commit', async () => {
    const oid = 'a'.repeat(40)
    const data = { createCommitOnBranch: { commit: { oid, url: null } } }
    const body = JSON.stringify({
      data,
      errors: [{ path: ['commit', 'url'], message: 'A field is missing' }],
    })
    simulator.faults.add({ match: 'POST /graphql', do: { status: 200, headers: JSON_HEADERS, body } })
    expect(await commit(page('one'))).toEqual({ changed: true, oid, branch: 'main' })
  })

  test.each<[string, FaultKind]>([
    ['422', 422],
    ['403', 403],
  ])('a refusal (%s) is not asked again', async (_, kind) => {
    simulator.faults.add({ match: 'POST /graphql', do: kind, times: 1 })
    await expect(commit(page('one'))).rejects.toThrow(/^The report was not committed, because/)
    expect(repository.log()).toHaveLength(1)
  })
})

describe('a repository that answers oddly', () => {
  const HTML = { status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Log in</html>' }

  test.each([
    ['the root', 404, /copilot-report\/contents\?/, /does not show the root of the repository/],
    ['a page in place of the root', HTML, /copilot-report\/contents\?/, /page of a proxy|not be reached/],
    ['a page in place of the repository', HTML, /copilot-report$/, /page of a proxy|not be reached/],
    ['a page in place of a branch', HTML, 'git/ref', /page of a proxy|not be reached/],
    ['a page in place of a file', HTML, 'reports/copilot-data.csv', /did not arrive whole|not be reached/],
    ['a page in place of a folder', HTML, 'contents/reports?', /page of a proxy|not be reached/],
    ['a folder that is listed', 404, 'contents/reports?', /not show reports although it is there \(404\)/],
  ])('%s', async (_, kind, match, words) => {
    await restart({ files: { [DATA]: 'not to be lost\n' } })
    simulator.faults.add({ match, do: kind, times: Infinity })
    const head = repository.head()
    const write = async (read: ReadText) => page((await read(DATA)) ?? 'none')
    const error = await commit(write).catch((fault: unknown) => fault)
    expect(String(error)).toMatch(words)
    expect(String(error)).not.toMatch(/Log in|</)
    expect(repository.head()).toBe(head)
  })

  test.each([
    ['a folder that is a symbolic link', { reports: 'a' }, /reports is no folder .* a symbolic link/],
    ['a page that is one', { [PAGE]: '../a.md' }, /copilot\.md is no file .* a symbolic link; name another/],
  ])('%s', async (_, symlinks, words) => {
    await restart({ files: { 'a.md': '' }, symlinks })
    await expect(commit(page('one'))).rejects.toThrow(words)
    expect(repository.log()).toHaveLength(1)
  })

  test('a folder that is a file', async () => {
    await restart({ files: { reports: '# Ours\n' } })
    await expect(commit(page('one'))).rejects.toThrow(
      /reports is no folder in the repository, but a file; name another report-path/,
    )
    expect(repository.log()).toHaveLength(1)
  })

  test('a byte order mark is no text', async () => {
    await restart({ files: { [DATA]: '\uFEFFone\n' } })
    let seen: string | undefined
    await commit(async (read) => {
      seen = await read(DATA)
      return page('x')
    })
    expect(seen).toBe('one\n')
  })
})

test('The id of a text is git’s', async () => {
  await commit(page('äöü\n'))
  expect(blobOf('äöü\n')).toBe(await repository.git('rev-parse', `main:${PAGE}`))
})
