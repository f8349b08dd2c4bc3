import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { codeOf, type Import, importsOf, roomOf, sourceFiles } from './fixtures/imports.ts'

/** Between the bytes and the strings, in the order of the line. */
const MIDDLE = ['parse', 'columns', 'rules', 'rollup', 'privacy', 'lines', 'history', 'render'] as const
const STAGES = new Set<string>(['fetch', ...MIDDLE, 'publish'])
const PURE = new Set<string>(MIDDLE)
/** The doors of the engine: in, in from another thread, and out. */
const DOORS = new Set(['rollup/entrance.ts', 'rollup/parcels.ts', 'rollup/reading.ts'])
/** Which stages a stage may import from at run time, beside the shape of a row; of others only types. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  rollup: ['columns', 'rules'],
  privacy: ['rollup', 'rules'],
  lines: ['privacy', 'rollup', 'rules'],
  // How a withheld field is told from an unknown one.
  render: ['privacy'],
}
/** Shared by all stages at run time: a day, what can go wrong, small values that know no stage. */
const SHARED = new Set([
  'day.ts',
  'fault.ts',
  'github-errors.ts',
  'safe-url.ts',
  'compare.ts',
  'dictionary.ts',
  'csv-cell.ts',
  'harmless-text.ts',
  'rate-limit.ts',
  'retry.ts',
  'stop.ts',
  'unreachable.ts',
])
/** The shape of a row, as constants: whoever adds a counter adds it there. */
const SHAPE = [
  { from: 'parse/report-format.ts', values: ['COUNTERS', 'FLAGS', 'KNOWN_ARRAYS', 'KEYS_OF_ARRAYS'] },
  { from: 'parse/fields.ts', values: ['CARRIED_AS_NULL', 'counterOf', 'NOT_CARRIED', 'PRESENT', 'TEXT'] },
]

const files = sourceFiles()
const imports = files.flatMap(importsOf)
const inStages = imports.filter(({ file }) => STAGES.has(roomOf(file)))
const inPure = imports.filter(({ file }) => PURE.has(roomOf(file)))
const isOurs = ({ from }: Import) => from.endsWith('.ts')

test('there are imports to check, in every form that is used', () => {
  expect(files.length).toBeGreaterThan(30)
  expect(imports.length).toBeGreaterThan(100)
  for (const { file, from } of imports.filter(isOurs))
    expect(files, `${file} imports ${from}`).toContain(from)
  expect(imports.some(({ isTypeOnly }) => isTypeOnly)).toBe(true)
  expect(imports).toContainEqual({ file: 'main.ts', from: '@actions/core', values: ['*'], isTypeOnly: false })
})

test('every file is in a room that the house knows, or at the top', () => {
  expect([...new Set(files.map(roomOf))].filter((room) => room !== '' && !STAGES.has(room))).toEqual([])
})

test('no file has more than 260 lines', () => {
  const linesOf = (file: string) =>
    readFileSync(new URL(`../src/${file}`, import.meta.url), 'utf8').split('\n').length - 1
  expect(files.filter((file) => linesOf(file) > 260)).toEqual([])
})

describe('stages', () => {
  test('import only what comes before them, but for types and the constants of a row’s shape', () => {
    const wrong = inStages.filter((one) => {
      const room = roomOf(one.from)
      if (!isOurs(one) || room === '' || room === roomOf(one.file)) return false
      if (MAY_IMPORT[roomOf(one.file)]?.includes(room) === true) return false
      const isShape = SHAPE.some(
        ({ from, values }) => one.from === from && one.values.every((value) => values.includes(value)),
      )
      return !one.isTypeOnly && !isShape
    })
    expect(wrong.map(asText)).toEqual([])
  })

  test('import nothing from the top but types and what all share', () => {
    const wrong = inStages.filter(
      (one) => isOurs(one) && roomOf(one.from) === '' && !one.isTypeOnly && !SHARED.has(one.from),
    )
    expect(wrong.map(asText)).toEqual([])
  })

  test('are not imported by what they share', () => {
    expect(
      imports.filter((one) => SHARED.has(one.file) && isOurs(one) && !SHARED.has(one.from)).map(asText),
    ).toEqual([])
  })
})

describe('the pure rooms (from parse to render)', () => {
  test('import no @actions/* and no node:*, but for the hash of a pseudonym', () => {
    expect(inPure.filter(({ from }) => /^(@actions\/|node:)/.test(from)).map(asText)).toEqual([
      'privacy/identities.ts imports createHmac from node:crypto',
    ])
  })

  test('import no package but the one that draws charts', () => {
    const packages = inPure
      .filter((one) => !isOurs(one) && one.from !== 'node:crypto')
      .map(({ file, from }) => `${file} ${from}`)
    const drawing = packages.filter((text) => text.startsWith('render/charts/chart-svg.ts echarts/'))
    expect(drawing.length).toBeGreaterThan(0)
    expect(packages.filter((text) => !drawing.includes(text))).toEqual([])
  })

  test('have no clock, no chance, no environment and no log', () => {
    const effects =
      /\b(Date|Math\.random|performance|process|console|globalThis|setTimeout|setInterval|fetch|crypto)\b/
    const wrong = files
      .filter((file) => PURE.has(roomOf(file)))
      .flatMap((file) => effects.exec(codeOf(file)) ?? [])
    expect(wrong).toEqual([])
  })
})

