import fc from 'fast-check'
import { expect, test } from 'vitest'
import { protectPartition, widened } from '../../src/privacy/withheld-groups.ts'
import { type Bounds, isFew, withhold } from '../../src/privacy/withheld.ts'

const MINIMUM = 5
const FEW: Bounds = { least: 1, most: MINIMUM - 1 }
const BLOCKS = [
  {
    deciding: ['active'],
    sums: ['active', 'idle'],
    withheld: ['active', 'idle', 'engaged'],
  },
]

/** A group as it is protected by itself: a few active or idle people are withheld. */
function group(value: string, active: number, idle: number) {
  const line = { value, active, idle, engaged: active, people: active + idle, withheld: {} }
  const isHidden = isFew(active, MINIMUM) || isFew(idle, MINIMUM)
  return {
    line: isHidden ? withhold(line, { active: null, idle: FEW }) : line,
    counts: { active, idle },
  }
}
const tell = (...groups: ReturnType<typeof group>[]) =>
  protectPartition(groups, BLOCKS, MINIMUM).map(({ value, active, idle, engaged, people }) =>
    [value, active, idle, engaged, people].join(' '),
  )

test('With the number of one group the next smallest are withheld, until their sum is not a few either', () => {
  // Rnd has nobody idle: with it the two idle people of Ops would be told by the total.
  expect(tell(group('Sales', 12, 6), group('Ops', 8, 2), group('Rnd', 8, 0))).toEqual([
    'Sales    18',
    'Ops    10',
    'Rnd 8 0 8 8',
  ])
  expect(tell(group('Sales', 12, 6), group('Ops', 8, 2), group('Lab', 9, 5))).toEqual([
    'Sales 12 6 12 18',
    'Ops    10',
    'Lab    14',
  ])
})

test('What tells at least how many are active is withheld with them, without bounds', () => {
  const [, rnd] = protectPartition([group('Ops', 8, 2), group('Rnd', 8, 0)], BLOCKS, MINIMUM)
  expect(rnd?.withheld).toEqual({ active: null, idle: null, engaged: null })
})

test('Where nothing is withheld nothing changes', () => {
  expect(tell(group('Sales', 12, 6), group('Rnd', 8, 0))).toEqual(['Sales 12 6 12 18', 'Rnd 8 0 8 8'])
})

test('What is unknown stays unknown', () => {
  const unknown = { ...group('Rnd', 8, 0), line: { ...group('Rnd', 8, 0).line, engaged: null as never } }
  const [, line] = protectPartition([group('Ops', 8, 2), unknown], BLOCKS, MINIMUM)
  expect(line?.withheld).toEqual({ active: null, idle: null })
})

test('Whoever subtracts what is shown from the total learns no number of one group, and none of a few people', () => {
  const size = fc.record({ active: fc.nat(30), idle: fc.nat(30) })
  fc.assert(
    fc.property(fc.array(size, { minLength: 2, maxLength: 8 }), (sizes) => {
      const groups = sizes.map(({ active, idle }, index) => group(String(index), active, idle))
      const lines = protectPartition(groups, BLOCKS, MINIMUM)
      const left = groups.filter((_, index) => lines[index]?.active === null)
      fc.pre(left.length < groups.length)
      expect(left).not.toHaveLength(1)
      for (const column of ['active', 'idle'] as const) {
        const total = groups.reduce((sum, { counts }) => sum + counts[column], 0)
        const shown = lines.reduce((sum, line) => sum + (line[column] ?? 0), 0)
        expect(isFew(total - shown, MINIMUM)).toBe(false)
      }
    }),
  )
})

test('The groups to withhold are none where none is, and all where no fewer will do', () => {
  const counts = [{ used: 1 }, { used: 0 }, { used: 2 }]
  expect(widened([], counts, ['used'], MINIMUM)).toEqual(new Set())
  expect(widened([0], counts, ['used'], MINIMUM)).toEqual(new Set([0, 1, 2]))
})
