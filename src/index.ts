import { parseDay, toDay } from './day.ts'
import { run } from './main.ts'

// Tests and the demo set the date.
const today = parseDay(process.env['COPILOT_TEAM_METRICS_TODAY']) ?? toDay(Date.now())

// Nothing is left open, so the process ends by itself. An explicit exit could wait for a thread of V8 for ever.
await run(today)
