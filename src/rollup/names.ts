import type { Day } from '../day.ts'
import { createDictionary, type Dictionary } from '../dictionary.ts'
import { type MembershipFields, TEXT } from '../parse/fields.ts'
import { emptyRoster, type Roster } from '../columns/bit-sets.ts'
import { createValueOrder, type ValueOrder } from './value-order.ts'
import { createValues, type Values } from './dimension-values.ts'

/** Interns all names of an entity as small integers ("numbers"); people and teams also have a label. */
export interface Names {
  readonly scope: 'organization' | 'enterprise'
  /** By `user_id`; the label is the login. */
  readonly people: Labelled
  /** By `team_id`; the label is the slug. */
  readonly teams: Labelled
  /** `organization_id` or `enterprise_id`, depending on the scope; number 0 means none given. */
  readonly entityIds: Dictionary
  /** The number of the entity id that a line carries. */
  internEntityId(line: MembershipFields): number
  /** The people of the entity, and of a team, over all days. */
  readonly roster: Roster
  ensureRoster(team: number): Roster
  /** The team, without an id, that small teams are merged into. */
  readonly others: number
  /** Keys of unlisted features. */
  readonly unlistedFeatures: Dictionary
  /** Values of dimensions. */
  readonly values: Values
  /** Counters that are not in COUNTERS, in the form of `counterText`. */
  readonly counters: Dictionary
  /** The number of such a counter, by the number of a value and the counter's name. */
  internCounter(value: number, name: string): number
  /** The same by the counter's text. */
  internCounterText(text: string): number
  /** The number of the same counter of the dimension's value `others`. */
  othersCounter(counter: number): number
  /** The order of all values in files. */
  valueOrder(): ValueOrder
}

/** Ids with a label that may change over time: that of the newest day wins, regardless of the order of days. */
interface Labelled {
  readonly ids: Dictionary
  readonly labels: Dictionary
  /** Interns the id of a line, by `TEXT`, and returns its number. */
  intern(line: MembershipFields, id: number): number
  /** Interns the label of a line, by `TEXT`, and returns its number in `labels`. `number` is that of the line's id. */
  internLabel(line: MembershipFields, label: number, number: number): number
  /** Notes that an id has a label on a day. */
  setLabel(number: number, label: number, day: Day): void
  labelOf(number: number): string
}

/** The text of a counter in `Names.counters`. JSON, since the names may contain any character, including a separator. */
function counterText(dimension: string, value: string, name: string): string {
  return JSON.stringify([dimension, value, name])
}

/** What `counterText` was made of. */
export function parseCounterText(text: string): [dimension: string, value: string, name: string] {
  return JSON.parse(text) as [string, string, string]
}

/** Names of an entity of which nothing was read yet. */
export function createNames(scope: 'organization' | 'enterprise'): Names {
  const entityIds = createDictionary()
  let lastEntityId = entityIds.idOf('')
  const idText = scope === 'organization' ? TEXT.organizationId : TEXT.enterpriseId
  const rosters: Roster[] = []
  const values = createValues()
  const counters = createDictionary()
  const counterIds: Map<string, number>[] = []
  const othersCounters: number[] = []
  const teams = labelled()
  const others = teams.ids.idOf('')
  teams.setLabel(others, teams.labels.idOf('others'), BEFORE_ALL)
  const internCounterText = (text: string): number => {
    const id = counters.idOf(text)
    if (othersCounters[id] === undefined) {
      const [dimension, , name] = parseCounterText(text)
      othersCounters[id] = counters.idOf(counterText(dimension, 'others', name))
    }
    return id
  }
  return {
    scope,
    people: labelled(),
    teams,
    others,
    entityIds,
    internEntityId({ bytes, texts }) {
      const start = texts[idText] as number
      const end = texts[idText + 1] as number
      if (!entityIds.isText(lastEntityId, bytes, start, end))
        lastEntityId = entityIds.idOfBytes(bytes, start, end)
      return lastEntityId
    },
    roster: emptyRoster(),
    ensureRoster: (team) => (rosters[team] ??= emptyRoster()),
    unlistedFeatures: createDictionary(),
    values,
    counters,
    internCounter(value, name) {
      const ids = (counterIds[value] ??= new Map())
      let id = ids.get(name)
      if (id === undefined) {
        const { dimension, value: text } = values.get(value)
        id = internCounterText(counterText(dimension, text, name))
        ids.set(name, id)
      }
      return id
    },
    internCounterText,
    othersCounter: (counter) => othersCounters[counter] as number,
    valueOrder: createValueOrder(values),
  }
}

/** The day of labels that come from no report: before any other. */
export const BEFORE_ALL = '' as Day

function labelled(): Labelled {
  const ids = createDictionary()
  const labels = createDictionary()
  const none = labels.idOf('')
  const labelOf: number[] = []
  const days: Day[] = []
  /** The label that an id was read with last. */
  const latest: number[] = []
  /** By id: the one that was read after it last. */
  const next: number[] = []
  let last = -1
  return {
    ids,
    labels,
    intern({ bytes, texts }, id) {
      const start = texts[id] as number
      const end = texts[id + 1] as number
      // Lines of one person, or of one team, often follow each other, and the days of a report often have the same order.
      if (last !== -1 && ids.isText(last, bytes, start, end)) return last
      const guess = last === -1 ? undefined : next[last]
      if (guess !== undefined && ids.isText(guess, bytes, start, end)) return (last = guess)
      const number = ids.idOfBytes(bytes, start, end)
      if (last !== -1) next[last] = number
      return (last = number)
    },
    internLabel({ bytes, texts }, label, number) {
      const start = texts[label] as number
      const end = texts[label + 1] as number
      const known = latest[number]
      if (known !== undefined && labels.isText(known, bytes, start, end)) return known
      return (latest[number] = labels.idOfBytes(bytes, start, end))
    },
    setLabel(number, label, day) {
      if (label === none) return
      const known = labelOf[number]
      const knownDay = days[number]
      if (known !== undefined && knownDay !== undefined) {
        if (day < knownDay) return
        if (label !== known && day === knownDay && labels.textOf(label) < labels.textOf(known)) return
      }
      labelOf[number] = label
      days[number] = day
    },
    labelOf: (number) => labels.textOf(labelOf[number] ?? none),
  }
}
