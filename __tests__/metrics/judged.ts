import type { TeamLine } from '../../src/lines/activity.ts'
import type { EntityNumbers, ReportNumbers } from '../../src/lines/insights.ts'
import type { EntityReport, Report } from '../../src/lines/report.ts'
import { type Bounds, withhold } from '../../src/privacy/withheld.ts'
import { entityOf, sampleEntity, sampleReport } from '../render/sample-report.ts'

/** The sample with other numbers, and what they mean. */
export function judge(
  overrides: Partial<EntityNumbers> = {},
  report: Partial<ReportNumbers> = {},
): EntityReport {
  return entityOf(judgeAll([{ ...sampleEntity(), teams: [], ...overrides }], report))
}

/** Reports of several entities, with what their numbers mean. */
export function judgeAll(entities: EntityNumbers[], report: Partial<ReportNumbers> = {}): Report {
  return sampleReport({}, { entities, ...report })
}

/** A team of so many members, of whom so many are active; as many in the window before. */
export function team(
  slug: string,
  members: number,
  active: number,
  overrides: Partial<TeamLine> = {},
): TeamLine {
  const [sample] = sampleEntity({ teams: 1 }).teams
  if (sample === undefined) throw new RangeError('the sample has a team')
  return {
    ...sample,
    team_id: `id-${slug}`,
    slug,
    members,
    active_users: active,
    engaged_users: active,
    idle_users: members - active,
    adoption_rate: active / members,
    previous_active_users: active,
    ...overrides,
  }
}

/** A team of which it is withheld how many are idle, between these bounds. */
export function guarded(slug: string, members: number, idle: Bounds | null): TeamLine {
  return withhold(team(slug, members, members - 1), {
    active_users: null,
    engaged_users: null,
    idle_users: idle,
    adoption_rate: null,
  })
}

/** The totals of the sample with other numbers. */
export function totalsOf(overrides: Partial<EntityNumbers['totals']>): EntityNumbers['totals'] {
  return { ...sampleEntity().totals, ...overrides }
}

/** The slugs of teams, in their order. */
export function slugsOf(named: readonly { readonly slug: string }[]): string[] {
  return named.map(({ slug }) => slug)
}
