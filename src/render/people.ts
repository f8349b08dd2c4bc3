import type { PersonSummary, Phases } from '../metrics/people-report.ts'
import type { EntityReport, Report } from '../metrics/report.ts'
import { bar } from './bars.ts'
import { blocks, type Column, details, escaped, numbers, table } from './markdown.ts'
import { formatNumber, formatShare, UNKNOWN } from './numbers.ts'
import { formatBounds, formatCount, isWithheld, WITHHELD, withheldCaption } from './withheld.ts'

const NAMED = 3

/** People by how regularly they engage, in one line. */
export function segmentsMarkdown(report: Report, { segments, totals }: EntityReport): string {
  if (totals.active_users === null && !isWithheld(totals, 'active_users')) return ''
  const idle =
    totals.members === null && !isWithheld(totals, 'members') ? UNKNOWN : formatCount(segments, 'idle')
  const line = [
    `**${formatCount(segments, 'champion')}** ${segments.champion === 1 ? 'champion' : 'champions'}`,
    `**${formatCount(segments, 'regular')}** regular`,
    `**${formatCount(segments, 'lagging')}** lagging`,
    `**${formatCount(segments, 'unengaged')}** unengaged`,
    `**${idle}** idle`,
  ].join(' · ')
  return blocks(line, withheldCaption([segments], report.minimum_group_size))
}

/** Champions and people to help, folded; why there are none where persons are not shown. */
export function peopleLists(report: Report, entity: EntityReport, most: number): string {
  const { shown, withheld_in_public } = report.people
  if (withheld_in_public) {
    return '<sub>Persons are withheld, because the repository is public; the input allow-public-people would show them.</sub>'
  }
  if (shown === 'none') return '<sub>Persons are not shown, as the input people says.</sub>'
  const { champions, people_to_help: help, segments } = entity
  const rare = (segments.lagging ?? 0) + (segments.unengaged ?? 0)
  return blocks(
    personList('Champions', champions.slice(0, most), segments.champion ?? 0),
    personList('People to help', help.slice(0, most), rare),
  )
}

/** How many features people use, and how GitHub’s adoption phases moved; folded. */
export function breadthMarkdown({ minimum_group_size: least }: Report, entity: EntityReport): string {
  return blocks(
    details('How many features people use', breadthTable(entity, least)),
    details('GitHub’s adoption phases', phaseTable(entity.phases, least)),
  )
}

function personList(title: string, people: readonly PersonSummary[], all: number): string {
  if (people.length === 0) return ''
  const columns: Column[] = [
    { heading: 'Person' },
    { heading: 'Teams' },
    { heading: 'Segment' },
    numbers('Weekdays engaged'),
    numbers('Features'),
    { heading: 'Not tried yet' },
  ]
  const rows = people.map((person) => [
    escaped(person.user_login),
    namesOf(person.teams === '' ? [] : person.teams.split(';')),
    person.segment,
    formatShare(person.consistency),
    formatNumber(person.features_used),
    namesOf(person.not_tried),
  ])
  const size =
    all > people.length
      ? `${formatNumber(people.length)} of ${formatNumber(all)}`
      : formatNumber(people.length)
  return details(`${title} (${size})`, table(columns, rows))
}

function namesOf(names: readonly string[]): string {
  return names.length === 0 ? '–' : names.slice(0, NAMED).map(escaped).join(', ')
}

function breadthTable({ breadth, totals, withheld }: EntityReport, least: number | null): string {
  if (breadth.every((count) => count === 0)) return ''
  const columns: Column[] = [numbers('Features'), numbers('Active people'), { heading: 'Share' }]
  const rows = breadth.map((count, features) => [
    String(features),
    count === null ? formatBounds(withheld['breadth']) : formatNumber(count),
    count === null || totals.active_users === null ? WITHHELD : bar(count / totals.active_users),
  ])
  const bounds = withheld['breadth']
  return blocks(
    table(columns, rows),
    withheldCaption([{ withheld: bounds === undefined ? {} : { breadth: bounds } }], least),
  )
}

function phaseTable(phases: Phases, least: number | null): string {
  const { first, last, withheld } = phases
  const numbersOfPhases = [...new Set([...Object.keys(first), ...Object.keys(last)])].toSorted(
    (left, right) => Number(left) - Number(right),
  )
  if (numbersOfPhases.length === 0) return ''
  const columns: Column[] = [{ heading: 'Phase' }, numbers('First day'), numbers('Last day')]
  const cell = (name: 'first' | 'last', phase: string) => {
    const count = Object.hasOwn(phases[name], phase) ? phases[name][phase] : 0
    return count === null ? formatBounds(withheld[name]) : formatNumber(count)
  }
  const rows = numbersOfPhases.map((phase) => [escaped(phase), cell('first', phase), cell('last', phase)])
  const up = phases.moved_up === 1 ? '1 person' : `${formatCount(phases, 'moved_up')} people`
  return blocks(
    table(columns, rows),
    `People by the phase on their first and last active day of the window: ${up} moved up, ${formatCount(phases, 'moved_down')} down.`,
    withheldCaption([phases], least),
  )
}
