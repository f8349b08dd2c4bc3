import { formatDay } from '../../day.ts'
import type { ReportInsights } from '../../lines/insights.ts'
import type { SeriesDefect } from '../../rules/timeline.ts'

/** A sentence for each change of GitHub's data within the windows, and for each defect that days of them have. */
export function seriesBreakNotes({ series_breaks, series_defects }: ReportInsights): string[] {
  const breaks = series_breaks.map(
    ({ day, what, counts_more_people }) =>
      `From ${formatDay(day, { year: true })} on ${what}${counts_more_people ? '; numbers before and after do not compare' : ''}.`,
  )
  return [...breaks, ...series_defects.map(({ defect }) => defectNote(defect))]
}

function defectNote(defect: SeriesDefect['defect']): string {
  switch (defect) {
    case 'agent-work-misattributed':
      return 'Until editors were updated in October and November 2026 they reported part of their agents’ work as Copilot CLI or not at all; GitHub does not repair those days. Read CLI and agent numbers of that time with care.'
  }
}
