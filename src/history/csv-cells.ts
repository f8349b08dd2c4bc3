import { fromCsvCell, toCsvCell } from '../csv-cell.ts'

/** Cells as a line of CSV that is safe to open in a spreadsheet: a text that could be a formula is defused. */
export function toCsvLine(cells: readonly (string | number | null)[]): string {
  return cells.map((cell) => (typeof cell === 'string' ? textCell(cell) : (cell ?? ''))).join(',')
}

/** The cells of a line that `toCsvLine` wrote; undefined where its quotes do not close. */
export function parseCsvLine(line: string): string[] | undefined {
  const cells = line.includes('"') ? quotedCells(line) : line.split(',')
  return cells?.map(fromCsvCell)
}

/** On one line, so that a line of the file is always a line of the table. */
function textCell(text: string): string {
  return toCsvCell(text.replaceAll(/\p{Cc}+/gu, ' '))
}

function quotedCells(line: string): string[] | undefined {
  const cells: string[] = []
  const cell = /("(?:[^"]|"")*"|[^",]*)(,|$)/y
  while (cell.lastIndex <= line.length) {
    const [whole, text = '', separator] = cell.exec(line) ?? []
    if (whole === undefined) return undefined
    cells.push(text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text)
    if (separator === '') return cells
  }
  return cells
}
