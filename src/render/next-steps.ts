import type { FeatureLine } from '../metrics/feature-lines.ts'
import type { EntityReport, Report } from '../metrics/report.ts'
import { FEWEST_ACTIVE } from './features.ts'
import { escaped, list } from './markdown.ts'
import { enumerate, formatNumber, formatShare, plural } from './numbers.ts'
import { teamsToTalkTo } from './teams.ts'

const MOST_STEPS = 5
const NAMED = 5
/** Fewer people in no listed team are not worth a step. */
const MANY_IN_NO_TEAM = 0.1

/** Three to five things to do, each with the number it comes from, as a numbered list. */
export function nextSteps(report: Report, entity: EntityReport): string {
  const steps = [
    idleStep(entity),
    ...gapSteps(entity),
    helpStep(report, entity),
    unengagedStep(entity),
    noTeamStep(entity),
    unusedStep(entity),
    missingDaysStep(entity),
    championStep(report, entity),
  ]
  return list(steps.filter((step) => step !== '').slice(0, MOST_STEPS), true)
}

function idleStep(entity: EntityReport): string {
  const teams = teamsToTalkTo(entity)
  const idle = teams.reduce((sum, { idle_users }) => sum + (idle_users ?? 0), 0)
  const members = teams.reduce((sum, { members: count }) => sum + (count ?? 0), 0)
  if (idle === 0) return ''
  const names = enumerate(teams.map(({ slug }) => `**${escaped(slug)}**`))
  return `Talk to ${names}: ${formatNumber(idle)} of their ${plural(members, 'membership')} had no Copilot activity.`
}

/** The gaps with the most to learn from a team, widest first. */
function gapSteps(entity: EntityReport): string[] {
  return entity.features
    .flatMap((line, index) => {
      const teacher =
        line.status === 'gap' || line.status === 'used' ? teacherOf(entity, line, index) : undefined
      return teacher === undefined ? [] : [{ line, ...teacher }]
    })
    .toSorted(
      (left, right) =>
        Number(right.line.status === 'gap') - Number(left.line.status === 'gap') || right.lead - left.lead,
    )
    .slice(0, 1)
    .map(
      ({ line, slug, share }) =>
        `Spread **${escaped(line.label)}**: ${formatShare(line.share_of_active_users)} of the active people engage with it, in **${escaped(slug)}** ${formatShare(share)} do and could show how.`,
    )
}

/** The team that is furthest ahead of everyone together in a feature; none where nobody is well ahead. */
function teacherOf(entity: EntityReport, line: FeatureLine, index: number) {
  const typical = line.share_of_active_users ?? 0
  const ahead = entity.team_features
    .filter(({ active_users }) => (active_users ?? 0) >= FEWEST_ACTIVE)
    .map(({ slug, shares }) => ({ slug, share: shares[index] ?? 0, lead: (shares[index] ?? 0) - typical }))
    .toSorted((left, right) => right.lead - left.lead)
  const [first] = ahead
  return first !== undefined && first.lead > 0.05 ? first : undefined
}

function helpStep(report: Report, { people_to_help: people, segments }: EntityReport): string {
  if (report.people.shown !== 'none' && people.length > 0) {
    const names = people.slice(0, NAMED).map(({ user_login }) => escaped(user_login))
    const more = Math.max(0, segments.lagging + segments.unengaged - names.length)
    return `Offer help to ${enumerate(names)}${more > 0 ? `, and to ${formatNumber(more)} more who use Copilot rarely` : ', who use Copilot rarely'}.`
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

function unusedStep({ features }: EntityReport): string {
  const unused = features.filter(({ status }) => status === 'unused').slice(0, 3)
  if (unused.length === 0) return ''
  return `Decide whether ${enumerate(unused.map(({ label }) => `**${escaped(label)}**`))} should be used: nobody did.`
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
