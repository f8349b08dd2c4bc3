import type { BreakdownLine, CounterLine } from '../metrics/breakdown-lines.ts'
import type { EntityReport } from '../metrics/report.ts'
import { blocks, type Column, details, escaped, numbers, table } from './markdown.ts'
import { formatNumber, formatShare } from './numbers.ts'

const TITLES: Readonly<Record<string, string>> = { language: 'Languages', ide: 'Editors', model: 'Models' }
/** Shown on the page already, or pairs that only a file has room for. */
const NOT_HERE = new Set(['feature', 'language_feature', 'language_model', 'model_feature'])
const COUNTERS_LISTED = 40

/** Languages, editors, models and what else GitHub breaks numbers down by, and the counters of tools; all folded. */
export function breakdownsMarkdown(entity: EntityReport, most: number): string {
  if (most === 0) return ''
  const parts = entity.breakdowns
    .filter(({ dimension, lines }) => !NOT_HERE.has(dimension) && lines.length > 0)
    .toSorted((left, right) => rank(left.dimension) - rank(right.dimension))
    .map(({ dimension, values, lines }) =>
      details(
        `${TITLES[dimension] ?? `By ${escaped(dimension.replaceAll('_', ' '))}`} (${formatNumber(values)})`,
        breakdownTable(lines.slice(0, most), values, entity.totals.active_users),
      ),
    )
  return blocks(
    ...parts,
    details('CLI, app and agents: sessions, requests, tokens', counterTable(entity.counters)),
  )
}

function breakdownTable(lines: readonly BreakdownLine[], values: number, active: number | null): string {
  const columns: Column[] = [
    { heading: 'Value' },
    ...['People', 'Share', 'Days of people', 'Generations', 'Acceptances', 'Lines added'].map(numbers),
  ]
  const rows = lines.map((line) => [
    escaped(line.second_value === '' ? line.value : `${line.value} ${line.second_value}`),
    formatNumber(line.active_users),
    active === null || active === 0 ? 'n/a' : formatShare(line.active_users / active),
    formatNumber(line.active_user_days),
    formatNumber(line.code_generation_activity_count),
    formatNumber(line.code_acceptance_activity_count),
    formatNumber(line.loc_added_sum),
  ])
  const left = values - lines.length
  return blocks(
    table(columns, rows),
    '<sub>GitHub reports at most ten values a person and day and puts the rest into others, so these are lower bounds.</sub>',
    left > 0 ? `<sub>${formatNumber(left)} more values are in breakdowns.csv.</sub>` : '',
  )
}

function counterTable(counters: readonly CounterLine[]): string {
  const lines = counters.filter(({ team_id }) => team_id === '').slice(0, COUNTERS_LISTED)
  if (lines.length === 0) return ''
  const columns: Column[] = [{ heading: 'Where' }, { heading: 'Counter' }, numbers('Sum')]
  const rows = lines.map(({ dimension, value, counter, sum }) => [
    escaped([spelled(dimension.replace(/^totals_by_/, '')), value].filter((part) => part !== '').join(' ')),
    escaped(spelled(counter)),
    formatNumber(sum),
  ])
  return blocks(
    table(columns, rows),
    '<sub>Sessions, requests and tokens also count what scripts start; prompts are closest to what people did.</sub>',
  )
}

function rank(dimension: string): number {
  const place = ['language', 'ide', 'model'].indexOf(dimension)
  return place === -1 ? 3 : place
}

function spelled(name: string): string {
  return name.replaceAll('_', ' ')
}
