import { isEngaged, REGISTRY } from './engagement.ts'
import { isKnown, teamEngagement } from './features.ts'
import { counterColumns, creditsText, rateText } from './numbers.ts'
import type { Line, Question } from './recipe.ts'
import { joinedRows, onlyDays, slugOf, teamIds } from './reports.ts'
import type { Reports, Row } from './reports.ts'
import { emptied, isMeasured, membersOf, peopleOf } from './teams.ts'

/** weeks.csv: one line per week, Monday to Sunday, all seven days of which lie in the windows. */
export function weeksCsv(question: Question): Line[] {
  return weeksOf(question).map((week) => {
    const members = new Set(week.memberships.map(({ userId }) => userId))
    const active = [...members].filter((userId) => peopleOf(week.rows).has(userId))
    return {
      ...labelOf(question, week),
      members: members.size === 0 ? '' : String(members.size),
      ...activityOf(week.rows, rateText(active.length, members.size)),
      ...engagedColumns((feature) => teamEngagement(knownRows(week, feature), week.rows, feature)),
    }
  })
}

/** team-weeks.csv: one line per such week and team that is listed in it. */
export function teamWeeksCsv(question: Question): Line[] {
  return weeksOf(question).flatMap((week) =>
    teamIds(week).map((teamId) => {
      const rows = isMeasured(week, teamId) ? joinedRows(week, teamId) : null
      const members = membersOf(week, teamId).size
      const activity = activityOf(rows ?? [], rateText(peopleOf(rows ?? []).size, members))
      return {
        ...labelOf(question, week),
        team_id: teamId,
        slug: slugOf(bothWindows(question), teamId),
        members: String(members),
        ...(rows === null ? emptied(activity) : activity),
        ...engagedColumns((feature) => teamEngagement(rows, week.rows, feature)),
      }
    }),
  )
}

/** The weeks with a users report, oldest first. */
function weeksOf(question: Question): Reports[] {
  const both = bothWindows(question)
  const mondays = both.days.filter((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1)
  return mondays
    .map((monday) => both.days.slice(both.days.indexOf(monday), both.days.indexOf(monday) + 7))
    .filter((days) => days.length === 7)
    .map((days) => onlyDays(both, days))
    .filter((week) => week.reportedDays.size > 0)
}

function bothWindows({ window, previous }: Question): Reports {
  if (previous === null) return window
  return {
    days: [...previous.days, ...window.days],
    reportedDays: new Set([...previous.reportedDays, ...window.reportedDays]),
    rows: [...previous.rows, ...window.rows],
    memberships: [...previous.memberships, ...window.memberships],
  }
}

function labelOf({ entity }: Question, { days }: Reports): Line {
  return { entity, since: days.at(0) ?? '', until: days.at(-1) ?? '' }
}

function activityOf(rows: Row[], adoptionRate: string): Line {
  return {
    active_users: String(peopleOf(rows).size),
    engaged_users: String(peopleOf(rows.filter(isEngaged)).size),
    adoption_rate: adoptionRate,
    ...counterColumns(rows),
    ai_credits_used: creditsText(rows),
  }
}

function knownRows({ rows }: Reports, feature: string): Row[] | null {
  return isKnown(rows, feature) ? rows : null
}

function engagedColumns(engagementOf: (feature: string) => Line): Line {
  return Object.fromEntries(
    REGISTRY.map((feature) => [`engaged_${feature}`, engagementOf(feature)['engaged_users'] ?? '']),
  )
}
