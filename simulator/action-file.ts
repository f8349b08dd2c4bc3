/** The inputs that an `action.yml` declares, each with its default; undefined where it has none. */
export function inputDefaults(yaml: string): Map<string, string | undefined> {
  const inputs = new Map<string, string | undefined>()
  let section = ''
  let input = ''
  for (const line of yaml.split(/\r?\n/)) {
    const found = /^( *)([\w-]+):(?: +(.*))?$/.exec(line)
    if (!found) continue
    const [, indent = '', key = '', value = ''] = found
    if (indent.length === 0) section = key
    if (section !== 'inputs') continue
    if (indent.length === 2) {
      input = key
      inputs.set(input, undefined)
    }
    if (indent.length === 4 && key === 'default') inputs.set(input, scalar(value))
  }
  return inputs
}

/** Puts in what the runner knows: `${{ github.token }}` and its like. Throws where it knows no such expression. */
export function evaluate(text: string, context: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{\s*([^}]+?)\s*\}\}/g, (whole, expression: string) => {
    const value = context[expression]
    if (value === undefined) throw new Error(`The simulated runner cannot evaluate ${whole}.`)
    return value
  })
}

function scalar(value: string): string {
  if (value.startsWith("'")) return /^'((?:[^']|'')*)'/.exec(value)?.[1]?.replaceAll("''", "'") ?? ''
  if (value.startsWith('"')) return String(JSON.parse(/^"(?:[^"\\]|\\.)*"/.exec(value)?.[0] ?? '""'))
  const plain = value.replace(/(^| +)#.*$/, '').trim()
  if (plain === '|' || plain === '>')
    throw new Error('The simulated runner reads no defaults of several lines.')
  return plain
}
