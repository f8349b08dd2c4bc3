import { compareTexts } from '../../compare.ts'
import type { AttributeGroups, GroupLine } from '../../lines/groups.ts'
import type { CostCentersRefused } from '../../grouping.ts'
import type { GroupInsight } from '../../lines/insights.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { isWithheld, leastOf } from '../../privacy/withheld.ts'
import { bar } from '../text/bars.ts'
import {
  blocks,
  caption,
  type Column,
  details,
  escaped,
  escapedSentence,
  numericColumn,
  section,
  table,
  visible,
} from '../text/markdown.ts'
import { formatNumber, plural } from '../text/numbers.ts'
import { CHANGE } from './teams.ts'
import { formatAdoption, formatCount, formatCountChange, withheldCaption } from '../text/withheld.ts'

/** More rows than these are collapsed. */
const ROWS_OPEN = 25

/** Groups with the most idle people first (of a withheld number, its lower bound), then larger ones. */
export function groupsMarkdown(report: Report, entity: EntityReport, level: string, most: number): string {
  if (most === 0) return ''
  const byIdle = (left: GroupLine, right: GroupLine) =>
    leastOf(right, 'idle_users') - leastOf(left, 'idle_users') ||
    leastOf(right, 'people') - leastOf(left, 'people') ||
    compareTexts(left.value, right.value)
  return groupSections(report, entity, level, most, byIdle, 'Most people without activity first.')
}

/** Every group by its value, so that it keeps its row from one report to the next; without attributes whose values are persons. */
export function reportGroups(report: Report, entity: EntityReport, level: string, most: number): string {
  const byValue = (left: GroupLine, right: GroupLine) => compareTexts(left.value, right.value)
  return groupSections(report, entity, level, most, byValue, 'By value.')
}

/** Why cost centers are missing, what to change, and what groups by them are made of (`isInFile`: the file has them too). */
export function costCentersRefusedSentence(
  { enterprise, status, reason }: CostCentersRefused,
  isInFile: boolean,
): string {
  const rest = isInFile ? 'Groups stand on people-file alone' : 'There are no groups by cost center'
  if (reason !== null)
    return `The cost centers of enterprise ${enterprise} could not be read: ${visible(reason)}. ${rest}.`
  const what = `The cost centers of enterprise ${enterprise} could not be read (${status ?? 'no answer'})`
  const slug = status === 404 ? '; check the slug too' : ''
  const cure = [401, 403, 404].includes(status ?? 0)
    ? `it takes a classic token of an enterprise owner or billing manager with manage_billing:enterprise, or an App installed on the enterprise with "Enterprise billing: read"${slug}`
    : 'run again later'
  return `${what}: ${cure}. ${rest}.`
}

type Order = (left: GroupLine, right: GroupLine) => number

function groupSections(
  report: Report,
  entity: EntityReport,
  level: string,
  most: number,
  order: Order,
  orderText: string,
): string {
  const attributes = entity.groups ?? []
  const parts = attributes.map((one, index) => {
    const rows = one.groups
      .map((group, at) => ({ group, insight: entity.insights.groups?.[index]?.[at] }))
      .toSorted((left, right) => rank(left.group) - rank(right.group) || order(left.group, right.group))
    const shown = groupTable(entity, one, rows, most)
    return section(
      `${level}#`,
      escaped(one.attribute),
      ...groupRefusals(one),
      // The open part of a page names nobody.
      one.names_persons ? details(`${plural(rows.length, 'group')} with names of persons`, shown) : shown,
      withheldCaption(one.groups, report.minimum_group_size),
    )
  })
  const hasGroups = attributes.some(({ groups }) => groups.length > 0)
  return section(level, 'Groups', ...parts, hasGroups ? groupCaption(attributes, entity, orderText) : '')
}

/** Why groups of an attribute are missing, as markdown; empty where nothing is. */
export function groupRefusals({
  attribute,
  left_out,
  cost_centers_refused: refused,
}: AttributeGroups): string[] {
  return [
    left_out === 'persons'
      ? `Groups by ${escaped(attribute)} are not shown, because their values are persons and persons are not named here.`
      : '',
    refused === null ? '' : escapedSentence(costCentersRefusedSentence(refused, left_out === null)),
  ].filter((text) => text !== '')
}

interface Row {
  readonly group: GroupLine
  readonly insight: GroupInsight | undefined
}

