import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { TeamLine } from '../src/lines/activity.ts'
import type { HtmlTableName } from '../src/lines/html-tables.ts'
import type { EntityReport, Report } from '../src/lines/report.ts'
import type { FeatureLine } from '../src/lines/features.ts'
import { featureName } from '../src/render/text/feature-names.ts'
import { escaped } from '../src/render/text/markdown.ts'
import { isOthers } from '../src/render/text/order.ts'
import type { Data, Table } from './data.ts'
import { addressOf } from './route.ts'

/** What every view is made of. */
export interface Place {
  readonly data: Data
  readonly report: Report
  readonly entity: EntityReport
  readonly names: TeamNames
  /** The address of a view of this entity. */
  readonly to: (...path: readonly string[]) => string
}

export const PlaceContext = createContext<Place | undefined>(undefined)

/** Tells the reader that something is wrong with the file. */
export const FaultContext = createContext<(sentence: string) => void>(() => {})

/** The entity that is shown, and all that belongs to it. @throws Error outside of a view */
export function usePlace(): Place {
  const place = useContext(PlaceContext)
  if (place === undefined) throw new Error('There is no view around this.')
  return place
}

/** How names of saved files begin: whom they are about, and until which day. */
export function useFilePrefix(): string {
  const place = useContext(PlaceContext)
  return place === undefined
    ? 'organizations'
    : `${place.entity.entity.replaceAll(/\W+/g, '-')}-${place.report.until}`
}

/** A table of the entity: `undefined` until it is unpacked, `null` where the file has none. */
export function useStoredTable(name: HtmlTableName): Table | null | undefined {
  const { data, entity } = usePlace()
  const fail = useContext(FaultContext)
  const [found, setFound] = useState<{ entity: EntityReport; table: Table | null }>()
  useEffect(() => {
    let isOver = false
    const find = async () => {
      try {
        const table = await data.table(entity, name)
        if (!isOver) setFound({ entity, table: table ?? null })
      } catch {
        fail(`The part ${name} of this file is damaged: open the whole file once more.`)
      }
    }
    void find()
    return () => {
      isOver = true
    }
  }, [data, entity, name, fail])
  return found?.entity === entity ? found.table : undefined
}

/** Names of teams in addresses: the slug, or the slug and the id where several teams have it. */
interface TeamNames {
  of(team: Pick<TeamLine, 'team_id' | 'slug'>): string
  find(name: string): TeamLine | undefined
}

function teamNames(teams: readonly TeamLine[]): TeamNames {
  const bySlug = Map.groupBy(teams, ({ slug }) => slug)
  const of = ({ team_id, slug }: Pick<TeamLine, 'team_id' | 'slug'>) =>
    (bySlug.get(slug)?.length ?? 0) > 1 ? `${slug}:${team_id}` : slug
  const byName = new Map(teams.map((team) => [of(team), team]))
  return { of, find: (name) => byName.get(name) }
}

/** A team's name in markdown, with a link to its view. */
export function linkedTeam({ names, to }: Pick<Place, 'names' | 'to'>) {
  return (team: Pick<TeamLine, 'team_id' | 'slug'>) =>
    isOthers(team) ? `*${escaped(team.slug)}*` : `[${escaped(team.slug)}](${to('teams', names.of(team))})`
}

/** A feature's name in markdown, with a link to its view. */
export function linkedFeature({ to }: Pick<Place, 'to'>) {
  return (line: Pick<FeatureLine, 'feature' | 'label'>) =>
    `[${featureName(line)}](${to('features', line.feature)})`
}

/** The place of an entity; with several entities addresses begin with its name. */
export function placeOf(data: Data, entity: EntityReport): Place {
  const { report } = data
  const prefix = report.entities.length > 1 ? ['in', entity.entity] : []
  return {
    data,
    report,
    entity,
    names: teamNames(entity.teams),
    to: (...path) => addressOf(...prefix, ...path),
  }
}
