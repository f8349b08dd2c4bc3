import type { FeatureLine, FeatureStatus } from '../../src/lines/features.ts'
import type { Row } from '../../src/lines/html-tables.ts'
import { plainFeature } from '../../src/render/text/feature-names.ts'
import type { EntityReport } from '../../src/lines/report.ts'
import { type Cell, shownText, storedCell, storedShare } from '../cells.ts'
import type { Table } from '../data.ts'
import type { Point } from '../parts/chart.tsx'

/** The use of a feature in a team or a group. */
export interface FeatureUse {
  readonly feature: string
  readonly status: FeatureStatus | null
  readonly engaged: Cell
  readonly days: Cell
  readonly share: Cell
  readonly before: Cell
}

/** Withheld, because the feature was merged into others. */
const MERGED: Cell = { text: 'withheld', value: undefined, reason: 'withheld' }

/** What a feature without a line has: it was merged into others, or nothing is known of any. */
export function missingUse(feature: string, isKnown: boolean): FeatureUse {
  const cell = isKnown ? MERGED : storedCell(null)
  return { feature, status: null, engaged: cell, days: cell, share: cell, before: cell }
}

/** The uses of features by team, or by attribute and value; `key` of a row tells whose it is. */
export function featureUses(table: Table, key: (row: Row) => string): Map<string, Map<string, FeatureUse>> {
  const at = (name: string) => table.indexOf(name)
  const [feature, status] = [at('feature'), at('status')]
  const [engaged, days] = [at('engaged_users'), at('engaged_user_days')]
  const [share, before] = [at('share_of_active_users'), at('previous_engaged_users')]
  const uses = new Map<string, Map<string, FeatureUse>>()
  for (const row of table.rows) {
    const name = String(row[feature])
    const ofKey = uses.get(key(row)) ?? new Map<string, FeatureUse>()
    uses.set(key(row), ofKey)
    ofKey.set(name, {
      feature: name,
      status: status === -1 ? null : ((row[status] as FeatureStatus | null) ?? null),
      engaged: storedCell(row[engaged]),
      days: storedCell(row[days]),
      share: storedShare(row[share]),
      before: storedCell(row[before]),
    })
  }
  return uses
}

/** The uses of features by the index of the team. */
export function usesByTeam(table: Table): Map<string, Map<string, FeatureUse>> {
  const team = table.indexOf('team')
  return featureUses(table, (row) => String(row[team]))
}

/** The members, active and engaged people of a team on each day of the window. */
export function teamDays(table: Table, team: number, days: number): Record<'active' | 'engaged', Point[]> {
  const [teamAt, dayAt] = [table.indexOf('team'), table.indexOf('day')]
  const [activeAt, engagedAt] = [table.indexOf('active_users'), table.indexOf('engaged_users')]
  const active: Point[] = Array.from({ length: days }, () => null)
  const engaged = [...active]
  for (const row of table.rows) {
    if (row[teamAt] !== team) continue
    const [day, now, on] = [row[dayAt], row[activeAt], row[engagedAt]]
    if (typeof day !== 'number') continue
    active[day] = pointOfCell(now)
    engaged[day] = pointOfCell(on)
  }
  return { active, engaged }
}

/** A cell of the file as a point of a chart. */
export function pointOfCell(cell: Row[number] | undefined): Point {
  return typeof cell === 'number' ? cell : Array.isArray(cell) ? 'withheld' : null
}

/** The name of a feature, `(new)` where this version of the action does not know it. */
export function nameOfFeature(line: Pick<FeatureLine, 'feature' | 'label'>): string {
  return line.label === line.feature ? `${shownText(plainFeature(line))} (new)` : line.label
}

/** The features that GitHub reports, most used first. */
export function reportedFeatures({ features }: EntityReport): FeatureLine[] {
  return features
    .filter(({ status }) => status !== 'not-reported')
    .toSorted((left, right) => (right.share_of_active_users ?? 0) - (left.share_of_active_users ?? 0))
}

/** A use is a gap by its status; a share that is withheld has none. */
export function isGap({ status }: Pick<FeatureUse, 'status'>): boolean {
  return status === 'gap' || status === 'unused'
}
