/** What is wrong with a path for the report, as a predicate to append to the path ("is absolute …"); undefined if nothing is. */
export function reportPathFault(path: string): string | undefined {
  if (/^([/\\~]|[A-Za-z]:)/.test(path)) return 'is absolute; give a path inside the repository'
  const parts = path.split('/')
  if (parts.includes('..')) return 'leads out of the repository; give a path inside it'
  if (path.includes('\\')) return 'holds a backslash; write folders with /'
  if (parts.some((part) => part === '' || part === '.'))
    return 'has an empty part; write it like reports/copilot.md'
  if (parts.some((part) => part.toLowerCase() === '.git'))
    return 'leads into .git; give a path among the files'
  if (!/[^.].*\.md$/.test(parts.at(-1) ?? '')) return 'is not the name of a markdown page; let it end in .md'
  if (/\p{C}|[\u2028\u2029]/u.test(path) || path.length > 200)
    return 'is too long, or holds characters that cannot be seen'
  return undefined
}

/** Whether a text is a valid name of a branch (`git check-ref-format`). */
export function isBranchName(name: string): boolean {
  const isOdd = /[\s~^:?*[\\\p{C}]|\.\.|@\{|\/\/|\/\.|\.lock(\/|$)/u.test(name)
  return !isOdd && !/^(\/|-|\.|refs\/)|[/.]$/.test(name) && name !== '@'
}
