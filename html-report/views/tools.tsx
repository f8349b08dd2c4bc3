import { useMemo } from 'preact/hooks'
import type { BreakdownLine } from '../../src/lines/breakdowns.ts'
import { breakdownTitle } from '../../src/render/sections/breakdowns.ts'
import { plural } from '../../src/render/text/numbers.ts'
import { countCell, numberCell, textCell } from '../cells.ts'
import { usePlace } from '../context.ts'
import type { Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'

/** Editors, languages, models and newer dimensions of the reports. */
export function Tools() {
  const { entity } = usePlace()
  const dimensions = entity.breakdowns.filter(({ dimension }) => dimension !== 'feature')
  return (
    <>
      <h1 tabIndex={-1}>Editors, languages, models</h1>
      <div class="columns">
        {dimensions.map(({ dimension, values, lines }) => (
          <section key={dimension}>
            <Values dimension={dimension} lines={lines} />
            {values > lines.length && (
              <p class="quiet">
                {plural(values - lines.length, 'more value')} in breakdowns.csv of the artifact.
              </p>
            )}
          </section>
        ))}
      </div>
    </>
  )
}

function Values({
  dimension,
  lines,
}: {
  readonly dimension: string
  readonly lines: readonly BreakdownLine[]
}) {
  const columns = useMemo(() => columnsOf(dimension, lines), [dimension, lines])
  return (
    <DataTable
      title={breakdownTitle(dimension)}
      name={breakdownTitle(dimension).toLowerCase()}
      columns={columns}
      lines={lines}
      sort={{ id: 'active_users', falls: true }}
    />
  )
}

const COUNTERS = [
  ['user_initiated_interaction_count', 'Prompts'],
  ['code_acceptance_activity_count', 'Accepted'],
  ['loc_added_sum', 'Lines added'],
] as const

/** Counters that no value of the dimension has are left out. */
function columnsOf(dimension: string, lines: readonly BreakdownLine[]): Column<BreakdownLine>[] {
  const known = COUNTERS.filter(([id]) => lines.some((line) => line[id] !== null))
  const hasNames = lines.some(({ second_value }) => second_value !== '')
  return [
    { id: 'value', heading: breakdownTitle(dimension), kind: 'text', cell: (line) => textCell(line.value) },
    ...(hasNames
      ? [
          {
            id: 'second_value',
            heading: 'Name',
            kind: 'text' as const,
            cell: ({ second_value }: BreakdownLine) => textCell(second_value),
          },
        ]
      : []),
    {
      id: 'active_users',
      heading: 'People',
      kind: 'number',
      cell: (line) => countCell(line, 'active_users'),
    },
    ...known.map(([id, heading]): Column<BreakdownLine> => ({
      id,
      heading,
      kind: 'number',
      cell: (line) => numberCell(line[id]),
    })),
  ]
}
