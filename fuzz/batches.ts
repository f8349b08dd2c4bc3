import { COUNTERS } from '../__tests__/recipe/numbers.ts'
import { addDays, daysBetween } from '../simulator/calendar.ts'
import { type Company, makeCompany, usersLines, userTeamsLines } from '../simulator/company.ts'
import { chance, pick, type Random, wholeBetween } from './chance.ts'
import { depthOf, plainMembership, plainRow, type PlainReading } from './plain-reading.ts'
import { DEEP, mayFailBecauseOf, MOST_REJECTED } from './expectations.ts'
import { type Layout, layoutOf, type ReportLine, reordered } from './layouts.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateStructure } from './mutate-structure.ts'

/** What a run is asked: which entity and which days. */
export interface Asked {
  readonly scope: 'organization' | 'enterprise'
  readonly slug: string
  readonly entityId: string
  readonly until: string
  readonly days: number
  readonly compare: boolean
}

/** Reports of some days whose lines were changed, and how they lie in files. */
export interface Batch {
  readonly asked: Asked
  readonly lines: readonly ReportLine[]
  readonly layouts: ReadonlyMap<string, Layout>
}

const NEWLINE = 0x0a

/** How wild a batch is. */
interface Wildness {
  /** Of the lines so many are changed. */
  readonly share: number
  /** Lines that cannot be used: so many that a run has to go on, or as many as come. */
  readonly broken: 'few' | 'any'
  /** Whether lines may be such that a run may fail for another reason. */
  readonly mayFail: boolean
}

/** A batch that the stream chooses. */
export function batchOf(random: Random): Batch {
  const company = makeCompany({
    seed: wholeBetween(random, 1, 1_000_000),
    seats: wholeBetween(random, 30, 220),
    teams: wholeBetween(random, 2, 12),
    ...(chance(random, 0.25) ? { scope: 'enterprise' as const, slug: 'octo' } : {}),
  })
  const asked: Asked = {
    scope: company.scope,
    slug: company.slug,
    entityId: company.entityId,
    until: addDays('2026-11-18', -wholeBetween(random, 0, 40)),
    days: wholeBetween(random, 1, 3),
    compare: chance(random, 0.3),
  }
  const wildness: Wildness = {
    share: pick(random, [0.1, 0.5, 1]),
    broken: chance(random, 0.85) ? 'few' : 'any',
    mayFail: chance(random, 0.1),
  }
  const lines: ReportLine[] = []
  const layouts = new Map<string, Layout>()
  for (const day of daysBetween(
    addDays(asked.until, 1 - asked.days * (asked.compare ? 2 : 1)),
    asked.until,
  )) {
    const logins = new Map<string, unknown>()
    for (const report of ['users', 'user-teams'] as const) {
      layouts.set(`${report} ${day}`, layoutOf(random))
      if (chance(random, 0.03)) continue
      lines.push(...reordered(random, linesOf(random, company, asked, { report, day, logins }, wildness)))
    }
  }
  return { asked, lines, layouts }
}

function linesOf(
  random: Random,
  company: Company,
  asked: Asked,
  place: Pick<ReportLine, 'report' | 'day'> & { readonly logins: Map<string, unknown> },
  { share, broken, mayFail }: Wildness,
): ReportLine[] {
  const { report, day, logins } = place
  const plain = report === 'users' ? [...usersLines(company, day)] : [...userTeamsLines(company, day)]
  const seen = new Map<string, number[]>()
  const takes = (line: Buffer): boolean => {
    const reading = readingOf(report, line, day)
    if (reading === 'unsettled' || line.includes(NEWLINE)) return false
    if (!mayFail && mayEndTheRun(report, line, asked) !== undefined) return false
    if (reading === 'rejected') return true
    return !hasOtherLogin(logins, reading.line) && (report !== 'users' || !isTied(seen, reading.line))
  }
  const lines: ReportLine[] = []
  for (const text of chance(random, 0.3) ? withSomeTwice(random, plain) : plain) {
    const tries = [...(chance(random, share) ? [changed(random, text, plain)] : []), Buffer.from(text)]
    const bytes = tries.find(takes)
    if (bytes !== undefined)
      lines.push({ report, day, bytes, isJson: isJson(bytes) && !isDeep(readingOf(report, bytes, day)) })
  }
  return broken === 'any' ? lines : withFewBroken(lines)
}

/** The lines without all broken ones but for as many as a run has to put up with. */
function withFewBroken(lines: readonly ReportLine[]): ReportLine[] {
  const isBroken = ({ report, bytes, day }: ReportLine) => readingOf(report, bytes, day) === 'rejected'
  let left = Math.floor(lines.filter((line) => line.isJson && !isBroken(line)).length * MOST_REJECTED)
  return lines.filter((line) => !isBroken(line) || left-- > 0)
}

/** The lines, and some of them once more with another activity. */
function withSomeTwice(random: Random, lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    if (!chance(random, 0.03)) return [line]
    return [line, line.replace(/"loc_added_sum":\d+/, `"loc_added_sum":${wholeBetween(random, 0, 100_000)}`)]
  })
}

function changed(random: Random, text: string, others: readonly string[]): Buffer {
  if (chance(random, 0.85)) return Buffer.from(mutateStructure(random, text))
  return mutateBytes(random, Buffer.from(text), Buffer.from(pick(random, others)))
}

/** Of two logins of a person on a day, one of which may be in a row that is dropped, the recipe has its own choice. */
function hasOtherLogin(logins: Map<string, unknown>, line: Readonly<Record<string, unknown>>): boolean {
  const [person, login] = [personOf(line), line['user_login']]
  if (typeof login !== 'string' || login === '') return false
  if (!logins.has(person)) logins.set(person, login)
  return logins.get(person) !== login
}

function personOf(line: Readonly<Record<string, unknown>>): string {
  return String(BigInt(String(line['user_id'])))
}

/** Which of two different rows of a person with the same activity stays is not for the recipe to say. */
function isTied(seen: Map<string, number[]>, line: Readonly<Record<string, unknown>>): boolean {
  const person = personOf(line)
  const activity = COUNTERS.reduce((sum, name) => sum + Number(line[name] ?? 0), 0)
  const rivals = seen.get(person) ?? []
  if (rivals.includes(activity)) return true
  seen.set(person, [...rivals, activity])
  return false
}

/** A line of a report, read plainly. */
export function readingOf(report: ReportLine['report'], line: Buffer, day: string): PlainReading {
  const text = line.toString('utf8')
  return report === 'users' ? plainRow(text, day) : plainMembership(text, day)
}

/** Whether a line may be kept out as too deep, or not. */
export function isDeep(reading: PlainReading): boolean {
  return typeof reading === 'object' && depthOf(reading.line) > DEEP
}

function isJson(line: Buffer): boolean {
  try {
    JSON.parse(line.toString('utf8'))
    return true
  } catch {
    return false
  }
}

/** Why a line may end the run, also one that cannot be used. */
export function mayEndTheRun(report: 'users' | 'user-teams', line: Buffer, asked: Asked): string | undefined {
  try {
    const value: unknown = JSON.parse(line.toString())
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    const entity = { scope: asked.scope, id: asked.entityId }
    return isObject ? mayFailBecauseOf(report, value as Record<string, unknown>, entity) : undefined
  } catch {
    return undefined
  }
}
