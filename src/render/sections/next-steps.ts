import type { NextStep, StepOfEntity } from '../../lines/next-steps.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import type { Bounds } from '../../privacy/withheld.ts'
import { featureName } from '../text/feature-names.ts'
import { list, strong } from '../text/markdown.ts'
import { enumerate, formatMoney, formatNumber, formatShare, plural } from '../text/numbers.ts'
import { type NameTeam, plainName } from '../text/team-links.ts'
import { formatCount, formatPeople, WITHHELD } from '../text/withheld.ts'

/** Things to do, each with the number it comes from, as a numbered list. */
export function nextStepsMarkdown(
  report: Report,
  entity: EntityReport,
  nameOf: NameTeam = plainName,
  nameFeature: NameFeature = featureName,
): string {
  const names = { team: nameOf, feature: nameFeature }
  return list(
    entity.insights.next_steps.map((step) => stepMarkdown(step, report, entity, names)),
    true,
  )
}

/** How names are written. */
interface Names {
  readonly team: NameTeam
  readonly feature: NameFeature
}

type NameFeature = typeof featureName

function stepMarkdown(step: NextStep, report: Report, entity: EntityReport, names: Names): string {
  switch (step.step) {
    case 'follow-up':
      return followUpStep(step, entity, names.team)
    case 'spread-feature':
      return spreadStep(step, entity, names)
    case 'offer-help':
      return helpStep(step, report, names.team)
    case 'try-features':
      return unusedStep(step, entity, names.feature)
    default:
      return step.step === 'review-idle-seats' ? seatStep(report, entity) : entityStep(step.step, entity)
  }
}

type StepNamed<Name> = Extract<NextStep, { readonly step: Name }>

function followUpStep({ teams }: StepNamed<'follow-up'>, entity: EntityReport, nameOf: NameTeam): string {
  const { totals } = entity
  const lines = new Map(entity.teams.map((line) => [line.team_id, line]))
  const told = teams
    .flatMap(({ team_id }) => lines.get(team_id) ?? [])
    .map(
      (team) =>
        `${strong(nameOf(team))} (${formatCount(team, 'active_users')} of ${formatNumber(team.members)} active)`,
    )
  const whole =
    totals.adoption_rate === null ? 'the whole' : `the ${formatShare(totals.adoption_rate)} of everybody`
  return `Talk to ${enumerate(told)}: clearly below ${whole}.`
}

function spreadStep(
  { feature, team }: StepNamed<'spread-feature'>,
  entity: EntityReport,
  names: Names,
): string {
  const index = entity.features.findIndex((line) => line.feature === feature)
  const line = entity.features[index]
  const leading = entity.insights.features[index]?.leading_team
  const teacher = strong(names.team(team))
  return `Spread ${strong(names.feature(line ?? { feature, label: feature }))}: ${formatShare(line?.share_of_active_users)} of the active people engage with it, but ${formatShare(leading?.share)} in ${teacher}; ask them to share how.`
}

function helpStep(
  { people, teams }: StepNamed<'offer-help'>,
  { thresholds }: Report,
  nameOf: NameTeam,
): string {
  const limit = thresholds.laggingConsistency
  const often = limit === 0.2 ? 'one weekday in five' : `${formatShare(limit)} of the weekdays`
  const start = `${rareUsers(people)} Copilot on fewer than ${often}.`
  if (teams.length === 0) return strong(start)
  const names = enumerate(teams.map((team) => `${nameOf(team)} (${formatNumber(team.people)})`))
  return `${strong(start)} ${teams.length === 1 ? 'Team' : 'Teams'} with most of them: ${names}. Offer ${teams.length === 1 ? 'that team' : 'those teams'} a session.`
}

function rareUsers({ least, most }: Bounds): string {
  if (least !== most)
    return `More than ${plural(least - 1, 'person', 'people')} ${least === 2 ? 'uses' : 'use'}`
  return `${plural(least, 'person', 'people')} ${least === 1 ? 'uses' : 'use'}`
}

function unusedStep(
  { features }: StepNamed<'try-features'>,
  entity: EntityReport,
  nameFeature: NameFeature,
): string {
  const lines = new Map(entity.features.map((line) => [line.feature, line]))
  const names = features.map((feature) =>
    strong(nameFeature(lines.get(feature) ?? { feature, label: feature })),
  )
  return `Try or rule out ${enumerate(names)}: nobody has used ${names.length === 1 ? 'it' : 'them'}.`
}

function seatStep({ seat_rules: rules }: Report, { seats }: EntityReport): string {
  if (seats === undefined) return ''
  const price = rules?.price ?? null
  const cost =
    price === null || seats.idle_cost === null
      ? ''
      : ` (${formatMoney(seats.idle_cost, price.currency)} a month)`
  return `Review ${strong(formatPeople(seats, 'idle_seats', 'idle seat', 'idle seats') ?? WITHHELD)}${cost}: who is on leave or cannot use Copilot, and whose seat can go.`
}

function entityStep(
  step: Exclude<StepOfEntity, 'review-idle-seats'>,
  { segments, reconciliation, coverage }: EntityReport,
): string {
  switch (step) {
    case 'check-set-up': {
      const people = formatPeople(segments, 'unengaged') ?? WITHHELD
      return `Check the set-up of ${people} who ${segments.unengaged === 1 ? 'is' : 'are'} active without ever accepting or asking anything.`
    }
    case 'put-into-teams':
      return `Put ${plural(reconciliation.in_no_team ?? 0, 'active person', 'active people')} into teams: no listed team has them, so no team’s numbers do.`
    case 'run-for-organizations':
      return 'Run the action for the organizations of this enterprise: GitHub lists their teams there.'
    case 'run-again':
      return `Run again later: ${plural(coverage.missing_days.length, 'day')} had no report yet or none at all.`
    case 'learn-from-champions':
      return `Let the ${formatPeople(segments, 'champion', 'champion', 'champions') ?? 'champions'} show what they do.`
  }
}
