import type { ComponentChildren, RefObject } from 'preact'
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { formatDays } from '../src/render/text/numbers.ts'
import { shownText } from './cells.ts'
import { FaultContext, type Place, PlaceContext, placeOf } from './context.ts'
import type { Data } from './data.ts'
import { addressOf, remembered, type Route, useRoute, wasFollowed } from './route.ts'
import { About } from './views/about.tsx'
import { Compare } from './views/compare.tsx'
import { Entities } from './views/entities.tsx'
import { Feature } from './views/feature.tsx'
import { Features } from './views/features.tsx'
import { Group, Groups } from './views/groups.tsx'
import { Licences } from './views/licences.tsx'
import { MissingView } from './views/missing-view.tsx'
import { Overview } from './views/overview.tsx'
import { OnePerson, People } from './views/people.tsx'
import { SelectionContext, useNewSelection } from './views/selection.ts'
import { Team } from './views/team.tsx'
import { Teams } from './views/teams.tsx'
import { Tools } from './views/tools.tsx'

/** The report: its head, and the view that the address names. */
export function App({ data }: { readonly data: Data }) {
  const { path, rest, place, isKnown } = usePlaceOf(data)
  const main = useRef<HTMLElement>(null)
  const selection = useNewSelection(place?.entity.entity ?? '')
  const [fault, setFault] = useState('')
  const view = path.join('/')
  useView(main, view, data, place)
  return (
    <FaultContext.Provider value={setFault}>
      <SelectionContext.Provider value={selection}>
        <Header data={data} place={place} path={rest} />
        <main id="main" ref={main} key={view}>
          {fault !== '' && (
            <p class="box" role="alert">
              {fault}
            </p>
          )}
          {!isKnown && (
            <p class="box">
              There is no organization {shownText(path[1] ?? path[0] ?? '')} in this report; these are.
            </p>
          )}
          {place === undefined ? (
            <Entities data={data} />
          ) : (
            <PlaceContext.Provider value={place}>{viewOf(rest)}</PlaceContext.Provider>
          )}
        </main>
      </SelectionContext.Provider>
    </FaultContext.Provider>
  )
}

/** Tells the reader of another view: by the title of the window, and by focus where a link led to it. */
function useView(main: RefObject<HTMLElement>, view: string, data: Data, place: Place | undefined): void {
  const isFirst = useRef(true)
  useLayoutEffect(() => {
    const heading = main.current?.querySelector('h1')
    if (heading !== null && heading !== undefined) document.title = titleOf(heading, data, place)
    // The first view is where the reader is already.
    if (!isFirst.current) {
      const position = remembered('')
      if (wasFollowed() || position === 0) heading?.focus()
      scrollTo(0, position)
    }
    isFirst.current = false
  }, [view])
}

/** The title of the window: the heading of the view, and whom the report is about. */
function titleOf({ textContent }: Element, { report }: Data, place: Place | undefined): string {
  const whom = place === undefined ? '' : ` in ${place.entity.entity}`
  const days = formatDays(report.since, report.until)
  return (textContent ?? '').startsWith('Copilot')
    ? `${textContent}, ${days}`
    : `${textContent} · Copilot${whom}, ${days}`
}

interface Placed {
  readonly path: Route['path']
  /** What follows the entity. */
  readonly rest: Route['path']
  readonly place: Place | undefined
  /** False where the address names an entity that there is not. */
  readonly isKnown: boolean
}

/** The entity of the address, and what follows it. With several entities the first view is about all of them. */
function usePlaceOf(data: Data): Placed {
  const { path } = useRoute()
  const { entities } = data.report
  const isSeveral = entities.length > 1
  const name = path[0] === 'in' ? path[1] : undefined
  const entity = isSeveral ? entities.find((one) => one.entity === name) : entities[0]
  const place = useMemo(() => (entity === undefined ? undefined : placeOf(data, entity)), [data, entity])
  const isKnown = place !== undefined || path.length === 0
  return { path, rest: isSeveral ? path.slice(2) : path, place, isKnown }
}

