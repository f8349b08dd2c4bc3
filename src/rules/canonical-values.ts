/** Spellings of one language, folded into the name on the left. Anything else keeps its own name. */
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

/** A text without line breaks and other control characters. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  return text.replace(/[\u0000-\u001f\u007f]+/g, ' ')
}

/**
 * The one name under which a value of a dimension is counted: lower case, languages and models by their usual name,
 * an `ide` that is no name (a version, seen in real reports) as `unknown`.
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
