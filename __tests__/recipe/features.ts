import { featureKeys, SINCE, stateOf } from './engagement.ts'
import { rateText } from './numbers.ts'
import type { Line, Question } from './recipe.ts'
import { joinedRows, sinceUntil, slugOf, teamIds } from './reports.ts'
import type { Row } from './reports.ts'
import { isMeasured, peopleOf } from './teams.ts'

/** features.csv: one line per feature. */
export function featuresCsv(question: Question): Line[] {
  return featureKeys(question.window.rows).map((feature) => featureLine(question, feature))
}

/** team-features.csv: one line per team and feature. */
export function teamFeaturesCsv(question: Question): Line[] {
  const features = featureKeys(question.window.rows)
  return teamIds(question.window).flatMap((teamId) => teamLines(question, teamId, features))
}

/** Whether one of the rows says that the feature was used or that it was not. */
export function isKnown(rows: Row[], feature: string): boolean {
  return rows.some((row) => stateOf(row, feature) !== null)
}

const UNKNOWN: Line = { engaged_users: '', engaged_user_days: '', share_of_active_users: '' }

function featureLine(question: Question, feature: string): Line {
  const { window, previous } = question
  const isKnownBefore = previous !== null && isKnown(previous.rows, feature)
  return {
    entity: question.entity,
    feature,
    label: question.label(feature),
    status: statusOf(question, isKnown(window.rows, feature) ? window.rows : null, feature),
    ...(isKnown(window.rows, feature) ? engagementColumns(window.rows, feature) : UNKNOWN),
    previous_engaged_users: isKnownBefore ? String(engagedPeople(previous.rows, feature).size) : '',
    ...sinceUntil(question),
  }
}

function teamLines(question: Question, teamId: string, features: string[]): Line[] {
  const { window, previous } = question
  const rows = isMeasured(window, teamId) ? joinedRows(window, teamId) : null
  const before = previous !== null && isMeasured(previous, teamId) ? joinedRows(previous, teamId) : null
  return features.map((feature) => {
    const now = teamEngagement(rows, window.rows, feature)
    return {
      entity: question.entity,
      team_id: teamId,
      slug: slugOf(window, teamId),
      feature,
      ...now,
      previous_engaged_users: teamEngagement(before, previous?.rows ?? [], feature)['engaged_users'] ?? '',
      status: statusOf(question, now['engaged_users'] === '' ? null : rows, feature),
      label: question.label(feature),
      ...sinceUntil(question),
    }
  })
}

/** A team or group without active people engaged with nothing, as far as the entity knows the feature at all. */
export function teamEngagement(rows: Row[] | null, entityRows: Row[], feature: string): Line {
  if (rows === null) return UNKNOWN
  const knows = rows.length === 0 ? isKnown(entityRows, feature) : isKnown(rows, feature)
  return knows ? engagementColumns(rows, feature) : UNKNOWN
}

function engagementColumns(rows: Row[], feature: string): Line {
  const engaged = engagedPeople(rows, feature).size
  return {
    engaged_users: String(engaged),
    engaged_user_days: String(rows.filter((row) => stateOf(row, feature) === 1).length),
    share_of_active_users: rateText(engaged, basePeople(rows, feature).size),
  }
}

/** `rows` are null where they do not tell of the feature. */
function statusOf(question: Question, rows: Row[] | null, feature: string): string {
  if (rows === null) return 'not-reported'
  const engaged = engagedPeople(rows, feature).size
  if (engaged === 0) return 'unused'
  return engaged / basePeople(rows, feature).size < question.thresholds.gapShare ? 'gap' : 'used'
}

function engagedPeople(rows: Row[], feature: string): Set<string> {
  return peopleOf(rows.filter((row) => stateOf(row, feature) === 1))
}

// The active people who could have been seen with the feature: since it is reported, or because their row knows it.
function basePeople(rows: Row[], feature: string): Set<string> {
  const since = SINCE.get(feature) ?? ''
  return peopleOf(rows.filter((row) => row.day >= since || stateOf(row, feature) !== null))
}
