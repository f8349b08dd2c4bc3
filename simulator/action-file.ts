import { parse } from 'yaml'

/** An input or output as `action.yml` declares it. */
export interface ActionEntry {
  readonly name: string
  readonly description: string
  /** Undefined where it has none. */
  readonly standard: string | undefined
}

/**
 * The inputs or outputs that an `action.yml` declares, in its order.
 * @throws Error where one has no description, or one of several lines
 */
export function actionEntries(yaml: string, section: 'inputs' | 'outputs'): ActionEntry[] {
  // With this schema every value is a text, as the runner takes it.
  const action = parse(yaml, { schema: 'failsafe' }) as Partial<Record<typeof section, Declarations>>
  return Object.entries(action[section] ?? {}).map(([name, { description = '', default: standard }]) => {
    if (description === '' || description.includes('\n'))
      throw new Error(`action.yml: ${name} has no description on one line.`)
    return { name, description, standard }
  })
}

type Declarations = Readonly<Record<string, { readonly description?: string; readonly default?: string }>>

/** The inputs that an `action.yml` declares, each with its default; undefined where it has none. */
export function inputDefaults(yaml: string): Map<string, string | undefined> {
  return new Map(actionEntries(yaml, 'inputs').map(({ name, standard }) => [name, standard]))
}

/** Puts in what the runner knows: `${{ github.token }}` and its like. Throws where it knows no such expression. */
export function evaluate(text: string, context: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{\s*([^}]+?)\s*\}\}/g, (whole, expression: string) => {
    const value = context[expression]
    if (value === undefined) throw new Error(`The simulated runner cannot evaluate ${whole}.`)
    return value
  })
}
