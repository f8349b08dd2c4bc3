import { compareTexts } from '../compare.ts'
import { type History, type HistoryLine, weekKey } from './weeks.ts'

/** GitHub takes 40 MB in one commit, in which a text is a third longer: with a margin, this much history. */
const MOST_HISTORY_BYTES = 24_000_000
/** Commas, line end and cells that are empty. */
const BYTES_OF_EMPTY_LINE = 64

/**
 * A history that fits into a commit: weeks of entities before those of their teams, newer weeks before older ones, as long
 * as there is room. An entity's week is kept or left out with all of its teams, so that the next run, which computes the
 * same week again, comes to the same end.
 */
export function thin(history: History, most: number = MOST_HISTORY_BYTES): History {
  if (bytesOf(history) <= most) return history
  const parts = [...Map.groupBy(history, partKey)].toSorted(([left], [right]) => compareParts(left, right))
  const kept = new Set<string>()
  let room = most
  for (const [key, lines] of parts) {
    const bytes = bytesOf(lines)
    if (bytes > room) continue
    kept.add(key)
    room -= bytes
  }
  return history.filter((line) => kept.has(partKey(line)))
}

/** A sentence on how full the history is; empty while there is much room. */
export function fullnessOf(history: History, most: number = MOST_HISTORY_BYTES): string {
  const bytes = bytesOf(history)
  if (bytes <= most / 2) return ''
  return `It has ${Math.round(bytes / 1e6)} of at most ${Math.round(most / 1e6)} MB; above that the oldest weeks of teams are left out.`
}

/** About the size in the file. Depends on the line alone, and is the same when it was written and read. */
function bytesOf(history: History): number {
  return history.reduce((sum, line) => sum + bytesOfLine(line), 0)
}

function bytesOfLine({ features, other_features, unknown, ...cells }: HistoryLine): number {
  let bytes = BYTES_OF_EMPTY_LINE
  const add = (cell: string | number | null) => {
    bytes += typeof cell === 'string' ? bytesOfText(cell) : cell === null ? 0 : String(cell).length
  }
  for (const cell of Object.values(cells)) add(cell)
  for (const count of features.values()) add(count)
  for (const [key, count] of other_features) bytes += 3 * key.length + String(count).length + 2
  for (const cell of unknown?.values() ?? []) add(cell)
  return bytes
}

function bytesOfText(text: string): number {
  return /^[\x20-\x7e]*$/.test(text) ? text.length : 3 * text.length
}

/** Entities before teams. */
function partKey(line: HistoryLine): string {
  return `${line.team_id === '' ? 'entity' : 'team'}\n${weekKey(line)}`
}

function compareParts(left: string, right: string): number {
  const [leftKind = '', leftWeek = ''] = left.split('\n')
  const [rightKind = '', rightWeek = ''] = right.split('\n')
  return compareTexts(leftKind, rightKind) || compareTexts(rightWeek, leftWeek) || compareTexts(left, right)
}
