import { isWithheld } from '../../privacy/withheld.ts'
import type { BreakdownLine, CounterLine } from '../../lines/breakdowns.ts'
import type { EntityReport, Report } from '../../lines/report.ts'
import { creditsMarkdown } from './credits.ts'
import { blocks, caption, details, escaped, numericColumn, section, table } from '../text/markdown.ts'
import { formatNumber, formatShare, plural } from '../text/numbers.ts'
import { formatCount, WITHHELD, withheldCaption } from '../text/withheld.ts'

const TITLES = new Map([
  ['language', 'Languages'],
  ['ide', 'Editors'],
  ['model', 'Models'],
  ['cli', 'Copilot CLI'],
  ['copilot_app', 'Copilot app'],
  ['vscode_agent', 'VS Code Agents'],
  ['mcp', 'MCP servers'],
  ['skill', 'Skills'],
  ['custom_agent', 'Custom agents'],
  ['slash_cmd', 'Slash commands'],
  ['plugin', 'Plugins'],
  ['3rd_party_agent', 'Third-party agents'],
])
const ORDER = [...TITLES.keys()]
/** What people write with; everything else that GitHub breaks numbers down by is a tool. */
const WRITTEN_WITH = new Set(['language', 'ide', 'model'])
/** GitHub's buckets for what it does not list. */
const BUCKETS = new Set(['other', 'others', 'unknown'])
/** Counters of tools in words; others are told by their names. */
const COUNTER_WORDS = new Map([
  ['session_count', 'sessions'],
  ['request_count', 'requests'],
  ['prompt_count', 'prompts'],
  ['total_user_messages', 'messages'],
  ['output_tokens_sum', 'tokens written'],
  ['prompt_tokens_sum', 'tokens read'],
])
/** Already on the page, or pairs that only a file has room for. */
const NOT_HERE = new Set(['feature', 'language_feature', 'language_model', 'model_feature'])
const COUNTERS_LISTED = 40
const COUNTERS = [
  ['Prompts', 'user_initiated_interaction_count'],
  ['Generations of code', 'code_generation_activity_count'],
  ['Acceptances of code', 'code_acceptance_activity_count'],
  ['Lines suggested to add', 'loc_suggested_to_add_sum'],
  ['Lines suggested to delete', 'loc_suggested_to_delete_sum'],
  ['Lines added', 'loc_added_sum'],
  ['Lines deleted', 'loc_deleted_sum'],
  ['AI credits', 'ai_credits_used'],
] as const

/** The sections of what GitHub breaks numbers down by, and of counters; each part is collapsed. */
export function breakdownsMarkdown(
  report: Report,
  entity: EntityReport,
  level: string,
  most: number,
): string {
  if (most === 0) return ''
  const shown = entity.breakdowns
    .filter(({ dimension, lines }) => !NOT_HERE.has(dimension) && lines.length > 0)
    .toSorted((left, right) => rank(left.dimension) - rank(right.dimension))
  const folds = (isWritten: boolean) =>
    shown
      .filter(({ dimension }) => WRITTEN_WITH.has(dimension) === isWritten)
      .map(({ dimension, values, lines }) =>
        details(
          `${escaped(breakdownTitle(dimension))} (${formatNumber(values)})`,
          breakdownTable(report, entity, bucketsLast(lines).slice(0, most), values),
        ),
      )
  const [written, tools] = [folds(true), folds(false)]
  const usage = details('Sessions, requests and tokens', toolTable(entity.counters))
  return blocks(
    section(
      level,
      'Languages, editors, models',
      ...written,
      written.length === 0 ? '' : caption(LOWER_BOUNDS),
    ),
    section(level, 'CLI, MCP, skills', ...tools, usage, tools.length === 0 ? '' : caption(LOWER_BOUNDS)),
    section(
      level,
      'Credits and counters',
      details('AI credits by team', creditsMarkdown(entity)),
      details('All counters', counterTable(entity)),
    ),
  )
}

const LOWER_BOUNDS =
  'GitHub reports at most ten values a person and day and puts the rest into others: values are lower bounds.'

function bucketsLast(lines: readonly BreakdownLine[]): BreakdownLine[] {
  return lines.toSorted((left, right) => Number(BUCKETS.has(left.value)) - Number(BUCKETS.has(right.value)))
}

