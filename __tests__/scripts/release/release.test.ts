import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

import { withRelease } from '../../../scripts/release/changelog.ts'
import { git } from '../../../scripts/release/git.ts'
import { moveMajorTag } from '../../../scripts/release/major-tag.ts'
import { publishRelease } from '../../../scripts/release/publish.ts'
import { release, releaseFaults } from '../../../scripts/release.ts'
import { tagFaults } from '../../../scripts/release/tag.ts'
import { CHANGELOG, project } from './project.ts'
import { startReleases } from './releases.ts'

describe('npm run release', () => {
  test('tells everything that is in the way at once, and changes nothing', () => {
    const { clone } = project()
    writeFileSync(join(clone, 'CHANGELOG.md'), '# Changelog\n\n## Unreleased\n')
    git(clone, 'checkout', '--quiet', '-b', 'mine')
    const options = { folder: clone, day: '2026-12-01', push: false }
    expect(releaseFaults({ ...options, version: '1.1.0', repository: 'nobody' })).toEqual([
      'the checkout has changes: commit them or put them away',
      'the branch is mine: releases are made on main',
      '1.1.0 is not newer than 1.1.0',
      'the remote origin is no repository of an owner: say --repository owner/name',
      'CHANGELOG.md has nothing under "## Unreleased": say what is new',
    ])
    expect(() => release({ ...options, version: 'next' })).toThrow('next is no version like 1.2.0')
    expect(git(clone, 'tag')).toBe('')
    git(clone, 'remote', 'remove', 'origin')
    expect(releaseFaults({ ...options, version: '1.2.0', push: true })).toEqual(
      expect.arrayContaining([
        'there is no remote origin to push to',
        'the remote origin is no repository of an owner: say --repository owner/name',
      ]),
    )
  })

  test('leaves everything as it was where the name would have to be in the bundle', () => {
    const { clone } = project()
    mkdirSync(join(clone, 'src'))
    writeFileSync(join(clone, 'src/address.ts'), 'https://github.com/ACCOUNT/metrics')
    git(clone, 'add', '.')
    git(clone, 'commit', '--quiet', '--message', 'An address')
    const options = { folder: clone, day: '2026-12-01', push: false, repository: 'octo/metrics' }
    expect(() => release({ ...options, version: '1.2.0' })).toThrow('src/address.ts names the repository')
    expect([git(clone, 'status', '--porcelain'), git(clone, 'tag')]).toEqual(['', ''])
  })

  test('refuses what an older tag has, what others have pushed since, and a bundle that is not of its source', () => {
    const { clone, other } = project()
    const options = { folder: clone, day: '2026-12-01', push: false, repository: 'octo/metrics' }
    git(clone, 'tag', 'v1.3.0')
    expect(() => release({ ...options, version: '1.2.9' })).toThrow('1.2.9 is not newer than 1.3.0')
    writeFileSync(join(clone, 'dist/index.js'), 'something else')
    git(clone, 'commit', '--quiet', '--all', '--message', 'By hand')
    expect(() => release({ ...options, version: '1.4.0' })).toThrow('dist/ is not what src/ gives')
    git(other, 'commit', '--quiet', '--allow-empty', '--message', 'Meanwhile')
    git(other, 'push', '--quiet', 'origin', 'main')
    expect(() => release({ ...options, version: '1.4.0' })).toThrow('origin has commits on main')
  })

  test('writes version, notes and name, commits and tags, and pushes only when told', () => {
    const { clone, bare } = project()
    const options = { folder: clone, day: '2026-12-01', repository: 'octo/metrics' }
    expect(release({ ...options, version: '1.2.0', push: false })).toEqual([
      'v1.2.0 of octo/metrics is committed and tagged.',
      'Push it, and the workflow Release does the rest: git push --atomic origin main v1.2.0',
    ])
    expect(git(bare, 'tag')).toBe('')
    const text = (path: string) => readFileSync(join(clone, path), 'utf8')
    expect(text('README.md')).toBe('uses: octo/metrics@v1\n')
    expect(text('package.json')).toContain('"version": "1.2.0"')
    expect(text('package-lock.json').match(/"version": "1.2.0"/g)).toHaveLength(2)
    expect(git(clone, 'status', '--porcelain')).toBe('')
    expect(git(clone, 'log', '-1', '--format=%s %D')).toBe('Release 1.2.0 HEAD -> main, tag: v1.2.0')
    git(clone, 'push', '--quiet', 'origin', 'main')
    writeFileSync(
      join(clone, 'CHANGELOG.md'),
      text('CHANGELOG.md').replace('## Unreleased', '## Unreleased\n\nMore.'),
    )
    git(clone, 'commit', '--quiet', '--all', '--message', 'More')
    release({ ...options, version: '2.0.0', push: true })
    expect(git(bare, 'tag')).toBe('v2.0.0')
    expect(git(bare, 'show', 'main:README.md')).toBe('uses: octo/metrics@v2')
  })
})

