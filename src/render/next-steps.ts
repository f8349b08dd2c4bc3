import type { EntityReport, Report } from '../metrics/report.ts'
import { leadingTeam } from './features.ts'
import { escaped, list } from './markdown.ts'
import { enumerate, formatNumber, formatShare, plural } from './numbers.ts'
import { teamsToTalkTo } from './teams.ts'

const MOST_STEPS = 5
const NAMED = 5
/** How far the share of a team has to be above everyone’s before it can teach. */
const CLEARLY_AHEAD = 0.05
/** Fewer people in no listed team are not worth a step. */
const MANY_IN_NO_TEAM = 0.1

/** Three to five things to do, each with the number it comes from, as a numbered list. */
export function nextSteps(report: Report, entity: EntityReport): string {
  const steps = [
    idleStep(entity),
    gapStep(entity),
    helpStep(report, entity),
    unengagedStep(entity),
    noTeamStep(entity),
    withoutTeamsStep(entity),
    unusedStep(entity),
    missingDaysStep(entity),
    championStep(report, entity),
  ]
  return list(steps.filter((step) => step !== '').slice(0, MOST_STEPS), true)
}

function idleStep(entity: EntityReport): string {
  const teams = teamsToTalkTo(entity)
  if (teams.length === 0) return ''
  const names = enumerate(teams.map(({ slug }) => `**${escaped(slug)}**`))
  const counts = enumerate(teams.map(({ idle_users }) => formatNumber(idle_users)))
  return `Talk to ${names}: ${counts} of ${teams.length === 1 ? 'its' : 'their'} members had no Copilot activity.`
}

/** The gap, else the feature, in which a team is furthest ahead of everyone together, and that team to learn from. */
function gapStep(entity: EntityReport): string {
  const [widest] = entity.features
    .flatMap((line, index) => {
      const teacher = leadingTeam(entity, index)
      const typical = line.share_of_active_users
      if (
        teacher === undefined ||
        typical === null ||
        line.is_mode ||
        teacher.share - typical < CLEARLY_AHEAD
      )
        return []
      return [{ line, teacher, typical, isGap: line.status === 'gap' }]
    })
    .toSorted(
      (left, right) =>
        Number(right.isGap) - Number(left.isGap) ||
        right.teacher.share - right.typical - (left.teacher.share - left.typical),
    )
  if (widest === undefined) return ''
  const { line, teacher, typical } = widest
  return `Spread **${escaped(line.label)}**: ${formatShare(typical)} of the active people engage with it, but ${formatShare(teacher.share)} in **${escaped(teacher.slug)}**, who could show how.`
}

function helpStep(report: Report, { people_to_help: people, segments }: EntityReport): string {
  if (report.people.shown !== 'none' && people.length > 0) {
    const names = people.slice(0, NAMED).map(({ user_login }) => escaped(user_login))
    const more = Math.max(0, segments.lagging + segments.unengaged - names.length)
    const others = more > 0 ? [`${formatNumber(more)} more people`] : []
    return `Offer help to ${enumerate([...names, ...others])}, who rarely use Copilot.`
  }
  if (segments.lagging === 0) return ''
  return `Find out what keeps ${plural(segments.lagging, 'person', 'people')} from using Copilot more than now and then.`
}

function unengagedStep({ segments }: EntityReport): string {
  if (segments.unengaged === 0) return ''
  return `Check the set-up of ${plural(segments.unengaged, 'person', 'people')} who ${segments.unengaged === 1 ? 'is' : 'are'} active without ever accepting or asking anything.`
}

function noTeamStep({ reconciliation, totals }: EntityReport): string {
  const { in_no_team: count } = reconciliation
  if (totals.active_users === null || count < MANY_IN_NO_TEAM * totals.active_users || count === 0) return ''
  return `Put ${plural(count, 'active person', 'active people')} into teams: no listed team has them, so no team’s numbers do.`
}

function withoutTeamsStep({ scope, coverage }: EntityReport): string {
  if (coverage.days_with_teams > 0 || scope !== 'enterprise') return ''
  return 'Run the action for the organizations of this enterprise: GitHub lists their teams there.'
}

function unusedStep({ features }: EntityReport): string {
  const unused = features.filter(({ status }) => status === 'unused').slice(0, 3)
  if (unused.length === 0) return ''
  return `Try or rule out ${enumerate(unused.map(({ label }) => `**${escaped(label)}**`))}: nobody has used ${unused.length === 1 ? 'it' : 'them'}.`
}

function missingDaysStep({ coverage }: EntityReport): string {
  const missing = coverage.missing_days.length
  return missing === 0 ? '' : `Run again later: ${plural(missing, 'day')} had no report yet or none at all.`
}

function championStep(report: Report, { segments, champions }: EntityReport): string {
  if (segments.champion === 0) return ''
  if (report.people.shown === 'none' || champions.length === 0) {
    return `Let the ${plural(segments.champion, 'champion')} show what they do.`
  }
  const names = champions.slice(0, NAMED).map(({ user_login }) => escaped(user_login))
  return `Let champions such as ${enumerate(names)} show what they do.`
}