function breakdownTable(
  report: Report,
  entity: EntityReport,
  lines: readonly BreakdownLine[],
  values: number,
): string {
  const active = entity.totals.active_users
  const uses = usesOf(entity.counters, lines[0]?.dimension)
  const columns = (
    [
      ['Generations', (line) => line.code_generation_activity_count],
      ['Acceptances', (line) => line.code_acceptance_activity_count],
      ['Lines added', (line) => line.loc_added_sum],
      ['Uses', (line) => uses.get(line.value) ?? null],
    ] satisfies [string, (line: BreakdownLine) => number | null][]
  ).filter(([, valueOf]) => lines.some((line) => valueOf(line) !== null))
  const rows = lines.map((line) => [
    escaped(line.second_value === '' ? line.value : line.second_value),
    formatCount(line, 'active_users'),
    isWithheld(entity.totals, 'active_users') ? WITHHELD : formatShare(ratioOf(line.active_users, active)),
    formatCount(line, 'active_user_days'),
    ...columns.map(([, valueOf]) => formatNumber(valueOf(line))),
  ])
  const headings = ['People', 'Share', 'Active days', ...columns.map(([heading]) => heading)]
  const left = values - lines.length
  return blocks(
    table([{ heading: 'Value' }, ...headings.map(numericColumn)], rows),
    left > 0 ? caption(`${plural(left, 'more value')} ${left === 1 ? 'is' : 'are'} in breakdowns.csv.`) : '',
    withheldCaption(lines, report.minimum_group_size),
  )
}

function ratioOf(part: number | null, whole: number | null): number | null {
  return part === null || !whole ? null : part / whole
}

/** How often each value of a dimension was used, where GitHub counts that. */
function usesOf(counters: readonly CounterLine[], dimension: string | undefined): Map<string, number> {
  const uses = counters.filter((line) => isOfValue(line) && line.dimension === dimension && isUse(line))
  return new Map(uses.map(({ value, sum }) => [value, sum]))
}

function toolTable(counters: readonly CounterLine[]): string {
  const lines = counters.filter((line) => line.team_id === '' && !(isOfValue(line) && isUse(line)))
  if (lines.length === 0) return ''
  const rows = [...Map.groupBy(lines.slice(0, COUNTERS_LISTED), ({ dimension }) => dimension)].flatMap(
    ([dimension, ofTool]) => [
      ...ofTool.map(({ value, counter, sum }) => [
        escaped([breakdownTitle(dimension), value].filter((part) => part !== '').join(' ')),
        escaped(COUNTER_WORDS.get(counter) ?? spelled(counter)),
        formatNumber(sum),
      ]),
      ...averageRows(ofTool),
    ],
  )
  return blocks(
    table([{ heading: 'Tool' }, { heading: 'Counter' }, numericColumn('Sum')], rows),
    caption(
      'Sessions, requests and tokens also count what scripts start; prompts are closest to what people did.',
    ),
  )
}

/** Averages from sums, since GitHub's averages cannot be added up: over the values that have all three counters. */
function averageRows(lines: readonly CounterLine[]): string[][] {
  return [...Map.groupBy(lines, ({ dimension }) => dimension)].flatMap(([dimension, ofDimension]) => {
    const [requests, tokens] = [...Map.groupBy(ofDimension, ({ value }) => value).values()]
      .map(tokensOf)
      .reduce(([allRequests, allTokens], [some, more]) => [allRequests + some, allTokens + more], [0, 0])
    if (requests === 0) return []
    return [
      [escaped(breakdownTitle(dimension)), 'tokens per request, on average', formatNumber(tokens / requests)],
    ]
  })
}

/** Requests and tokens of a value; none unless both kinds of tokens are counted, too. */
function tokensOf(lines: readonly CounterLine[]): [requests: number, tokens: number] {
  const sums = new Map(lines.map(({ counter, sum }) => [counter, sum]))
  const [requests, output, prompt] = ['request_count', 'output_tokens_sum', 'prompt_tokens_sum'].map((name) =>
    sums.get(name),
  )
  return requests === undefined || output === undefined || prompt === undefined
    ? [0, 0]
    : [requests, output + prompt]
}

function counterTable({ totals }: EntityReport): string {
  if (COUNTERS.every(([, counter]) => totals[counter] === null)) return ''
  const rows = COUNTERS.map(([name, counter]) => [name, `\`${counter}\``, formatNumber(totals[counter])])
  return table([{ heading: 'Counter' }, { heading: 'Name in the files' }, numericColumn('Sum')], rows)
}

function isOfValue({ team_id, value }: CounterLine): boolean {
  return team_id === '' && value !== ''
}

function isUse({ counter }: CounterLine): boolean {
  return counter === 'interaction_count' || counter === 'user_initiated_interaction_count'
}

/** A dimension in words. */
export function breakdownTitle(dimension: string): string {
  const name = dimension.replace(/^totals_by_/, '')
  return TITLES.get(name) ?? spelled(name)
}

function rank(dimension: string): number {
  const index = ORDER.indexOf(dimension)
  return index === -1 ? ORDER.length : index
}

function spelled(name: string): string {
  return name.replaceAll(/[._]/g, ' ')
}
