import { isEngaged } from './engagement.ts'
import { counterColumns, creditsText } from './numbers.ts'
import type { Line, Question } from './recipe.ts'
import { joinedRows, onlyDays, slugOf, teamIds } from './reports.ts'
import { membersOf, peopleOf } from './teams.ts'

/** team-days.csv: one line per day and team that is listed that day. */
export function teamDaysCsv(question: Question): Line[] {
  return question.window.days.flatMap((day) =>
    teamIds(onlyDays(question.window, [day])).map((teamId) => teamDayLine(question, day, teamId)),
  )
}

function teamDayLine(question: Question, day: string, teamId: string): Line {
  const today = onlyDays(question.window, [day])
  const rows = joinedRows(today, teamId)
  const activity: Line = {
    active_users: String(peopleOf(rows).size),
    engaged_users: String(peopleOf(rows.filter(isEngaged)).size),
    ...counterColumns(rows),
    ai_credits_used: creditsText(rows),
  }
  const isReported = today.reportedDays.has(day)
  return {
    entity: question.entity,
    day,
    team_id: teamId,
    slug: slugOf(question.window, teamId),
    members: String(membersOf(today, teamId).size),
    ...Object.fromEntries(Object.entries(activity).map(([column, text]) => [column, isReported ? text : ''])),
  }
}
