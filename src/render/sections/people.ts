import type { PersonSummary, Phases } from '../../lines/people-summary.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { isWithheld, type Withheld } from '../../privacy/withheld.ts'
import { bar } from '../text/bars.ts'
import { blocks, caption, type Column, details, escaped, numericColumn, table } from '../text/markdown.ts'
import { formatNumber, formatShare, UNKNOWN } from '../text/numbers.ts'
import { formatBounds, formatCount, WITHHELD, withheldCaption } from '../text/withheld.ts'

const NAMED = 3
/** What a page calls a segment. The keys of the files are rules; on a page they would read as judgements. */
const SEGMENT_WORDS: Readonly<Record<PersonSummary['segment'], string>> = {
  champion: 'champion',
  regular: 'regular',
  lagging: 'occasional',
  unengaged: 'passive only',
  idle: 'no activity',
}

/** People by segment, in one line. */
export function segmentsMarkdown(report: Report, { segments, totals }: EntityReport): string {
  if (totals.active_users === null && !isWithheld(totals, 'active_users')) return ''
  const idle =
    totals.members === null && !isWithheld(totals, 'members') ? UNKNOWN : formatCount(segments, 'idle')
  const line = [
    championsText(segments, totals),
    `**${formatCount(segments, 'regular')}** ${SEGMENT_WORDS.regular}`,
    `**${formatCount(segments, 'lagging')}** ${SEGMENT_WORDS.lagging}`,
    `**${formatCount(segments, 'unengaged')}** ${SEGMENT_WORDS.unengaged}`,
    `**${idle}** ${SEGMENT_WORDS.idle}`,
  ].join(' · ')
  return blocks(line, withheldCaption([segments], report.minimum_group_size))
}

/** Champions as a share of the active people, where both may be shown. */
function championsText({ champion, ...segments }: EntityReport['segments'], totals: EntityReport['totals']) {
  const count = formatCount({ champion, ...segments }, 'champion')
  const word = champion === 1 ? 'champion' : 'champions'
  return champion === null || totals.active_users === null || totals.active_users === 0
    ? `**${count}** ${word}`
    : `**${count}** ${word} (${formatShare(champion / totals.active_users)} of the active people)`
}

/** Champions and people to help, collapsed; where persons are not shown, why. */
export function peopleLists(report: Report, entity: EntityReport, most: number): string {
  const { shown, withheld_in_public } = report.people
  if (withheld_in_public) {
    return caption(
      'Persons are withheld, because the repository is public; the input `allow-public-people` shows them.',
    )
  }
  if (shown === 'none') return caption('Persons are not shown (input `people`).')
  const { champions, people_to_help: help, segments } = entity
  const rare = (segments.lagging ?? 0) + (segments.unengaged ?? 0)
  return blocks(
    personList('Champions', champions.slice(0, most), segments.champion ?? 0),
    personList('People who might like help', help.slice(0, most), rare),
  )
}

/** How many features people use, and how GitHub’s adoption phases changed; collapsed. */
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
    numericColumn('Weekdays engaged'),
    numericColumn('Features'),
    { heading: 'Not tried yet' },
  ]
  const rows = people.map((person) => [
    escaped(person.user_login),
    namesOf(person.teams === '' ? [] : person.teams.split(';')),
    SEGMENT_WORDS[person.segment],
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
  const columns: Column[] = [numericColumn('Features'), numericColumn('Active people'), { heading: 'Share' }]
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
  const { withheld } = phases
  const first = new Map(Object.entries(phases.first))
  const last = new Map(Object.entries(phases.last))
  const numbersOfPhases = [...new Set([...first.keys(), ...last.keys()])].toSorted(
    (left, right) => Number(left) - Number(right),
  )
  if (numbersOfPhases.length === 0) return ''
  const cell = (count: number | null | undefined, bounds: Withheld[string] | undefined) =>
    count === null ? formatBounds(bounds) : formatNumber(count ?? 0)
  const rows = numbersOfPhases.map((phase) => [
    escaped(phase),
    cell(first.get(phase), withheld['first']),
    cell(last.get(phase), withheld['last']),
  ])
  const up = phases.moved_up === 1 ? '1 person' : `${formatCount(phases, 'moved_up')} people`
  return blocks(
    table([{ heading: 'Phase' }, numericColumn('First day'), numericColumn('Last day')], rows),
    `People by the phase on their first and last active day of these days: ${up} moved up, ${formatCount(phases, 'moved_down')} down.`,
    withheldCaption([phases], least),
  )
}
