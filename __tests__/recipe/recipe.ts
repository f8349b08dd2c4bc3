import { breakdownCountersCsv, breakdownsCsv, teamBreakdownsCsv } from './breakdowns.ts'
import { daysCsv } from './days.ts'
import { featuresCsv, teamFeaturesCsv } from './features.ts'
import { type GroupsAsked, groupFeaturesCsv, groupsCsv, withGroups } from './groups.ts'
import { peopleCsv, peopleFeatureDaysCsv, peopleFeaturesCsv, peopleTeamsCsv } from './people.ts'
import { daysUntil, onlyDays, readReports, sinceUntil } from './reports.ts'
import type { Reports } from './reports.ts'
import { seatColumns, seatsCsv } from './seats.ts'
import type { SeatOptions } from './seats.ts'
import { teamDaysCsv } from './team-days.ts'
import { teamsCsv } from './teams.ts'
import { teamWeeksCsv, weeksCsv } from './weeks.ts'

/** What the files are computed for. */
export interface RecipeOptions {
  scope: 'organization' | 'enterprise'
  entity: string
  until: string
  days: number
  compare: boolean
  thresholds?: Thresholds
  /** What a raw ide, feature, language, model or newer value is counted as; by default trimmed and in lower case. */
  canonical?: (dimension: string, raw: string) => string
  /** What a feature is called in the column `label`; by default its key. */
  label?: (feature: string) => string
  /** Null: seats are not asked for. */
  seats?: SeatOptions | null
  /** What groups are made of; without it there are none. */
  groups?: GroupsAsked | null
}

/** The thresholds of segments and gaps. */
interface Thresholds {
  championConsistency: number
  championFeatures: number
  laggingConsistency: number
  gapShare: number
}

/** Everything that a CSV is computed from: the options in full, this window and the one before (null: not compared). */
export interface Question extends Required<RecipeOptions> {
  window: Reports
  previous: Reports | null
}

/** A line of a CSV: column -> text. */
export type Line = Record<string, string>

/** Every CSV of the artifact, computed plainly from the report files of a directory: file name -> lines. */
export function expectedFiles(directory: string, options: RecipeOptions): Map<string, Line[]> {
  const question = questionOf(directory, options)
  const files: [string, Line[]][] = [
    [
      'teams.csv',
      teamsCsv(question).map((line) => ({ ...line, ...seatColumns(question, line['team_id'] ?? '') })),
    ],
    ['team-weeks.csv', teamWeeksCsv(question)],
    ['weeks.csv', weeksCsv(question)],
    ['team-days.csv', teamDaysCsv(question)],
    ['days.csv', daysCsv(question)],
    ['features.csv', featuresCsv(question)],
    ['team-features.csv', teamFeaturesCsv(question)],
    ['breakdowns.csv', breakdownsCsv(question)],
    ['team-breakdowns.csv', teamBreakdownsCsv(question)],
    ['breakdown-counters.csv', breakdownCountersCsv(question)],
    [
      'people.csv',
      withGroups(question, peopleCsv(question)).map((line) => ({ ...line, ...sinceUntil(question) })),
    ],
    ['people-teams.csv', peopleTeamsCsv(question)],
    ['people-features.csv', peopleFeaturesCsv(question)],
    ['people-feature-days.csv', peopleFeatureDaysCsv(question)],
  ]
  if (question.seats !== null) files.push(['seats.csv', seatsCsv(question)])
  if (question.groups !== null) {
    files.push(['groups.csv', groupsCsv(question)], ['group-features.csv', groupFeaturesCsv(question)])
  }
  return new Map(files.map(([name, lines]) => [name, lines.map(defused)]))
}

function questionOf(directory: string, options: RecipeOptions): Question {
  const reports = readReports(directory, options.scope)
  const both = daysUntil(options.until, 2 * options.days)
  return {
    thresholds: { championConsistency: 0.6, championFeatures: 6, laggingConsistency: 0.2, gapShare: 0.1 },
    canonical: (_dimension, raw) => raw.trim().toLowerCase(),
    label: (feature) => feature,
    seats: null,
    groups: null,
    ...options,
    window: onlyDays(reports, both.slice(options.days)),
    previous: options.compare ? onlyDays(reports, both.slice(0, options.days)) : null,
  }
}

// A cell that a spreadsheet could take for a formula gets a leading apostrophe.
function defused(line: Line): Line {
  return Object.fromEntries(
    Object.entries(line).map(([column, text]) => [defusedText(column), defusedText(text)]),
  )
}

/** Part by part, since some spreadsheets split at `;`. */
function defusedText(text: string): string {
  const signs = '=+-@\uFF1D\uFF0B\uFF0D\uFF20'
  const isDangerous = (part: string) => {
    const seen = part.replace(/^[\p{Cc}\p{Cf}\p{Z}]+/u, '')
    return /^[\p{Cc}']/u.test(part) || (seen !== '' && signs.includes(seen.charAt(0)))
  }
  const parts = text.split(';').map((part) => (isDangerous(part) ? `'${part}` : part))
  return parts.join(';')
}
