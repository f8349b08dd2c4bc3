import { expect, test } from 'vitest'
import type { CounterLine } from '../../src/lines/breakdowns.ts'
import { breakdownsMarkdown } from '../../src/render/sections/breakdowns.ts'
import { entityOf, sampleEntity, sampleReport } from './sample-report.ts'

test('Tokens per request are those of all values of a dimension that have both', () => {
  const line = (value: string, counter: string, sum: number): CounterLine => ({
    entity: 'octo',
    team_id: '',
    slug: '',
    dimension: 'tool',
    value,
    counter,
    sum,
  })
  const of = (value: string, requests: number, tokens: number) => [
    line(value, 'request_count', requests),
    line(value, 'output_tokens_sum', tokens),
    line(value, 'prompt_tokens_sum', 0),
  ]
  const counters = [...of('a', 10, 20), ...of('b', 90, 90_000), line('c', 'request_count', 1000)]
  const report = sampleReport({}, { entities: [{ ...sampleEntity(), counters }] })
  expect(breakdownsMarkdown(report, entityOf(report), '##', 12)).toContain(
    '| tool | tokens per request, on average | 900 |',
  )
})