function groupTable(
  entity: EntityReport,
  { attribute, groups, names_persons }: AttributeGroups,
  rows: readonly Row[],
  most: number,
): string {
  if (rows.length === 0) return ''
  const optional = {
    withChange: entity.insights.incomparable === null,
    withCredits: groups.some(({ ai_credits_used }) => (ai_credits_used ?? 0) > 0),
    withListed: groups.some(isListedKnown),
    withSeats: groups.some(({ seats }) => seats !== null),
  }
  const columns = columnsOf(attribute, optional)
  const cells = rows.slice(0, most).map((row) => cellsOf(row, optional))
  const left = rows.length - cells.length
  const open = names_persons ? cells.length : ROWS_OPEN
  const collapsed = cells.slice(open)
  return blocks(
    table(columns, cells.slice(0, open)),
    collapsed.length === 0 ? '' : details(plural(collapsed.length, 'more group'), table(columns, collapsed)),
    left === 0
      ? ''
      : `**${plural(left, 'more group')}** ${left === 1 ? 'is' : 'are'} not shown here; groups.csv has them all.`,
  )
}

interface Optional {
  readonly withChange: boolean
  readonly withCredits: boolean
  readonly withListed: boolean
  readonly withSeats: boolean
}

function columnsOf(
  attribute: string,
  { withChange, withCredits, withListed, withSeats }: Optional,
): Column[] {
  return [
    { heading: escaped(attribute) },
    { heading: 'Adoption' },
    numericColumn('People'),
    numericColumn('Active'),
    numericColumn('No activity'),
    numericColumn('Engaged'),
    ...(withChange ? [numericColumn('Change')] : []),
    ...(withCredits ? [numericColumn('AI credits')] : []),
    ...(withListed ? [numericColumn('Listed')] : []),
    ...(withSeats ? [numericColumn('Idle seats')] : []),
  ]
}

function cellsOf(
  { group, insight }: Row,
  { withChange, withCredits, withListed, withSeats }: Optional,
): string[] {
  const change = () =>
    formatCountChange(group, 'active_users', 'previous_active_users', insight?.active_users ?? 'unknown')
  return [
    nameCell(group, withListed),
    isWithheld(group, 'adoption_rate')
      ? formatAdoption({ ...group, members: group.people }, insight?.adoption_above ?? null)
      : bar(group.adoption_rate),
    formatCount(group, 'people'),
    formatCount(group, 'active_users'),
    formatCount(group, 'idle_users'),
    formatCount(group, 'engaged_users'),
    ...(withChange ? [change()] : []),
    ...(withCredits ? [formatNumber(group.ai_credits_used)] : []),
    ...(withListed ? [formatCount(group, 'listed')] : []),
    ...(withSeats ? [formatCount(group, 'idle_seats')] : []),
  ]
}

function nameCell(group: GroupLine, hasFile: boolean): string {
  const name = escaped(groupName(group, hasFile))
  return group.kind === 'group' ? name : `*${name}*`
}

/** The name of a group in plain text. Without a file only cost centers are known. */
export function groupName({ kind, value }: GroupLine, hasFile: boolean): string {
  if (kind === 'group') return value
  if (kind === 'others') return 'others'
  return hasFile ? 'not in the file' : 'in no cost center'
}

/** Whether the lines of the file are known of a group. */
export function isListedKnown(group: GroupLine): boolean {
  return group.listed !== null || isWithheld(group, 'listed')
}

/** Groups, then those that were merged, then who is in none. */
function rank({ kind }: GroupLine): number {
  return ['group', 'others', 'not-listed'].indexOf(kind)
}

/** What the tables of groups show, as markdown. */
export function groupCaption(
  attributes: readonly AttributeGroups[],
  { insights }: EntityReport,
  order = '',
): string {
  const hasFile = attributes.some(({ groups }) => groups.some(isListedKnown))
  const isTree = attributes.some(({ is_tree, groups }) => is_tree && groups.length > 0)
  return caption(
    order,
    `${hasFile ? 'The file speaks' : 'Cost centers speak'} of today, the numbers of the past: people count where they are listed now, on every day.`,
    'People: who is known, from a team, from activity, or from a seat where seats are read.',
    hasFile ? 'Listed: lines of the file. Not in the file: or there without a value.' : '',
    isTree
      ? 'A manager’s group is everybody who reports to them, directly or not, so groups of managers overlap.'
      : '',
    insights.incomparable === null ? `Change: ${CHANGE}.` : '',
  )
}
