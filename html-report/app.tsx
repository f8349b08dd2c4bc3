import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { formatDays } from '../src/render/text/numbers.ts'
import { type Place, PlaceContext, placeOf } from './context.ts'
import type { Data } from './data.ts'
import { addressOf, type Route, useRoute } from './route.ts'
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
  const { path, rest, place } = usePlaceOf(data)
  const main = useRef<HTMLElement>(null)
  const selection = useNewSelection()
  const view = path.join('/')
  const isFirst = useRef(true)
  useEffect(() => {
    const heading = main.current?.querySelector('h1')
    if (heading !== null && heading !== undefined) document.title = titleOf(heading, data, place)
    // The first view is where the reader is already.
    if (!isFirst.current) {
      heading?.focus()
      scrollTo(0, 0)
    }
    isFirst.current = false
  }, [view])
  return (
    <SelectionContext.Provider value={selection}>
      <Header data={data} place={place} name={rest[0] ?? ''} />
      <main id="main" ref={main} key={view}>
        {place === undefined ? (
          <Entities data={data} />
        ) : (
          <PlaceContext.Provider value={place}>{viewOf(rest)}</PlaceContext.Provider>
        )}
      </main>
    </SelectionContext.Provider>
  )
}

/** The title of the window: the heading of the view, and whom the report is about. */
function titleOf({ textContent }: Element, { report }: Data, place: Place | undefined): string {
  const whom = place === undefined ? '' : ` in ${place.entity.entity}`
  const days = formatDays(report.since, report.until)
  return (textContent ?? '').startsWith('Copilot')
    ? `${textContent}, ${days}`
    : `${textContent} · Copilot${whom}, ${days}`
}

/** The entity of the address, and what follows it. With several entities the first view is about all of them. */
function usePlaceOf(data: Data): { path: Route['path']; rest: Route['path']; place: Place | undefined } {
  const { path } = useRoute()
  const { entities } = data.report
  const isSeveral = entities.length > 1
  const name = isSeveral && path[0] === 'in' ? path[1] : undefined
  const entity = isSeveral ? entities.find((one) => one.entity === name) : entities[0]
  const place = useMemo(() => (entity === undefined ? undefined : placeOf(data, entity)), [data, entity])
  return { path, rest: isSeveral ? path.slice(2) : path, place }
}

function viewOf([view = '', first, second, ...more]: Route['path']): ComponentChildren {
  switch (view) {
    case '':
      return <Overview />
    case 'teams':
      return first === undefined ? <Teams /> : <Team name={first} />
    case 'compare':
      return <Compare teams={[first, second, ...more].filter((name) => name !== undefined)} />
    case 'features':
      return first === undefined ? <Features /> : <Feature name={first} />
    case 'people':
      return first === undefined ? <People /> : <OnePerson name={first} />
    case 'groups':
      return first !== undefined && second !== undefined ? (
        <Group attribute={first} value={second} />
      ) : (
        <Groups attribute={first} />
      )
    case 'licences':
      return <Licences />
    case 'tools':
      return <Tools />
    case 'about':
      return <About />
    default:
      return <MissingView what="view" name={view} list="teams" />
  }
}

interface HeaderProps {
  readonly data: Data
  readonly place: Place | undefined
  /** The name of the view. */
  readonly name: string
}

function Header({ data, place, name }: HeaderProps) {
  const { report } = data
  return (
    <header>
      <a class="skip" href="#main" onClick={skip}>
        Skip to the content
      </a>
      <div class="title">
        <a href={addressOf()}>Copilot team metrics</a>
        {place !== undefined && report.entities.length > 1 && <EntityChoice data={data} place={place} />}
        <span class="window">{formatDays(report.since, report.until)}</span>
      </div>
      {place !== undefined && (
        <nav aria-label="Views">
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

/** Changes the entity; the view of the other one is its overview. */
function EntityChoice({ data, place }: { readonly data: Data; readonly place: Place }) {
  return (
    <select
      aria-label="Organization"
      value={place.entity.entity}
      onChange={({ currentTarget }) => {
        location.hash = addressOf('in', currentTarget.value)
      }}
    >
      {data.report.entities.map(({ entity }) => (
        <option key={entity} value={entity}>
          {entity}
        </option>
      ))}
    </select>
  )
}
