import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

import { reliabilityMarkdown, type Seen, seenIn } from '../__tests__/reliability/document.ts'
import { canMount } from '../__tests__/reliability/runner.ts'
import { makeSlots } from '../__tests__/reliability/slots.ts'
import { TABLE, trialsOf } from '../__tests__/reliability/table.ts'
import { tryOut } from '../__tests__/reliability/trial.ts'

// Tries every row of the table and writes docs/reliability.md; names given on the command line choose rows, and nothing is written then.
const wanted = process.argv.slice(2)
const inSlot = makeSlots()
const trials = trialsOf()
  .filter(({ rows }) => canMount() || !rows.some(({ mounts }) => mounts))
  .filter(({ name }) => wanted.every((word) => name.includes(word)))
  .toSorted((one, other) => Number(other.waits) - Number(one.waits))
const seen: Seen[] = []
let failed = 0
await Promise.all(
  trials.map((trial) =>
    inSlot(trial.waits, async () => {
      const { run, problems } = await tryOut(trial)
      seen.push(...seenIn(trial, run))
      if (problems.length > 0) failed += 1
      console.log(
        `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${(run.durationMs / 1000).toFixed(1)} s  ${trial.name}`,
      )
      for (const problem of problems) console.log(`       ${problem}`)
    }),
  ),
)
console.log(`${trials.length - failed} of ${trials.length} runs came out as the table says`)
if (wanted.length === 0) {
  writeFileSync('docs/reliability.md', reliabilityMarkdown(TABLE, seen))
  execFileSync('npm', ['exec', '--', 'oxfmt', 'docs/reliability.md'])
}
process.exitCode = failed === 0 ? 0 : 1
