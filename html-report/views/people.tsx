import { useMemo, useState } from 'preact/hooks'
import { usePlace, useStoredTable } from '../context.ts'
import { Tiles } from '../parts/figures.tsx'
import { DataTable } from '../table/data-table.tsx'
import { CellText } from '../table/parts.tsx'
import { numberCell, shownText } from '../cells.ts'
import type { Column } from '../table/columns.ts'
import { MissingView } from './missing-view.tsx'
import { featureDays, peopleColumns, peopleRows, type Person } from './people-columns.tsx'
import { SEGMENT_WORDS, SegmentsBar } from './segments.tsx'
import { nameOfFeature, reportedFeatures } from './feature-uses.ts'
import { everybodyColumn, featureColumn, numberColumn } from './shared-columns.tsx'
import { TeamLink } from './team-link.tsx'
import type { FeatureLine } from '../../src/lines/features.ts'

/** Everybody with a row or in a team, where persons are shown. */
export function People() {
  const place = usePlace()
  const table = useStoredTable('people')
  const [segment, setSegment] = useState('')
  const [feature, setFeature] = useState('')
  const lines = useMemo(() => {
    if (table === undefined || table === null) return []
    return peopleRows(table).filter((person) => fits(person, segment, feature))
  }, [table, segment, feature])
  const columns = useMemo(() => peopleColumns(place, true), [place])
  if (table === null) return <p>This report shows no persons.</p>
  return (
    <>
      <h1 tabIndex={-1}>People</h1>
      <SegmentsBar segments={place.entity.segments} />
      <p class="quiet">How Copilot is used, not how well anybody works.</p>
      {table !== undefined && (
        <DataTable
          name="people"
          columns={columns}
          lines={lines}
          sort={{ id: 'engaged_days', falls: true }}
          isInAddress
        >
          <select
            aria-label="Use"
            value={segment}
            onChange={({ currentTarget }) => setSegment(currentTarget.value)}
          >
            <option value="">Everybody</option>
            {Object.entries(SEGMENT_WORDS).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </select>
          <FeatureChoice value={feature} change={setFeature} />
        </DataTable>
      )}
    </>
  )
}

/** `+cli`: engaged with it; `-cli`: active, but not with it. */
function fits(person: Person, segment: string, feature: string): boolean {
  if (segment !== '' && person.segment !== segment) return false
  if (feature === '') return true
  const days = featureDays(person, feature.slice(1)) ?? 0
  return feature.startsWith('+') ? days > 0 : days === 0 && person.segment !== 'idle'
}

function FeatureChoice({
  value,
  change,
}: {
  readonly value: string
  readonly change: (value: string) => void
}) {
  const { entity } = usePlace()
  const features = reportedFeatures(entity)
  const options = (sign: '+' | '-', words: string) => (
    <optgroup label={words}>
      {features.map((line) => (
        <option key={line.feature} value={`${sign}${line.feature}`}>
          {words.toLowerCase()} {nameOfFeature(line)}
        </option>
      ))}
    </optgroup>
  )
  return (
    <select aria-label="Feature" value={value} onChange={({ currentTarget }) => change(currentTarget.value)}>
      <option value="">Any feature</option>
      {options('+', 'Uses')}
      {options('-', 'Does not use')}
    </select>
  )
}

/** A person: how often, and which features. */
export function OnePerson({ name }: { readonly name: string }) {
  const place = usePlace()
  const { entity, to } = place
  const table = useStoredTable('people')
  const person = useMemo(
    () =>
      table === undefined || table === null
        ? undefined
        : peopleRows(table).find((one) => one.person === name),
    [table, name],
  )
  const featureColumns = useMemo(() => (person === undefined ? [] : columnsOf(person, to)), [person, to])
  if (table === undefined) return null
  if (person === undefined) return <MissingView what="person" name={name} list="people" />
  const columns = peopleColumns(place, false).filter(({ id }) => id !== 'person')
  return (
    <>
      <p class="crumb">
        <a href={to('people')}>People</a>
      </p>
      <h1 tabIndex={-1}>{shownText(person.person)}</h1>
      <p>
        {person.teams.length === 0 && 'In no listed team.'}
        {person.teams
          .flatMap((team) => entity.teams[team] ?? [])
          .map((team, index) => (
            <span key={team.team_id}>
              {index > 0 && ' · '}
              <TeamLink team={team} place={place} />
            </span>
          ))}
      </p>
      <Tiles
        tiles={columns.map(({ heading, cell }) => ({ name: heading, now: <CellText cell={cell(person)} /> }))}
      />
      <DataTable
        title="Features"
        name="features"
        columns={featureColumns}
        lines={reportedFeatures(entity)}
        sort={{ id: 'engaged_days', falls: true }}
      />
    </>
  )
}

function columnsOf(person: Person, to: (...path: string[]) => string): Column<FeatureLine>[] {
  return [
    featureColumn({ to }, (line: FeatureLine) => line),
    numberColumn('engaged_days', 'Engaged days', ({ feature }) => numberCell(featureDays(person, feature))),
    everybodyColumn((line) => line),
  ]
}
