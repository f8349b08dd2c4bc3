import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
    expect(result).toEqual({ changed: true, branch: 'main', oid: await repository.git('rev-parse', 'main') })
    expect(await repository.git('ls-tree', '-r', '--name-only', 'main')).toBe(
      ['README.md', 'reports/charts/a.svg', PAGE].join('\n'),
    )
    expect(await repository.text(PAGE)).toBe('# Ä\n')
    expect(await repository.git('log', '-1', '--format=%B', 'main')).toBe('Report\n\nof a week')
    expect(await repository.git('rev-list', '--count', 'main')).toBe('2')
  })

  test('is not made when nothing changed', async () => {
    await commit(page('one'))
    expect(await commit(page('one'))).toEqual({ changed: false, oid: '', branch: 'main' })
    expect(await repository.git('rev-list', '--count', 'main')).toBe('2')
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
    expect(await repository.text(PAGE)).toBe('page of run 1')
    expect(await commit(files(3, 'b'))).toMatchObject({ changed: true })
    expect(await repository.text(PAGE)).toBe('page of run 3')
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
    expect(await repository.git('rev-list', '--count', 'main')).toBe('1')
    expect(await repository.git('rev-list', '--count', 'copilot/report')).toBe('3')
    expect(await repository.text('README.md', 'copilot/report')).toBe('# Copilot report\n')
  })
})

describe('a branch that moves meanwhile', () => {
  /** Someone else pushes before each of the next `times` commits. */
  function movedBySomeoneElse(times: number): void {
    let pushes = 0
    repository.beforeCommit = async () => {
      if (pushes++ < times) await repository.push('main', { 'notes.md': `${pushes}\n` }, `Note ${pushes}`)
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
    expect(await repository.text(PAGE)).toBe('asked 3 times')
    expect(await repository.text('notes.md')).toBe('2\n')
    expect(await repository.git('log', '--format=%s', 'main')).toBe('Report\nNote 2\nNote 1\nFirst commit')
  })

  test('is given up after three tries', async () => {
    movedBySomeoneElse(99)
    await expect(commit(page('one'))).rejects.toThrow(
      /moved 3 times in a row; run again later, or give the report a branch of its own/,
    )
    expect(await repository.text(PAGE)).toBeUndefined()
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

test('The id of a text is git’s', async () => {
  await commit(page('äöü\n'))
  expect(blobOf('äöü\n')).toBe(await repository.git('rev-parse', `main:${PAGE}`))
})
