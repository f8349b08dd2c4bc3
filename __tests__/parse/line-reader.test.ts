import { describe, expect, test } from 'vitest'
import { makeCompany, userTeamsLines, usersLines } from '../../simulator/company.ts'
import { membershipWords, rowWords } from '../../fuzz/field-words.ts'
import { createScanner } from '../../src/parse/fast/scanner.ts'
import { emptyMembershipFields, emptyRowFields } from '../../src/parse/fields.ts'
import { createLineReader, type FastReader, type LineReader } from '../../src/parse/line-reader.ts'
import { ALICE, dayOf, FRONTEND, lineView, WEDNESDAY } from '../fixtures/rows.ts'

const DAY = dayOf(WEDNESDAY)

describe('Without the fast reader', () => {
  const company = makeCompany({ seats: 40, teams: 4 })
  const fast = createLineReader(createScanner())
  const plain = createLineReader()

  test('rows are read to the same fields, be they as expected, odd or broken', () => {
    const odd = [
      JSON.stringify({ day: WEDNESDAY, ...ALICE, user_login: 'Älice', loc_added_sum: 3 }),
      JSON.stringify({
        day: WEDNESDAY,
        ...ALICE,
        totals_by_ide: [{ ide: { name: 'vim' }, loc_added_sum: 1 }],
      }),
      JSON.stringify({ day: WEDNESDAY, ...ALICE, ...FRONTEND }),
      JSON.stringify({ day: WEDNESDAY, ...ALICE, loc_added_sum: -1 }),
      JSON.stringify({ day: '2026-10-13', ...ALICE }),
      '{"day"',
    ]
    const lines = [...usersLines(company, WEDNESDAY), ...odd]
    expect(lines.length).toBeGreaterThan(20)
    for (const line of lines) expect(rowRead(plain, line), line).toEqual(rowRead(fast, line))
  })

  test('memberships are read to the same fields', () => {
    const lines = [...userTeamsLines(company, WEDNESDAY), JSON.stringify({ day: WEDNESDAY, ...ALICE })]
    expect(lines.length).toBeGreaterThan(20)
    for (const line of lines) expect(membershipRead(plain, line), line).toEqual(membershipRead(fast, line))
  })
})

test('A line that the fast reader takes is not parsed again', () => {
  const fast: FastReader = {
    readRow: (_, __, fields) => {
      fields.credits = 7
      return true
    },
    readMembership: () => true,
  }
  const reader = createLineReader(fast)
  const fields = emptyRowFields()
  expect(reader.readRow(lineView('no JSON'), DAY, fields)).toBeUndefined()
  expect(fields.credits).toBe(7)
  expect(reader.readMembership(lineView('no JSON'), DAY, emptyMembershipFields())).toBeUndefined()
})

test('What one scanner met changes nothing for another', () => {
  const many = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`key_${index}`, index]))
  const [full, fresh] = [createScanner(), createScanner()]
  const line = JSON.stringify({ day: WEDNESDAY, ...ALICE, last_key_of_all: 1 })
  expect(
    full.readRow(lineView(JSON.stringify({ day: WEDNESDAY, ...ALICE, ...many })), DAY, emptyRowFields()),
  ).toBe(false)
  expect(full.readRow(lineView(line), DAY, emptyRowFields())).toBe(false)
  expect(fresh.readRow(lineView(line), DAY, emptyRowFields())).toBe(true)
})

function rowRead(reader: LineReader, line: string): unknown {
  const fields = emptyRowFields()
  return reader.readRow(lineView(line), DAY, fields) ?? rowWords(fields)
}

function membershipRead(reader: LineReader, line: string): unknown {
  const fields = emptyMembershipFields()
  return reader.readMembership(lineView(line), DAY, fields) ?? membershipWords(fields)
}
