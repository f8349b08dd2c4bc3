import type { EntityReport, Report } from '../../lines/report.ts'
import { blocks, escaped, strong, visible } from '../text/markdown.ts'
import { capitalized, enumerate, formatNumber, formatShare, plural } from '../text/numbers.ts'
import { activeMembers, formatAdoption, formatCount, formatPeople, WITHHELD } from '../text/withheld.ts'

/** Of more entities than these only the lowest and the highest adoption are named. */
const MOST_NAMED = 3

/** The result in plain text, without markup: for messages elsewhere. */
export function headline(report: Report): string {
  const { lead, rest } = verdict(report, visible)
  return rest === '' ? `${lead}.` : `${lead}. ${rest}`
}

/** The same for a page: the first sentence is strong. */
export function verdictMarkdown(report: Report): string {
  const { lead, rest } = verdict(report, escaped)
  return blocks(strong(`${lead}.`), rest)
}

/** The share and its direction where they are known, without a full stop; then the people. */
interface Sentences {
  readonly lead: string
  readonly rest: string
}

function verdict(report: Report, name: (text: string) => string): Sentences {
  const [only, ...others] = report.entities
  return only !== undefined && others.length === 0
    ? entityVerdict(only)
    : { lead: severalVerdict(report, name), rest: '' }
}

function entityVerdict(entity: EntityReport): Sentences {
  const { totals, insights, coverage } = entity
  const days = coverage.days === 1 ? 'on this day' : `in these ${plural(coverage.days, 'day')}`
  switch (insights.verdict.active_users) {
    case 'nobody':
      return { lead: `Nobody used Copilot ${days}`, rest: '' }
    case 'withheld':
      return { lead: `How many people used Copilot ${days} is ${WITHHELD}`, rest: '' }
    case 'unknown':
      return { lead: `How many people used Copilot ${days} is not known`, rest: '' }
    case 'told': {
      const people = capitalized(formatPeople(totals, 'active_users') ?? '')
      const used = `${people} used Copilot ${days}${comparison(entity)}`
      return insights.verdict.adoption === 'told'
        ? { lead: shareVerdict(entity), rest: `${used}, among them ${membersOf(entity)}.` }
        : { lead: used, rest: withoutShare(entity) }
    }
  }
}

function membersOf({ totals }: EntityReport): string {
  return `${activeMembers(totals)} of ${plural(totals.members ?? 0, 'team member')}`
}

/** `87% of team members used Copilot, steady (86% before)`. */
function shareVerdict({ totals, insights }: EntityReport): string {
  const share = capitalized(formatAdoption(totals, insights.adoption_above))
  const before = formatShare(totals.previous_adoption_rate)
  const direction = {
    up: `, up from ${before}`,
    down: `, down from ${before}`,
    steady: `, steady (${before} before)`,
    incomparable: '',
    withheld: '',
    unknown: '',
  }[insights.changes.adoption_rate]
  return `${share} of team members used Copilot${direction}`
}

/** Why there is no share of members. */
function withoutShare({ totals, insights }: EntityReport): string {
  switch (insights.verdict.adoption) {
    // A report that is not there says nothing of teams.
    case 'no-teams-report':
      return 'There is no user-teams report, so adoption is unknown.'
    case 'no-teams-listed':
      return 'GitHub lists no teams, so adoption is unknown.'
    case 'withheld':
      return `How many of the ${plural(totals.members ?? 0, 'team member')} they are is withheld.`
    default:
      return ''
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
    ? `Of the team members ${enumerate(ranked.map(told))} used Copilot${rest}`
    : `In ${entities.length} organizations between ${told(least)} and ${told(most)} of the team members used Copilot${rest}`
}

function countsOf(entities: readonly EntityReport[], name: (text: string) => string): string {
  const counts = entities
    .slice(0, MOST_NAMED)
    .map(({ entity, totals }) => `${formatCount(totals, 'active_users')} in ${name(entity)}`)
  const left = entities.length - MOST_NAMED
  const others = left > 0 ? ` and others in ${plural(left, 'more organization')}` : ''
  return `People who used Copilot: ${enumerate(counts)}${others}`
}

function someOf(entities: readonly string[], name: (text: string) => string): string {
  return entities.length > MOST_NAMED
    ? plural(entities.length, 'organization')
    : enumerate(entities.map(name))
}
