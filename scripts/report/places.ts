import { join } from 'node:path'
import { LINE_OF } from '../../src/render/csv/dictionary.ts'

/** A file of each line, the page first: where it is, and what it holds. */
export function placesText(files: readonly string[], folder: string): string {
  const meant = files.map((file) => [file, meaningOf(file)] as const)
  const ordered = meant.toSorted(([one], [other]) => rankOf(one) - rankOf(other))
  const width = Math.max(...ordered.map(([file]) => join(folder, file).length))
  return ordered.map(([file, meaning]) => `${join(folder, file).padEnd(width)}  ${meaning}\n`).join('')
}

const MEANINGS: ReadonlyMap<string, string> = new Map([
  ['summary.html', 'the page; open it in a browser'],
  ['summary.md', 'the page as markdown'],
  ['totals.json', 'everything that the page shows, for programs'],
  ['datapackage.json', 'type, unit and meaning of every column'],
  // Without the condition that some files have: here they are.
  ...Object.entries(LINE_OF).map(([file, line]) => [file, `a line per ${line.replace(/;.*/, '')}`] as const),
])

const ORDER = ['summary.html', '', 'summary.md', 'totals.json']

function rankOf(file: string): number {
  if (file !== 'summary.html' && file.endsWith('.html')) return 1
  const rank = ORDER.indexOf(file)
  return rank === -1 ? ORDER.length : rank
}

function meaningOf(file: string): string {
  return MEANINGS.get(file) ?? (file.endsWith('.html') ? 'the interactive report; open it in a browser' : '')
}
