/** A UTC calendar day, `YYYY-MM-DD`. Days compare and sort as text. */
export type Day = string & { readonly brand: 'Day' }

const DAY_MILLISECONDS = 86_400_000
/** A date alone, or with a time of day in UTC. */
const DAY_OR_TIMESTAMP = /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]00:?00)?)?$/
/** A date alone, or with a time of day in any time zone. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2}))?$/

/** Parses a day or a UTC timestamp (`2026-10-14T00:00:00Z`); undefined if it is neither. */
export function parseDay(text: unknown): Day | undefined {
  if (typeof text !== 'string' || !DAY_OR_TIMESTAMP.test(text)) return undefined
  const day = text.slice(0, 10)
  return Number.isNaN(Date.parse(day)) || toDay(Date.parse(day)) !== day ? undefined : (day as Day)
}

/** The UTC day of a moment in milliseconds since the epoch. */
export function toDay(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10) as Day
}

/** The day `count` days after `day` (before it when negative). */
export function addDays(day: Day, count: number): Day {
  return toDay(Date.parse(day) + count * DAY_MILLISECONDS)
}

/** Milliseconds since the epoch of a timestamp with a time zone, or of a day; undefined if it is neither. */
export function parseMoment(text: unknown): number | undefined {
  if (typeof text !== 'string' || !TIMESTAMP.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}

/** A moment as a UTC timestamp with seconds: `2026-11-18T14:03:05Z`. */
export function formatMoment(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`
}

/** Days from one moment to a later one, not rounded. */
export function daysFrom(moment: number, later: number): number {
  return (later - moment) / DAY_MILLISECONDS
}

/** The `count` consecutive days that end with `until`, oldest first. */
export function daysEnding(until: Day, count: number): Day[] {
  return Array.from({ length: count }, (_, index) => addDays(until, index - count + 1))
}

/** Monday to Friday. */
export function isWeekday(day: Day): boolean {
  return isoWeekday(day) < 6
}

/** The Monday of the ISO week that holds `day`. */
export function weekOf(day: Day): Day {
  return addDays(day, 1 - isoWeekday(day))
}

/** `14 Oct` or, with the year, `14 Oct 2026`. */
export function formatDay(day: Day, options?: { year: boolean }): string {
  const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  const text = `${Number(day.slice(8))} ${names[Number(day.slice(5, 7)) - 1]}`
  return options?.year ? `${text} ${day.slice(0, 4)}` : text
}

/** 1 (Monday) to 7 (Sunday). */
function isoWeekday(day: Day): number {
  return ((new Date(day).getUTCDay() + 6) % 7) + 1
}
