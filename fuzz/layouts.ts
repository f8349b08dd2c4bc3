import { gzipSync } from 'node:zlib'

import { chance, inAnyOrder, pick, type Random, wholeBetween } from './chance.ts'

/** One line of one report of one day. */
export interface ReportLine {
  readonly report: 'users' | 'user-teams'
  readonly day: string
  readonly bytes: Buffer
  /** False: its bytes are damaged, so it stands in a file of lines, never in an array. */
  readonly isJson: boolean
}

/** How the lines of one report of one day lie in files; the same whatever lines there are. */
export interface Layout {
  readonly parts: number
  readonly array: boolean
  readonly gzip: boolean
  readonly byteOrderMark: boolean
  readonly lineEnd: '\n' | '\r\n'
  readonly blankLines: boolean
  readonly name: string
}

/** A layout that the stream chooses: one plain file every other time. */
export function layoutOf(random: Random): Layout {
  const odd = chance(random, 0.5)
  return {
    parts: odd ? wholeBetween(random, 1, 3) : 1,
    array: odd && chance(random, 0.2),
    gzip: odd && chance(random, 0.3),
    byteOrderMark: odd && chance(random, 0.2),
    lineEnd: odd && chance(random, 0.3) ? '\r\n' : '\n',
    blankLines: odd && chance(random, 0.2),
    name: pick(random, ['', '.part', '-export', ' (1)']),
  }
}

/** The files of the lines: name -> content. */
export function filesOf(
  lines: readonly ReportLine[],
  layouts: ReadonlyMap<string, Layout>,
): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const [key, layout] of layouts) {
    const [report = '', day = ''] = key.split(' ')
    const own = lines.filter((line) => line.report === report && line.day === day)
    for (let part = 0; part < layout.parts; part += 1) {
      const ending = layout.array ? 'json' : 'ndjson'
      const name = `${report}-${day}${layout.name}${layout.parts > 1 ? `-${part}` : ''}.${ending}${layout.gzip ? '.gz' : ''}`
      const content = contentOf(
        own.filter((_, at) => at % layout.parts === part),
        layout,
      )
      files.set(name, layout.gzip ? gzipSync(content, { level: 1 }) : content)
    }
  }
  return files
}

function contentOf(
  lines: readonly ReportLine[],
  { array, byteOrderMark, lineEnd, blankLines }: Layout,
): Buffer {
  const mark = Buffer.from(byteOrderMark ? '\ufeff' : '')
  const end = Buffer.from(lineEnd)
  if (array) {
    const values = lines.filter(({ isJson }) => isJson).map(({ bytes }) => bytes.toString('utf8'))
    return Buffer.concat([mark, Buffer.from(`[${values.join(`,${lineEnd}`)}]${lineEnd}`)])
  }
  const blank = Buffer.from(blankLines ? ` ${lineEnd}${lineEnd}` : '')
  return Buffer.concat([mark, ...lines.flatMap(({ bytes }) => [bytes, end, blank])])
}

/** Lines in another order. */
export function reordered(random: Random, lines: readonly ReportLine[]): readonly ReportLine[] {
  return chance(random, 0.5) ? lines : inAnyOrder(random, lines)
}
