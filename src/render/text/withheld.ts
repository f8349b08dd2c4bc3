import type { Change } from '../../lines/changes.ts'
import { type Bounds, isWithheld, type NumberOf, type Protected } from '../../privacy/withheld.ts'
import { formatChange } from './changes.ts'
import { caption } from './markdown.ts'
import { formatNumber, formatShare } from './numbers.ts'

/** What a page shows for a value that is known and not shown, where nothing is told of it. */
export const WITHHELD = 'withheld'

/** A count of people as a page shows it: `1,234`, `fewer than 5`, `more than 28`, `withheld` or `n/a`. */
export function formatCount<Line extends Protected>(line: Line, name: NumberOf<Line>): string {
  return isWithheld(line, name) ? formatBounds(line.withheld[name]) : formatNumber(numberOf(line, name))
}

/** What is told of a withheld count. */
export function formatBounds(bounds: Bounds | null | undefined): string {
  if (bounds === null || bounds === undefined) return WITHHELD
  if (bounds.least > 1) return `more than ${formatNumber(bounds.least - 1)}`
  return bounds.most === null ? WITHHELD : `fewer than ${formatNumber(bounds.most + 1)}`
}

/** `3 people`, `1 person`, `fewer than 5 people`; undefined where nothing is known or told, or there are none. */
export function formatPeople<Line extends Protected>(
  line: Line,
  name: NumberOf<Line>,
  one = 'person',
  many = 'people',
): string | undefined {
  const count = numberOf(line, name)
  if (count === 0) return undefined
  if (count !== null) return `${formatNumber(count)} ${count === 1 ? one : many}`
  const text = isWithheld(line, name) ? formatBounds(line.withheld[name]) : WITHHELD
  return text === WITHHELD ? undefined : `${text} ${many}`
}

/** A share as a page shows it: `86%`, `withheld` or `n/a`. */
export function formatRate<Line extends Protected>(line: Line, name: NumberOf<Line>): string {
  return isWithheld(line, name) ? WITHHELD : formatShare(numberOf(line, name))
}

/** Members and idle members of a line. */
type Adoption = Protected & { readonly members: number | null; readonly idle_users: number | null }

/** Active members as words: what members and idle members, as far as they are shown, tell of them. */
export function activeMembers({ members, idle_users: idle, withheld }: Adoption): string | undefined {
  if (members === null) return undefined
  if (idle !== null) return formatNumber(members - idle)
  const bounds = withheld['idle_users']
  return bounds?.most
    ? formatBounds({ least: members - bounds.most, most: members - bounds.least })
    : undefined
}

/** The adoption rate: `87%`, or `over 84%` where nearly all are active and it may not be told how nearly; `above` is from the insights. */
export function formatAdoption(
  line: Adoption & { readonly adoption_rate: number | null },
  above: number | null,
): string {
  if (!isWithheld(line, 'adoption_rate')) return formatShare(line.adoption_rate)
  return above === null ? WITHHELD : `over ${Math.floor(above * 100)}%`
}

/** The change of a count against the window before, marked as it was judged. */
export function formatCountChange<Line extends Protected>(
  line: Line,
  now: NumberOf<Line>,
  before: NumberOf<Line>,
  change: Change,
): string {
  if (isWithheld(line, now) || isWithheld(line, before)) return WITHHELD
  return formatChange(numberOf(line, now), numberOf(line, before), change)
}

/** Why something is not shown, once below the table of `lines`; empty where nothing of them is withheld. */
export function withheldCaption(lines: readonly Protected[], minimum: number | null): string {
  const isNeeded = lines.some(({ withheld }) => Object.keys(withheld).length > 0)
  if (!isNeeded || minimum === null) return ''
  return caption(`Withheld: counts of fewer than ${minimum} people, and what would give them back.`)
}

function numberOf<Line extends Protected>(line: Line, name: NumberOf<Line>): number | null {
  return line[name] as number | null
}
