// npm run release -- 1.2.0: checks, writes the version, commits and tags. It pushes with --push only.
import { execFileSync } from 'node:child_process'
import { parseArgs } from 'node:util'

import { changedFiles, changelogFaults, readManifest, writeRelease } from './release/checkout.ts'
import { git, gitSays } from './release/git.ts'
import { parseRepositoryName, type RepositoryName } from './release/repository-name.ts'
import { compareVersions, parseVersion, tagOf, versionsAmong } from './release/version.ts'

/** What is to be released, and where. */
export interface ReleaseOptions {
  readonly folder: string
  /** As it was typed: `1.2.0`. */
  readonly version: string
  /** `owner/name`; that of the remote `origin` unless told. */
  readonly repository?: string | undefined
  /** The day that the changelog gets, `YYYY-MM-DD`. */
  readonly day: string
  readonly push: boolean
}

/** Everything that is in the way of a release, each in one sentence; nothing is written or built. */
export function releaseFaults(options: ReleaseOptions): string[] {
  const { folder } = options
  const branch = git(folder, 'rev-parse', '--abbrev-ref', 'HEAD')
  return [
    ...(git(folder, 'status', '--porcelain') === ''
      ? []
      : ['the checkout has changes: commit them or put them away']),
    ...(branch === 'main' ? [] : [`the branch is ${branch}: releases are made on main`]),
    ...(hasRemote(folder) && !gitSays(folder, 'merge-base', '--is-ancestor', 'origin/main', 'HEAD')
      ? ['origin has commits on main that are not here: git pull']
      : []),
    ...(gitSays(folder, 'var', 'GIT_COMMITTER_IDENT')
      ? []
      : ['git does not know who commits: set user.name and user.email']),
    ...(options.push && !hasRemote(folder) ? ['there is no remote origin to push to'] : []),
    ...versionFaults(options),
    ...(targetOf(options) === undefined
      ? ['the remote origin is no repository of an owner: say --repository owner/name']
      : []),
    ...changelogFaults(folder),
  ]
}

/** Releases: writes, commits, tags, and pushes where that is wanted. Returns the lines to be told. @throws Error with all that is in the way */
export function release(options: ReleaseOptions): string[] {
  const { folder, day, push } = options
  if (hasRemote(folder)) git(folder, 'fetch', '--quiet', '--tags', '--force', 'origin', 'main')
  const faults = releaseFaults(options)
  const version = parseVersion(options.version)
  const repository = targetOf(options)
  if (faults.length > 0 || version === undefined || repository === undefined)
    throw new Error(faults.join('\n'))
  refuseStaleBundle(folder)
  const tag = tagOf(version)
  writeRelease(folder, version, repository, day)
  // A name in a table changes its columns.
  npm(folder, 'run', '--silent', '--if-present', 'format')
  const changed = changedFiles(folder)
  const sources = changed.filter((path) => /^(src|html-report)\//.test(path))
  if (sources.length > 0) {
    git(folder, 'restore', '.')
    throw new Error(`${sources.join(', ')} names the repository, and dist/ would have to, too: leave it out`)
  }
  git(folder, 'commit', '--quiet', '--message', `Release ${version.text}`, '--', ...changed)
  git(folder, 'tag', '--annotate', tag, '--message', `Release ${version.text}`)
  const done = `${tag} of ${repository.owner}/${repository.name} is committed and tagged.`
  const pushing = ['push', '--atomic', 'origin', 'main', tag]
  if (!push) return [done, `Push it, and the workflow Release does the rest: git ${pushing.join(' ')}`]
  git(folder, ...pushing)
  return [done, 'It is pushed: the workflow Release does the rest.']
}

function versionFaults({ folder, version: text }: ReleaseOptions): string[] {
  const version = parseVersion(text)
  if (version === undefined)
    return [text === '' ? 'no version is given: write one, like 1.2.0' : `${text} is no version like 1.2.0`]
  const released = versionsAmong(git(folder, 'tag', '--list', 'v*').split('\n'))
  const written = parseVersion(readManifest(folder).version)
  const newest = [...released, ...(written === undefined ? [] : [written])].toSorted(compareVersions).at(-1)
  return newest === undefined || compareVersions(version, newest) > 0
    ? []
    : [`${text} is not newer than ${newest.text}`]
}

function targetOf({ folder, repository }: ReleaseOptions): RepositoryName | undefined {
  if (repository !== undefined) return parseRepositoryName(repository)
  return hasRemote(folder) ? parseRepositoryName(git(folder, 'remote', 'get-url', 'origin')) : undefined
}

function hasRemote(folder: string): boolean {
  return git(folder, 'remote').split('\n').includes('origin')
}

/** Builds dist/ anew. @throws Error where that is not what is committed */
function refuseStaleBundle(folder: string): void {
  npm(folder, 'run', '--silent', 'package')
  const changes = git(folder, 'status', '--porcelain', '--', 'dist')
  if (changes !== '') throw new Error(`dist/ is not what src/ gives; commit what it is now:\n${changes}`)
}

function npm(folder: string, ...args: readonly string[]): void {
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { push: { type: 'boolean', default: false }, repository: { type: 'string' } },
    allowPositionals: true,
  })
  const [version = '', ...more] = positionals
  try {
    if (more.length > 0) throw new Error(`One version at a time: what is ${more.join(' ')}?`)
    const day = new Date().toISOString().slice(0, 10)
    const lines = release({ folder: '.', version, repository: values.repository, day, push: values.push })
    for (const line of lines) console.log(line)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
