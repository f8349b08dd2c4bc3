import type { Segments } from '../metrics/people-report.ts'
import type { EntityReport, Report } from '../metrics/report.ts'
import { leadingTeam } from './features.ts'
import { escaped, list } from './markdown.ts'
import { enumerate, formatNumber, formatShare, plural } from './numbers.ts'
import { formatCount, formatPeople } from './withheld.ts'
import { teamsToTalkTo } from './teams.ts'

const MOST_STEPS = 5
const TEAMS_NAMED = 2
/** One person of a team is not a matter of the team, and would be known there. */
const FEWEST_NAMED = 2
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
    championStep(entity),
  ]
  return list(steps.filter((step) => step !== '').slice(0, MOST_STEPS), true)
}

function idleStep(entity: EntityReport): string {
  const teams = teamsToTalkTo(entity)
  if (teams.length === 0) return ''
  const names = enumerate(teams.map(({ slug }) => `**${escaped(slug)}**`))
  const counts = enumerate(teams.map((team) => formatCount(team, 'idle_users')))
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

/** Counts per team, never persons: they are named in the folded lists alone. */
function helpStep({ thresholds }: Report, { segments, team_segments: teams }: EntityReport): string {
  const rare = rareUsers(segments)
  if (rare === undefined) return ''
  const limit = thresholds.laggingConsistency
  const often = `${limit === 0.2 ? 'one weekday in five' : `${formatShare(limit)} of the weekdays`}`
  const start = `**${rare.text} ${rare.count === 1 ? 'uses' : 'use'} Copilot on fewer than ${often}.**`
  const most = teams
    .filter(({ team_id }) => team_id !== '')
    .flatMap(({ slug, ...team }) => {
      const count = rareUsers(team)?.count ?? 0
      return count < FEWEST_NAMED ? [] : [{ slug, count }]
    })
    .toSorted((left, right) => right.count - left.count || (left.slug < right.slug ? -1 : 1))
    .slice(0, TEAMS_NAMED)
  if (most.length === 0) return start
  const names = enumerate(most.map(({ slug, count }) => `${escaped(slug)} (${formatNumber(count)})`))
  return `${start} Most are in ${names}: offer ${most.length === 1 ? 'that team' : 'those teams'} a session.`
}

/** The lagging and the unengaged; how many they are only where neither is withheld. */
function rareUsers(segments: Segments): { text: string; count: number | undefined } | undefined {
  const { lagging, unengaged } = segments
  if (lagging !== null && unengaged !== null) {
    const count = lagging + unengaged
    return count === 0 ? undefined : { text: plural(count, 'person', 'people'), count }
  }
  const known = lagging ?? unengaged ?? 0
  // Whoever is withheld is one person at least.
  return known === 0
    ? undefined
    : { text: `More than ${plural(known, 'person', 'people')}`, count: undefined }
}

function unengagedStep({ segments }: EntityReport): string {
  const people = formatPeople(segments, 'unengaged')
  if (people === undefined) return ''
  return `Check the set-up of ${people} who ${segments.unengaged === 1 ? 'is' : 'are'} active without ever accepting or asking anything.`
}

function noTeamStep({ reconciliation, totals }: EntityReport): string {
  const { in_no_team: count } = reconciliation
  if (count === null || totals.active_users === null) return ''
  if (count < MANY_IN_NO_TEAM * totals.active_users || count === 0) return ''
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

function championStep({ segments }: EntityReport): string {
  const champions = formatPeople(segments, 'champion', 'champion', 'champions')
  return champions === undefined ? '' : `Let the ${champions} show what they do.`
}
