import { isEngaged } from './engagement.ts'
import { counterColumns, creditsText } from './numbers.ts'
import type { Line, Question } from './recipe.ts'
import { onlyDays, rowsOfMemberships } from './reports.ts'
import { peopleOf } from './teams.ts'

/** days.csv: one line per day of the window. */
export function daysCsv(question: Question): Line[] {
  return question.window.days.map((day) => dayLine(question, day))
}

function dayLine(question: Question, day: string): Line {
  const today = onlyDays(question.window, [day])
  const isReported = today.reportedDays.has(day)
  const hasTeams = today.memberships.length > 0
  const listed = new Set(today.memberships.map(({ userId, teamId }) => `${userId} ${teamId}`))
  const inTeams = peopleOf(rowsOfMemberships(today, today.memberships))
  const inNoTeam = today.rows.filter((row) => !inTeams.has(row.userId))
  const ifReported = (text: string): string => (isReported ? text : '')
  return {
    entity: question.entity,
    day,
    status: !isReported ? 'missing' : hasTeams ? 'reported' : 'teams-missing',
    rows: ifReported(String(today.rows.length)),
    memberships: hasTeams ? String(listed.size) : '',
    active_users: ifReported(String(peopleOf(today.rows).size)),
    engaged_users: ifReported(String(peopleOf(today.rows.filter(isEngaged)).size)),
    users_in_no_team: hasTeams ? ifReported(String(peopleOf(inNoTeam).size)) : '',
    ...Object.fromEntries(
      Object.entries(counterColumns(today.rows)).map(([counter, text]) => [counter, ifReported(text)]),
    ),
    ai_credits_used: ifReported(creditsText(today.rows)),
  }
}
