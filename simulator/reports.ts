import { gzipSync } from 'node:zlib'

import { type Company, hasUsersReport, hasUserTeamsReport, usersLines, userTeamsLines } from './company.ts'

/** `organization:octo-works` or `enterprise:octo`: an entity as tokens and reports name it. */
export type EntityKey = `${'organization' | 'enterprise'}:${string}`

export type ReportName = 'users-1-day' | 'user-teams-1-day' | 'user-engagement'

/** A line of a report without its line end, or bytes that go into the file as they are. */
export type Line = string | Uint8Array

/** Where a simulated GitHub takes its reports from. */
export interface ReportSource {
  readonly entities: readonly EntityKey[]
  /** The lines of one report of one day, anew for every question; undefined where GitHub has no such report. */
  lines(entity: EntityKey, report: ReportName, day: string): Iterable<Line> | undefined
}

/** Entity → report → day → lines, written down literally; day → `[]` is a report without a line. */
export interface LiteralReports {
  readonly [entity: EntityKey]: {
    readonly [report in ReportName]?: { readonly [day: string]: readonly Line[] }
  }
}

/** The reports of a made-up company. */
export function companySource(company: Company): ReportSource {
  const key: EntityKey = `${company.scope}:${company.slug}`
  return {
    entities: [key],
    lines: (entity, report, day) => {
      if (entity !== key) return undefined
      if (report === 'users-1-day' && hasUsersReport(company, day)) return usersLines(company, day)
      if (report === 'user-teams-1-day' && hasUserTeamsReport(company, day))
        return userTeamsLines(company, day)
      return undefined
    },
  }
}

/** Reports whose lines a test wrote down. An entity with no reports is `{ 'organization:acme': {} }`. */
export function literalSource(reports: LiteralReports): ReportSource {
  return {
    entities: Object.keys(reports).filter(isEntityKey),
    lines: (entity, report, day) => reports[entity]?.[report]?.[day],
  }
}

/** Several sources as one; the first that has a report wins. */
export function joinSources(sources: readonly ReportSource[]): ReportSource {
  return {
    entities: sources.flatMap((source) => source.entities),
    lines: (entity, report, day) => {
      for (const source of sources) {
        const lines = source.lines(entity, report, day)
        if (lines) return lines
      }
      return undefined
    },
  }
}

/** The bytes of file `part` of `parts`: every parts-th line, so that a person's lines may lie in different files. */
export function fileOf(lines: Iterable<Line>, part: number, parts: number): Buffer {
  const chunks: Buffer[] = []
  let index = 0
  for (const line of lines) {
    if (index % parts === part)
      chunks.push(typeof line === 'string' ? Buffer.from(`${line}\n`) : viewOf(line))
    index += 1
  }
  const [only] = chunks
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

/** Files may come gzipped with the header that says so, or gzipped without a word. */
export type Compression = 'none' | 'encoding' | 'silent'

export function compressed(body: Buffer, compression: Compression): Buffer {
  return compression === 'none' ? body : gzipSync(body, { level: 1 })
}

function isEntityKey(text: string): text is EntityKey {
  return text.startsWith('organization:') || text.startsWith('enterprise:')
}