describe('the engine', () => {
  const entering = (door: string) =>
    imports
      .filter(({ file, from, isTypeOnly }) => from === door && roomOf(file) !== 'rollup' && !isTypeOnly)
      .map(({ file, values }) => [file, values.toSorted()])

  test('alone knows its data structures', () => {
    const importing = imports.filter(
      ({ file, from }) => roomOf(from) === 'columns' && roomOf(file) !== 'columns',
    )
    expect(importing.length).toBeGreaterThan(5)
    expect(importing.filter(({ file }) => roomOf(file) !== 'rollup').map(asText)).toEqual([])
  })

  test('is entered and left by its doors, types included', () => {
    const from = imports.filter((one) => roomOf(one.from) === 'rollup' && roomOf(one.file) !== 'rollup')
    expect(from.length).toBeGreaterThan(10)
    expect(from.filter((one) => !DOORS.has(one.from)).map(asText)).toEqual([])
  })

  test('has three names at its entrance for whoever adds days, and two for whoever reads lines', () => {
    expect(entering('rollup/entrance.ts')).toEqual([
      ['read-days.ts', ['addDay', 'createEntityTotals', 'foreignReport']],
      ['reader.ts', ['openUserTeams', 'openUsers']],
    ])
  })

  test('gives and takes parcels at another door, which only threads use', () => {
    expect(entering('rollup/parcels.ts')).toEqual([
      ['reading-thread.ts', ['buffersOf', 'createIntake', 'newNamesOf', 'packUsers']],
      ['reading-threads.ts', ['buffersOf', 'createRenumbering']],
    ])
  })

  test('keeps bits and typed arrays to itself', () => {
    const layout =
      /\w <<|>>>|\b(?:clz32|imul)\b|[&|] (?:\d|\()|\b(?:Int|Uint|Float|BigInt|BigUint)\d+(?:Clamped)?Array\b|\bDataView\b/
    const rooms = new Set(['rules', 'privacy', 'lines', 'history', 'render'])
    const wrong = files
      .filter((file) => rooms.has(roomOf(file)))
      .flatMap((file) => layout.exec(codeOf(file).replace(/&&|\|\|/g, '')) ?? [])
    expect(wrong).toEqual([])
  })
})

describe('single rooms', () => {
  test('fetch hands out bytes and knows no rows, not even their types', () => {
    expect(notKnowing('fetch', [...MIDDLE, 'publish'])).toEqual([])
  })

  test('parse knows no stage before or behind it', () => {
    expect(notKnowing('parse', notOf('parse'))).toEqual([])
  })

  test('columns know nothing of Copilot', () => {
    expect(notKnowing('columns', notOf('columns'))).toEqual([])
  })

  test('rules know the shape of a row and nothing else', () => {
    expect(notKnowing('rules', notOf('rules', 'parse'))).toEqual([])
  })

  test('from parse to render nothing is kept from call to call at module level', () => {
    const kept =
      /^(?:(?:export )?let |(?:export )?const \w+\b(?!: Readonly)[^=\n]*= (?:\[\]|\{\}|(?:create|empty)\w*\(|new (?:Map|Set|WeakMap)(?:<[^>]*>)?\(\)))/m
    expect(files.filter((file) => PURE.has(roomOf(file)) && kept.test(codeOf(file)))).toEqual([])
  })

  test('only parse knows how a line is validated', () => {
    const using = imports.filter(({ from }) => from === 'parse/validate.ts').map(({ file }) => file)
    expect(using.length).toBeGreaterThan(0)
    expect(using.filter((file) => roomOf(file) !== 'parse')).toEqual([])
  })

  test('the fast reader is asked for in one place, so that it may be deleted', () => {
    const isFast = (file: string) => file.startsWith('parse/fast/')
    const asking = imports.filter(({ file, from }) => isFast(from) && !isFast(file))
    expect(asking.map(asText)).toEqual(['reader.ts imports createScanner from parse/fast/scanner.ts'])
  })

  test('what is shown is made of protected totals: lines take nothing else, and only they reach history and pages', () => {
    expect(notKnowing('history', notOf('history', 'parse', 'lines'))).toEqual([])
    expect(notKnowing('render', ['fetch', 'columns', 'publish'])).toEqual([])
    const showing = imports.filter(({ values }) =>
      ['showTotals', 'showWeeks', 'showGroups'].some((name) => values.includes(name)),
    )
    expect(new Set(showing.map(({ file }) => file))).toEqual(new Set(['main.ts', 'privacy/shown-groups.ts']))
  })

  test('publish takes texts and paths, and knows nothing of what is in them', () => {
    expect(notKnowing('publish', ['fetch', ...MIDDLE])).toEqual([])
  })
})

describe('the rim', () => {
  test('only the files of inputs, runner-context and index.ts read the environment', () => {
    expect(files.filter((file) => /\bprocess\s*\.\s*env\b|\bgetInput\b/.test(codeOf(file)))).toEqual([
      'app-inputs.ts',
      'entity-inputs.ts',
      'index.ts',
      'input-readers.ts',
      'inputs.ts',
      'publishing-inputs.ts',
      'runner-context.ts',
      'seat-inputs.ts',
    ])
    const isReader = (file: string) =>
      /^(input-readers|app-inputs|entity-inputs|publishing-inputs|seat-inputs|runner-context)\.ts$/.test(file)
    const readers = imports.filter((one) => isReader(one.from) && !one.isTypeOnly && !isReader(one.file))
    expect([...new Set(readers.map(({ file }) => file))]).toEqual(['inputs.ts'])
  })

  test('only index.ts knows what today is', () => {
    const readers = files.filter((file) =>
      /\btoDay\(now\)|\btoDay\(Date\.now\(\)\)|\bnew Date\(\)/.test(codeOf(file)),
    )
    expect(readers).toEqual(['index.ts'])
  })

  test('tokens go from the inputs, or from the App’s key, to github.ts and nowhere else', () => {
    expect(files.filter((file) => /\btoken\b/.test(codeOf(file)))).toEqual([
      'app-access.ts',
      'app-inputs.ts',
      'app-installations.ts',
      'app-tokens.ts',
      'clients.ts',
      'github.ts',
      'inputs.ts',
      'main.ts',
    ])
    expect(files.filter((file) => /\bprivateKey\b/.test(codeOf(file)))).toEqual([
      'app-inputs.ts',
      'github.ts',
    ])
    const connecting = imports.filter(({ from, isTypeOnly }) => from === 'github.ts' && !isTypeOnly)
    expect(connecting.map(({ file }) => file)).toEqual(['app-access.ts', 'clients.ts', 'main.ts'])
  })

  test('the chart library is loaded where it is needed, not at the start', () => {
    const loading = imports.filter(({ from }) => from === 'render/charts/chart-svg.ts')
    expect(loading.map(({ file }) => file)).toEqual(['commit-report.ts'])
    expect(codeOf('commit-report.ts')).toMatch(/await import\(''\)/)
  })

  test('only github.ts makes a client of GitHub’s API', () => {
    const clients = imports.filter(({ from }) => /^@(octokit|actions\/github)/.test(from))
    expect(clients.map(({ file, values }) => [file, values])).toEqual([
      ['github.ts', ['getUserAgentWithOrchestrationId', 'GitHub']],
      ['github.ts', ['createAppAuth']],
      ['runner-context.ts', ['context']],
    ])
  })

  test('nobody imports index.ts, and only index.ts imports main.ts', () => {
    expect(imports.filter(({ from }) => from === 'index.ts').map(asText)).toEqual([])
    expect(imports.filter(({ from }) => from === 'main.ts').map(({ file }) => file)).toEqual(['index.ts'])
  })
})

/** All stages but some. */
function notOf(...rooms: readonly string[]): string[] {
  return [...STAGES].filter((stage) => !rooms.includes(stage))
}

/** Imports of a room from rooms that it must not know, types included. */
function notKnowing(room: string, others: readonly string[]): string[] {
  return inStages.filter((one) => roomOf(one.file) === room && others.includes(roomOf(one.from))).map(asText)
}

function asText({ file, from, values, isTypeOnly }: Import): string {
  return `${file} imports ${isTypeOnly ? 'types' : values.join(', ')} from ${from}`
}

test('the interactive report takes words from the stages at run time, and of all else types', () => {
  const folder = new URL('../html-report/', import.meta.url)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.tsx?$/.test(name),
  )
  const taken = names.flatMap((name) => {
    const code = readFileSync(new URL(name, folder), 'utf8')
    return [...code.matchAll(/^import (?!type )([^'"]*?) from '(?:\.\.\/)+src\/([^']+)'/gm)]
      .filter(([, clause = '']) => clause.replaceAll(/type \w+,? ?|[{}\s,]/g, '') !== '')
      .map(([, , from = '']) => from)
  })
  expect(taken.length).toBeGreaterThan(30)
  const rooms = new Set(taken.map((from) => (from.includes('/') ? roomOf(from) : from)))
  expect([...rooms].toSorted()).toEqual(['day.ts', 'harmless-text.ts', 'privacy', 'render'])
})
