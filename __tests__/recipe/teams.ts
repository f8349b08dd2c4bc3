import { featureEntries, flagUsersText, isEngaged } from './engagement.ts'
import { counterColumns, creditsText, rateText, sumText } from './numbers.ts'
import type { Line, Question } from './recipe.ts'
import { joinedRows, slugOf, teamIds } from './reports.ts'
import type { Reports, Row } from './reports.ts'

const FLAG_COLUMNS: [string, string[]][] = [
  ['chat_users', ['used_chat']],
  ['agent_users', ['used_agent']],
  ['cli_users', ['used_cli']],
  ['copilot_app_users', ['used_copilot_app']],
  ['cloud_agent_users', ['used_copilot_cloud_agent', 'used_copilot_coding_agent']],
  ['code_review_users', ['used_copilot_code_review_active']],
]

/** teams.csv: one line per team that is listed on a day of the window. */
export function teamsCsv(question: Question): Line[] {
  return teamIds(question.window).map((teamId) => teamLine(question, teamId))
}

/** The days on which a team is listed. */
function listedDays(reports: Reports, teamId: string): Set<string> {
  return new Set(
    reports.memberships.filter((membership) => membership.teamId === teamId).map(({ day }) => day),
  )
}

/** Whether there is a day on which the team is listed and the activity is reported. */
export function isMeasured(reports: Reports, teamId: string): boolean {
  return [...listedDays(reports, teamId)].some((day) => reports.reportedDays.has(day))
}

/** The people of these rows, each once. */
export function peopleOf(rows: Row[]): Set<string> {
  return new Set(rows.map((row) => row.userId))
}

/** The people who are listed in a team, on any of the days. */
export function membersOf(reports: Reports, teamId: string): Set<string> {
  return new Set(
    reports.memberships.filter((membership) => membership.teamId === teamId).map(({ userId }) => userId),
  )
}

function teamLine(question: Question, teamId: string): Line {
  const { window, previous } = question
  const activity = activityColumns(joinedRows(window, teamId), membersOf(window, teamId).size)
  const before = previous !== null && isMeasured(previous, teamId) ? joinedRows(previous, teamId) : null
  return {
    scope: question.scope,
    entity: question.entity,
    entity_id: entityIdOf(window, teamId),
    team_id: teamId,
    slug: slugOf(window, teamId),
    since: window.days.at(0) ?? '',
    until: question.until,
    days_listed: String(listedDays(window, teamId).size),
    members: String(membersOf(window, teamId).size),
    ...(isMeasured(window, teamId) ? activity : emptied(activity)),
    previous_active_users: before === null ? '' : String(peopleOf(before).size),
    previous_engaged_users: before === null ? '' : String(peopleOf(before.filter(isEngaged)).size),
  }
}

/** The columns of activity that teams and groups have. */
export function activityColumns(rows: Row[], members: number): Line {
  const active = peopleOf(rows).size
  return {
    active_users: String(active),
    engaged_users: String(peopleOf(rows.filter(isEngaged)).size),
    idle_users: String(members - active),
    adoption_rate: rateText(active, members),
    active_user_days: String(new Set(rows.map((row) => `${row.userId} ${row.day}`)).size),
    ...counterColumns(rows),
    completion_acceptance_rate: completionAcceptanceRate(rows),
    ai_credits_used: creditsText(rows),
    ...Object.fromEntries(FLAG_COLUMNS.map(([column, flags]) => [column, flagUsersText(rows, flags)])),
  }
}

function completionAcceptanceRate(rows: Row[]): string {
  const completions = rows.flatMap((row) => featureEntries(row, 'code_completion'))
  const accepted = sumText(completions, 'code_acceptance_activity_count')
  const generated = sumText(completions, 'code_generation_activity_count')
  return accepted === '' || generated === '' ? '' : rateText(BigInt(accepted), BigInt(generated))
}

function entityIdOf(window: Reports, teamId: string): string {
  const ofTeam = window.memberships.filter((membership) => membership.teamId === teamId)
  const ids = [...ofTeam, ...joinedRows(window, teamId), ...window.memberships, ...window.rows]
  return ids.map(({ entityId }) => entityId).find((id) => id !== '') ?? ''
}

/** The same columns, unknown. */
export function emptied(line: Line): Line {
  return Object.fromEntries(Object.keys(line).map((column) => [column, '']))
}
