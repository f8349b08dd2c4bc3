import { parseDay, parseMoment, toDay } from './day.ts'
import { run } from './main.ts'

// Tests and the demo set the date, or the moment.
const set = process.env['COPILOT_TEAM_METRICS_TODAY']
const now = parseMoment(set) ?? Date.now()
const today = parseDay(set) ?? toDay(now)

// Nothing is left open, so the process ends by itself. An explicit exit could wait for a thread of V8 for ever.
await run(today, now)
