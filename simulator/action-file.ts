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

/**
 * `INPUT_*` for every input of an `action.yml`, as a runner hands them in: the value that is given, or else the default.
 * @throws Error where one is given that is not declared, or a default has an expression that `context` does not know
 */
export function inputVariables(
  yaml: string,
  given: Readonly<Record<string, string>>,
  context: Readonly<Record<string, string>>,
): Record<string, string> {
  const defaults = inputDefaults(yaml)
  const unknown = Object.keys(given).filter((name) => !defaults.has(name))
  if (unknown.length > 0) throw new Error(`action.yml has no input ${unknown.join(', ')}.`)
  return Object.fromEntries(
    [...defaults].map(([name, standard]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      given[name] ?? evaluate(standard ?? '', context),
    ]),
  )
}
