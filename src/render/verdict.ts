import type { EntityReport, Report } from '../metrics/report.ts'
import { direction, obstacle } from './changes.ts'
import { escaped, visible } from './markdown.ts'
import { enumerate, formatNumber, formatShare, plural } from './numbers.ts'
import { activeMembers, formatAdoption, formatCount, formatPeople, isWithheld, WITHHELD } from './withheld.ts'

/** More entities than these are told by their lowest and highest adoption. */
const MOST_TOLD = 3

/** One plain sentence that says how things stand, without markup: for messages elsewhere. */
export function headline(report: Report): string {
  return verdict(report, visible)
}

/** The same sentence for a page. */
export function verdictMarkdown(report: Report): string {
  return verdict(report, escaped)
}

function verdict(report: Report, name: (text: string) => string): string {
  const [only, ...others] = report.entities
  if (only !== undefined && others.length === 0) return entityVerdict(report, only)
  return severalVerdict(report, name)
}

function entityVerdict(report: Report, entity: EntityReport): string {
  const { totals } = entity
  const days = `these ${plural(entity.coverage.days, 'day')}`
  if (totals.active_users === 0) return `Nobody used Copilot in ${days}.`
  const people = formatPeople(totals, 'active_users')
  if (people === undefined)
    return `How many people used Copilot in ${days} is ${isWithheld(totals, 'active_users') ? WITHHELD : 'not known'}.`
  const start = `${people.charAt(0).toUpperCase()}${people.slice(1)} used Copilot in ${days}${comparison(report, entity)}`
  const { members } = totals
  if (members === null)
    return isWithheld(totals, 'members') ? `${start}.` : `${start}; ${unknownShare(entity)}.`
  const active = activeMembers(totals)
  const share = formatAdoption(totals)
  if (active === undefined) return `${start}.`
  return share === WITHHELD
    ? `${start}; how many of the ${plural(members, 'team member')} they are is withheld.`
    : `${start}, among them ${active} of ${plural(members, 'team member')} (${share}).`
}

/** A report that is not there says nothing of teams. */
function unknownShare({ coverage }: EntityReport): string {
  return coverage.days_with_teams_report === 0
    ? 'no user-teams report says how large a share that is'
    : 'GitHub lists no teams, so how large a share that is is not known'
}

function comparison(report: Report, entity: EntityReport): string {
  const { active_users: now, previous_active_users: before } = entity.totals
  if (before === null || now === null || obstacle(report, entity) !== undefined) return ''
  const number = formatNumber(before)
  switch (direction(now, before)) {
    case 'up':
      return `, up from ${number} in the ${entity.coverage.days} before`
    case 'down':
      return `, down from ${number} in the ${entity.coverage.days} before`
    default:
      return now === before ? ', as many as before' : `, about as many as before (${number})`
  }
}

function severalVerdict({ entities }: Report, name: (text: string) => string): string {
  const known = entities.filter(({ totals }) => totals.adoption_rate !== null)
  const ranked = known.toSorted(
    (left, right) => (right.totals.adoption_rate ?? 0) - (left.totals.adoption_rate ?? 0),
  )
  const withheld = entities.filter(({ totals }) => isWithheld(totals, 'adoption_rate'))
  const teamless = entities.filter(
    ({ totals }) => totals.adoption_rate === null && !isWithheld(totals, 'adoption_rate'),
  )
  const rest = [
    teamless.length === 0 ? '' : `; ${noneKnown(teamless)} ${someOf(teamless, name)}`,
    withheld.length === 0 ? '' : `; the share is withheld in ${someOf(withheld, name)}`,
  ].join('')
  const [most] = ranked
  const least = ranked.at(-1)
  if (most === undefined || least === undefined) {
    const counts = entities
      .slice(0, MOST_TOLD)
      .map(({ entity, totals }) => `${formatCount(totals, 'active_users')} in ${name(entity)}`)
    const others =
      entities.length > MOST_TOLD
        ? ` and others in ${plural(entities.length - MOST_TOLD, 'more organization')}`
        : ''
    return `People who used Copilot: ${enumerate(counts)}${others}.`
  }
  const told = (entity: EntityReport) =>
    `${formatShare(entity.totals.adoption_rate)} in ${name(entity.entity)}`
  if (entities.length <= MOST_TOLD)
    return `Of the team members ${enumerate(ranked.map(told))} used Copilot${rest}.`
  return `In ${entities.length} organizations between ${told(least)} and ${told(most)} of the team members used Copilot${rest}.`
}

function noneKnown(teamless: readonly EntityReport[]): string {
  const areListed = teamless.every(({ coverage }) => coverage.days_with_teams_report > 0)
  return areListed ? 'no teams are listed in' : 'the teams are not known of'
}

function someOf(entities: readonly EntityReport[], name: (text: string) => string): string {
  return entities.length > MOST_TOLD
    ? plural(entities.length, 'organization')
    : enumerate(entities.map(({ entity }) => name(entity)))
}
