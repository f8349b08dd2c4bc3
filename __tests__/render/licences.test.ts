import { describe, expect, test } from 'vitest'
import type { SeatRules } from '../../src/lines/report.ts'
import type { SeatsReport } from '../../src/lines/seat-summary.ts'
import { entitiesMarkdown } from '../../src/render/sections/key-figures.ts'
import { licencesMarkdown } from '../../src/render/sections/licences.ts'
import { summaryMarkdown } from '../../src/render/pages/job-summary.ts'
import { LINKS } from './sample-pages.ts'
import { idlePerson, sampleSeats, SEAT_RULES } from './sample-seats.ts'
import { sampleEntity, sampleReport } from './sample-report.ts'

/** The section of the sample, with other numbers and settings. */
function section(
  seats: Partial<SeatsReport> = {},
  rules: Partial<SeatRules> = {},
  people = Infinity,
): string {
  const report = reportWith(seats, rules)
  const [entity] = report.entities
  if (entity === undefined) throw new RangeError('the sample has an entity')
  return licencesMarkdown(report, entity, { teams: 10, people })
}

function reportWith(seats: Partial<SeatsReport>, rules: Partial<SeatRules> = {}) {
  return sampleReport(
    {},
    {
      seat_rules: { ...SEAT_RULES, ...rules },
      entities: [{ ...sampleEntity(), seats: sampleSeats(seats) }],
    },
  )
}

describe('licences', () => {
  test('are shown as they were', async () => {
    await expect(section()).toMatchFileSnapshot('../output/licences.md')
  })

  test('are no part of a page unless they were asked for', () => {
    expect(summaryMarkdown(sampleReport(), LINKS)).not.toMatch(/licences|idle seat/i)
    expect(summaryMarkdown(reportWith({}), LINKS)).toContain('\n## Licences\n')
  })

  test('cost nothing that is told without a price, or where the idle ones are withheld', () => {
    expect(section({ idle_cost: null }, { price: null })).not.toMatch(/cost|USD|a month/)
    const hidden = section({
      idle_seats: null,
      idle_cost: null,
      withheld: { idle_seats: { least: 1, most: 9 } },
    })
    expect(hidden).toContain('| **fewer than 10** |')
    expect(hidden).not.toContain('a month**')
  })

  test('cost what their number says, with cents where there are any', () => {
    expect(
      section({ idle_seats: 1, idle_cost: 19.5 }, { price: { amount: 19.5, currency: 'EUR' } }),
    ).toContain('**1 idle seat costs 19.50 EUR a month** (19.50 EUR each).')
  })

  test('that GitHub refused are a sentence, which is no markup', () => {
    const refused = 'the token may not read the list of seats (403); it takes manage_billing:copilot'
    expect(section({ refused })).toBe(
      'Licences are not known. The token may not read the list of seats (403); it takes manage_billing:copilot.',
    )
  })

  test('of a list that has stopped are shown with a warning', () => {
    expect(section({ is_stale: true, as_of_age: 6 })).toMatch(
      /^\*\*GitHub’s list of seats may have stopped:\*\* .* is 6 days old/,
    )
    expect(section()).not.toContain('stopped')
  })

  test('of a list with people missing say how many', () => {
    expect(section({ missing_seats: 3 })).toContain('GitHub counts 3 seats more than its list has.')
  })

  test('of nobody with any activity say so', () => {
    expect(section({ as_of: null, as_of_age: null })).toContain('has no activity at all')
  })

  test('name people as text, collapsed, at most as many as fit', () => {
    const idle_people = [
      idlePerson('@everyone', { teams: '<b>', granted_by: '`x`;|y' }),
      idlePerson('second'),
    ]
    const whole = section({ idle_people, idle_seats: 2 })
    expect(whole).toContain('<summary>People with an idle seat (2)</summary>')
    expect(whole).not.toMatch(/@everyone|<b>|`x`|\|y/)
    const short = section({ idle_people, idle_seats: 2 }, {}, 1)
    expect(short).toContain('<summary>People with an idle seat (1 of 2)</summary>')
    expect(short).toContain('seats.csv has all of them')
    expect(short).not.toContain('second')
  })

  test('never say that a seat was never used', () => {
    expect(section()).not.toMatch(/never/i)
    expect(section()).toContain(
      '| margaret-hamilton | – | none\u{a0}known | platform-core | platform-core, payments-api |',
    )
  })

  test('stand beside each other for several organizations, unknown where they were refused', () => {
    const with3 = sampleSeats({ seats: 3, idle_seats: 1 })
    const entities = [
      { ...sampleEntity(), seats: with3 },
      { ...sampleEntity({ entity: 'acme' }), seats: sampleSeats({ seats: null, idle_seats: null }) },
    ]
    const text = entitiesMarkdown(sampleReport({}, { seat_rules: SEAT_RULES, entities }), 10)
    expect(text).toMatch(/\| Seats \| Idle seats \|\n/)
    expect(text).toMatch(/\| 3 \| 1 \|\n.*\| n\/a \| n\/a \|/)
    expect(entitiesMarkdown(sampleReport(), 10)).not.toContain('Seats')
  })
})
