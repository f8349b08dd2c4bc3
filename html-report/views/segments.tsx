import type { Segments } from '../../src/lines/people-summary.ts'
import { countCell } from '../cells.ts'
import { usePlace } from '../context.ts'
import { PartsBar } from '../parts/figures.tsx'

/** The words of the pages for segments, in order. */
export const SEGMENT_WORDS = {
  champion: 'champions',
  regular: 'regular',
  lagging: 'occasional',
  unengaged: 'passive only',
  idle: 'no activity',
} as const

/** The same of one person. */
export const SEGMENT_WORD = { ...SEGMENT_WORDS, champion: 'champion' } as const

/** People by how they use Copilot, as one bar; each part leads to its people, of a team where one is named. */
export function SegmentsBar({ segments, team }: { readonly segments: Segments; readonly team?: string }) {
  const { data, entity, to } = usePlace()
  const query = (name: string) =>
    new URLSearchParams({ use: name, ...(team === undefined ? {} : { team }) }).toString()
  const names = Object.keys(SEGMENT_WORDS) as (keyof typeof SEGMENT_WORDS)[]
  const parts = names.map((name) => ({
    name: SEGMENT_WORDS[name],
    cell: countCell(segments, name),
    className: `segment-${name}`,
    href: data.hasTable(entity, 'people') ? `${to('people')}?${query(name)}` : undefined,
  }))
  return <PartsBar parts={parts} label="People" />
}
