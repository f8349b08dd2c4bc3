import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

import { copyCheckout, copyPackages, runIn } from '../scripts/release/checkout.ts'

const MINUTES = 60_000

test(
  'dist/ is the same, byte by byte, wherever it is built',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'builds-'))
    onTestFinished(() => rmSync(home, { recursive: true }))
    const [here, there] = await Promise.all([build(join(home, 'z')), build(join(home, 'some where', 'else'))])
    expect(here.size).toBeGreaterThan(5)
    expect([...there.keys()]).toEqual([...here.keys()])
    const differing = [...here].filter(([name, bytes]) => !bytes.equals(there.get(name) ?? Buffer.of()))
    expect(differing.map(([name]) => name)).toEqual([])
    // Nor does anything in it tell where that was.
    expect([...here].filter(([, bytes]) => bytes.includes(home)).map(([name]) => name)).toEqual([])
  },
  5 * MINUTES,
)

/** Builds dist/ in a copy of this checkout, from nothing. */
async function build(folder: string): Promise<Map<string, Buffer>> {
  mkdirSync(folder, { recursive: true })
  copyCheckout(folder)
  copyPackages(folder)
  const dist = join(folder, 'dist')
  rmSync(dist, { recursive: true, force: true })
  await runIn(folder, ['npm', 'run', 'package'])
  const paths = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const names = paths.map(({ parentPath, name }) => join(parentPath, name).slice(dist.length + 1))
  return new Map(names.toSorted().map((name) => [name, readFileSync(join(dist, name))]))
}
