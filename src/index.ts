import { toDay } from './day.ts'
import { parseDay } from './day.ts'
import { run } from './main.ts'

// Tests and the demo have a calendar of their own.
const today = parseDay(process.env['COPILOT_TEAM_METRICS_TODAY']) ?? toDay(Date.now())

await run(today)
// Downloads of a failed run may still be under way; the step has ended.
process.stdout.write('', () => process.exit())
