// What the fuzzer takes for right where the plain recipe cannot tell. Whoever changes the action's behaviour changes it here,
// and nowhere else in this folder.

/** Words of an exception that nobody wrote for a reader: a message with one of them is no sentence. */
export const RAW_EXCEPTION =
  /Cannot (read|set) propert|Cannot convert|Cannot destructure|is not a function|is not iterable|is not defined|is not a constructor|Maximum call stack|Invalid |Unexpected (token|end|non-whitespace)|JSON at position|out of memory|heap limit|out of range|\bat .+:\d+:\d+|\b[A-Z]\w*Error\b|\bE[A-Z]{4,}: |undefined|\[object |NaN/

/** Workflow commands that the action writes of its own accord. */
export const COMMANDS = new Set(['group', 'endgroup', 'debug', 'notice', 'warning', 'error', 'add-mask'])

/**
 * The beginning of a cell, or of a part of one behind `;`, that some spreadsheet takes for a formula: control characters,
 * white space and invisible characters are skipped by one or the other before it.
 */
export const FORMULA = /^[\p{Cc}\p{Z}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r]/u

/** A number needs no defusing. */
export const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/

/** Where people may be named in mode `named`, beside the folded lists of the page. */
export const FILES_ABOUT_PEOPLE =
  /(^|\/)(people[\w-]*\.csv|seats\.csv|groups\.csv|group-features\.csv|totals\.json|[\w-]+\.html(:.*)?)$/

/** The file of the checkout that groups are made of. */
export const BROUGHT_ALONG = 'workspace/people.csv'

/** Above this share of the lines of one report of one day that cannot be used a run fails. */
export const MOST_REJECTED = 0.01

/** Values nested deeper than this may be kept out as a line, or be read. */
export const DEEP = 20

/** Elements that the pages of the action have, with their attributes; what is not here came from a report. */
export const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  blockquote: [],
  br: [],
  code: ['class'],
  del: [],
  details: ['open'],
  em: [],
  h1: [],
  h2: [],
  h3: [],
  h4: [],
  hr: [],
  img: ['alt', 'src', 'width'],
  li: [],
  ol: ['start'],
  p: [],
  picture: [],
  pre: [],
  source: ['media', 'srcset'],
  strong: [],
  sub: [],
  summary: [],
  table: [],
  tbody: [],
  td: ['align'],
  th: ['align'],
  thead: [],
  tr: [],
  ul: [],
}

/** The comment by which the committed report is known for the action's own. */
export const COMMENT = /^<!-- Written by Copilot Team Metrics/

/** Where the links of the action's pages lead. */
export const LINKS =
  /^(#|https:\/\/(docs\.)?github\.com\/|copilot-charts\/|copilot[\w-]*\.(csv|md)|http:\/\/127\.0\.0\.1)/

/** Elements of the charts. */
export const SVG_ELEMENTS = new Set(
  'svg g path text tspan rect line circle polyline polygon defs clippath lineargradient stop title desc style'.split(
    ' ',
  ),
)

/** What a line asks of a run beyond the numbers: it `may fail` (one sentence) although every line can be used. */
export function mayFailBecauseOf(
  report: 'users' | 'user-teams',
  line: Readonly<Record<string, unknown>>,
  entity: { readonly scope: 'organization' | 'enterprise'; readonly id: string },
): string | undefined {
  const has = (name: string) => line[name] !== undefined && line[name] !== null
  if (report === 'users' && has('team_id')) return 'a membership in a users report'
  if (
    report === 'user-teams' &&
    Object.keys(line).some((name) => /^(totals_by_|used_|loc_)|_count$/.test(name))
  )
    return 'a row in a user-teams report'
  if (has('team_id') === false && report === 'user-teams') return 'a row in a user-teams report'
  const own = line[`${entity.scope}_id`]
  const isId = typeof own === 'number' || (typeof own === 'string' && own !== '')
  if (isId && String(own).replace(/^0+(?=\d)/, '') !== entity.id) return 'a line of another entity'
  if (entity.scope === 'organization' && !has('organization_id') && has('enterprise_id'))
    return 'a line of the enterprise'
  if (entity.scope === 'enterprise' && !has('enterprise_id') && has('organization_id'))
    return 'a line of an organization'
  return undefined
}

/** A users report without a row: its day is missing. */
export const EMPTY_USERS_REPORT: readonly ('missing' | 'reported')[] = ['missing']

/** Whether a text names the day; undefined where that is not settled: a day with something behind it that is no time. */
export function namesDay(text: unknown, day: string): boolean | undefined {
  if (typeof text !== 'string') return false
  if (text === day) return true
  if (!text.startsWith(`${day}T`)) return false
  return /^T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/.test(text.slice(10)) ? true : undefined
}
