import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { toDay } from '../src/day.ts'
import type { Row } from '../src/lines/html-tables.ts'
import { toReport } from '../src/lines/report.ts'
import { identifier } from '../src/privacy/identities.ts'
import { showTotals, showWeeks } from '../src/privacy/shown-totals.ts'
import { plainTables } from '../src/render/html/plain-tables.ts'
import { pageTitle } from '../src/render/html/page-title.ts'
import { writeHtmlReport } from '../src/write-html-report.ts'
import { dataOf } from '../simulator/html-report.ts'
import { ALICE, BACKEND, BOB, CAROL, COMPLETED, FRONTEND } from './fixtures/rows.ts'
import { totalsOf } from './fixtures/totals.ts'
import { HOSTILE } from './render/sample-pages.ts'
import { sampleEntity, sampleReport } from './render/sample-report.ts'

const directory = mkdtempSync(join(tmpdir(), 'html-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

const THRESHOLDS = {
  championConsistency: 0.6,
  championFeatures: 2,
  laggingConsistency: 0.2,
  gapShare: 0.1,
  adoptionTarget: null,
}
const MONDAY = '2026-10-12'
const SUNDAY = '2026-10-18'
const TODAY = toDay(Date.UTC(2026, 9, 21))

/** A week in which two of three people are active, on its first day. */
function week() {
  const teams = [
    { ...ALICE, ...FRONTEND },
    { ...BOB, ...FRONTEND },
    { ...CAROL, ...BACKEND },
  ]
  const rows = [
    { ...ALICE, ...COMPLETED },
    { ...BOB, ...COMPLETED },
  ]
  return totalsOf({ [MONDAY]: { rows, teams }, [SUNDAY]: { rows: [], teams } }, { days: 7, until: SUNDAY })
}

async function write(shown: 'named' | 'none', minimum: number) {
  const totals = week()
  const identify = shown === 'none' ? undefined : identifier('named', '')
  const part = {
    shown: showTotals(totals, [], minimum),
    weeks: showWeeks(totals, [], minimum),
    groups: [],
    seats: undefined,
    rejected: [],
    rejectedLines: 0,
  }
  const people = { shown, withheld_in_public: false }
  const report = toReport([part], { minimumGroupSize: minimum, thresholds: THRESHOLDS, people, identify })
  const options = { thresholds: THRESHOLDS, identify, engagementExport: false }
  const path = await writeHtmlReport(directory, `${shown}.html`, report, [part], options, TODAY)
  const blocks = dataOf(readFileSync(path, 'utf8'))
  const rowsOf = (name: string) => {
    const text = blocks.get(`0/${name}`)
    return text === undefined ? undefined : (JSON.parse(text) as { columns: string[]; rows: Row[] })
  }
  return { path, report, blocks, rowsOf }
}

describe('the interactive report', () => {
  test('has the report, the day of the run, and the tables of the entity', async () => {
    const { report, blocks, rowsOf } = await write('named', 0)
    expect(JSON.parse(blocks.get('report') ?? '')).toEqual(JSON.parse(JSON.stringify(report)))
    expect(JSON.parse(blocks.get('today') ?? '')).toBe('2026-10-21')
    expect([...blocks.keys()]).toEqual([
      'report',
      'today',
      ...['weeks', 'team_days', 'team_features', 'team_values', 'people'].map((name) => `0/${name}`),
    ])
    // Both teams on both days: team, day, members, active, engaged. The days between have no report.
    expect(rowsOf('team_days')?.rows).toEqual([
      [0, 0, 2, 2, 2],
      [1, 0, 1, 0, 0],
      [0, 6, 2, 0, 0],
      [1, 6, 1, 0, 0],
    ])
    const people = rowsOf('people')
    expect(people?.columns.slice(0, 5)).toEqual(['person', 'teams', 'segment', 'active_days', 'engaged_days'])
    expect(people?.rows.map((row) => row.slice(0, 5))).toEqual([
      ['alice', [0], 'regular', 1, 1],
      ['bob', [0], 'regular', 1, 1],
      ['carol', [1], 'idle', 0, 0],
    ])
  })

  test('lists nobody where nobody is named', async () => {
    const { blocks } = await write('none', 2)
    expect(blocks.has('0/people')).toBe(false)
    expect([...blocks.values()].join('')).not.toMatch(/alice|bob|carol|1001/)
  })

  test('says which directory the system refuses', async () => {
    const missing = join(directory, 'missing')
    const report = sampleReport()
    const writing = writeHtmlReport(
      missing,
      'report.html',
      report,
      [],
      { thresholds: THRESHOLDS, identify: undefined, engagementExport: false },
      TODAY,
    )
    await expect(writing).rejects.toThrow(missing)
  })
})

describe('without JavaScript', () => {
  test('texts of reports are text', () => {
    const entity = sampleEntity({ teams: HOSTILE.length })
    const teams = entity.teams.map((team, index) => ({ ...team, slug: HOSTILE[index] ?? '' }))
    const features = entity.features.map((line) => ({
      ...line,
      feature: '<img src=x>',
      label: '<img src=x>',
    }))
    const report = sampleReport(
      {},
      { entities: [{ ...entity, entity: '</title><script>', teams, features }] },
    )
    const html = [...plainTables(report)].join('')
    expect(html.match(/<\/?(?!(?:p|strong|h2|h3|table|thead|tbody|tr|th|td)\b)[a-z!][^>]*>/gi)).toBeNull()
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62;')
    expect(pageTitle(report)).toMatch(/^Copilot in &#60;\/title&#62;&#60;script&#62;, /)
  })

  test('the title of several organizations is their number', () => {
    const report = sampleReport({}, { entities: [sampleEntity(), sampleEntity({ entity: 'initech' })] })
    expect(pageTitle(report)).toMatch(/^Copilot in 2 organizations, /)
  })
})
