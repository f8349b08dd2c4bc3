import type { PersonSummary, Phases } from '../metrics/people-report.ts'
import type { EntityReport, Report } from '../metrics/report.ts'
import { bar } from './bars.ts'
import { blocks, type Column, details, escaped, numbers, table } from './markdown.ts'
import { formatNumber, formatShare, plural, UNKNOWN } from './numbers.ts'

const NAMED = 3

/** People by how regularly they engage, in one line. */
export function segmentsMarkdown({ segments, totals }: EntityReport): string {
  if (totals.active_users === null) return ''
  const { champion, regular, lagging, unengaged, idle } = segments
  return [
    `**${formatNumber(champion)}** ${champion === 1 ? 'champion' : 'champions'}`,
    `**${formatNumber(regular)}** regular`,
    `**${formatNumber(lagging)}** lagging`,
    `**${formatNumber(unengaged)}** unengaged`,
    `**${totals.members === null ? UNKNOWN : formatNumber(idle)}** idle`,
  ].join(' · ')
}

/** Champions and people to help, folded; why there are none where persons are not shown. */
export function peopleLists(report: Report, entity: EntityReport, most: number): string {
  const { shown, withheld_in_public } = report.people
  if (withheld_in_public) {
    return '<sub>Persons are withheld, because the repository is public; the input allow-public-people would show them.</sub>'
  }
  if (shown === 'none') return '<sub>Persons are not shown, as the input people says.</sub>'
  const { champions, people_to_help: help, segments } = entity
  return blocks(
    personList('Champions', champions.slice(0, most), segments.champion),
    personList('People to help', help.slice(0, most), segments.lagging + segments.unengaged),
  )
}

/** How many features people use, and how GitHub's adoption phases moved; folded. */
export function breadthMarkdown({ breadth, phases }: EntityReport): string {
  return blocks(
    details('How many features people use', breadthTable(breadth)),
    details('GitHub’s adoption phases', phaseTable(phases)),
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

function breadthTable(breadth: readonly number[]): string {
  const all = breadth.reduce((sum, count) => sum + count, 0)
  if (all === 0) return ''
  const columns: Column[] = [numbers('Features'), numbers('Active people'), { heading: 'Share' }]
  return table(
    columns,
    breadth.map((count, features) => [String(features), formatNumber(count), bar(count / all)]),
  )
}

function phaseTable({ first, last, moved_up, moved_down }: Phases): string {
  const phases = [...new Set([...Object.keys(first), ...Object.keys(last)])].toSorted(
    (left, right) => Number(left) - Number(right),
  )
  if (phases.length === 0) return ''
  const columns: Column[] = [{ heading: 'Phase' }, numbers('First day'), numbers('Last day')]
  const rows = phases.map((number) => [
    escaped(number),
    formatNumber(first[number] ?? 0),
    formatNumber(last[number] ?? 0),
  ])
  return blocks(
    table(columns, rows),
    `People by the phase on their first and last active day of the window: ${plural(moved_up, 'person', 'people')} moved up, ${formatNumber(moved_down)} down.`,
  )
}
