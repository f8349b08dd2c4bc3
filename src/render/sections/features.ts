import { isWithheld, leastOf } from '../../privacy/withheld.ts'
import type { FeatureLine } from '../../lines/features.ts'
import type { FeatureInsight, ShareStatus } from '../../lines/insights.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import type { LeadingTeam } from '../../lines/team-insights.ts'
import { bar, shaded } from '../text/bars.ts'
import { blocks, caption, type Column, escaped, numericColumn, strong, table } from '../text/markdown.ts'
import { formatNumber, formatShare, UNKNOWN } from '../text/numbers.ts'
import { formatCount, formatCountChange, formatPeople, WITHHELD, withheldCaption } from '../text/withheld.ts'

const STATUS = { used: 'used', gap: '**gap**', unused: 'not used', 'not-reported': 'not reported' } as const
const HEAT_COLUMNS = 11

/** A feature and what its numbers mean. */
interface JudgedFeature {
  readonly line: FeatureLine
  readonly insight: FeatureInsight | undefined
}

/** Each feature with who engaged with it, most used first; what GitHub does not report is listed below. */
export function featureTable(report: Report, entity: EntityReport, most: number): string {
  const reported = entity.features
    .map((line, index) => ({ line, insight: entity.insights.features[index] }))
    .filter(({ line }) => line.status !== 'not-reported')
    .toSorted(mostUsedFirst(entity))
  const shown = reported.slice(0, most)
  const left = reported.length - shown.length
  return blocks(
    shown.length === 0 ? '' : tableOf(shown, reported, entity.insights.incomparable === null),
    left > 0 && most > 0 ? `${formatNumber(left)} more features are in features.csv.` : '',
    most === 0 ? '' : featureCaption(report, entity, reported, most),
    shown.length === 0
      ? ''
      : withheldCaption(
          shown.map(({ line }) => line),
          report.minimum_group_size,
        ),
  )
}

function tableOf(
  shown: readonly JudgedFeature[],
  reported: readonly JudgedFeature[],
  withChange: boolean,
): string {
  const withLeaders = reported.some(({ insight }) => (insight?.leading_team ?? null) !== null)
  const columns: Column[] = [
    { heading: 'Feature' },
    { heading: 'Share' },
    numericColumn('People'),
    { heading: 'Status' },
    ...(withChange ? [numericColumn('Change')] : []),
    ...(withLeaders ? [{ heading: 'Leading team' }] : []),
  ]
  const rows = shown.map(({ line, insight }) => [
    featureCell(line),
    shareCell(line),
    formatCount(line, 'engaged_users'),
    statusCell(line),
    ...(withChange ? [insight?.is_new ? 'new' : featureChange(line, insight)] : []),
    ...(withLeaders ? [leaderCell(insight?.leading_team ?? null)] : []),
  ])
  return table(columns, rows)
}

/** The largest teams against the features that someone uses, as shade and number. */
export function heatTableMarkdown({ thresholds }: Report, entity: EntityReport, most: number): string {
  const columns = heatColumns(entity)
  const teams = entity.team_features
    .map((line, index) => ({ ...line, statuses: entity.insights.team_features[index]?.shares ?? [] }))
    .slice(0, most)
    .filter(({ statuses }) => columns.some(({ index }) => statuses[index] !== 'withheld'))
  if (teams.length < 2 || columns.length === 0) return ''
  const best = columns.map(({ index }) => entity.insights.features[index]?.leading_team?.share)
  const rows = teams.map(({ slug, shares, statuses }) => [
    escaped(slug),
    ...columns.map(({ index }, column) =>
      heatCell(shares[index] ?? 0, statuses[index] ?? 'unknown', best[column]),
    ),
  ])
  const areWithheld = teams.some(({ statuses }) =>
    columns.some(({ index }) => statuses[index] === 'withheld'),
  )
  const which = entity.teams.length > teams.length ? 'The largest teams; team-features.csv has all.' : ''
  const withheld = areWithheld ? '; –: withheld, or merged into others' : ''
  return blocks(
    table([{ heading: 'Team' }, ...columns.map(({ line }) => numericColumn(escaped(line.label)))], rows),
    caption(
      which,
      `Percent of the team’s active people who engaged with the feature: ○ gap, below ${formatShare(thresholds.gapShare)}; ░ below 25, ▒ below 50, ▓ below 75, █ from 75; bold: the highest${withheld}.`,
    ),
  )
}

