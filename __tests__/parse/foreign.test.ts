import { expect, test } from 'vitest'
import { foreignContent } from '../../src/parse/foreign.ts'

const row = '{"day":"2026-10-14","user_id":1,"user_login":"a","used_chat":true}'
const membership = '{"day":"2026-10-14","user_id":1,"user_login":"a","team_id":5,"slug":"x"}'

test.each([
  [Buffer.from(`\uFEFF${row}`, 'utf16le'), /UTF-16/],
  [Buffer.from(row, 'utf16le'), /UTF-16/],
  [Buffer.from(row, 'utf16le').swap16(), /UTF-16/],
  [Buffer.from('PK\u0003\u0004…'), /ZIP/],
  [Buffer.from('  <!doctype HTML>'), /HTML/],
  [Buffer.from('<?xml version="1.0"?><html>'), /HTML/],
  [Buffer.from('<?xml version="1.0"?><Error>'), /XML/],
  [Buffer.from('day;user_id;user_login'), /CSV/],
  [Buffer.from('"day","user_id"'), /CSV/],
  [Buffer.from('{"download_links":[]}'), /download_links/],
  [Buffer.from('{"report_start_day":"2026-10-01","users":[]}'), /28-day/],
  [Buffer.from(membership), /user-teams report/],
])('the first line %# says what the file is', (line, sentence) => {
  expect(foreignContent(line, 'users')).toMatch(sentence)
})

test('activity in place of memberships is told, and what may be a damaged line is not', () => {
  expect(foreignContent(Buffer.from(row), 'user-teams')).toMatch(/users report/)
  expect(foreignContent(Buffer.from(membership), 'user-teams')).toBeUndefined()
  for (const line of [row, row.slice(0, 40), '{"user_id":1}', 'nonsense', '', '[]', '{}', '"text"']) {
    expect(foreignContent(Buffer.from(line), 'users'), line).toBeUndefined()
  }
})
