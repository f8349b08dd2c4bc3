import type { EntityReport, Report } from '../../lines/report.ts'
import { escaped, visible } from '../text/markdown.ts'
import { enumerate, formatNumber, formatShare, plural } from '../text/numbers.ts'
import { activeMembers, formatAdoption, formatCount, formatPeople, WITHHELD } from '../text/withheld.ts'

/** Of more entities than these only the lowest and the highest adoption are named. */
const MOST_NAMED = 3

/** The result in one plain sentence, without markup: for messages elsewhere. */
export function headline(report: Report): string {
  return verdict(report, visible)
}

/** The same sentence for a page. */
export function verdictMarkdown(report: Report): string {
  return verdict(report, escaped)
}

function verdict(report: Report, name: (text: string) => string): string {
  const [only, ...others] = report.entities
  return only !== undefined && others.length === 0 ? entityVerdict(only) : severalVerdict(report, name)
}

function entityVerdict(entity: EntityReport): string {
  const { totals, insights, coverage } = entity
  const days = `these ${plural(coverage.days, 'day')}`
  switch (insights.verdict.active_users) {
    case 'nobody':
      return `Nobody used Copilot in ${days}.`
    case 'withheld':
      return `How many people used Copilot in ${days} is ${WITHHELD}.`
    case 'unknown':
      return `How many people used Copilot in ${days} is not known.`
    case 'told': {
      const people = formatPeople(totals, 'active_users') ?? ''
      return `${people.charAt(0).toUpperCase()}${people.slice(1)} used Copilot in ${days}${comparison(entity)}${shareOfMembers(entity)}.`
    }
  }
}

function shareOfMembers({ totals, insights }: EntityReport): string {
  const members = plural(totals.members ?? 0, 'team member')
  switch (insights.verdict.adoption) {
    case 'untold':
      return ''
    // A report that is not there says nothing of teams.
    case 'no-teams-report':
      return '; no user-teams report says how large a share that is'
    case 'no-teams-listed':
      return '; GitHub lists no teams, so how large a share that is is not known'
    case 'withheld':
      return `; how many of the ${members} they are is withheld`
    case 'told':
      return `, among them ${activeMembers(totals)} of ${members} (${formatAdoption(totals, insights.adoption_above)})`
  }
}

function comparison({ totals, insights, coverage }: EntityReport): string {
  const { active_users: now, previous_active_users: before } = totals
  const number = formatNumber(before)
  switch (insights.changes.active_users) {
    case 'up':
      return `, up from ${number} in the ${coverage.days} before`
    case 'down':
      return `, down from ${number} in the ${coverage.days} before`
    case 'steady':
      return now === before ? ', as many as before' : `, about as many as before (${number})`
    default:
      return ''
  }
}

function severalVerdict({ entities, insights }: Report, name: (text: string) => string): string {
  const { ranked, withheld, unknown } = insights.adoption
  const lines = new Map(entities.map((line) => [line.entity, line]))
  const [most] = ranked
  const least = ranked.at(-1)
  if (most === undefined || least === undefined) return countsOf(entities, name)
  const told = (entity: string) =>
    `${formatShare(lines.get(entity)?.totals.adoption_rate)} in ${name(entity)}`
  const isListed = (entity: string) => (lines.get(entity)?.coverage.days_with_teams_report ?? 0) > 0
  const noTeams = unknown.every(isListed) ? 'no teams are listed in' : 'the teams are not known of'
  const rest = [
    unknown.length === 0 ? '' : `; ${noTeams} ${someOf(unknown, name)}`,
    withheld.length === 0 ? '' : `; the share is withheld in ${someOf(withheld, name)}`,
  ].join('')
  return entities.length <= MOST_NAMED
    ? `Of the team members ${enumerate(ranked.map(told))} used Copilot${rest}.`
    : `In ${entities.length} organizations between ${told(least)} and ${told(most)} of the team members used Copilot${rest}.`
}

function countsOf(entities: readonly EntityReport[], name: (text: string) => string): string {
  const counts = entities
    .slice(0, MOST_NAMED)
    .map(({ entity, totals }) => `${formatCount(totals, 'active_users')} in ${name(entity)}`)
  const left = entities.length - MOST_NAMED
  const others = left > 0 ? ` and others in ${plural(left, 'more organization')}` : ''
  return `People who used Copilot: ${enumerate(counts)}${others}.`
}

function someOf(entities: readonly string[], name: (text: string) => string): string {
  return entities.length > MOST_NAMED
    ? plural(entities.length, 'organization')
    : enumerate(entities.map(name))
}
