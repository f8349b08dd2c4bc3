import * as core from '@actions/core'
import { addDays, type Day } from './day.ts'
import { Fault } from './fault.ts'
import { DAYS_TO_LOOK_BACK, type Source } from './fetch/source.ts'
import type { Inputs } from './inputs.ts'
import { type Windows, windowsEnding } from './windows.ts'
import { formatDays } from './render/text/numbers.ts'

/**
 * The windows that end with `until` or, without it, with the newest day on which every entity has a users report.
 * @throws Fault if there is no such day
 */
export async function chooseWindows(
  { until, days, compare, entities }: Pick<Inputs, 'until' | 'days' | 'compare' | 'entities'>,
  source: Source,
  today: Day,
): Promise<Windows> {
  const last = until ?? (await source.newestDay(entities, today))
  if (last === undefined) throw new Fault(noDay(entities, source, today))
  const windows = windowsEnding(last, days, compare)
  core.info(`${formatDays(windows.since, last)}, ${days} days${compare ? ' and as many before' : ''}`)
  return windows
}

function noDay(entities: Inputs['entities'], source: Source, today: Day): string {
  const names = entities.map(({ slug }) => slug).join(', ')
  const none = 'no report is not "nobody used it", so nothing is published'
  if (source.describeFiles !== undefined) {
    const there = entities.map((entity) => source.describeFiles?.(entity)).join('; ')
    return `There is no day up to ${today} (today, UTC) with a users report of ${names}: ${none}; ${there}`
  }
  const [first, last] = [addDays(today, -DAYS_TO_LOOK_BACK), addDays(today, -1)]
  return `There is no day with a users report of ${names} from ${first} to ${last} (today is ${today}, UTC): ${none}; check that the policy "Copilot usage metrics" is enabled and come back in three days, or name an earlier day with until`
}
