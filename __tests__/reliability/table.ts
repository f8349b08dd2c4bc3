import { APPS } from './apps.ts'
import { LINKS, READING } from './reading.ts'
import { PUBLISHING } from './publishing.ts'
import { isOfArtifact, PLACES, type Row } from './rows.ts'
import { RUNNER } from './runner.ts'
import { SEATS } from './seats.ts'

/** Every line of the table: each place with each fault, place by place. */
export const TABLE: readonly Row[] = [
  ...APPS,
  ...READING,
  ...LINKS,
  ...SEATS,
  ...PUBLISHING,
  ...RUNNER,
].toSorted((one, other) => PLACES.indexOf(one.place) - PLACES.indexOf(other.place))

/** One run of the action that tries one or several rows at once, where they do not touch each other. */
export interface Trial {
  readonly name: string
  readonly rows: readonly Row[]
  /** Seconds. */
  readonly within: number
  readonly isFast: boolean
  readonly waits: boolean
}

/** The runs that try the whole table. */
export function trialsOf(rows: readonly Row[] = TABLE): Trial[] {
  const trials: Row[][] = []
  for (const row of rows.filter(({ comesOut }) => comesOut.as !== 'cannot occur')) {
    const fitting = trials.find((others) => others.every((other) => mayShare(row, other)))
    if (fitting === undefined) trials.push([row])
    else fitting.push(row)
  }
  return trials.map((together) => ({
    name: nameOf(together),
    rows: together,
    within: Math.max(...together.map(({ within }) => within)),
    isFast: together.every(({ isFast }) => isFast === true),
    waits: together.some(({ waits }) => waits === true),
  }))
}

/** Rows of a group share a run where all of them pass, or where each goes wrong in a part of the run of its own. */
function mayShare(one: Row, other: Row): boolean {
  if (one.group === undefined || one.group !== other.group || one.isFast !== other.isFast) return false
  const bothPass = one.comesOut.as === 'whole' && other.comesOut.as === 'whole'
  return bothPass
    ? one.place !== other.place || one.group === 'links'
    : partOf(one) !== partOf(other) && !areOneRequest(one, other)
}

/** The part of a run that ends where something goes wrong in it; the parts after it go on. */
function partOf({ place }: Row): string {
  if (place === 'visibility') return place
  if (isOfArtifact(place)) return 'artifact'
  return ['repository', 'ref', 'contents', 'GraphQL'].includes(place) ? 'commit' : 'reading'
}

/** Who can see a repository is asked by the request that every commit begins with. */
function areOneRequest(one: Row, other: Row): boolean {
  const parts = new Set([one, other].map(partOf))
  return parts.has('visibility') && parts.has('commit')
}

function nameOf(rows: readonly Row[]): string {
  const places = rows.map(({ place }) => place)
  return `${rows[0]?.fault ?? ''}: ${places.join(', ')}`
}