describe('the workflow of a release', () => {
  test('refuses a tag that is not what it says', () => {
    const { clone } = project()
    git(clone, 'tag', 'v1.2.0')
    git(clone, 'commit', '--quiet', '--allow-empty', '--message', 'Not on main of origin')
    expect(tagFaults({ folder: clone, tag: 'v1.2.0', repository: 'octo/metrics' })).toEqual([
      'the checkout is not v1.2.0',
      'v1.2.0 is not on main',
      'package.json has the version 1.1.0',
      'package-lock.json has another version',
      'CHANGELOG.md says nothing of 1.2.0',
      'package.json names ACCOUNT/metrics, and this is octo/metrics',
      'README.md has ACCOUNT/metrics@v1',
      'package.json has ACCOUNT/metrics',
    ])
    expect(() => tagFaults({ folder: clone, tag: '1.2.0', repository: 'octo/metrics' })).toThrow(
      'is no version',
    )
  })

  test('moves the major tag to the newest version and to no older or earlier one', () => {
    const { clone, bare } = project()
    const head = git(clone, 'rev-parse', 'HEAD')
    const move = (tag: string) => {
      git(clone, 'tag', tag)
      git(clone, 'push', '--quiet', 'origin', tag)
      return moveMajorTag({ folder: clone, tag, repository: 'octo/metrics' })
    }
    expect(move('v1.9.0')).toBe('v1 is v1.9.0 now.')
    git(clone, 'commit', '--quiet', '--allow-empty', '--message', 'Later')
    expect(move('v1.8.1')).toBe('v1.9.0 is newer than v1.8.1: v1 stays where it is.')
    expect(move('v1.10.0-rc.1')).toBe('v1.10.0-rc.1 leads to a version: v1 stays where it is.')
    expect(git(bare, 'rev-parse', 'v1')).toBe(head)
    expect(move('v1.10.0')).toBe('v1 is v1.10.0 now.')
    expect(git(bare, 'rev-parse', 'v1')).toBe(git(clone, 'rev-parse', 'HEAD'))
  })

  test('publishes with all files in place, once, also after a try that ended in the middle', async () => {
    const { clone } = project()
    writeFileSync(join(clone, 'CHANGELOG.md'), withRelease(CHANGELOG, '1.2.0', '2026-12-01'))
    mkdirSync(join(clone, 'release-assets'))
    writeFileSync(join(clone, 'release-assets/SHA256SUMS'), 'sums')
    writeFileSync(join(clone, 'release-assets/a.zip'), 'zip')
    const api = await startReleases([{ id: 1, tag_name: 'v1.2.0', draft: true }])
    const run = { folder: clone, tag: 'v1.2.0', repository: 'octo/metrics' }
    const address = await publishRelease(run, { url: api.url, token: 'secret' })
    expect(address).toBe('https://github.example/releases/2')
    expect(api.requests).toEqual([
      'GET /repos/octo/metrics/releases?per_page=100',
      'DELETE /repos/octo/metrics/releases/1',
      'POST /repos/octo/metrics/releases {"tag_name":"v1.2.0","name":"v1.2.0","body":"- A thing.","draft":true,"prerelease":false}',
      'POST /upload/2?name=SHA256SUMS sums',
      'POST /upload/2?name=a.zip zip',
      'PATCH /repos/octo/metrics/releases/2 {"draft":false}',
    ])
    expect(await publishRelease(run, { url: api.url, token: 'secret' })).toBe(address)
    expect(api.requests).toHaveLength(7)
    await expect(publishRelease(run, { url: api.url, token: 'wrong' })).rejects.toThrow('401')
  })
})
