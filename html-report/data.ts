import type { HtmlTableName, Row } from '../src/lines/html-tables.ts'
import type { EntityReport, Report } from '../src/lines/report.ts'
import type { Day } from '../src/day.ts'

/** A table of an entity, as the action wrote it. */
export interface Table {
  /** The index of a column in each row; -1: there is no such column. */
  indexOf(column: string): number
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

/** What the file holds. Tables are unpacked when they are first asked for. */
export interface Data {
  readonly report: Report
  /** The day of the run. */
  readonly today: Day
  hasTable(entity: EntityReport, name: HtmlTableName): boolean
  /** Undefined where the file has no such table. */
  table(entity: EntityReport, name: HtmlTableName): Promise<Table | undefined>
}

/** Reads the blocks of data of a page. @throws Error if one is damaged, or the browser cannot unpack it */
export async function openData(page: Document): Promise<Data> {
  const tables = new Map<string, Promise<Table | undefined>>()
  const report = (await unpack(page, 'report')) as Report
  const today = (await unpack(page, 'today')) as Day
  const idOf = (entity: EntityReport, name: HtmlTableName) => `${report.entities.indexOf(entity)}/${name}`
  return {
    report,
    today,
    hasTable: (entity, name) => blockOf(page, idOf(entity, name)) !== null,
    table: (entity, name) => {
      const id = idOf(entity, name)
      const known = tables.get(id) ?? readTable(page, id)
      tables.set(id, known)
      return known
    },
  }
}

async function readTable(page: Document, id: string): Promise<Table | undefined> {
  if (blockOf(page, id) === null) return undefined
  const { columns, rows } = (await unpack(page, id)) as Pick<Table, 'columns' | 'rows'>
  const indexes = new Map(columns.map((column, index) => [column, index]))
  return { columns, rows, indexOf: (column) => indexes.get(column) ?? -1 }
}

function blockOf(page: Document, id: string): Element | null {
  return page.getElementById(`data:${id}`)
}

async function unpack(page: Document, id: string): Promise<unknown> {
  const packed = atob(blockOf(page, id)?.textContent ?? '')
  const bytes = new Uint8Array(packed.length)
  for (let index = 0; index < packed.length; index++) bytes[index] = packed.charCodeAt(index)
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return JSON.parse(await new Response(stream).text()) as unknown
}
