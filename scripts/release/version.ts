/** A version of Semantic Versioning, without build metadata. */
export interface Version {
  /** Major, minor and patch. */
  readonly numbers: readonly [number, number, number]
  /** The identifiers behind `-`; none: a version to be used. */
  readonly prerelease: readonly string[]
  /** As it is written: `1.2.3`, `2.0.0-rc.1`. */
  readonly text: string
}

const NUMBER = String.raw`(0|[1-9]\d*)`
const IDENTIFIER = String.raw`(?:0|[1-9]\d*|\d*[a-zA-Z-][\da-zA-Z-]*)`
const VERSION = new RegExp(
  String.raw`^${NUMBER}\.${NUMBER}\.${NUMBER}(?:-(${IDENTIFIER}(?:\.${IDENTIFIER})*))?$`,
)

/** A version as it is written; undefined where the text is none. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, prerelease] = VERSION.exec(text) ?? []
  if (major === undefined) return undefined
  return {
    numbers: [Number(major), Number(minor), Number(patch)],
    prerelease: prerelease?.split('.') ?? [],
    text,
  }
}

/** Below 0 where the first version precedes the other, by https://semver.org/#spec-item-11. */
export function compareVersions(one: Version, other: Version): number {
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0)
    if (difference !== 0) return difference
  }
  // A version to be used follows all that lead to it.
  if (one.prerelease.length === 0 || other.prerelease.length === 0)
    return other.prerelease.length - one.prerelease.length
  return comparePrereleases(one.prerelease, other.prerelease)
}

/** The tag of a version: `v1.2.3`. */
export function tagOf({ text }: Version): string {
  return `v${text}`
}

/** The tag that moves with the versions of a major one: `v1`. */
export function majorTagOf({ numbers: [major] }: Version): string {
  return `v${major}`
}

/** The versions among tags, in their order. */
export function versionsAmong(tags: readonly string[]): Version[] {
  return tags
    .flatMap((tag) => (tag.startsWith('v') ? (parseVersion(tag.slice(1)) ?? []) : []))
    .toSorted(compareVersions)
}

function comparePrereleases(one: readonly string[], other: readonly string[]): number {
  for (const [index, identifier] of one.entries()) {
    const against = other[index]
    if (against === undefined) return 1
    if (identifier !== against) return compareIdentifiers(identifier, against)
  }
  return one.length - other.length
}

/** Numbers by size and before texts, texts by their characters. */
function compareIdentifiers(one: string, other: string): number {
  const isNumber = /^\d+$/
  if (isNumber.test(one) && isNumber.test(other)) return Number(one) - Number(other)
  if (isNumber.test(one) !== isNumber.test(other)) return isNumber.test(one) ? -1 : 1
  return one < other ? -1 : 1
}
