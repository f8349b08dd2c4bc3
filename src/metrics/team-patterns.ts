/**
 * Whether a slug is chosen by patterns with `*`, compared without regard to case. A leading `!` excludes;
 * patterns that only exclude choose everything else; no patterns choose everything.
 */
export function isChosen(slug: string, patterns: readonly string[]): boolean {
  const included = patterns.filter((pattern) => !pattern.startsWith('!'))
  const excluded = patterns
    .filter((pattern) => pattern.startsWith('!'))
    .map((pattern) => pattern.slice(1).trim())
  return (included.length === 0 || fitsAny(slug, included)) && !fitsAny(slug, excluded)
}

function fitsAny(slug: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const source = pattern.split('*').map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    return new RegExp(`^${source.join('.*')}$`, 'is').test(slug)
  })
}
