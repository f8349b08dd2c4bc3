import { featureKeys, isEngaged, MODES, stateOf } from './engagement.ts'
import { isKnown } from './features.ts'
import { counterColumns, creditsText, isObject, isWhole, rateText } from './numbers.ts'
import type { Line, Question } from './recipe.ts'
import { byCodeUnit, byNumber, isWeekday, newest, sinceUntil, slugOf } from './reports.ts'
import type { Reports, Row } from './reports.ts'

/** people.csv: one line per person with a row or a team in the window. */
export function peopleCsv(question: Question): Line[] {
  return userIds(question.window).map((userId) => personLine(question, userId))
}

/** people-teams.csv: one line per person and team that lists them on a day of the window. */
export function peopleTeamsCsv(question: Question): Line[] {
  const { entity, window } = question
  return userIds(window).flatMap((userId) => {
    const mine = window.memberships.filter((membership) => membership.userId === userId)
    const teams = [...Map.groupBy(mine, ({ teamId }) => teamId)].sort(([a], [b]) => byNumber(a, b))
    return teams.map(([teamId, memberships]) => {
      const days = [...new Set(memberships.map(({ day }) => day))].sort(byCodeUnit)
      return {
        entity,
        user_id: userId,
        user_login: loginOf(question, userId),
        team_id: teamId,
        slug: slugOf(window, teamId),
        first_day: days.at(0) ?? '',
        last_day: days.at(-1) ?? '',
        days_listed: String(days.length),
        ...sinceUntil(question),
      }
    })
  })
}

/** people-features.csv: one line per person and feature. */
export function peopleFeaturesCsv(question: Question): Line[] {
  const { window } = question
  const features = featureKeys(window.rows)
  const reported = new Set(features.filter((feature) => isKnown(window.rows, feature)))
  return userIds(window).flatMap((userId) => {
    const rows = rowsOf(window, userId)
    const login = loginOf(question, userId)
    return features.map((feature) => {
      const knows = rows.length === 0 ? reported.has(feature) : isKnown(rows, feature)
      const days = rows.filter((row) => stateOf(row, feature) === 1).length
      return {
        entity: question.entity,
        user_id: userId,
        user_login: login,
        feature,
        engaged_days: knows ? String(days) : '',
        label: question.label(feature),
        ...sinceUntil(question),
      }
    })
  })
}

/** people-feature-days.csv: one line per row, in the layout of GitHub's engagement preview, with everybody's newest login. */
export function peopleFeatureDaysCsv(question: Question): Line[] {
  const { window } = question
  const features = featureKeys(window.rows)
  const logins = new Map(userIds(window).map((userId) => [userId, loginOf(question, userId)]))
  return window.rows
    .toSorted((a, b) => byCodeUnit(a.day, b.day) || byNumber(a.userId, b.userId))
    .map((row) => featureDayLine(row, logins.get(row.userId) ?? '', features))
}

function featureDayLine(row: Row, login: string, features: string[]): Line {
  const states = features.map((feature) => [`${feature}_engagement`, String(stateOf(row, feature) ?? '')])
  return { day: row.day, login, user_id: row.userId, ...Object.fromEntries(states) }
}

function personLine(question: Question, userId: string): Line {
  const { window } = question
  const rows = rowsOf(window, userId)
  const engaged = rows.filter(isEngaged)
  const used = countedFeatures(rows).filter((feature) => engagedDays(rows, feature) > 0)
  const featureDays = used.reduce((sum, feature) => sum + engagedDays(rows, feature), 0)
  return {
    entity: question.entity,
    user_id: userId,
    user_login: loginOf(question, userId),
    teams: slugsOf(window, userId).join(';'),
    segment: segmentOf(question, rows, used.length),
    active_days: String(rows.length),
    engaged_days: String(engaged.length),
    consistency: rateText(weekdaysOf(engaged.map((row) => row.day)), weekdaysOf(reportedDays(window))),
    features_used: String(used.length),
    feature_days: String(featureDays),
    first_active_day: rows.at(0)?.day ?? '',
    last_active_day: rows.at(-1)?.day ?? '',
    adoption_phase: phaseOf(rows.at(-1)),
    ...counterColumns(rows),
    ai_credits_used: creditsText(rows),
  }
}

function segmentOf(question: Question, rows: Row[], featuresUsed: number): string {
  const { championConsistency, championFeatures, laggingConsistency } = question.thresholds
  const engaged = rows.filter(isEngaged)
  if (rows.length === 0) return 'idle'
  if (engaged.length === 0) return 'unengaged'
  const weekdays = weekdaysOf(reportedDays(question.window))
  if (weekdays === 0) return 'regular'
  const consistency = weekdaysOf(engaged.map((row) => row.day)) / weekdays
  if (consistency >= championConsistency && featuresUsed >= championFeatures) return 'champion'
  return consistency < laggingConsistency ? 'lagging' : 'regular'
}

function userIds(window: Reports): string[] {
  return [...new Set([...window.rows, ...window.memberships].map(({ userId }) => userId))].sort(byNumber)
}

function rowsOf(window: Reports, userId: string): Row[] {
  return window.rows.filter((row) => row.userId === userId).sort((a, b) => byCodeUnit(a.day, b.day))
}

/** Of the window; where it tells none, of the window before. */
export function loginOf({ window, previous }: Question, userId: string): string {
  const login = loginIn(window, userId)
  return login === '' && previous !== null ? loginIn(previous, userId) : login
}

// Of the newest day; there the row's login before the membership's.
function loginIn(window: Reports, userId: string): string {
  const row = rowsOf(window, userId).at(-1)
  const memberships = window.memberships.filter((one) => one.userId === userId && one.login !== '')
  const later = memberships.filter((one) => row === undefined || one.day > row.day)
  return later.length === 0
    ? (row?.login ?? '')
    : newest(later.map(({ day, login }) => ({ day, text: login })))
}

function slugsOf(window: Reports, userId: string): string[] {
  const mine = window.memberships.filter((membership) => membership.userId === userId)
  const teams = new Set(mine.map((membership) => membership.teamId))
  return [...teams].map((teamId) => slugOf(window, teamId)).sort(byCodeUnit)
}

function countedFeatures(rows: Row[]): string[] {
  return featureKeys(rows).filter((feature) => !MODES.has(feature))
}

function engagedDays(rows: Row[], feature: string): number {
  return rows.filter((row) => stateOf(row, feature) === 1).length
}

function reportedDays(window: Reports): string[] {
  return window.days.filter((day) => window.reportedDays.has(day))
}

function weekdaysOf(days: string[]): number {
  return new Set(days.filter(isWeekday)).size
}

// An object as GitHub writes it, or the bare text that some clients have seen. A number that is no phase (1e999, 0.5, -1) is
// unknown.
function phaseOf(row: Row | undefined): string {
  const phase = row?.fields['ai_adoption_phase']
  if (phase === 'No Cohort') return '0'
  if (typeof phase === 'string') return /^Phase (\d{1,6})$/.exec(phase)?.[1]?.replace(/^0+(?=\d)/, '') ?? ''
  const number = isObject(phase) ? phase['phase_number'] : undefined
  return isWhole(number) && number <= 1_000_000 ? String(number) : ''
}
