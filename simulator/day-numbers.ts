const MILLISECONDS = 86_400_000
const texts = new Map<number, string>()

/** The day as a number (days since 1970-01-01, UTC). Throws on anything that is not a day `YYYY-MM-DD`. */
export function dayNumberOf(day: string): number {
  const time = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(time) || day.length !== 10) throw new Error(`Not a day (YYYY-MM-DD): ${day}`)
  return time / MILLISECONDS
}

/** The day `YYYY-MM-DD` of a day number. */
export function dayTextOf(dayNumber: number): string {
  const known = texts.get(dayNumber)
  if (known !== undefined) return known
  const text = new Date(dayNumber * MILLISECONDS).toISOString().slice(0, 10)
  texts.set(dayNumber, text)
  return text
}

/** Whether a day number is a Saturday or a Sunday. */
export function isWeekend(dayNumber: number): boolean {
  const weekday = (dayNumber + 4) % 7
  return weekday === 0 || weekday === 6
}
