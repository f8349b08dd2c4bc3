/**
 * Suppression of small counts: a count of a few users (1 to `minimum` − 1) is withheld unless persons are named, and always
 * in the committed report. 0 is shown. The policy, figure by figure, is the table of `docs/privacy.md`:
 *
 *   where                          partition, or single count              what becomes of a few
 *   teams, values, features        each for itself                         merged into others; dropped where others are few
 *   teams, entities, weeks, days   members = active members | idle         withheld, the complement with them
 *                                  active = engaged | unengaged            withheld, the complement with them
 *   segments, breadth, phases,     the cells of each list                  withheld, the next smallest cell with them
 *   reconciliation
 *   flags, previous windows        single count                            withheld
 *   rates, shares, days of people  follow from a withheld count            withheld
 *   counters                       sums of a group that is large enough    shown
 */

/** Bounds of a withheld count that follow from the shown numbers anyway; `most` is `null` if they imply no upper bound. */
export interface Bounds {
  readonly least: number
  readonly most: number | null
}

/** Withheld fields of a line by name, with bounds or `null` without any. Each of these fields is `null` in the line. */
export type Withheld = Readonly<Record<string, Bounds | null>>

/** A line that lists its withheld fields, to tell withheld from unknown. */
export interface Protected {
  readonly withheld: Withheld
}

export const NOTHING_WITHHELD: Withheld = Object.freeze({})

/** Names of the numeric fields of a line. */
export type NumberOf<Line> = {
  [Name in keyof Line]: Line[Name] extends number | null ? Name : never
}[keyof Line] &
  string

/** Whether a field is `null` because it is withheld, not because it is unknown. */
export function isWithheld<Line extends Protected>({ withheld }: Line, name: NumberOf<Line>): boolean {
  return Object.hasOwn(withheld, name)
}

/** A number of a line, or the lower bound of one that is withheld; -1 if it is unknown. For ordering lines. */
export function leastOf<Line extends Protected>(line: Line, name: NumberOf<Line>): number {
  const value = line[name] as number | null
  return value ?? (isWithheld(line, name) ? (line.withheld[name]?.least ?? 0) : -1)
}

/** Whether a count is above 0 and below `minimum`. */
export function isFew(count: number | null, minimum: number): boolean {
  return count !== null && count > 0 && count < minimum
}

type Fields = Readonly<Record<string, Bounds | null | undefined>>

/** Sets `fields` with defined bounds to `null` and lists them. `parts` are lists whose withheld cells are `null` already. */
export function withhold<Line extends object>(
  line: Line,
  fields: Fields,
  parts: Fields = {},
): Line & Protected {
  if (!hasAny(fields) && !hasAny(parts)) return { ...line, withheld: NOTHING_WITHHELD }
  const hasBounds = ([, bounds]: [string, Bounds | null | undefined]) => bounds !== undefined
  const values = line as Readonly<Record<string, unknown>>
  const names = Object.entries(fields).filter((field) => hasBounds(field) && values[field[0]] !== null)
  const withheld = [...names, ...Object.entries(parts).filter(hasBounds)]
  if (withheld.length === 0) return { ...line, withheld: NOTHING_WITHHELD }
  const nothing = Object.fromEntries(names.map(([name]) => [name, null]))
  return { ...line, ...nothing, withheld: Object.fromEntries(withheld) as Withheld }
}

function hasAny(fields: Fields): boolean {
  for (const name in fields) if (fields[name] !== undefined) return true
  return false
}

/** Constraints on a list beyond the sizes of its cells. */
interface ListOptions {
  /** Indexes of cells that must be withheld because of other figures. */
  readonly hidden?: readonly number[]
  /** Set if the total of the list is withheld: its upper bound. What remains of it must be at least 2 × minimum − 1. */
  readonly most?: number | null | undefined
}

/**
 * Complementary suppression: returns the indexes of the cells to withhold in a list of counts whose total is known. All cells
 * of a few users are withheld, together with the next smallest other cell, so that their sum is not a few. They are all shown
 * alike, so that none can be told from another. An empty cell reveals nobody and is kept.
 */
export function withheldIndexes(
  cells: readonly number[],
  minimum: number,
  { hidden = [], most }: ListOptions = {},
): ReadonlySet<number> {
  const rising = [...cells.keys()]
    .filter((index) => cells[index] !== 0)
    .toSorted((left, right) => (cells[left] as number) - (cells[right] as number))
  const isHidden = (index: number) => hidden.includes(index) || isFew(cells[index] as number, minimum)
  const withheld = new Set(rising.filter(isHidden))
  const isEnough = () => {
    if (most !== undefined) {
      const shown = rising.reduce(
        (sum, index) => sum + (withheld.has(index) ? 0 : (cells[index] as number)),
        0,
      )
      if (withheld.size === 0 || (most !== null && most - shown < 2 * minimum - 1)) return false
    }
    if (withheld.size === 0) return true
    return withheld.size > 1 && [...withheld].some((index) => !isFew(cells[index] as number, minimum))
  }
  let last = 0
  for (const index of rising) {
    const cell = cells[index] as number
    // Of equal cells all or none are withheld: the choice would reveal which one is small.
    if (isEnough() && cell !== last) break
    if (!withheld.has(index)) last = cell
    withheld.add(index)
  }
  return withheld
}

/** Bounds of each withheld cell of a list, the same for all. Do not use it if the total of the list is withheld. */
export function boundsOfCells(cells: readonly number[], indexes: ReadonlySet<number>): Bounds {
  const together = [...indexes].reduce((sum, index) => sum + (cells[index] as number), 0)
  return { least: 1, most: together - indexes.size + 1 }
}

