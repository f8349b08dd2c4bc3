import { type Day, formatDay } from '../day.ts'

/** A day from which GitHub's numbers mean something else than before. */
export interface SeriesBreak {
  readonly day: Day
  readonly what: string
  /** More people are counted as active from then on. */
  readonly countsPeople?: boolean
  /** The feature that is reported from then on. */
  readonly feature?: string
}

const on = (day: string, what: string): SeriesBreak => ({ day: day as Day, what })
const onMorePeople = (day: string, what: string): SeriesBreak => ({ ...on(day, what), countsPeople: true })
const onFeature = (day: string, feature: string, what: string): SeriesBreak => ({ ...on(day, what), feature })

/** @see https://github.blog/changelog/label/copilot/ */
const SERIES_BREAKS: readonly SeriesBreak[] = [
  onFeature('2026-03-02', 'plan_mode', 'plan mode is reported'),
  onFeature('2026-04-02', 'cli', 'Copilot CLI is reported per person'),
  onFeature('2026-04-06', 'code_review', 'code review is reported per person'),
  onMorePeople('2026-04-10', 'people who use only the CLI count as active'),
  on('2026-05-14', 'teams are reported; who was in a team before is not known'),
  on('2026-05-29', 'adoption phases are reported'),
  onMorePeople('2026-06-15', 'people whom only GitHub’s servers see count as active, about 5% more'),
  on('2026-06-19', 'AI credits are reported, without older days'),
  on('2026-07-02', 'GitHub corrected its counters'),
  onMorePeople('2026-07-28', 'people who use only the Copilot app count as active'),
  onFeature('2026-07-28', 'copilot_app', 'the Copilot app is reported per person'),
  onFeature('2026-08-07', 'third_party_agent', 'third-party agents are reported'),
  onFeature('2026-09-11', 'vscode_agents', 'VS Code Agents are reported'),
]

/** Editors were updated one after the other until about then; older days are not repaired. */
const SDK_DEFECT_FIXED = '2026-11-15' as Day
const CLI_COUNTED = '2026-04-10' as Day

/** The breaks that lie between two days, so that days on either side are there. */
export function breaksWithin(since: Day, until: Day): SeriesBreak[] {
  return SERIES_BREAKS.filter(({ day }) => since < day && day <= until)
}

/** A sentence for each break between two days, and for the defect of which days are among them. */
export function seriesBreakNotes(since: Day, until: Day): string[] {
  const notes = breaksWithin(since, until).map(
    ({ day, what, countsPeople }) =>
      `From ${formatDay(day, { year: true })} on ${what}${countsPeople ? '; numbers before and after do not compare' : ''}.`,
  )
  if (since <= SDK_DEFECT_FIXED && until >= CLI_COUNTED) {
    notes.push(
      'Until editors were updated in October and November 2026 they reported part of their agents’ work as Copilot CLI or not at all; GitHub does not repair those days. Read CLI and agent numbers of that time with care.',
    )
  }
  return notes
}
