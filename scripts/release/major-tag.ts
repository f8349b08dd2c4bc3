import { git } from './git.ts'
import { type TagRun, versionOf } from './tag.ts'
import { majorTagOf, tagOf, versionsAmong } from './version.ts'

/** Moves the major tag of origin to the checkout of a tag that is the newest of its major version, and returns what became of it. */
export function moveMajorTag({ folder, tag }: TagRun): string {
  const version = versionOf(tag)
  const majorTag = majorTagOf(version)
  if (version.prerelease.length > 0) return `${tag} leads to a version: ${majorTag} stays where it is.`
  const released = versionsAmong(tagsOfOrigin(folder, `${majorTag}.*`))
  const newest = released.findLast(({ prerelease }) => prerelease.length === 0)
  if (newest !== undefined && newest.text !== version.text)
    return `${tagOf(newest)} is newer than ${tag}: ${majorTag} stays where it is.`
  const commit = git(folder, 'rev-parse', 'HEAD')
  git(folder, 'push', '--quiet', '--force', 'origin', `${commit}:refs/tags/${majorTag}`)
  return `${majorTag} is ${tag} now.`
}

function tagsOfOrigin(folder: string, pattern: string): string[] {
  const lines = git(folder, 'ls-remote', '--tags', '--refs', 'origin', pattern).split('\n')
  return lines.map((line) => line.replace(/^.*refs\/tags\//, ''))
}
