/** Aliases of each language by its canonical name. Any other spelling is its own canonical name. */
const LANGUAGES: Readonly<Record<string, readonly string[]>> = {
  bash: ['shell', 'shellscript', 'sh'],
  csharp: ['c#', 'cs'],
  javascript: ['js', 'jsx', 'javascriptreact'],
  markdown: ['md'],
  plaintext: ['text', 'txt'],
  powershell: ['pwsh', 'ps1'],
  python: ['py'],
  terraform: ['hcl'],
  typescript: ['ts', 'tsx', 'typescriptreact'],
  yaml: ['yml'],
}

const LANGUAGE_OF = new Map(
  Object.entries(LANGUAGES).flatMap(([name, spellings]) =>
    spellings.map((spelling) => [spelling, name] as const),
  ),
)

/** The text with line breaks and other control characters replaced by spaces. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- matches control characters on purpose
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ')
}

/**
 * The name under which a value of a dimension is counted: in lower case, aliases of languages and models by their canonical
 * name, and `unknown` for an empty value or an `ide` that is not a name (some reports have a version there).
 */
export function canonicalValue(dimension: string, raw: string): string {
  const value = oneLine(raw).trim().toLowerCase()
  if (value === '') return 'unknown'
  if (dimension === 'language') return LANGUAGE_OF.get(value) ?? value
  if (dimension === 'model')
    return value.replace(/^claude-(\d+(?:\.\d+)?)-(sonnet|haiku|opus)(?=-|$)/, 'claude-$2-$1')
  if (dimension === 'ide') return /^[a-z][a-z0-9_ -]*$/.test(value) ? value : 'unknown'
  return value
}
