import type { FeatureLine } from '../metrics/feature-lines.ts'
import type { EntityReport, Report } from '../metrics/report.ts'
import { bar, shaded } from './bars.ts'
import { newFeatures, obstacle } from './changes.ts'
import { blocks, type Column, escaped, numbers, table } from './markdown.ts'
import { formatNumber, formatShare } from './numbers.ts'
import {
  formatCount,
  formatCountChange,
  formatPeople,
  isWithheld,
  WITHHELD,
  withheldCaption,
} from './withheld.ts'

const STATUS = { used: 'used', gap: 'gap', unused: 'not used', 'not-reported': 'not reported' } as const
const HEAT_COLUMNS = 11
/** A team leads in a feature, or teaches it, with this many active people at least. */
const FEWEST_ACTIVE = 5

/** The team with the highest share of active people who engaged with a feature. */
export interface LeadingTeam {
  readonly slug: string
  readonly share: number
}

/** The team that leads in the feature at a place; none where no team of some size uses it, or where features or teams were folded. */
export function leadingTeam(
  { features, team_features }: EntityReport,
  index: number,
): LeadingTeam | undefined {
  if (features[index]?.feature === 'others') return undefined
  let best: LeadingTeam | undefined
  for (const { team_id, slug, active_users, shares } of team_features) {
    const share = shares[index] ?? 0
    if (team_id !== '' && (active_users ?? 0) >= FEWEST_ACTIVE && share > (best?.share ?? 0))
      best = { slug, share }
  }
  return best
}

/** Each feature with who engaged with it, most used first; what GitHub does not report stands below. */
export function featureTable(report: Report, entity: EntityReport, most: number): string {
  const reported = entity.features
    .map((line, index) => ({ line, leader: leadingTeam(entity, index) }))
    .filter(({ line }) => line.status !== 'not-reported')
    .toSorted(({ line: left }, { line: right }) => shareOf(right) - shareOf(left))
  const withLeaders = reported.some(({ leader }) => leader !== undefined)
  const withChange = obstacle(report, entity) === undefined
  const columns: Column[] = [
    { heading: 'Feature' },
    { heading: 'Share' },
    numbers('People'),
    { heading: 'Status' },
    ...(withChange ? [numbers('Change')] : []),
    ...(withLeaders ? [{ heading: 'Leading team' }] : []),
  ]
  const isNew = newFeatures(report)
  const rows = reported
    .slice(0, most)
    .map(({ line, leader }) => [
      ...featureCells(line),
      ...(withChange ? [changeCell(line, isNew.has(line.feature))] : []),
      ...(withLeaders ? [leaderCell(leader)] : []),
    ])
  const left = reported.length - rows.length
  return blocks(
    rows.length === 0 ? '' : table(columns, rows),
    left > 0 && most > 0 ? `${formatNumber(left)} more features are in features.csv.` : '',
    most === 0 ? '' : featureCaption(report, entity, most),
    rows.length === 0
      ? ''
      : withheldCaption(
          reported.slice(0, most).map(({ line }) => line),
          report.minimum_group_size,
        ),
  )
}

/** The largest teams against the features that someone uses, as shade and number. */
export function heatTable({ thresholds }: Report, entity: EntityReport, most: number): string {
  const chosen = heatColumns(entity)
  const teams = entity.team_features
    .slice(0, most)
    .filter(({ withheld }) => chosen.some(({ line }) => !withheld.includes(line.feature)))
  if (teams.length < 2 || chosen.length === 0) return ''
  const best = chosen.map(({ index }) => leadingTeam(entity, index)?.share)
  const rows = teams.map(({ slug, shares, withheld }) => [
    escaped(slug),
    ...chosen.map(({ line, index }, column) =>
      withheld.includes(line.feature)
        ? '–'
        : heatCell(shares[index] ?? null, best[column], thresholds.gapShare),
    ),
  ])
  const areWithheld = chosen.some(({ line }) => teams.some(({ withheld }) => withheld.includes(line.feature)))
  const which = entity.teams.length > teams.length ? 'The largest teams; team-features.csv has all. ' : ''
  return blocks(
    table([{ heading: 'Team' }, ...chosen.map(({ line }) => numbers(escaped(line.label)))], rows),
    `<sub>${which}Percent of the team’s active people who engaged with the feature: ○ gap, below ${formatShare(thresholds.gapShare)}; ░ below 25, ▒ below 50, ▓ below 75, █ from 75; bold: the highest${areWithheld ? '; –: withheld, or merged into others' : ''}.</sub>`,
  )
}

function featureCells(line: FeatureLine): string[] {
  const { label, status, is_mode } = line
  return [
    is_mode ? `${escaped(label)} (panel chat)` : escaped(label),
    shareCell(line),
    formatCount(line, 'engaged_users'),
    status === 'gap' ? `**${STATUS.gap}**` : STATUS[status],
  ]
}

/** The share as a bar; in words where it is withheld. */
export function shareCell(line: FeatureLine): string {
  return isWithheld(line, 'share_of_active_users') ? WITHHELD : bar(line.share_of_active_users)
}

function changeCell(line: FeatureLine, isNew: boolean): string {
  return isNew ? 'new' : formatCountChange(line, 'engaged_users', 'previous_engaged_users')
}

function leaderCell(leader: LeadingTeam | undefined): string {
  return leader === undefined ? '–' : `${escaped(leader.slug)} (${formatShare(leader.share)})`
}

function featureCaption(report: Report, { features, totals }: EntityReport, most: number): string {
  const began = newFeatures(report)
  const isNew = features.some(({ feature, status }) => status !== 'not-reported' && began.has(feature))
  const unreported = features.filter(({ status }) => status === 'not-reported')
  const names = unreported.slice(0, most).map(({ label }) => escaped(label))
  const passive = formatPeople(totals, 'code_review_passive_users')
  const more = unreported.length > names.length ? ` and ${unreported.length - names.length} more` : ''
  const sentences = [
    unreported.length === features.length
      ? ''
      : `Share: of the people active since GitHub reports the feature. Gap: below ${formatShare(report.thresholds.gapShare)}.`,
    isNew ? 'New: reported only since a day in one of the two windows.' : '',
    names.length === 0
      ? ''
      : `Not reported by GitHub, so neither used nor unused: ${names.join(', ')}${more}.`,
    passive === undefined
      ? ''
      : `Code review that nobody asked for reached ${passive}: exposure, not engagement.`,
  ]
  return `<sub>${sentences.filter((sentence) => sentence !== '').join(' ')}</sub>`
}

function heatCell(share: number | null, best: number | undefined, gapShare: number): string {
  if (share === null) return 'n/a'
  const cell = share < gapShare ? `○\u{a0}${Math.round(share * 100)}` : shaded(share)
  return share > 0 && share === best ? `**${cell}**` : cell
}

/** Features that someone uses, the most used ones, in the order of the files; modes are parts of panel chat. */
function heatColumns({ features }: EntityReport): { line: FeatureLine; index: number }[] {
  return features
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => (line.engaged_users ?? 0) > 0 && !line.is_mode)
    .toSorted(({ line: left }, { line: right }) => shareOf(right) - shareOf(left))
    .slice(0, HEAT_COLUMNS)
    .toSorted((left, right) => left.index - right.index)
}

function shareOf({ share_of_active_users }: FeatureLine): number {
  return share_of_active_users ?? -1
}
