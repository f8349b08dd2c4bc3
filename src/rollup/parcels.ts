/**
 * Reports that another thread reads: what it sends, and how its numbers become those of the entity's names. A parcel is plain
 * data. The parcels of a thread must be opened in the order in which they were packed, since each brings only new names.
 */
import type { Dictionary, Texts } from '../dictionary.ts'
import { type Numbering, renumberCells } from './breakdown-cells.ts'
import { type DayMemory, type DayRows, ROW } from './day-rows.ts'
import type { Value } from './dimension-values.ts'
import type { ReportIds } from './entity-ids.ts'
import type { Intake, UsersReport, UserTeamsReport } from './intake.ts'
import { MEMBERSHIP } from './memberships.ts'
import type { Names } from './names.ts'

export { createIntake } from './intake.ts'
export type { DayMemory } from './day-rows.ts'

/** Names that a thread met for the first time. */
export interface NewNames {
  /** In the order of `dictionariesOf`. */
  readonly texts: readonly Texts[]
  /** New values of dimensions, and all ids, since their names change. */
  readonly values: readonly (readonly [number: number, value: Value])[]
  readonly aliases: readonly { readonly value: number; readonly raw: string }[]
}

/** Numbers of an intake's names, in the order of reading. */
function dictionariesOf({ people, teams, entityIds, unlistedFeatures, counters }: Names): Dictionary[] {
  return [people.ids, people.labels, teams.ids, teams.labels, entityIds, unlistedFeatures, counters]
}

/** Returns a function that returns the names which are new since its last call. */
export function newNamesOf({ names }: Intake): () => NewNames {
  const sizes = dictionariesOf(names).map(() => 0)
  let [values, aliases] = [0, 0]
  return () => {
    const texts = dictionariesOf(names).map((dictionary, index) => {
      const first = sizes[index] as number
      sizes[index] = dictionary.size
      return dictionary.textsFrom(first)
    })
    const isNew = (number: number) => number >= values || names.values.get(number).secondDay !== ''
    const numbers = Array.from({ length: names.values.size }, (_, number) => number).filter(isNew)
    values = names.values.size
    const added = Array.from({ length: names.values.aliasCount - aliases }, (_, index) => aliases + index)
    aliases = names.values.aliasCount
    return {
      texts,
      values: numbers.map((number) => [number, names.values.get(number)]),
      aliases: added.map((alias) => names.values.aliasOf(alias)),
    }
  }
}

/** The buffers of a report or of memory, which a thread gives away when it sends it. */
export function buffersOf(columns: UsersReport | UserTeamsReport | DayMemory | undefined): ArrayBuffer[] {
  if (columns === undefined) return []
  if ('memberships' in columns) return [columns.memberships.ints.values.buffer as ArrayBuffer]
  const { ints, sums, rowByPerson, cells } = 'rows' in columns ? columns.rows : columns
  const vectors = [ints, sums, rowByPerson]
  const ofCells = cells === undefined ? [] : [cells.numbers, cells.counters, cells.aliases, cells.ends]
  return [...vectors, ...ofCells].map(({ values }) => values.buffer as ArrayBuffer)
}

/** A users report without what only its reader needs. */
export function packUsers({ ids, rows }: UsersReport): UsersReport {
  const { day, count, ints, sums, rowByPerson, unlistedFeatures, hasCounters, cells, repeated, conflicting } =
    rows
  return {
    ids,
    rows: {
      day,
      count,
      ints,
      sums,
      rowByPerson,
      unlistedFeatures,
      hasCounters,
      cells,
      repeated,
      conflicting,
    },
  }
}

/** Gives the columns of a thread the numbers of an entity's names. */
export interface Renumbering {
  learn(names: NewNames): void
  ids(ids: ReportIds): ReportIds
  users(report: UsersReport): UsersReport
  userTeams(report: UserTeamsReport): UserTeamsReport
}

/** The renumbering of one thread, of which nothing is known yet. */
export function createRenumbering({ names }: Intake): Renumbering {
  const [people, logins, teams, slugs, entityIds, features, counters] = Array.from(
    dictionariesOf(names),
    (): number[] => [],
  ) as [number[], number[], number[], number[], number[], number[], number[]]
  const values: number[] = []
  const aliases: number[] = []
  const all = [people, logins, teams, slugs, entityIds, features]
  const ids = (own: ReportIds) => ({ ...own, ownIds: own.ownIds.map((id) => entityIds[id] as number) })
  return {
    learn(news) {
      const dictionaries = dictionariesOf(names)
      all.forEach((numbers, index) => {
        const texts = news.texts[index] as Texts
        for (const number of (dictionaries[index] as Dictionary).idsOf(texts)) numbers.push(number)
      })
      for (const text of textsOf(news.texts[all.length] as Texts))
        counters.push(names.internCounterText(text))
      for (const [number, value] of news.values) values[number] = names.values.internValue(value)
      for (const { value, raw } of news.aliases)
        aliases.push(names.values.internAlias(values[value] as number, raw))
    },
    ids,
    users({ ids: own, rows }) {
      renumber(rows.ints.values, rows.ints.length, ROW.length, [
        [ROW.person, people],
        [ROW.entityId, entityIds],
        [ROW.login, logins],
      ])
      indexByPerson(rows, people, names.people.ids.size)
      for (const [row, engaged] of rows.unlistedFeatures)
        rows.unlistedFeatures.set(
          row,
          new Map([...engaged].map(([key, on]) => [features[key] as number, on])),
        )
      if (rows.cells !== undefined) renumberCells(rows.cells, values, counters, aliases)
      return { ids: ids(own), rows }
    },
    userTeams({ ids: own, memberships }) {
      renumber(memberships.ints.values, memberships.ints.length, MEMBERSHIP.length, [
        [MEMBERSHIP.team, teams],
        [MEMBERSHIP.slug, slugs],
        [MEMBERSHIP.person, people],
        [MEMBERSHIP.login, logins],
        [MEMBERSHIP.entityId, entityIds],
      ])
      return { ids: ids(own), memberships }
    },
  }
}

function textsOf({ bytes, ends }: Texts): string[] {
  return Array.from(ends, (end, index) => Buffer.from(bytes.subarray(ends[index - 1] ?? 0, end)).toString())
}

/** Replaces the numbers at some offsets of each line of `width` integers. */
function renumber(
  ints: Int32Array,
  length: number,
  width: number,
  columns: readonly (readonly [offset: number, numbering: Numbering])[],
): void {
  for (const [offset, numbering] of columns) {
    for (let at = offset; at < length; at += width) ints[at] = numbering[ints[at] as number] as number
  }
}

/** Replaces the persons of a thread, which index `rowByPerson`. `size` is the number of persons of the entity. */
function indexByPerson({ rowByPerson }: DayRows, people: Numbering, size: number): void {
  const values = new Int32Array(size)
  for (let person = 0; person < rowByPerson.length; person++) {
    const row = rowByPerson.values[person] as number
    if (row !== 0) values[people[person] as number] = row
  }
  rowByPerson.values = values
  rowByPerson.length = size
}
