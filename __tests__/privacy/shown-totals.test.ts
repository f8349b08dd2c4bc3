import { expect, expectTypeOf, test } from 'vitest'

import type { commitReport } from '../../src/commit-report.ts'
import { breakdownLines } from '../../src/lines/breakdowns.ts'
import { dayLines, teamDayLines } from '../../src/lines/days.ts'
import { entityActivity, teamLines } from '../../src/lines/activity.ts'
import { featureDayLines } from '../../src/lines/feature-days.ts'
import { featureLines, teamFeatureLines } from '../../src/lines/features.ts'
import { personFeatureLines, personLines } from '../../src/lines/people.ts'
import { peopleReport, phasesOf } from '../../src/lines/people-summary.ts'
import type { EntityTotals } from '../../src/rollup/reading.ts'
import { reconcile } from '../../src/lines/reconciliation.ts'
import { type ReportPart, toReport } from '../../src/lines/report.ts'
import { showTotals, type Shown, type ShownTotals, type ShownWeek } from '../../src/privacy/shown-totals.ts'
import { weekTotals } from '../../src/lines/weeks.ts'
import type { publish } from '../../src/publications.ts'
import type { writeFiles } from '../../src/write-files.ts'
import { totalsOf } from '../fixtures/totals.ts'
import { ALICE, WEDNESDAY } from '../fixtures/rows.ts'

test('Totals that were not protected compile nowhere that files, pages, the report or the history are made', () => {
  expectTypeOf<EntityTotals>().not.toExtend<ShownTotals>()
  expectTypeOf<EntityTotals & { minimumGroupSize: number }>().not.toExtend<ShownTotals>()
  expectTypeOf<ShownTotals>().toExtend<EntityTotals>()
  expectTypeOf<ShownTotals>().toEqualTypeOf<Shown<EntityTotals>>()
  for (const line of [
    teamLines,
    teamDayLines,
    dayLines,
    entityActivity,
    featureLines,
    teamFeatureLines,
    featureDayLines,
    personLines,
    personFeatureLines,
    peopleReport,
    phasesOf,
    reconcile,
  ]) {
    expectTypeOf(line).parameter(0).toEqualTypeOf<ShownTotals>()
  }
  expectTypeOf(breakdownLines).parameter(2).toEqualTypeOf<ShownTotals>()
  expectTypeOf(weekTotals).parameter(0).toEqualTypeOf<readonly ShownWeek[]>()
  expectTypeOf<ShownWeek['shown']>().toEqualTypeOf<ShownTotals>()
  expectTypeOf(toReport).parameter(0).toEqualTypeOf<readonly ReportPart[]>()
  expectTypeOf<ReportPart['shown']>().toEqualTypeOf<ShownTotals>()
  expectTypeOf<typeof writeFiles>().parameter(2).items.toHaveProperty('shown').toEqualTypeOf<ShownTotals>()
  expectTypeOf<typeof publish>().parameter(1).items.toHaveProperty('shown').toEqualTypeOf<ShownTotals>()
  expectTypeOf<typeof commitReport>().parameter(1).items.toHaveProperty('shown').toEqualTypeOf<ShownTotals>()
  // @ts-expect-error: unprotected totals are no parameter of a line
  expect(() => teamLines(totalsOf({}), '')).not.toThrow(TypeError)
})

test('Showing totals changes nothing in them, however often it is done', () => {
  const totals = totalsOf({
    [WEDNESDAY]: {
      rows: [{ ...ALICE, totals_by_ide: [{ ide: 'vscode', loc_added_sum: 3 }] }],
      teams: [
        { ...ALICE, team_id: 1, slug: 'small' },
        { ...ALICE, team_id: 2, slug: 'tiny' },
      ],
    },
  })
  const before = structuredClone(plain(totals))
  const first = plain(showTotals(totals, ['!tiny'], 5))
  expect(plain(showTotals(totals, ['!tiny'], 5))).toEqual(first)
  expect(plain(totals)).toEqual(before)
})

/** What of totals is data: their names hold functions. */
function plain({ names, ...data }: EntityTotals): object {
  const { size } = names.values
  return { ...data, values: size, teams: names.teams.ids.size, counters: names.counters.size }
}
