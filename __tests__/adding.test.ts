import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { COUNTERS } from '../src/parse/report-format.ts'
import { type Evidence, FEATURES } from '../src/rules/features.ts'

/** Where names of counters may be listed by hand: not in data, pages, or tests of single counters. */
const LISTS = [
  'src/**/*.ts',
  'docs/*',
  'simulator/*.ts',
  'fuzz/*.ts',
  'scripts/**/*.ts',
  '__tests__/recipe/*.ts',
]

const text = (path: string) => readFileSync(path, 'utf8')
const features = FEATURES.map(({ key }) => key)

describe('a counter is added in the places that CONTRIBUTING.md lists', () => {
  const places = placesOf('A counter')

  test.each([...places, 'docs/files.md'])('%s has every counter', (place) => {
    expect(missing(place, COUNTERS)).toEqual([])
  })

  test('and in no other', () => {
    const listing = globSync(LISTS).filter((path) => missing(path, COUNTERS).length === 0)
    expect(listing).toContain('src/parse/report-format.ts')
    // Its table is written by a command.
    expect(listing.filter((path) => path !== 'docs/files.md' && !places.includes(path))).toEqual([])
  })
})

describe('a feature is added in the places that CONTRIBUTING.md lists', () => {
  test.each(placesOf('A feature'))('%s has every feature of the registry', (place) => {
    expect(missing(place, features)).toEqual([])
  })

  const shown = FEATURES.flatMap(({ evidence }) => (evidence === undefined ? [] : namesOf(evidence)))

  test.each([['simulator/*.ts'], ['bench/naive.ts'], ['bench/duckdb.ts']])(
    '%s has all that shows a feature in a row',
    (place) => {
      expect(shown.length).toBeGreaterThan(features.length)
      expect(missing(place, shown)).toEqual([])
    },
  )
})

/** The paths that the items of a paragraph of _Adding_ begin with. */
function placesOf(title: string): string[] {
  const [, paragraph = ''] = text('CONTRIBUTING.md').split(`\n**${title}**`)
  const [items = ''] = paragraph.split('\n\n**')
  const places = [...items.matchAll(/^- ((?:`[^`]+`, )*`[^`]+`): /gm)].flatMap(([, paths = '']) =>
    [...paths.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path),
  )
  if (places.length < 4) throw new Error(`CONTRIBUTING.md lists no places under ${title}.`)
  return places
}

/** The names that stand nowhere in these files as words of their own. */
function missing(pattern: string, names: readonly string[]): string[] {
  const words = new Set(globSync(pattern).flatMap((path) => text(path).match(/[\w$]+/g) ?? []))
  return names.filter((name) => !words.has(name))
}

/** What GitHub calls the flags, entries and objects of a row; a pattern stands for names that others have. */
function namesOf({ flags = [], entries, objects }: Evidence): string[] {
  const names = [...flags, ...(entries?.features ?? []), ...(objects === undefined ? [] : [objects.name])]
  return names.filter((name) => !name.includes('*'))
}
