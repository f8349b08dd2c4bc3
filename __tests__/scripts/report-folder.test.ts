import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { placesText } from '../../scripts/report/places.ts'
import { checkFolder, fillFolder } from '../../scripts/report/folder.ts'

let home = ''
let folder = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'folder-'))
  folder = join(home, 'a', 'report')
})
afterEach(() => {
  rmSync(home, { recursive: true })
})

/** Fills the folder with files that hold their name, and a page. */
function fill(...names: string[]): void {
  const from = mkdtempSync(join(home, 'from-'))
  for (const name of names) writeFileSync(join(from, name), name)
  fillFolder(folder, from, { 'summary.html': '<p>' })
}

const visible = () => readdirSync(folder).filter((name) => !name.startsWith('.'))
const check = () => checkFolder(folder, 'report')

describe('a folder', () => {
  test('that is not there, or empty, is filled, and only its owner reads it', () => {
    check()
    fill('days.csv', 'people.csv')
    expect(visible()).toEqual(['days.csv', 'people.csv', 'summary.html'])
    expect(readFileSync(join(folder, 'summary.html'), 'utf8')).toBe('<p>')
    expect(statSync(folder).mode & 0o077).toBe(0)
    rmSync(folder, { recursive: true })
    mkdirSync(folder)
    expect(check).not.toThrow()
  })

  test('of an earlier run is replaced: what the new run does not write is gone', () => {
    fill('days.csv', 'people.csv')
    check()
    fill('days.csv', 'teams.csv')
    expect(visible()).toEqual(['days.csv', 'summary.html', 'teams.csv'])
    expect(check).not.toThrow()
  })

  test('that holds anything else is refused, and nothing is lost; what desktops leave does not count', () => {
    fill('days.csv')
    for (const litter of ['.DS_Store', '.~lock.days.csv#', '~$days.csv', 'Thumbs.db'])
      writeFileSync(join(folder, litter), '')
    expect(check).not.toThrow()
    writeFileSync(join(folder, 'notes.txt'), 'mine')
    expect(check).toThrow('report holds notes.txt, which this command did not make')
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine')
  })

  test('that somebody else filled is refused', () => {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'days.csv'), '')
    expect(check).toThrow('report holds days.csv')
  })

  test('cannot be a file', () => {
    mkdirSync(join(home, 'a'))
    writeFileSync(folder, '')
    expect(check).toThrow('report is a file; name a folder with --out.')
  })

  test('whose list names files elsewhere, or is no list, loses none of them', () => {
    fill('days.csv')
    const mark = readdirSync(folder).find((name) => name.endsWith('.json')) ?? ''
    writeFileSync(join(home, 'a', 'kept'), '')
    writeFileSync(join(folder, mark), JSON.stringify({ files: ['../kept', 3, 'days.csv', 'summary.html'] }))
    check()
    fill('teams.csv')
    expect(existsSync(join(home, 'a', 'kept'))).toBe(true)
    expect(visible()).toEqual(['summary.html', 'teams.csv'])
    writeFileSync(join(folder, mark), '{')
    expect(check).toThrow('which this command did not make')
  })
})

test('The files are told with the pages first, and what each holds', () => {
  const files = [
    'copilot-team-metrics.html',
    'days.csv',
    'seats.csv',
    'summary.html',
    'summary.md',
    'totals.json',
  ]
  expect(placesText(files, 'there').replaceAll(/ {2,}/g, ' | ')).toBe(
    [
      'there/summary.html | the page; open it in a browser',
      'there/copilot-team-metrics.html | the interactive report; open it in a browser',
      'there/summary.md | the page as markdown',
      'there/totals.json | everything that the page shows, for programs',
      'there/days.csv | a line per day',
      'there/seats.csv | a line per person with a seat when the action ran\n',
    ].join('\n'),
  )
})
