import { useMemo } from 'preact/hooks'
import { plural } from '../../src/render/text/numbers.ts'
import { isOthers } from '../../src/render/text/order.ts'
import { shownText } from '../cells.ts'
import { usePlace } from '../context.ts'
import { DataTable } from '../table/data-table.tsx'
import { MOST_COMPARED, useSelection } from './selection.ts'
import { teamColumns, type TeamRow, teamRows } from './team-columns.tsx'
import { WithoutTeams } from './without-teams.tsx'

/** Every team, to sort, filter and choose for comparison. */
export function Teams() {
  const place = usePlace()
  const { entity, names } = place
  const rows = useMemo(() => teamRows(place), [place])
  const columns = useMemo(() => teamColumns(place), [place])
  const { selected, toggle, clear } = useSelection()
  const clearAll = () => {
    clear()
    document.querySelector<HTMLElement>('main h1')?.focus()
  }
  const lead = ({ team }: TeamRow) => {
    const name = names.of(team)
    const isSelected = selected.includes(name)
    return isOthers(team) ? (
      <span class="no-check" />
    ) : (
      <input
        type="checkbox"
        aria-label={`Compare ${shownText(team.slug)}`}
        checked={isSelected}
        disabled={!isSelected && selected.length >= MOST_COMPARED}
        title={!isSelected && selected.length >= MOST_COMPARED ? 'Six teams at most' : undefined}
        onChange={() => toggle(name)}
      />
    )
  }
  return (
    <>
      <h1 tabIndex={-1}>Teams</h1>
      {entity.insights.without_teams !== null ? (
        <WithoutTeams />
      ) : (
        <DataTable
          name="teams"
          columns={columns}
          lines={rows}
          sort={{ id: 'adoption_rate', falls: false }}
          lead={lead}
          isMain
        >
          <span class="compare">
            {selected.length > 1 ? (
              <a class="button" href={place.to('compare', ...selected)}>
                Compare {plural(selected.length, 'team')}
              </a>
            ) : (
              <span class="quiet">Tick two to six teams to compare them</span>
            )}
            {selected.length > 0 && (
              <button type="button" onClick={clearAll}>
                Clear
              </button>
            )}
          </span>
        </DataTable>
      )}
    </>
  )
}
