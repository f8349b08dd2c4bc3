import { inputDefaults } from '../simulator/action-file.ts'

/** An input or output as `action.yml` declares it. */
export interface ActionEntry {
  readonly name: string
  readonly description: string
  /** Undefined where it has none. */
  readonly standard: string | undefined
}

/**
 * The inputs or outputs that an `action.yml` declares, in its order.
 * @throws Error where one has no description, or one that does not stand on one line
 */
export function actionEntries(yaml: string, section: 'inputs' | 'outputs'): ActionEntry[] {
  const defaults = section === 'inputs' ? inputDefaults(yaml) : new Map<string, string>()
  const [, text = ''] = new RegExp(String.raw`^${section}:\n((?:  .*\n|\n)*)`, 'm').exec(yaml) ?? []
  return [...text.matchAll(/^ {2}([\w-]+):\n((?: {4}.*\n)*)/gm)].map(([, name = '', body = '']) => {
    const written = /^ {4}description: +(.+)$/m.exec(body)?.[1]
    if (written === undefined) throw new Error(`action.yml: ${name} has no description on one line.`)
    return { name, description: unquoted(written, name), standard: defaults.get(name) }
  })
}

function unquoted(text: string, name: string): string {
  if (/^'([^']|'')*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'")
  if (/^"[^"\\]*"$/.test(text)) return text.slice(1, -1)
  throw new Error(`action.yml: the description of ${name} is not one quoted line.`)
}
