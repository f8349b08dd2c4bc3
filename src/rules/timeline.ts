import type { Day } from '../day.ts'
import { FEATURES } from './features.ts'

/** A day from which GitHub's numbers mean something else than before. */
export interface SeriesBreak {
  readonly day: Day
  /** What is the case from that day on, as a clause. */
  readonly what: string
  /** More people count as active from then on, so that counts before and after do not compare. */
  readonly counts_more_people: boolean
  /** The feature that is reported from then on; `null`: it is not about a feature. */
  readonly feature: string | null
}

/** Days whose numbers are known to be wrong, and that GitHub does not repair. */
export interface SeriesDefect {
  readonly since: Day
  readonly until: Day
  readonly defect: 'agent-work-misattributed'
}

/** The first day with user-teams reports: that an older day has none is no fault. */
export const USER_TEAMS_SINCE = '2026-05-14' as Day
const CLI_COUNTS_SINCE = '2026-04-10' as Day

const on = (day: string, what: string) => ({
  day: day as Day,
  what,
  counts_more_people: false,
  feature: null,
})
const onMorePeople = (day: string, what: string) => ({ ...on(day, what), counts_more_people: true })

/** Changes that are not about one feature; the registry of features dates the others. */
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

/** Editors were updated one after the other until about 15 November 2026. */
const SERIES_DEFECTS: readonly SeriesDefect[] = [
  { since: CLI_COUNTS_SINCE, until: '2026-11-15' as Day, defect: 'agent-work-misattributed' },
]

/** The first day on which rows can show a feature; `undefined` where they always could. */
export function featureSince(key: string): Day | undefined {
  return FEATURES.find((feature) => feature.key === key)?.since
}

/** The breaks between two days, so that there are days on either side. */
export function breaksWithin(since: Day, until: Day): SeriesBreak[] {
  return SERIES_BREAKS.filter(({ day }) => since < day && day <= until)
}

/** The defects that days from `since` to `until` have. */
export function defectsWithin(since: Day, until: Day): SeriesDefect[] {
  return SERIES_DEFECTS.filter((defect) => since <= defect.until && until >= defect.since)
}
