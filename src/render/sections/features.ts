import { isWithheld, leastOf } from '../../privacy/withheld.ts'
import type { FeatureLine } from '../../lines/features.ts'
import type { FeatureInsight, ShareStatus } from '../../lines/insights.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import type { LeadingTeam } from '../../lines/team-insights.ts'
import { lowestFirst } from '../../privacy/adoption.ts'
import { bar, disc } from '../text/bars.ts'
import { featureName } from '../text/feature-names.ts'
import {
  blocks,
  caption,
  type Column,
  details,
  escaped,
  list,
  numericColumn,
  strong,
  table,
} from '../text/markdown.ts'
import { enumerate, formatShare, plural, UNKNOWN } from '../text/numbers.ts'
import { plainName } from '../text/team-links.ts'
import { formatCount, formatCountChange, formatPeople, WITHHELD, withheldCaption } from '../text/withheld.ts'

/** What stands beside a share; most features are used, which need not be said. */
const MARKS = { used: '', gap: ' **gap**', unused: ' **not used**', 'not-reported': '' } as const
/** More do not fit a page of 1280 px. */
const HEAT_COLUMNS = 8
const PANEL_CHAT = 'panel_chat'
const MOST_NAMED = 5

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
  const shown = withModesBelow(reported).slice(0, most)
  const left = reported.length - shown.length
  return blocks(
    shown.length === 0 ? '' : tableOf(shown, report.thresholds, entity.insights.incomparable === null),
    left > 0 && most > 0
      ? `${plural(left, 'more feature')} ${left === 1 ? 'is' : 'are'} in features.csv.`
      : '',
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
  thresholds: Report['thresholds'],
  withChange: boolean,
): string {
  const withLeaders = shown.some(({ insight }) => (insight?.leading_team ?? null) !== null)
  const columns: Column[] = [
    { heading: 'Feature' },
    { heading: 'Share' },
    numericColumn('People'),
    ...(withChange ? [numericColumn('Change')] : []),
    ...(withLeaders ? [{ heading: 'Leading team' }] : []),
  ]
  const rows = shown.map(({ line, insight }) => [
    featureCell(line, shown),
    shareCell(line, thresholds),
    formatCount(line, 'engaged_users'),
    ...(withChange ? [insight?.is_new ? 'new' : featureChange(line, insight)] : []),
    ...(withLeaders ? [leaderCell(insight?.leading_team ?? null)] : []),
  ])
  return table(columns, rows)
}

/** Modes of panel chat right below it, where it is shown. */
export function withModesBelow<Judged extends { readonly line: FeatureLine }>(
  features: readonly Judged[],
): Judged[] {
  const modes = features.filter(({ line }) => line.is_mode)
  const isShown = features.some(({ line }) => line.feature === PANEL_CHAT)
  if (!isShown) return [...features]
  return features
    .filter(({ line }) => !line.is_mode)
    .flatMap((judged) => (judged.line.feature === PANEL_CHAT ? [judged, ...modes] : [judged]))
}

/** What each feature that GitHub reports is, in a sentence; collapsed. */
export function featureMeanings({ features }: EntityReport): string {
  const reported = features.filter(({ status }) => status !== 'not-reported')
  const lines = reported.flatMap((line) =>
    line.meaning === null ? [] : [`${strong(featureName(line))}: ${line.meaning}.`],
  )
  const unlisted = reported.filter((line) => line.label === line.feature).map(featureName)
  if (unlisted.length > 0)
    lines.push(
      `${enumerate(unlisted.slice(0, MOST_NAMED))}: reported by GitHub since this version of the action was made.`,
    )
  return details('What is what', list(lines))
}

