/** A repository on GitHub: `owner/name` in two parts. */
export interface RepositoryName {
  readonly owner: string
  readonly name: string
}

/** Until the first release the owner is a placeholder in capitals. */
const PLACEHOLDER = '[A-Z]+'
const BEFORE = String.raw`(?<![\w.-])`
const AFTER = String.raw`(?![\w-])`

/** `owner/name`, `github:owner/name`, or the address of a remote; undefined where the text is none of them. */
export function parseRepositoryName(text: string): RepositoryName | undefined {
  const [, owner, name] = /(?:^|[:/])([\w-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(text.trim()) ?? []
  return owner === undefined || name === undefined ? undefined : { owner, name }
}

/**
 * A text in which the action has the name that it is published under: in place of its former name and of the
 * placeholder, with the major tag in place of another one where there is one to be used.
 */
export function withRepositoryName(
  text: string,
  former: RepositoryName,
  now: RepositoryName,
  majorTag?: string,
): string {
  const owners = `(?:${PLACEHOLDER}|${escaped(former.owner)})`
  const names = new RegExp(`${BEFORE}${owners}/${escaped(former.name)}(@v\\d+)?${AFTER}`, 'g')
  const named = text.replace(
    names,
    (_, tag = '') => `${now.owner}/${now.name}${tag === '' || majorTag === undefined ? tag : `@${majorTag}`}`,
  )
  if (!new RegExp(`^${PLACEHOLDER}$`).test(former.owner)) return named
  return named.replace(new RegExp(`${BEFORE}${former.owner}${AFTER}`, 'g'), now.owner)
}

/** Names in a text that the action is not published under: with the placeholder, of another owner, or with another major tag. */
export function otherNames(text: string, now: RepositoryName, majorTag?: string): string[] {
  const name = escaped(now.name)
  const names = new RegExp(
    `${BEFORE}(?:${PLACEHOLDER}/${name}(?:@v\\d+)?|[\\w-]+/${name}@v\\d+)${AFTER}`,
    'g',
  )
  const ours = new RegExp(`^${now.owner}/${name}(?:@${majorTag ?? 'v\\d+'})?$`)
  return [...text.matchAll(names)].map(([found]) => found).filter((found) => !ours.test(found))
}

function escaped(text: string): string {
  return text.replaceAll('.', String.raw`\.`)
}
