import type { HtmlTable, Row } from '../../lines/html-tables.ts'
import type { Report } from '../../lines/report.ts'

/** Rows that are turned into text at once. */
const ROWS_AT_ONCE = 500

/** The report as JSON, part by part, so that it is never in memory as a whole. The same content as `totals.json`. */
export function* reportJson(report: Report): Generator<string> {
  const { entities, ...rest } = report
  yield `${JSON.stringify(rest).slice(0, -1)},"entities":[`
  for (const [index, entity] of entities.entries()) {
    let separator = index === 0 ? '{' : ',{'
    for (const [name, value] of Object.entries(entity)) {
      if (value === undefined) continue
      yield `${separator}${JSON.stringify(name)}:`
      yield* valueJson(value)
      separator = ','
    }
    yield '}'
  }
  yield ']}'
}

function* valueJson(value: unknown): Generator<string> {
  if (!Array.isArray(value)) return yield JSON.stringify(value)
  yield '['
  for (let start = 0; start < value.length; start += ROWS_AT_ONCE) {
    const part = JSON.stringify(value.slice(start, start + ROWS_AT_ONCE)).slice(1, -1)
    yield start === 0 ? part : `,${part}`
  }
  yield ']'
}

/** A table as JSON, part by part: `{"columns":[…],"rows":[[…],…]}`. */
export function* tableJson({ columns, rows }: HtmlTable): Generator<string> {
  yield `{"columns":${JSON.stringify(columns)},"rows":[`
  let separator = ''
  let some: Row[] = []
  const text = () => `${separator}${JSON.stringify(some).slice(1, -1)}`
  for (const row of rows) {
    some.push(row)
    if (some.length < ROWS_AT_ONCE) continue
    yield text()
    separator = ','
    some = []
  }
  if (some.length > 0) yield text()
  yield ']}'
}
