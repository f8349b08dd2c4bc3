import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { commitFiles, contentOf, moveBranch } from '../../simulator/git-repository.ts'
import { type Repository, startRepository } from '../../simulator/repository.ts'

let repository: Repository
beforeEach(() => {
  repository = startRepository({
    files: { 'a.md': 'ä\n', 'a/b/c.md': 'c\n', 'a-b.md': '', 'a.b/d.md': 'd\n' },
    symlinks: { link: 'a.md' },
  })
})
afterEach(() => repository[Symbol.asyncDispose]())

const files = (texts: Record<string, string>) => contentOf(texts, '100644')

describe('What the simulator writes is for git', () => {
  test('a repository without a fault, with the commits, the folders and the files', async () => {
    repository.push('main', { 'a/b/new.md': 'new\n', 'a.md': '' }, 'Second\n\nwith a body')
    moveBranch(repository.folder, 'some/branch', undefined, repository.head() ?? '')
    commitFiles(repository.folder, { branch: 'some/branch', files: files({ 'x.md': 'x' }), message: 'Third' })

    expect(await repository.git('fsck', '--strict', '--full', '--no-dangling')).toBe('')
    expect(await repository.git('log', '--format=%s|%b|%an|%cn', 'some/branch')).toBe(
      [
        'Third||github-actions[bot]|GitHub',
        'Second|with a body\n|github-actions[bot]|GitHub',
        'First commit||github-actions[bot]|GitHub',
      ].join('\n'),
    )
    const tree = await repository.git('ls-tree', '-r', '--format=%(objectmode) %(path)', 'main')
    const paths = ['a-b.md', 'a.b/d.md', 'a.md', 'a/b/c.md', 'a/b/new.md']
    expect(tree).toBe([...paths.map((path) => `100644 ${path}`), '120000 link'].join('\n'))
    expect(await repository.git('cat-file', 'blob', 'main:a/b/new.md')).toBe('new')
    expect(await repository.git('diff', '--name-status', 'main~1', 'main')).toBe('M\ta.md\nA\ta/b/new.md')
  })

  test('the same as what it reads itself', async () => {
    repository.push('main', { 'a.md': 'other\n' }, 'Second')

    expect(repository.head()).toBe(await repository.git('rev-parse', 'HEAD'))
    const log = await repository.git('log', '--format=%H %T %P', 'main')
    const read = repository.log().map(({ oid, tree, parents }) => [oid, tree, ...parents].join(' '))
    expect(read.join('\n')).toBe(log.trimEnd())
    expect(repository.text('a/b/c.md')).toBe('c\n')
    expect(repository.text('a/b')).toBeUndefined()
    expect(repository.text('a.md/b')).toBeUndefined()
  })
})

describe('A branch moves', () => {
  const late = (expected: string) => () =>
    commitFiles(repository.folder, {
      branch: 'main',
      expected,
      files: files({ 'x.md': '' }),
      message: 'Late',
    })

  test('from where it is expected, and from nowhere else', () => {
    const [first = ''] = repository.log().map(({ oid }) => oid)
    repository.push('main', { 'x.md': 'x' }, 'Someone else')

    expect(late(first)).toThrow(/main is not where it is expected/)
    expect(late('0'.repeat(40))).toThrow(/ENOENT/)
    expect(repository.log().map(({ message }) => message)).toEqual(['Someone else', 'First commit'])
    expect(late(repository.head() ?? '')).not.toThrow()
    expect(repository.log()).toHaveLength(3)
  })

  test('to nothing that is not there, and is made only once', () => {
    const { folder } = repository
    const head = repository.head() ?? ''
    expect(() => moveBranch(folder, 'main', head, 'f'.repeat(40))).toThrow(/ENOENT/)
    moveBranch(folder, 'new', undefined, head)
    expect(() => moveBranch(folder, 'new', undefined, head)).toThrow(/not where it is expected/)
    expect(() => moveBranch(folder, '../outside', undefined, head)).toThrow(/is no branch/)
  })
})

test.each([
  ['a file in place of a folder', { a: '' }],
  ['a folder in place of a file', { 'a.md/b.md': '' }],
])('%s is no commit', (_, texts) => {
  expect(() => repository.push('main', texts, 'Wrong')).toThrow(/is (a|no) folder/)
  expect(repository.log()).toHaveLength(1)
})
