import { useMemo } from 'preact/hooks'
import { formatShare } from '../../src/render/text/numbers.ts'
import { shownText } from '../cells.ts'
import { usePlace, useStoredTable } from '../context.ts'
import { LineChart } from '../parts/chart.tsx'
import { HeatCell } from '../parts/figures.tsx'
import { CellText } from '../table/parts.tsx'
import { MissingView } from './missing-view.tsx'
import { MOST_COMPARED } from './selection.ts'
import { teamColumns, type TeamRow, teamRows } from './team-columns.tsx'
import { TeamLink } from './team-link.tsx'
import { isGap, missingUse, nameOfFeature, reportedFeatures, usesByTeam } from './feature-uses.ts'
import { weekPoints } from './weeks.ts'

/** Tables of so many teams stand side by side. */
const FEW = 3

/** Up to six teams side by side. */
export function Compare({ teams }: { readonly teams: readonly string[] }) {
  const place = usePlace()
  const { report, entity } = place
  const rows = useMemo(() => {
    const all = teamRows(place)
    return teams
      .slice(0, MOST_COMPARED)
      .flatMap((name) => all.find(({ team }) => place.names.of(team) === name) ?? [])
  }, [place, teams.join('/')])
  if (rows.length === 0) return <MissingView what="team" name={teams.join(', ')} list="teams" />
  return (
    <>
      <p class="crumb">
        <a href={place.to('teams')}>Teams</a>
      </p>
      <h1 tabIndex={-1}>Compare</h1>
      {(rows[0]?.weeks.length ?? 0) > 1 && (
        <section>
          <h2>Adoption by week</h2>
          <LineChart
            label="Share of the members of each team who were active, week by week."
            points={weekPoints(entity)}
            series={rows.map(({ team, weeks }) => ({ name: shownText(team.slug), values: weeks }))}
            format={formatShare}
            highest={1}
            target={report.thresholds.adoptionTarget}
          />
        </section>
      )}
      <div class={rows.length > FEW ? undefined : 'columns wide'}>
        <section>
          <h2>Numbers</h2>
          <Numbers rows={rows} />
        </section>
        <section>
          <h2>Features</h2>
          <Features rows={rows} />
          <p class="quiet">Percent of the active people of each team; ○ marks a gap.</p>
        </section>
      </div>
    </>
  )
}

function Heads({ rows, first }: { readonly rows: readonly TeamRow[]; readonly first: string }) {
  const place = usePlace()
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {rows.map(({ team }) => (
          <th key={team.team_id} scope="col" class="number">
            <TeamLink team={team} place={place} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Numbers({ rows }: { readonly rows: readonly TeamRow[] }) {
  const place = usePlace()
  const columns = teamColumns(place).filter(({ id }) => id !== 'team')
  return (
    <div class="plain" tabIndex={0} role="region" aria-label="Numbers of the teams">
      <table>
        <Heads rows={rows} first="Number" />
        <tbody>
          {columns.map(({ id, heading, hint, cell }) => (
            <tr key={id}>
              <th scope="row" title={hint}>
                {heading}
              </th>
              {rows.map((row) => (
                <td key={row.team.team_id} class="number">
                  <CellText cell={cell(row)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Features({ rows }: { readonly rows: readonly TeamRow[] }) {
  const { entity, to } = usePlace()
  const table = useStoredTable('team_features')
  const uses = useMemo(() => (table === undefined || table === null ? undefined : usesByTeam(table)), [table])
  if (uses === undefined) return null
  return (
    <div class="plain" tabIndex={0} role="region" aria-label="Features of the teams">
      <table>
        <Heads rows={rows} first="Feature" />
        <tbody>
          {reportedFeatures(entity).map((line) => (
            <tr key={line.feature}>
              <th scope="row">
                <a href={to('features', line.feature)}>{nameOfFeature(line)}</a>
              </th>
              {rows.map(({ team }) => {
                const ofTeam = uses.get(String(entity.teams.indexOf(team)))
                const use = ofTeam?.get(line.feature) ?? missingUse(line.feature, ofTeam !== undefined)
                return (
                  <td key={team.team_id} class="number">
                    <HeatCell cell={use.share} isGap={isGap(use)} />
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