/** The teams against the features that most people use, as disc and number; teams in the order of their table. */
export function heatTableMarkdown({ thresholds }: Report, entity: EntityReport, most: number): string {
  const columns = heatColumns(entity)
  const order = new Map(lowestFirst(entity.teams).map(({ team_id }, index) => [team_id, index]))
  const teams = entity.team_features
    .map((line, index) => ({ ...line, statuses: entity.insights.team_features[index]?.shares ?? [] }))
    .slice(0, most)
    .filter(({ statuses }) => columns.some(({ index }) => statuses[index] !== 'withheld'))
    .toSorted((left, right) => (order.get(left.team_id) ?? 0) - (order.get(right.team_id) ?? 0))
  if (teams.length < 2 || columns.length === 0) return ''
  const leaders = columns.map(({ index }) => entity.insights.features[index]?.leading_team?.team_id)
  const rows = teams.map(({ team_id, slug, shares, statuses }) => [
    plainName({ team_id, slug }),
    ...columns.map(({ index }, column) =>
      heatCell(shares[index] ?? 0, statuses[index] ?? 'unknown', leaders[column] === team_id),
    ),
  ])
  const areWithheld = teams.some(({ statuses }) =>
    columns.some(({ index }) => statuses[index] === 'withheld'),
  )
  const which = entity.teams.length > teams.length ? `The ${teams.length} largest teams.` : ''
  const withheld = areWithheld ? '; –: withheld, or merged into others' : ''
  return blocks(
    table([{ heading: 'Team' }, ...columns.map(({ line }) => numericColumn(featureName(line)))], rows),
    caption(
      which,
      `Percent of the team’s active people who engaged with the feature: ○ gap, below ${formatShare(thresholds.gapShare)}; ◔ a quarter, ◑ a half, ◕ three quarters, ● nearly all; bold: the highest of teams with ten active people or more${withheld}.`,
      'All teams and features are in team-features.csv.',
    ),
  )
}

/** The name of a feature; a mode is indented below panel chat, or says what it is a mode of. */
export function featureCell(line: FeatureLine, shown: readonly JudgedFeature[]): string {
  if (!line.is_mode) return featureName(line)
  const isBelow = shown.some((other) => other.line.feature === PANEL_CHAT)
  return isBelow ? `↳ ${escaped(line.label.replace(/ mode$/, ''))}` : `${escaped(line.label)} (panel chat)`
}

/** The share as a bar, in words where it is withheld, and a mark where it is a gap, which is never rounded up to the limit of gaps. */
export function shareCell(line: FeatureLine, { gapShare }: Report['thresholds']): string {
  const share = line.share_of_active_users
  const limit = formatShare(gapShare)
  const words = line.status === 'gap' && formatShare(share) === limit ? `<${limit}` : formatShare(share)
  const cell = isWithheld(line, 'share_of_active_users') ? WITHHELD : bar(share, words)
  return `${cell}${MARKS[line.status]}`
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
  const names = unreported.slice(0, most).map(featureName)
  const passive = formatPeople(totals, 'code_review_passive_users')
  const more = unreported.length > names.length ? ` and ${unreported.length - names.length} more` : ''
  return caption(
    reported.length === 0
      ? ''
      : `Share: of the people active since GitHub reports the feature. Gap: below ${formatShare(report.thresholds.gapShare)}.`,
    reported.some(({ insight }) => insight?.is_new)
      ? 'New in Change: reported only since one of these days, or of those before.'
      : '',
    names.length === 0
      ? ''
      : `Not reported by GitHub, so neither used nor unused: ${names.join(', ')}${more}.`,
    passive === undefined
      ? ''
      : `Code review that nobody asked for reached ${passive}: exposure, not engagement.`,
  )
}

function heatCell(share: number, status: ShareStatus, isLeading: boolean): string {
  switch (status) {
    case 'withheld':
      return '–'
    case 'unknown':
      return UNKNOWN
    default: {
      const cell = status === 'gap' ? `○\u{a0}${Math.round(share * 100)}` : disc(share)
      return share > 0 && isLeading ? strong(cell) : cell
    }
  }
}

/** Features that someone uses, the most used ones first. Modes are parts of panel chat, and `others` are different features in each team. */
function heatColumns(entity: EntityReport): { line: FeatureLine; index: number }[] {
  return entity.features
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => leastOf(line, 'engaged_users') > 0 && !line.is_mode && line.feature !== 'others')
    .toSorted(mostUsedFirst(entity))
    .slice(0, HEAT_COLUMNS)
}

/** By share; if any share is withheld, by the engaged users (of a withheld number, its lower bound) for all features. */
function mostUsedFirst({ features }: EntityReport) {
  const isShareWithheld = features.some((line) => isWithheld(line, 'share_of_active_users'))
  const key = isShareWithheld ? 'engaged_users' : 'share_of_active_users'
  return ({ line: left }: { line: FeatureLine }, { line: right }: { line: FeatureLine }) =>
    leastOf(right, key) - leastOf(left, key)
}
