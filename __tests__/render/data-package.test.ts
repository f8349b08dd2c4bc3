import { expect, test } from 'vitest'
import { dataPackage } from '../../src/render/csv/data-package.ts'
import { packageFaults } from '../data-package.ts'
import { dayOf } from '../fixtures/rows.ts'

const described = (name: string) =>
  dataPackage(dayOf('2026-11-01'), dayOf('2026-11-28'), [
    { name: 'totals.json', holds: 'totals' },
    { name, holds: 'html-report' },
  ])
const faultsOf = (text: string, names: readonly string[]) =>
  packageFaults(['datapackage.json', ...names], () => text)

test('The interactive report is a resource of one name, whatever its file is called', () => {
  const text = described('Équipes 2026.html')
  expect(faultsOf(text, ['totals.json', 'Équipes 2026.html'])).toEqual([])
  expect(JSON.parse(text)).toMatchObject({
    resources: [
      { name: 'totals', path: 'totals.json' },
      { name: 'html-report', path: 'Équipes 2026.html', mediatype: 'text/html', encoding: 'utf-8' },
    ],
  })
})

test.each(['.hidden.html', '~.html', 'from 1..28.html'])(
  'A file that no path of the standard may name is left out: %s',
  (name) => {
    expect(faultsOf(described(name), ['totals.json'])).toEqual([])
  },
)