/** The label of a feature, and of what it is a mode. */
export function featureCell({ label, is_mode }: FeatureLine): string {
  return is_mode ? `${escaped(label)} (panel chat)` : escaped(label)
}

export function statusCell({ status }: FeatureLine): string {
  return STATUS[status]
}

/** The share as a bar; in words where it is withheld. */
export function shareCell(line: FeatureLine): string {
  return isWithheld(line, 'share_of_active_users') ? WITHHELD : bar(line.share_of_active_users)
}

/** The change of the people who engaged with a feature. */
export function featureChange(line: FeatureLine, insight: FeatureInsight | undefined): string {
  const change = insight?.engaged_users ?? 'unknown'
  return formatCountChange(line, 'engaged_users', 'previous_engaged_users', change)
}

function leaderCell(leader: LeadingTeam | null): string {
  return leader === null ? '–' : `${escaped(leader.slug)} (${formatShare(leader.share)})`
}

function featureCaption(
  report: Report,
  { features, totals }: EntityReport,
  reported: readonly JudgedFeature[],
  most: number,
): string {
  const unreported = features.filter(({ status }) => status === 'not-reported')
  const names = unreported.slice(0, most).map(({ label }) => escaped(label))
  const passive = formatPeople(totals, 'code_review_passive_users')
  const more = unreported.length > names.length ? ` and ${unreported.length - names.length} more` : ''
  return caption(
    reported.length === 0
      ? ''
      : `Share: of the people active since GitHub reports the feature. Gap: below ${formatShare(report.thresholds.gapShare)}.`,
    reported.some(({ insight }) => insight?.is_new)
      ? 'New: reported only since a day in one of the two windows.'
      : '',
    names.length === 0
      ? ''
      : `Not reported by GitHub, so neither used nor unused: ${names.join(', ')}${more}.`,
    passive === undefined
      ? ''
      : `Code review that nobody asked for reached ${passive}: exposure, not engagement.`,
  )
}

function heatCell(share: number, status: ShareStatus, best: number | undefined): string {
  switch (status) {
    case 'withheld':
      return '–'
    case 'unknown':
      return UNKNOWN
    default: {
      const cell = status === 'gap' ? `○\u{a0}${Math.round(share * 100)}` : shaded(share)
      return share > 0 && share === best ? strong(cell) : cell
    }
  }
}

/**
 * Features that someone uses, the most used ones, in the order of the files. Modes are parts of panel chat, and `others` are
 * different features in each team.
 */
function heatColumns(entity: EntityReport): { line: FeatureLine; index: number }[] {
  return entity.features
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => leastOf(line, 'engaged_users') > 0 && !line.is_mode && line.feature !== 'others')
    .toSorted(mostUsedFirst(entity))
    .slice(0, HEAT_COLUMNS)
    .toSorted((left, right) => left.index - right.index)
}

/** By share; if any share is withheld, by the engaged users (of a withheld number, its lower bound) for all features. */
function mostUsedFirst({ features }: EntityReport) {
  const isShareWithheld = features.some((line) => isWithheld(line, 'share_of_active_users'))
  const key = isShareWithheld ? 'engaged_users' : 'share_of_active_users'
  return ({ line: left }: { line: FeatureLine }, { line: right }: { line: FeatureLine }) =>
    leastOf(right, key) - leastOf(left, key)
}
