/**
 * Counts of a few people are withheld where persons are not named, and in the committed report always. A few are from 1 to
 * `minimum` − 1; nobody at all is shown. The policy, figure by figure, is the table of `docs/privacy.md`:
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

/** Between which numbers a withheld count lies, as what is shown tells anyway; `most` is null where nothing tells it. */
export interface Bounds {
  readonly least: number
  readonly most: number | null
}

/** The withheld fields of a line by name; null where nothing is told of a value. All of them are null in the line. */
export type Withheld = Readonly<Record<string, Bounds | null>>

/** A line that says which of its fields are withheld, so that they are not taken for unknown. */
export interface Protected {
  readonly withheld: Withheld
}

export const NOTHING_WITHHELD: Withheld = Object.freeze({})

/** Whether a count is of someone, but of fewer people than may be shown. */
export function isFew(count: number | null, minimum: number): boolean {
  return count !== null && count > 0 && count < minimum
}

type Fields = Readonly<Record<string, Bounds | null | undefined>>

/** A line whose withheld `fields` are null, whatever they were; of lists (`parts`) single cells are null already. */
export function withhold<Line extends object>(
  line: Line,
  fields: Fields,
  parts: Fields = {},
): Line & Protected {
  const isWithheld = ([, bounds]: [string, Bounds | null | undefined]) => bounds !== undefined
  const values = line as Readonly<Record<string, unknown>>
  const names = Object.entries(fields).filter((field) => isWithheld(field) && values[field[0]] !== null)
  const withheld = [...names, ...Object.entries(parts).filter(isWithheld)]
  if (withheld.length === 0) return { ...line, withheld: NOTHING_WITHHELD }
  const nothing = Object.fromEntries(names.map(([name]) => [name, null]))
  return { ...line, ...nothing, withheld: Object.fromEntries(withheld) as Withheld }
}

/** What more than the sizes of its cells decides about a list. */
export interface ListOptions {
  /** Places that must not be shown, since something else tells of them. */
  readonly hidden?: readonly number[]
  /** Where the total of the list is withheld: it is at most this, and fewer than twice the minimum must not be left of it. */
  readonly most?: number | null | undefined
}

/**
 * Complementary suppression: the places of the cells that are withheld of counts that add up to a total. Each cell of a few
 * people is, and with them the next smallest that is not, so that what is withheld together is no few: which of them is which
 * nobody can tell, since they are shown alike. An empty cell shows nobody and stays.
 */
export function withheldPlaces(
  cells: readonly number[],
  minimum: number,
  { hidden = [], most }: ListOptions = {},
): ReadonlySet<number> {
  const rising = [...cells.keys()]
    .filter((place) => cells[place] !== 0)
    .toSorted((left, right) => (cells[left] as number) - (cells[right] as number))
  const isHidden = (place: number) => hidden.includes(place) || isFew(cells[place] as number, minimum)
  const withheld = new Set(rising.filter(isHidden))
  const isEnough = () => {
    if (most !== undefined) {
      const shown = rising.reduce(
        (sum, place) => sum + (withheld.has(place) ? 0 : (cells[place] as number)),
        0,
      )
      if (withheld.size === 0 || (most !== null && most - shown < 2 * minimum - 1)) return false
    }
    if (withheld.size === 0) return true
    return withheld.size > 1 && [...withheld].some((place) => !isFew(cells[place] as number, minimum))
  }
  let last = 0
  for (const place of rising) {
    const cell = cells[place] as number
    // Of equal ones either all are withheld or none: which was chosen would tell which is of a few.
    if (isEnough() && cell !== last) break
    if (!withheld.has(place)) last = cell
    withheld.add(place)
  }
  return withheld
}

/** Between which numbers each of the withheld cells of a list lies: all of them alike. Unknown where the total is withheld. */
export function boundsOfCells(cells: readonly number[], places: ReadonlySet<number>): Bounds {
  const together = [...places].reduce((sum, place) => sum + (cells[place] as number), 0)
  return { least: 1, most: together - places.size + 1 }
}

/** What of some people, and of the active among them, is withheld. What is not there is shown. */
export interface WithheldUsage {
  readonly members?: Bounds
  readonly active?: Bounds
  readonly idle?: Bounds
  readonly engaged?: Bounds
  readonly unengaged?: Bounds
}

/** How many people a line is about; null is unknown. */
export interface Usage {
  readonly members: number | null
  /** Of the members; where people are active without being members, these are fewer than the active. */
  readonly activeMembers: number | null
  readonly active: number | null
  readonly engaged: number | null
}

/**
 * What of members, active, idle and engaged people is withheld. `tellsIdle`: idle members, or a rate that tells them, are
 * shown beside the active people.
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
  // Whoever knows members and active people knows how many of them are active outside of teams, or idle.
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
 * What is withheld of another count of people of a line: a few, and, where the active people are withheld, whatever comes
 * so near to all members that it would tell that nearly all are active.
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

/** A count of a few, whatever it is. */
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
 * Where the active people are withheld, the engaged among them are too, unless so many members are left that they do not
 * tell how many are active.
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
  // Of so few members a few engaged and nearly all are not told apart.
  if (members < 3 * minimum - 2) return { ...hidden, engaged: { least: 1, most: part.most } }
  if (tells) return { ...hidden, engaged: { least: members - 2 * minimum + 2, most: part.most } }
  return isFew(engaged, minimum) ? { ...hidden, engaged: few(minimum) } : hidden
}

/** Two counts that add up to one that is shown: both are withheld where either is of a few. */
export function pairBounds(
  part: number,
  whole: number,
  minimum: number,
): { part: Bounds; rest: Bounds } | undefined {
  const rest = whole - part
  if (!isFew(part, minimum) && !isFew(rest, minimum)) return undefined
  // Of so few people one of the two is always of a few: to tell which would tell more than that.
  if (whole < 2 * minimum - 1)
    return { part: { least: 1, most: whole - 1 }, rest: { least: 1, most: whole - 1 } }
  const many = { least: whole - minimum + 1, most: whole - 1 }
  return isFew(part, minimum) ? { part: few(minimum), rest: many } : { part: many, rest: few(minimum) }
}

/** Idle members where a few people who are no members are active. */
function idleBounds(members: number, active: number, minimum: number): Bounds {
  return { least: Math.max(0, members - active + 1), most: Math.max(0, members - active + minimum - 1) }
}