/** Bounds of the withheld counts of a group of users. A missing field is shown. */
export interface WithheldUsage {
  readonly members?: Bounds
  readonly active?: Bounds
  readonly idle?: Bounds
  readonly engaged?: Bounds
  readonly unengaged?: Bounds
}

/** Counts of the users of a line; `null` is unknown. */
export interface Usage {
  readonly members: number | null
  /** Active users who are members: fewer than `active` if some active users are in no team. */
  readonly activeMembers: number | null
  readonly active: number | null
  readonly engaged: number | null
}

/**
 * Which of members, active, idle and engaged users are withheld. `tellsIdle`: idle members, or a rate that implies them, are
 * shown next to the active users.
 */
export function withheldUsage(usage: Usage, minimum: number, tellsIdle = true): WithheldUsage {
  const { members, activeMembers, active } = usage
  if (active === null) return isFew(members, minimum) ? { members: few(minimum) } : {}
  if (members === null || activeMembers === null) return withoutMembers(usage, minimum)
  if (isFew(members, minimum)) {
    const all = few(minimum)
    return { members: all, active: all, idle: all, engaged: all, unengaged: all }
  }
  const pair = pairBounds(activeMembers, members, minimum)
  const outside = active - activeMembers
  if (outside === 0)
    return pair === undefined ? withoutMembers(usage, minimum) : withheldTeam(usage, members, pair, minimum)
  if (isFew(active, minimum)) return { ...withoutMembers(usage, minimum), ...idleOf(pair?.rest) }
  // Members and active users together reveal how many are active outside of teams, or idle.
  if (pair === undefined && !(tellsIdle && isFew(outside, minimum))) return withoutMembers(usage, minimum)
  const isActiveShown =
    pair === undefined
      ? members - active + 1 >= minimum && active >= 2 * minimum - 1
      : active - members >= minimum - 1
  if (isActiveShown)
    return { ...withoutMembers(usage, minimum), idle: pair?.rest ?? idleBounds(members, active, minimum) }
  const part = { least: pair?.part.least ?? 1, most: null }
  return withheldTeam(usage, members, { part, rest: pair?.rest ?? { least: 0, most: null } }, minimum)
}

function idleOf(idle: Bounds | undefined): WithheldUsage {
  return idle === undefined ? {} : { idle }
}

/**
 * Bounds of another count of users of a line if it is to be withheld: a few, or, while the active users are withheld, so
 * nearly all members that it would reveal that nearly all are active. Undefined: it is shown.
 */
export function withheldCount(
  count: number | null,
  members: number | null,
  { active }: WithheldUsage,
  minimum: number,
): Bounds | undefined {
  if (count === null || count === 0) return undefined
  if (active !== undefined && members !== null && members - count < 2 * minimum - 1)
    return { least: 1, most: Math.max(1, members - 1) }
  return isFew(count, minimum) ? few(minimum) : undefined
}

/** Bounds of any count of a few users. */
export function few(minimum: number): Bounds {
  return { least: 1, most: minimum - 1 }
}

function withoutMembers({ active, engaged }: Usage, minimum: number): WithheldUsage {
  if (active === null) return {}
  if (isFew(active, minimum)) return { active: few(minimum), engaged: few(minimum), unengaged: few(minimum) }
  const pair = engaged === null ? undefined : pairBounds(engaged, active, minimum)
  return pair === undefined ? {} : { engaged: pair.part, unengaged: pair.rest }
}

/**
 * Withholds active users, and with them the engaged ones, unless so many members remain that they do not reveal how many
 * are active.
 */
function withheldTeam(
  { engaged }: Usage,
  members: number,
  { part, rest }: { part: Bounds; rest: Bounds },
  minimum: number,
): WithheldUsage {
  const hidden = { active: part, idle: rest, unengaged: { least: 0, most: part.most } }
  if (engaged === null || engaged === 0) return hidden
  if (part.most !== null && part.most < minimum) return { ...hidden, engaged: few(minimum) }
  const tells = members - engaged < 2 * minimum - 1
  // In so small a team the bounds must not distinguish a few engaged users from nearly all.
  if (members < 3 * minimum - 2) return { ...hidden, engaged: { least: 1, most: part.most } }
  if (tells) return { ...hidden, engaged: { least: members - 2 * minimum + 2, most: part.most } }
  return isFew(engaged, minimum) ? { ...hidden, engaged: few(minimum) } : hidden
}

/** Bounds of two counts that add up to a shown `whole`: both are withheld if either is a few. Undefined: both are shown. */
export function pairBounds(
  part: number,
  whole: number,
  minimum: number,
): { part: Bounds; rest: Bounds } | undefined {
  const rest = whole - part
  if (!isFew(part, minimum) && !isFew(rest, minimum)) return undefined
  // In so small a whole one of the two is always a few; different bounds would reveal which.
  if (whole < 2 * minimum - 1)
    return { part: { least: 1, most: whole - 1 }, rest: { least: 1, most: whole - 1 } }
  const many = { least: whole - minimum + 1, most: whole - 1 }
  return isFew(part, minimum) ? { part: few(minimum), rest: many } : { part: many, rest: few(minimum) }
}

/** Bounds of idle members if a few active users are not members. */
function idleBounds(members: number, active: number, minimum: number): Bounds {
  return { least: Math.max(0, members - active + 1), most: Math.max(0, members - active + minimum - 1) }
}
