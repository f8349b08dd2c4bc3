import { expect, test } from 'vitest'
import { protectFeatures, protectPartition } from '../../src/privacy/withheld-groups.ts'
import { type Bounds, withhold } from '../../src/privacy/withheld.ts'

const group = (value: string, active: number, idle: number) => ({
  value,
  active_users: active as number | null,
  idle_users: idle as number | null,
  adoption_rate: (active / (active + idle)) as number | null,
  engaged_users: active as number | null,
  seats: (active + idle) as number | null,
  withheld: {},
})
const FEW: Bounds = { least: 1, most: 4 }
const few = (value: string, active: number, idle: number) =>
  withhold(group(value, active, idle), { active_users: null, idle_users: FEW, adoption_rate: null })
const tell = (lines: readonly ReturnType<typeof group>[]) =>
  protectPartition(lines).map(({ value, active_users, idle_users, adoption_rate, engaged_users }) =>
    [value, active_users, idle_users, adoption_rate, engaged_users].join(' '),
  )

test('Where the number of one group is withheld the next smallest is, since the entity gives a single one back', () => {
  expect(tell([group('Sales', 12, 6), few('Ops', 8, 2), group('Rnd', 8, 0)])).toEqual([
    'Sales 12 6 0.6666666666666666 12',
    'Ops    8',
    'Rnd    8',
  ])
})

test('Two withheld groups protect each other, and where none is nothing changes', () => {
  const two = [group('Sales', 12, 6), few('Ops', 8, 2), few('Rnd', 6, 2)]
  expect(protectPartition(two)).toEqual(two)
  const none = [group('Sales', 12, 6), group('Rnd', 8, 0)]
  expect(protectPartition(none)).toEqual(none)
})

test('A group that is withheld for another keeps no bounds, and says that it is withheld', () => {
  const [sales] = protectPartition([group('Sales', 12, 6), few('Ops', 8, 2)])
  expect(sales?.withheld).toEqual({ active_users: null, idle_users: null, adoption_rate: null })
})

test('A column is protected for itself, and a single group has nothing to hide behind', () => {
  const lines = [group('Sales', 12, 6), withhold(group('Ops', 8, 2), { seats: FEW }), group('Rnd', 3, 0)]
  expect(protectPartition(lines).map(({ seats, active_users }) => [seats, active_users])).toEqual([
    [18, 12],
    [null, 8],
    [null, 3],
  ])
  expect(protectPartition([few('Ops', 8, 2)])).toEqual([few('Ops', 8, 2)])
})

test('A feature that one group does not tell is not told by the group with the next fewest people either', () => {
  const use = (value: string, feature: string, engaged: number | null) => ({
    value,
    feature,
    engaged_users: engaged,
    engaged_user_days: engaged,
    share_of_active_users: 0.5 as number | null,
    withheld: {},
  })
  const lines = [
    use('Sales', 'cli', 12),
    use('Rnd', 'cli', 8),
    use('Sales', 'chat', 7),
    use('Sales', 'others', 5),
  ]
  const engaged = (groups: number) => protectFeatures(lines, groups).map(({ engaged_users }) => engaged_users)
  expect(engaged(3)).toEqual([12, null, 7, 5])
  expect(engaged(2)).toEqual([12, 8, null, 5])
})
