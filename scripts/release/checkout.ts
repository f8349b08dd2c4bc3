import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { unreleasedNotes, withRelease } from './changelog.ts'
import { git } from './git.ts'
import { parseRepositoryName, type RepositoryName, withRepositoryName } from './repository-name.ts'
import { majorTagOf, type Version } from './version.ts'

/** What a checkout says of itself in package.json. */
export interface Manifest {
  readonly version: string
  /** Where the action is published; the owner is a placeholder until the first release. */
  readonly repository: RepositoryName
}

interface Lock {
  version: string
  readonly packages: Record<string, { version?: string }>
}

/** package.json of a checkout. @throws Error where it does not name a repository */
export function readManifest(folder: string): Manifest {
  const { version, repository } = JSON.parse(textOf(folder, 'package.json')) as {
    readonly version: string
    readonly repository?: string
  }
  const name = parseRepositoryName(repository ?? '')
  if (name === undefined) throw new Error('package.json names no repository: github:owner/name.')
  return { version, repository: name }
}

/** The two places of package-lock.json that have the version of this package. */
export function lockedVersions(folder: string): (string | undefined)[] {
  const lock = JSON.parse(textOf(folder, 'package-lock.json')) as Lock
  return [lock.version, lock.packages['']?.version]
}

/** Why the changelog cannot be released; nothing where it can. */
export function changelogFaults(folder: string): string[] {
  const notes = unreleasedNotes(textOf(folder, 'CHANGELOG.md'))
  if (notes === undefined) return ['CHANGELOG.md has no heading "## Unreleased"']
  return notes === '' ? ['CHANGELOG.md has nothing under "## Unreleased": say what is new'] : []
}

/** Writes a version, its notes and the name it is published under into a checkout. */
export function writeRelease(
  folder: string,
  version: Version,
  repository: RepositoryName,
  day: string,
): void {
  const former = readManifest(folder)
  const majorTag = version.prerelease.length === 0 ? majorTagOf(version) : undefined
  for (const path of writtenFiles(folder))
    change(folder, path, (text) => withRepositoryName(text, former.repository, repository, majorTag))
  change(folder, 'CHANGELOG.md', (text) => withRelease(text, version.text, day))
  change(folder, 'package.json', (text) => text.replace(/("version": ")[^"]+/, `$1${version.text}`))
  change(folder, 'package-lock.json', (text) => withLockedVersion(text, version.text))
}

/** The tracked texts that people wrote: not what is built, nor what npm writes. */
export function writtenFiles(folder: string): string[] {
  const others = [':!dist', ':!package-lock.json', ':!*.png']
  return pathsIn(git(folder, 'ls-files', '-z', '--', '.', ...others))
}

/** The tracked files that are not what is committed. */
export function changedFiles(folder: string): string[] {
  return pathsIn(git(folder, 'diff', '--name-only', '-z'))
}

/** The text of a file of the checkout. */
export function textOf(folder: string, path: string): string {
  return readFileSync(join(folder, path), 'utf8')
}

function pathsIn(listed: string): string[] {
  return listed.split('\0').filter((path) => path !== '')
}

function withLockedVersion(text: string, version: string): string {
  const lock = JSON.parse(text) as Lock
  lock.version = version
  const own = lock.packages['']
  if (own !== undefined) own.version = version
  return `${JSON.stringify(lock, undefined, 2)}\n`
}

function change(folder: string, path: string, changed: (text: string) => string): void {
  const before = textOf(folder, path)
  const after = changed(before)
  if (after !== before) writeFileSync(join(folder, path), after)
}
