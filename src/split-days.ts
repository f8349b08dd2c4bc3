import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Day, parseDay } from './day.ts'
import { Fault, IncompleteReport } from './fault.ts'
import { fileAt } from './fetch/directory.ts'
import type { EntityFiles, FileOfDays, ReportPath } from './fetch/report-files.ts'
import { foreignContent } from './parse/foreign.ts'
import { readLines } from './parse/lines.ts'

/** A file of several days that was split. */
export interface SplitFile {
  readonly name: string
  readonly days: readonly Day[]
}

const DAY_OF_LINE = /"day"\s*:\s*"(\d{4}-\d{2}-\d{2})/
const CHUNK_BYTES = 1 << 17

/**
 * Splits files of several days into one file per day, by the day in each line, in a new directory in `temporaryDirectory`
 * that is removed when the process exits. Keeps about `CHUNK_BYTES` per day in memory.
 * @throws Fault if a file is another kind of report, incomplete, or cannot be split
 */
export async function splitDays(
  found: EntityFiles,
  temporaryDirectory: string,
): Promise<{ files: EntityFiles; split: SplitFile[] }> {
  const reports: ReportPath[] = [...found.reports]
  const split: SplitFile[] = []
  const pathOf = pathsIn(temporaryDirectory)
  for (const [index, file] of found.ofDays.entries()) {
    const parts = await splitFile(file, (day) => pathOf(`${index}-${day}.ndjson`))
    reports.push(...parts)
    split.push({ name: file.name, days: parts.map(({ day }) => day).toSorted() })
  }
  return { files: { ...found, reports, ofDays: [] }, split }
}

/** Returns paths in a new directory, which is created with the first of them. */
function pathsIn(parent: string): (name: string) => string {
  let directory: string | undefined
  return (name) => {
    if (directory === undefined) {
      const made = (directory = mkdtempSync(join(parent, 'copilot-reports-by-day-')))
      process.once('exit', () => rmSync(made, { recursive: true, force: true }))
    }
    return join(directory, name)
  }
}

async function splitFile(file: FileOfDays, pathOf: (day: Day) => string): Promise<ReportPath[]> {
  const parts = new Map<Day, Part>()
  const leading: [text: string, line: number][] = []
  let last: Day | undefined
  const partOf = (day: Day): Part => {
    let part = parts.get(day)
    if (part === undefined) parts.set(day, (part = newPart(pathOf(day))))
    return part
  }
  try {
    for await (const lines of readLines(fileAt(file).bytes())) {
      while (lines.next()) {
        const { bytes, start, end, number: line } = lines
        if (last === undefined) refuseForeign(bytes.subarray(start, end), file)
        const text = bytes.toString('latin1', start, end)
        // A line without a day is added to the day of the previous line, or to the first day, and is rejected there.
        last = parseDay(DAY_OF_LINE.exec(text)?.[1]) ?? last
        leading.push([text, line])
        if (last === undefined) continue
        for (const [one, number] of leading.splice(0)) addLine(partOf(last), one, number)
      }
    }
    if (parts.size === 0 && leading.length > 0)
      throw new Fault('it has no line with a day; get the report again')
    for (const part of parts.values()) flush(part)
  } catch (error) {
    throw faultOf(error, file)
  }
  return [...parts].map(([day, { path }]) => ({ ...file, path, day }))
}

function refuseForeign(firstLine: Buffer, { kind }: FileOfDays): void {
  const content = foreignContent(firstLine, kind === 'user-teams' ? 'user-teams' : 'users')
  if (content !== undefined) throw new Fault(`it ${content}`)
}

function faultOf(error: unknown, { name }: FileOfDays): Error {
  const subject = `${name} in reports-directory`
  if (error instanceof Fault) return new Fault(`${subject}: ${error.message}`, { cause: error })
  if (error instanceof IncompleteReport)
    return new Fault(`${subject} is not whole: ${error.message}; download it again`, { cause: error })
  const { code } = error as NodeJS.ErrnoException
  return new Fault(
    `${subject} holds several days and could not be split (${code}): free space in RUNNER_TEMP, or download one report a day`,
    { cause: error },
  )
}

/** The lines of one day. Lines of other days are blank, so that line numbers are kept. `text` is not written yet. */
interface Part {
  readonly path: string
  text: string
  lines: number
}

function newPart(path: string): Part {
  return { path, text: '', lines: 0 }
}

function addLine(part: Part, text: string, number: number): void {
  part.text += `${'\n'.repeat(Math.max(0, number - part.lines - 1))}${text.replaceAll(/[\r\n]+/g, ' ')}\n`
  part.lines = Math.max(number, part.lines + 1)
  if (part.text.length >= CHUNK_BYTES) flush(part)
}

function flush(part: Part): void {
  appendFileSync(part.path, part.text, 'latin1')
  part.text = ''
}
