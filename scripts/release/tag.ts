import { notesOf } from './changelog.ts'
import { lockedVersions, readManifest, textOf, writtenFiles } from './checkout.ts'
import { git, gitSays } from './git.ts'
import { otherNames, parseRepositoryName } from './repository-name.ts'
import { majorTagOf, parseVersion, tagOf, type Version } from './version.ts'

/** The tag that a workflow runs for. */
export interface TagRun {
  readonly folder: string
  /** `v1.2.0` */
  readonly tag: string
  /** `owner/name` */
  readonly repository: string
}

/** What a runner says of the tag that it runs for. @throws Error outside of a run */
export function tagRun(): TagRun {
  const { GITHUB_REF_NAME: tag = '', GITHUB_REPOSITORY: repository = '', GITHUB_REF_TYPE: type } = process.env
  if (tag === '' || repository === '' || (type ?? 'tag') !== 'tag')
    throw new Error('GITHUB_REF_NAME and GITHUB_REPOSITORY name a tag and a repository: run this for a tag.')
  return { folder: '.', tag, repository }
}

/** The version of a tag. @throws Error where it is none */
export function versionOf(tag: string): Version {
  const version = parseVersion(tag.replace(/^v/, ''))
  if (version === undefined || tagOf(version) !== tag) throw new Error(`${tag} is no version like v1.2.0.`)
  return version
}

/** Why a tag must not be released, each in one sentence; nothing where it may. */
export function tagFaults({ folder, tag, repository }: TagRun): string[] {
  const version = versionOf(tag)
  const manifest = readManifest(folder)
  const now = parseRepositoryName(repository) ?? manifest.repository
  const named = `${manifest.repository.owner}/${manifest.repository.name}`
  return [
    ...(git(folder, 'rev-parse', 'HEAD') === git(folder, 'rev-parse', `${tag}^{commit}`)
      ? []
      : [`the checkout is not ${tag}`]),
    ...(gitSays(folder, 'merge-base', '--is-ancestor', 'HEAD', 'origin/main')
      ? []
      : [`${tag} is not on main`]),
    ...(manifest.version === version.text ? [] : [`package.json has the version ${manifest.version}`]),
    ...(lockedVersions(folder).every((locked) => locked === version.text)
      ? []
      : ['package-lock.json has another version']),
    ...((notesOf(textOf(folder, 'CHANGELOG.md'), version.text) ?? '') === ''
      ? [`CHANGELOG.md says nothing of ${version.text}`]
      : []),
    ...(named.toLowerCase() === repository.toLowerCase()
      ? []
      : [`package.json names ${named}, and this is ${repository}`]),
    ...writtenFiles(folder).flatMap((path) => nameFaults(folder, path, now, version)),
  ]
}

function nameFaults(
  folder: string,
  path: string,
  now: Parameters<typeof otherNames>[1],
  version: Version,
): string[] {
  const majorTag = version.prerelease.length === 0 ? majorTagOf(version) : undefined
  const others = new Set(otherNames(textOf(folder, path), now, majorTag))
  return [...others].map((other) => `${path} has ${other}`)
}
