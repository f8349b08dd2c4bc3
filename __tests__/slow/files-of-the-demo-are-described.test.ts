import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import { runDemo } from '../../simulator/demo.ts'
import { packageFaults } from '../data-package.ts'

test('datapackage.json says of all files of the demo what they hold, cell by cell', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'))
  try {
    await runDemo({ folder, inputs: { 'engagement-export': 'true' } })
    const files = join(folder, 'files')
    const names = readdirSync(files)
    expect(names).toEqual(expect.arrayContaining(['groups.csv', 'people-feature-days.csv', 'seats.csv']))
    expect(packageFaults(names, (name) => readFileSync(join(files, name), 'utf8'))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
