/**
 * Whether patterns with `*` select a slug, ignoring case. A leading `!` excludes; patterns that only exclude select
 * everything else; no patterns select everything.
 */
export function isChosen(slug: string, patterns: readonly string[]): boolean {
  const included = patterns.filter((pattern) => !pattern.startsWith('!'))
  const excluded = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => pattern.slice(1).trim())
  return (included.length === 0 || matchesAny(slug, included)) && !matchesAny(slug, excluded)
}

/** Patterns, including and excluding ones, that match none of the slugs. */
export function unmatchedPatterns(slugs: readonly string[], patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => {
    const sought = pattern.startsWith('!') ? pattern.slice(1).trim() : pattern
    return !slugs.some((slug) => matchesAny(slug, [sought]))
  })
}

/** At most three slugs with the smallest edit distance to a pattern, if it is at most half of the longer text. */
export function nearestSlugs(slugs: readonly string[], pattern: string): string[] {
  const sought = pattern.replaceAll(/[!*\s]/g, '').toLowerCase()
  const ranked = slugs
    .map((slug) => ({ slug, distance: editDistance(sought, slug.toLowerCase()) }))
    .filter(({ slug, distance }) => distance <= Math.max(sought.length, slug.length) / 2)
    .toSorted((left, right) => left.distance - right.distance || (left.slug < right.slug ? -1 : 1))
  const least = ranked[0]?.distance ?? 0
  return ranked
    .filter(({ distance }) => distance === least)
    .slice(0, MOST_NEAREST)
    .map(({ slug }) => slug)
}

const MOST_NEAREST = 3

/** Levenshtein distance: insertions, deletions and substitutions of UTF-16 code units. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let at = 1; at <= left.length; at++) {
    const next = [at]
    for (let to = 1; to <= right.length; to++) {
      const same = left[at - 1] === right[to - 1] ? 0 : 1
      next.push(Math.min((row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1, (row[to - 1] ?? 0) + same))
    }
    row = next
  }
  return row[right.length] ?? 0
}

function matchesAny(slug: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const source = pattern.split('*').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    return new RegExp(`^${source.join('.*')}$`, 'is').test(slug)
  })
}
