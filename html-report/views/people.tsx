import { useMemo } from 'preact/hooks'
import type { FeatureLine } from '../../src/lines/features.ts'
import { numberCell, shownText } from '../cells.ts'
import { type Place, usePlace, useStoredTable } from '../context.ts'
import { Tiles } from '../parts/figures.tsx'
import type { Choice, Column } from '../table/columns.ts'
import { DataTable } from '../table/data-table.tsx'
import { CellText } from '../table/parts.tsx'
import { nameOfFeature, reportedFeatures } from './feature-uses.ts'
import { MissingView } from './missing-view.tsx'
import { featureDays, peopleColumns, peopleRows, type Person, segmentChoice } from './people-columns.tsx'
import { SegmentsBar } from './segments.tsx'
import { everybodyColumn, featureColumn, numberColumn } from './shared-columns.tsx'
import { TeamLink } from './team-link.tsx'

/** Everybody with a row or in a team, where persons are shown. */
export function People() {
  const place = usePlace()
  const { report, entity } = place
  const table = useStoredTable('people')
  const columns = useMemo(() => peopleColumns(place, true), [place])
  const choices = useMemo(() => peopleChoices(place), [place])
  return (
    <>
      <h1 tabIndex={-1}>People</h1>
      {table === null && <p>This report shows no persons.</p>}
      {table !== null && (
        <>
          <SegmentsBar segments={entity.segments} />
          <p class="quiet">
            How Copilot is used, not how well anybody works.
            {report.people.shown === 'pseudonymous' &&
              ' People have pseudonyms; counts of few people, which other views withhold, can be counted here, as in people.csv.'}
          </p>
        </>
      )}
      {table !== undefined && table !== null && (
        <DataTable
          isMain
          name="people"
          columns={columns}
          lines={peopleRows(table)}
          sort={{ id: 'engaged_days', falls: true }}
          choices={choices}
        />
      )}
    </>
  )
}

/** By use, by team, and by feature: `+cli` engaged with it, `-cli` is active, but not with it. */
function peopleChoices({ entity, names }: Place): Choice<Person>[] {
  const features = reportedFeatures(entity)
  // By name, not by slug: several teams may have the same one.
  const indexes = new Map(entity.teams.map((team, index) => [names.of(team), index]))
  const ofFeatures = (sign: '+' | '-', group: string) =>
    features.map((line) => ({
      value: `${sign}${line.feature}`,
      words: `${sign === '+' ? 'uses' : 'not'} ${nameOfFeature(line)}`,
      group,
    }))
  return [
    segmentChoice,
    {
      id: 'team',
      all: 'Any team',
      options: [...indexes.keys()].map((name) => ({ value: name, words: shownText(name) })),
      fits: ({ teams }, name) => teams.includes(indexes.get(name) ?? -1),
    },
    {
      id: 'feature',
      all: 'Any feature',
      options: [...ofFeatures('+', 'Uses'), ...ofFeatures('-', 'Active, but not with')],
      fits: (person, value) => {
        const days = featureDays(person, value.slice(1))
        return value.startsWith('+') ? (days ?? 0) > 0 : days === 0 && person.segment !== 'idle'
      },
    },
  ]
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
  if (table === null || (table !== undefined && person === undefined))
    return <MissingView what="person" name={name} list="people" />
  // The heading is there before the table is unpacked: the reader is told of the view by it.
  if (person === undefined) return <h1 tabIndex={-1}>{shownText(name)}</h1>
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
        name={`features of ${shownText(person.person)}`}
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
