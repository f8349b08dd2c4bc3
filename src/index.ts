import { parseDay, toDay } from './day.ts'
import { run } from './main.ts'

// Tests and the demo set the date.
const today = parseDay(process.env['COPILOT_TEAM_METRICS_TODAY']) ?? toDay(Date.now())

// The process ends by itself: nothing is left open, and process.exit() may wait for a thread of V8 for ever.
await run(today)
