import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Day } from './day.ts'
import { htmlTables } from './lines/html-tables.ts'
import type { Report } from './lines/report.ts'
import { filesTarget } from './publish/files.ts'
import { toSystemFault } from './publish/system-faults.ts'
import { reportJson, tableJson } from './render/html/html-data.ts'
import { plainTables } from './render/html/plain-tables.ts'
import { pageTitle } from './render/html/page-title.ts'
import type { FileOptions, FilesPart } from './write-files.ts'

/** The application, built from `html-report/`, lies beside the bundle. Not a plain text: the bundler would take it for a module. */
const TEMPLATE = new URL(
  `${import.meta.url.endsWith('.ts') ? '../dist' : '.'}/html-report.html`,
  import.meta.url,
)

/** Stands in the template where the title, the tables for readers without JavaScript and the data go. */
const MARKER = /<!-- (title|tables|data) -->/

/** Level 6 is a third slower for 3 % less. Rows are made while those before are compressed, a megabyte ahead. */
const COMPRESSION = { level: 5, writableHighWaterMark: 1 << 20, chunkSize: 1 << 16 }

/**
 * Writes the interactive report, one HTML file with everything inside, and returns its path. It is streamed: neither the
 * file nor its data are in memory as a whole.
 * @throws Fault if the system refuses it
 */
export async function writeHtmlReport(
  directory: string,
  name: string,
  report: Report,
  parts: readonly FilesPart[],
  options: FileOptions,
  today: Day,
): Promise<string> {
  const template = await readFile(TEMPLATE, 'utf8')
  const path = join(directory, name)
  const chunks = pageChunks(template.split(MARKER), report, parts, options, today)
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), createWriteStream(path))
  } catch (error) {
    throw toSystemFault(error, filesTarget(directory))
  }
  return path
}

/** The template with what its markers stand for. */
async function* pageChunks(
  template: readonly string[],
  report: Report,
  parts: readonly FilesPart[],
  options: FileOptions,
  today: Day,
): AsyncGenerator<string> {
  for (const [index, piece] of template.entries()) {
    // `split` with a group returns text and name in turn.
    if (index % 2 === 0) yield piece
    else if (piece === 'title') yield pageTitle(report)
    else if (piece === 'tables') yield* plainTables(report)
    else yield* dataChunks(report, parts, options, today)
  }
}

async function* dataChunks(
  report: Report,
  parts: readonly FilesPart[],
  { thresholds, identify }: FileOptions,
  today: Day,
): AsyncGenerator<string> {
  yield* dataBlock('report', reportJson(report))
  yield* dataBlock('today', [JSON.stringify(today)])
  for (const [index, part] of parts.entries()) {
    const entity = report.entities[index]
    if (entity === undefined) continue
    for (const table of htmlTables(part, entity, thresholds, identify))
      yield* dataBlock(`${index}/${table.name}`, tableJson(table))
  }
}

/** A block of data that browsers leave alone: JSON, compressed, in base64. */
async function* dataBlock(id: string, json: Iterable<string>): AsyncGenerator<string> {
  yield `<script type="application/gzip" id="data:${id}">`
  const compressed = Readable.from(bytesOf(json)).pipe(createGzip(COMPRESSION))
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of compressed) {
    const bytes = Buffer.concat([rest, chunk as Buffer])
    // Base64 of three bytes at a time joins without padding.
    const whole = bytes.length - (bytes.length % 3)
    yield bytes.toString('base64', 0, whole)
    rest = bytes.subarray(whole)
  }
  yield `${rest.toString('base64')}</script>\n`
}

function* bytesOf(texts: Iterable<string>): Generator<Buffer> {
  for (const text of texts) yield Buffer.from(text)
}
