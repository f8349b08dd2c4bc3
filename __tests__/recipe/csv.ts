// Reads CSV text as RFC 4180 writes it, by hand and without a library, so that the action's CSV is read by something it did not write.

/** One object per line of the CSV: column name -> text, in the order of the header. */
export function parseCsv(text: string): Record<string, string>[] {
  const [header, ...lines] = parseCells(text)
  if (header === undefined) throw new Error('The CSV has no header line.')
  return lines.map((cells) => {
    if (cells.length !== header.length) {
      throw new Error(`A CSV line has ${cells.length} cells, its header ${header.length}.`)
    }
    return Object.fromEntries(header.map((column, at) => [column, cells[at] ?? '']))
  })
}

/** All lines of the CSV, the header first, each as its cells. */
export function parseCells(text: string): string[][] {
  const lines: string[][] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (quoted && char === '"' && text.charAt(at + 1) === '"') {
      cell += '"'
      at++
    } else if (char === '"') {
      quoted = !quoted
    } else if (!quoted && char === ',') {
      cells.push(cell)
      cell = ''
    } else if (!quoted && char === '\n') {
      lines.push([...cells, cell])
      cells = []
      cell = ''
    } else if (quoted || char !== '\r' || text.charAt(at + 1) !== '\n') {
      cell += char
    }
  }
  if (quoted) throw new Error('The CSV ends inside a quoted cell.')
  if (cell !== '' || cells.length > 0) lines.push([...cells, cell])
  return lines
}
