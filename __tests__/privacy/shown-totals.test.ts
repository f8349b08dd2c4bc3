import { expect, expectTypeOf, test } from 'vitest'

import type { commitReport } from '../../src/commit-report.ts'
import { breakdownLines } from '../../src/lines/breakdowns.ts'
import { dayLines, teamDayLines } from '../../src/lines/days.ts'
import { entityActivity, teamLines } from '../../src/lines/activity.ts'
import { featureDayLines } from '../../src/lines/feature-days.ts'
import { featureLines, teamFeatureLines } from '../../src/lines/features.ts'
import { personFeatureLines, personLines } from '../../src/lines/people.ts'
import { peopleReport, phasesOf } from '../../src/lines/people-summary.ts'
import {
  breakdownOf,
  eachTeam,
  EMPTY_USE,
  valueUses,
  eachWeek,
  type EntityTotals,
  type Span,
  teamName,
} from '../../src/rollup/reading.ts'
import { reconcile } from '../../src/lines/reconciliation.ts'
import { type ReportPart, toReport } from '../../src/lines/report.ts'
import { showTotals, type Shown, type ShownTotals, type ShownWeek } from '../../src/privacy/shown-totals.ts'
import { teamWeekLines, weekLines, weekTotals } from '../../src/lines/weeks.ts'
import type { publish } from '../../src/publications.ts'
import type { writeFiles } from '../../src/write-files.ts'
import { totalsOf } from '../fixtures/totals.ts'
import { ALICE, BOB, CAROL, WEDNESDAY } from '../fixtures/rows.ts'

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
  for (const lines of [weekTotals, weekLines, teamWeekLines])
    expectTypeOf(lines).parameter(0).toEqualTypeOf<readonly ShownWeek[]>()
  expectTypeOf<ShownWeek['shown']>().toEqualTypeOf<ShownTotals>()
  expectTypeOf(toReport).parameter(0).toEqualTypeOf<readonly ReportPart[]>()
  expectTypeOf<ReportPart['shown']>().toEqualTypeOf<ShownTotals>()
  expectTypeOf<typeof writeFiles>().parameter(2).items.toHaveProperty('shown').toEqualTypeOf<ShownTotals>()
  expectTypeOf<typeof publish>().parameter(1).items.toHaveProperty('shown').toEqualTypeOf<ShownTotals>()
  expectTypeOf<typeof commitReport>().parameter(1).items.toHaveProperty('shown').toEqualTypeOf<ShownTotals>()
  // @ts-expect-error: unprotected totals are no parameter of a line
  expectTypeOf(teamLines).toBeCallableWith({} as EntityTotals, '')
})

test('Showing totals changes nothing in them, however often teams and values are merged', () => {
  const rows = [ALICE, BOB, CAROL].map((person, index) => ({
    ...person,
    totals_by_ide: [{ ide: `ide-${index}`, loc_added_sum: 3 }],
  }))
  const totals = totalsOf({
    [WEDNESDAY]: {
      rows,
      teams: [
        { ...ALICE, team_id: 1, slug: 'small' },
        { ...BOB, team_id: 2, slug: 'little' },
        { ...CAROL, team_id: 3, slug: 'tiny' },
      ],
    },
  })
  const before = structuredClone(plain(totals))
  const shown = showTotals(totals, ['!tiny'], 2)
  expect(eachTeam(shown).map(({ slug }) => slug)).toEqual(['others'])
  expect(valueUses(shown, breakdownOf(shown), EMPTY_USE).map(({ value }) => value)).toEqual(['others'])
  const first = plain(shown)
  expect(plain(showTotals(totals, ['!tiny'], 2))).toEqual(first)
  expect(plain(totals)).toEqual(before)
})

test('A team that the window does not list is in no part of what is shown', () => {
  const totals = totalsOf(
    {
      '2026-10-13': { rows: [ALICE], teams: [{ ...ALICE, team_id: 1, slug: 'gone' }] },
      [WEDNESDAY]: { rows: [ALICE], teams: [{ ...ALICE, team_id: 2, slug: 'here' }] },
    },
    { compare: true },
  )
  const shown = showTotals(totals, [], 0)
  const slugs = (span: Span) => [...span.teams.keys()].map((team) => teamName(shown, team).slug)
  expect(slugs(totals.previous)).toEqual(['gone'])
  expect([shown.window, shown.previous].map(slugs)).toEqual([['here'], []])
  expect(eachWeek(shown).flatMap(([, span]) => slugs(span))).toEqual(['here'])
})

/** What of totals is data: names, and the intake that has them, hold functions. */
function plain({ names, ...totals }: EntityTotals): object {
  const data = Object.entries(totals).filter(([name]) => name !== 'intake')
  const { size } = names.values
  return {
    ...Object.fromEntries(data),
    values: size,
    teams: names.teams.ids.size,
    counters: names.counters.size,
  }
}
