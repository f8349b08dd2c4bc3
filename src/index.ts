import { setFlagsFromString } from 'node:v8'
import { parseDay, toDay } from './day.ts'
import { run } from './main.ts'

// Rows live for a moment. Left alone, V8 would grow the space for such objects to 128 MB and more, and let garbage pile up
// to several times of what is in use.
setFlagsFromString('--semi-space-growth-factor=1')
setFlagsFromString('--optimize-for-size')
// The compiler between the fast and the good one takes some 8 MB here and saves no time.
setFlagsFromString('--no-maglev')

// Tests and the demo have a calendar of their own.
const today = parseDay(process.env['COPILOT_TEAM_METRICS_TODAY']) ?? toDay(Date.now())

await run(today)
// Downloads of a failed run may still be under way; the step has ended.
process.stdout.write('', () => process.exit())
