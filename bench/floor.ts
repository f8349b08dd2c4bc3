// The floor: every line through JSON.parse, one mebibyte of whole lines at a time, and nothing else.
// Arguments: a JSON file with the paths of the reports, a directory for results.
import { closeSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [, , list = '', results = ''] = process.argv
const block = Buffer.allocUnsafeSlow(8 << 20)
const tally = { rows: 0, memberships: 0, bytes: 0 }

for (const path of JSON.parse(readFileSync(list, 'utf8')) as string[]) {
  const lines = parseFile(path)
  if (/user-teams-[^/\\]*$/.test(path)) tally.memberships += lines
  else tally.rows += lines
}
writeFileSync(join(results, 'tally.json'), JSON.stringify(tally))

function parseFile(path: string): number {
  const file = openSync(path, 'r')
  let lines = 0
  let held = 0
  for (;;) {
    const read = readSync(file, block, held, 1 << 20, null)
    tally.bytes += read
    held += read
    const end = read === 0 ? held : block.lastIndexOf(0x0a, held - 1) + 1
    lines += parseLines(block.toString('utf8', 0, end))
    block.copyWithin(0, end, held)
    held -= end
    if (read === 0) break
  }
  closeSync(file)
  return lines
}

function parseLines(text: string): number {
  let lines = 0
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    const value: unknown = JSON.parse(text.slice(start, end))
    if (value !== null) lines++
    start = end + 1
  }
  return lines
}
