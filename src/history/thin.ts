import { compareTexts } from '../compare.ts'
import { type History, type HistoryLine, weekKey } from './weeks.ts'

/** GitHub accepts 40 MB per commit, and base64 makes a text a third longer; this leaves a margin. */
const MOST_HISTORY_BYTES = 24_000_000
/** Commas, end of line and empty cells. */
const BYTES_OF_EMPTY_LINE = 64

/**
 * A history that fits into a commit of `most` bytes: weeks of entities are kept before weeks of teams, newer weeks before
 * older ones. The teams of an entity's week are kept or left out together, so that the next run, which computes the same
 * week again, has the same result.
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

/** A sentence on how full the history is; empty up to half of `most` bytes. */
export function fullnessOf(history: History, most: number = MOST_HISTORY_BYTES): string {
  const bytes = bytesOf(history)
  if (bytes <= most / 2) return ''
  return `It has ${Math.round(bytes / 1e6)} of at most ${Math.round(most / 1e6)} MB; above that the oldest weeks of teams are left out.`
}

/** Approximate size in the file. Depends on the line only, and is the same after writing and reading. */
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

/** Sort key of a part; `entity` sorts before `team`. */
function partKey(line: HistoryLine): string {
  return `${line.team_id === '' ? 'entity' : 'team'}\n${weekKey(line)}`
}

function compareParts(left: string, right: string): number {
  const [leftKind = '', leftWeek = ''] = left.split('\n')
  const [rightKind = '', rightWeek = ''] = right.split('\n')
  return compareTexts(leftKind, rightKind) || compareTexts(rightWeek, leftWeek) || compareTexts(left, right)
}
