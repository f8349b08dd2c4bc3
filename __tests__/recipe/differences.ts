type Line = Readonly<Record<string, string>>

/** Lines of a screen that are left for differences. */
const SHOWN = 15
/** Columns that tell which line it is. */
const KEYS = [
  'entity',
  'attribute',
  'day',
  'since',
  'user_id',
  'slug',
  'team_id',
  'feature',
  'dimension',
  'value',
]

/**
 * What of two sets of CSV files is not the same, in a sentence for each column of a file: in how many lines, and how in the first of them.
 * Nothing where both have the same lines with the same columns and texts in the same order.
 */
export function differencesOf(
  expected: ReadonlyMap<string, readonly Line[]>,
  got: ReadonlyMap<string, readonly Line[]>,
): string[] {
  const names = new Set([...expected.keys(), ...got.keys()])
  const all = [...names].flatMap((name) => {
    const [wanted, found] = [expected.get(name), got.get(name)]
    if (wanted === undefined || found === undefined)
      return [`${name} is ${found === undefined ? 'missing' : 'not expected'}`]
    return differencesOfFile(name, wanted, found)
  })
  return all.length > SHOWN ? [...all.slice(0, SHOWN), `… and ${all.length - SHOWN} more`] : all
}

function differencesOfFile(name: string, expected: readonly Line[], got: readonly Line[]): string[] {
  const lengths =
    expected.length === got.length ? [] : [`${name} has ${got.length} lines, expected ${expected.length}`]
  const headers = [expected[0], got[0]].map((line) => Object.keys(line ?? {}).join())
  if (lengths.length === 0 && headers[0] !== headers[1])
    return [`${name} has the columns ${headers[1]}, expected ${headers[0]}`]
  const columns = new Map<string, number[]>()
  for (const [at, line] of expected.slice(0, got.length).entries())
    for (const [column, text] of Object.entries(line))
      if (got[at]?.[column] !== text) columns.set(column, [...(columns.get(column) ?? []), at])
  const sentences = [...columns].map(([column, [first = 0, ...more]]) => {
    const [wanted, found] = [expected[first] ?? {}, got[first] ?? {}]
    const others = more.length === 0 ? '' : `, and ${more.length} more lines`
    return `${name}:${first + 2} (${keyOf(wanted)}) ${column} is ${shown(found[column])}, expected ${shown(wanted[column])}${others}`
  })
  return [...lengths, ...sentences]
}

function keyOf(line: Line): string {
  return KEYS.flatMap((key) => (line[key] === undefined || line[key] === '' ? [] : [line[key]])).join(' ')
}

function shown(text: string | undefined): string {
  return text === undefined ? 'not there' : text === '' ? 'empty' : text
}
