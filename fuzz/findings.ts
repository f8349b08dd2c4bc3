import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

import { root } from '../simulator/run-environment.ts'
import type { Finding } from './kind.ts'

/** Which case of which run. */
export interface Place {
  readonly kind: string
  readonly seed: number
  readonly number: number
}

/** Where reproductions are written. */
export const OUTPUT = resolve(root, 'fuzz-output')

/** Writes what it takes to see a finding again into a folder of its own, and answers the folder. */
export function writeFinding(finding: Finding, { kind, seed, number }: Place, canAgain: boolean): string {
  const folder = join(OUTPUT, `${kind}-${seed}-${number}`)
  for (const [path, content] of finding.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  mkdirSync(folder, { recursive: true })
  const place = relative(root, folder)
  const commands = [
    ...(canAgain ? [`npm run fuzz -- --again ${place}`] : []),
    `npm run fuzz -- --seed ${seed} --case ${kind}-${number}`,
  ]
  const text = [
    `# ${finding.what}`,
    ...finding.details.map((detail) => `    ${detail.replaceAll('\n', '\n    ')}`),
    'Run it again:',
    commands.map((command) => `    ${command}`).join('\n'),
  ]
  writeFileSync(join(folder, 'FINDING.md'), `${text.join('\n\n')}\n`)
  return place
}
