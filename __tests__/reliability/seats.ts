import { type ComesOut, type Row, warns, whole } from './rows.ts'
import { FOREIGN, LASTING, PASSING, REFUSALS, type Trouble } from './troubles.ts'

/** Rows of the list of seats: whatever happens to it, all else is published. */
export const SEATS: readonly Row[] = [...REFUSALS, ...FOREIGN, ...LASTING, ...PASSING].map((trouble) => {
  const { fault, do: kind, lasts, waits } = trouble
  return {
    place: 'list of seats',
    fault,
    comesOut: outOfSeats(trouble),
    do: kind,
    match: /api GET \/orgs\/octo-works\/copilot\/billing\/seats/,
    times: lasts ? Infinity : 1,
    within: waits === true ? (lasts ? 120 : 60) : 30,
    waits: waits === true,
    isFast: false,
    ...(lasts ? {} : { group: fault }),
  }
})

function outOfSeats({ fault, lasts }: Trouble): ComesOut {
  if (!lasts) return whole
  const about = (words: string) => warns(new RegExp(`octo-works: no licences are shown.*(${words})`, 'i'))
  if (/rate limit|429/.test(fault)) return about('rate limit')
  const status = /^(401|403|404|409|422)/.exec(fault)?.[0]
  if (status !== undefined) return about(`\\(${status}\\).*"Administration: read"`)
  if (/HTML|redirect|without end/.test(fault)) return about('something else than GitHub')
  return about('did not answer')
}