/** Views by the first name of their address, with the most names that may follow it. */
const VIEWS: Readonly<
  Record<string, { readonly most: number; readonly draw: (names: Route['path']) => ComponentChildren }>
> = {
  '': { most: 0, draw: () => <Overview /> },
  teams: { most: 1, draw: ([team]) => (team === undefined ? <Teams /> : <Team name={team} />) },
  compare: { most: Infinity, draw: (teams) => (teams.length === 0 ? <Teams /> : <Compare teams={teams} />) },
  features: {
    most: 1,
    draw: ([feature]) => (feature === undefined ? <Features /> : <Feature name={feature} />),
  },
  people: { most: 1, draw: ([person]) => (person === undefined ? <People /> : <OnePerson name={person} />) },
  groups: {
    most: 2,
    draw: ([attribute, value]) =>
      attribute !== undefined && value !== undefined ? (
        <Group attribute={attribute} value={value} />
      ) : (
        <Groups attribute={attribute} />
      ),
  },
  licences: { most: 0, draw: () => <Licences /> },
  tools: { most: 0, draw: () => <Tools /> },
  about: { most: 0, draw: () => <About /> },
}

function viewOf([name = '', ...names]: Route['path']): ComponentChildren {
  const view = Object.hasOwn(VIEWS, name) ? VIEWS[name] : undefined
  if (view === undefined || names.length > view.most)
    return <MissingView what="view" name={[name, ...names].join('/')} list="teams" />
  return view.draw(names)
}

interface HeaderProps {
  readonly data: Data
  readonly place: Place | undefined
  /** The names of the view. */
  readonly path: Route['path']
}

function Header({ data, place, path }: HeaderProps) {
  const { report } = data
  const [name = ''] = path
  const nav = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [name])
  return (
    <header>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <div class="title">
        <a href={addressOf()}>Copilot team metrics</a>
        {place !== undefined && report.entities.length > 1 && (
          <EntityChoice data={data} place={place} view={name} />
        )}
        <span class="window">{formatDays(report.since, report.until)}</span>
      </div>
      {place !== undefined && (
        <nav aria-label="Views" ref={nav}>
          {viewsOf(data, place).map(([view, words]) => (
            <a
              key={view}
              href={view === '' ? place.to() : place.to(view)}
              aria-current={isIn(view, name) ? 'page' : undefined}
            >
              {words}
            </a>
          ))}
        </nav>
      )}
    </header>
  )
}

function skip(event: Event): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('main h1')?.focus()
}

function isIn(view: string, name: string): boolean {
  return view === name || (view === 'teams' && name === 'compare')
}

function viewsOf(data: Data, { entity }: Place): [view: string, words: string][] {
  const views: [string, string][] = [
    ['', 'Overview'],
    ['teams', 'Teams'],
    ['features', 'Features'],
  ]
  if (data.hasTable(entity, 'people')) views.push(['people', 'People'])
  if ((entity.groups ?? []).length > 0) views.push(['groups', 'Groups'])
  if (entity.seats !== undefined) views.push(['licences', 'Licences'])
  return [...views, ['tools', 'Tools'], ['about', 'Definitions']]
}

interface ChoiceProps {
  readonly data: Data
  readonly place: Place
  readonly view: string
}

/** Changes the entity and keeps the view. */
function EntityChoice({ data, place, view }: ChoiceProps) {
  const change = (entity: string) => {
    location.hash = view === '' ? addressOf('in', entity) : addressOf('in', entity, view)
  }
  return (
    <select
      aria-label="Organization"
      value={place.entity.entity}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    >
      {data.report.entities.map(({ entity }) => (
        <option key={entity} value={entity}>
          {shownText(entity)}
        </option>
      ))}
    </select>
  )
}
