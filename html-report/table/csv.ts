import { toHarmlessText } from '../../src/harmless-text.ts'
import type { Column } from './columns.ts'

/** A table as CSV: raw numbers, nothing where there is none, and no cell that a spreadsheet takes for a formula. */
export function toCsv<Line>(columns: readonly Column<Line>[], lines: readonly Line[]): string {
  const head = columns.map(({ id }) => quoted(toHarmlessText(id)))
  const rows = lines.map((line) => columns.map((column) => cellText(column, line)))
  return [head, ...rows].map((cells) => `${cells.join(',')}\n`).join('')
}

function cellText<Line>({ cell }: Column<Line>, line: Line): string {
  const { value } = cell(line)
  if (value === undefined) return ''
  // Six decimals, as the files have; a difference of two of them has no more.
  return typeof value === 'number' ? String(Number(value.toFixed(6))) : quoted(toHarmlessText(value))
}

function quoted(text: string): string {
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Whether the page has no origin, as within a sandbox, where browsers neither save files nor give the clipboard. */
export function isOpaque(): boolean {
  return origin === 'null' && location.protocol !== 'file:'
}

/** Copies a text; returns whether the browser took it. */
export async function copyText(text: string): Promise<boolean> {
  if (isOpaque()) return copyBySelection(text)
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copyBySelection(text)
  }
}

/** For pages to which the clipboard is closed, such as those within another page. */
function copyBySelection(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'hidden'
  document.body.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}

/** Saves a text as a file. */
export function saveText(name: string, text: string): void {
  const link = document.createElement('a')
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
