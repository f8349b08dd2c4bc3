import type { Day } from '../day.ts'
import { FEATURES } from './features.ts'

/** A day from which on GitHub's numbers have another meaning than before. */
export interface SeriesBreak {
  readonly day: Day
  /** What is the case from that day on, as a clause. */
  readonly what: string
  /** More people count as active from then on, so that counts before and after are not comparable. */
  readonly counts_more_people: boolean
  /** The key of the feature that is reported from then on; `null` if the change is not about a feature. */
  readonly feature: string | null
}

/** A range of days, both inclusive, whose numbers are known to be wrong and are not corrected by GitHub. */
export interface SeriesDefect {
  readonly since: Day
  readonly until: Day
  readonly defect: 'agent-work-misattributed'
}

/** The first day with user-teams reports. An older day without one is not incomplete. */
export const USER_TEAMS_SINCE = '2026-05-14' as Day
const CLI_COUNTS_SINCE = '2026-04-10' as Day

const on = (day: string, what: string) => ({
  day: day as Day,
  what,
  counts_more_people: false,
  feature: null,
})
const onMorePeople = (day: string, what: string) => ({ ...on(day, what), counts_more_people: true })

/** Changes that are not about one feature. The dates of the others are in the registry of features. */
const OTHER_BREAKS: readonly SeriesBreak[] = [
  onMorePeople(CLI_COUNTS_SINCE, 'people who use only the CLI count as active'),
  on(USER_TEAMS_SINCE, 'teams are reported; who was in a team before is not known'),
  on('2026-05-29', 'adoption phases are reported'),
  onMorePeople('2026-06-15', 'people whom only GitHub’s servers see count as active, about 5% more'),
  on('2026-06-19', 'AI credits are reported, without older days'),
  on('2026-07-02', 'GitHub corrected its counters'),
  onMorePeople('2026-07-28', 'people who use only the Copilot app count as active'),
]

/**
 * Every dated change of GitHub's data, oldest first.
 *
 * @see https://github.blog/changelog/label/copilot/
 */
export const SERIES_BREAKS: readonly SeriesBreak[] = [
  ...OTHER_BREAKS,
  ...FEATURES.flatMap(({ key, label, since, began = `${label} is reported` }) =>
    since === undefined ? [] : [{ ...on(since, began), feature: key }],
  ),
].toSorted((left, right) => (left.day < right.day ? -1 : left.day > right.day ? 1 : 0))

/** Editors were updated gradually, until about 15 November 2026. */
const SERIES_DEFECTS: readonly SeriesDefect[] = [
  { since: CLI_COUNTS_SINCE, until: '2026-11-15' as Day, defect: 'agent-work-misattributed' },
]

/** The first day on which rows can show a feature; `undefined` if they always could. */
export function featureSince(key: string): Day | undefined {
  return FEATURES.find((feature) => feature.key === key)?.since
}

/** The breaks after `since` and until `until`: those with days of the range both before and after. */
export function breaksWithin(since: Day, until: Day): SeriesBreak[] {
  return SERIES_BREAKS.filter(({ day }) => since < day && day <= until)
}

/** The defects that affect any day from `since` to `until`. */
export function defectsWithin(since: Day, until: Day): SeriesDefect[] {
  return SERIES_DEFECTS.filter((defect) => since <= defect.until && until >= defect.since)
}
