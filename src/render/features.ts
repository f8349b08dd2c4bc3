import type { FeatureLine } from '../metrics/feature-lines.ts'
import type { EntityReport, Report } from '../metrics/report.ts'
import { bar, shade } from './bars.ts'
import { formatChange, obstacle } from './changes.ts'
import { blocks, type Column, escaped, numbers, table } from './markdown.ts'
import { formatNumber, formatShare } from './numbers.ts'

const STATUS = { used: 'used', gap: 'gap', unused: 'not used', 'not-reported': 'not reported' } as const
const HEAT_COLUMNS = 11
/** A team leads in a feature with this many active people at least. */
export const FEWEST_ACTIVE = 5

/** Each feature with who engaged with it, most used first; what GitHub does not report stands below. */
export function featureTable(report: Report, entity: EntityReport, most: number): string {
  const reported = entity.features.filter(({ status }) => status !== 'not-reported')
  const unreported = entity.features.filter(({ status }) => status === 'not-reported')
  if (entity.features.length === 0 || most === 0) return ''
  const columns: Column[] = [
    { heading: 'Feature' },
    { heading: 'Status' },
    numbers('People'),
    numbers('Share'),
    { heading: '' },
    numbers('Change'),
  ]
  const isComparable = obstacle(report, entity) === undefined
  const rows = byShare(reported)
    .slice(0, most)
    .map((line) => featureRow(line, isComparable))
  const left = reported.length - rows.length
  const names = unreported.slice(0, most).map(({ label }) => escaped(label))
  const more = unreported.length > names.length ? ` and ${unreported.length - names.length} more` : ''
  const gap = formatShare(report.thresholds.gapShare)
  return blocks(
    rows.length === 0 ? '' : table(columns, rows),
    left > 0 ? `${formatNumber(left)} more features are in features.csv.` : '',
    `<sub>People: who engaged with it in the window. Share: of the people active since GitHub reports it. Gap: below ${gap}.${names.length === 0 ? '' : ` Not reported by GitHub, so neither used nor unused: ${names.join(', ')}${more}.`}</sub>`,
  )
}

/** The largest teams against the features, as shade and number. */
export function heatTable(report: Report, entity: EntityReport, most: number): string {
  const teams = entity.team_features.slice(0, most)
  const chosen = heatColumns(entity)
  if (teams.length < 2 || chosen.length === 0) return ''
  const columns: Column[] = [
    { heading: 'Team' },
    numbers('Active'),
    ...chosen.map(({ line }) => numbers(escaped(line.label))),
  ]
  const best = chosen.map(({ index }) => bestShare(entity, index))
  const rows = teams.map(({ slug, active_users, shares }) => [
    escaped(slug),
    formatNumber(active_users),
    ...chosen.map(({ index }, column) =>
      heatCell(shares[index] ?? null, best[column], isLarge(active_users), report.thresholds.gapShare),
    ),
  ])
  const gap = formatShare(report.thresholds.gapShare)
  return blocks(
    table(columns, rows),
    `<sub>Percent of the team’s active people who engaged with the feature: \`░\` below 25, \`▒\` below 50, \`▓\` below 75, \`█\` from 75; ○ gap, below ${gap}; ★ leads among teams with ${FEWEST_ACTIVE} active people or more. The largest teams are shown; team-features.csv has all.</sub>`,
  )
}

/** The highest share that a team of some size has for a feature. */
export function bestShare({ team_features }: EntityReport, index: number): number | undefined {
  const shares = team_features.flatMap(({ active_users, shares: all }) =>
    isLarge(active_users) ? [all[index] ?? 0] : [],
  )
  return shares.length === 0 ? undefined : Math.max(...shares)
}

function featureRow(line: FeatureLine, isComparable: boolean): string[] {
  const {
    status,
    engaged_users: engaged,
    share_of_active_users: share,
    previous_engaged_users: before,
  } = line
  return [
    line.is_mode ? `Panel chat: ${escaped(line.label)}` : escaped(line.label),
    status === 'gap' ? `**${STATUS.gap}**` : STATUS[status],
    formatNumber(engaged),
    formatShare(share),
    share === null ? '' : `\`${bar(share)}\``,
    formatChange(engaged, before, isComparable),
  ]
}

function heatCell(
  share: number | null,
  best: number | undefined,
  isLargeTeam: boolean,
  gapShare: number,
): string {
  if (share === null) return 'n/a'
  const number = Math.round(share * 100)
  if (share < gapShare) return `○ ${number}`
  return isLargeTeam && share === best
    ? `★ **${number}** \`${shade(share)}\``
    : `${number} \`${shade(share)}\``
}

/** Features that someone uses, the most used ones, in the order of the files. */
function heatColumns({ features }: EntityReport): { line: FeatureLine; index: number }[] {
  const candidates = features
    .map((line, index) => ({ line, index }))
    .filter(({ line }) => (line.engaged_users ?? 0) > 0 && !line.is_mode)
  return candidates
    .toSorted(
      ({ line: left }, { line: right }) =>
        (right.share_of_active_users ?? 0) - (left.share_of_active_users ?? 0),
    )
    .slice(0, HEAT_COLUMNS)
    .toSorted((left, right) => left.index - right.index)
}

function byShare(lines: readonly FeatureLine[]): FeatureLine[] {
  return lines.toSorted(
    (left, right) => (right.share_of_active_users ?? -1) - (left.share_of_active_users ?? -1),
  )
}

function isLarge(active: number | null): boolean {
  return (active ?? 0) >= FEWEST_ACTIVE
}
