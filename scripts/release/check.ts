// Run by the workflow Release: ends with an error where the tag must not be released.
import { tagFaults, tagRun } from './tag.ts'

const run = tagRun()
const faults = tagFaults(run)
for (const fault of faults) console.log(`::error::${fault}`)
if (faults.length === 0) console.log(`${run.tag} of ${run.repository} may be released.`)
process.exitCode = faults.length === 0 ? 0 : 1
