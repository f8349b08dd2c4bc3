const UNRELEASED = '## Unreleased'

/** What is written under _Unreleased_, trimmed; empty where nothing is, undefined where there is no such heading. */
export function unreleasedNotes(changelog: string): string | undefined {
  return sectionOf(changelog, (heading) => heading === UNRELEASED)
}

/** What is written under a version, trimmed; undefined where the version has no heading. */
export function notesOf(changelog: string, version: string): string | undefined {
  return sectionOf(changelog, (heading) => heading.startsWith(`## ${version} `))
}

/** The changelog with what was unreleased under a version and a day, `YYYY-MM-DD`, and nothing unreleased. */
export function withRelease(changelog: string, version: string, day: string): string {
  return changelog.replace(new RegExp(`^${UNRELEASED}$`, 'm'), `${UNRELEASED}\n\n## ${version} (${day})`)
}

function sectionOf(changelog: string, isHeading: (line: string) => boolean): string | undefined {
  const lines = changelog.split('\n')
  const from = lines.findIndex((line) => isHeading(line.trimEnd()))
  if (from === -1) return undefined
  const length = lines.slice(from + 1).findIndex((line) => line.startsWith('## '))
  const to = length === -1 ? lines.length : from + 1 + length
  return lines
    .slice(from + 1, to)
    .join('\n')
    .trim()
}
