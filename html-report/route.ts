import { useEffect, useState } from 'preact/hooks'

/** What the address after `#` says: the names of a view, and how its tables are sorted and filtered. */
export interface Route {
  readonly path: readonly string[]
  readonly query: URLSearchParams
  /** How often the address has changed. */
  readonly changes: number
}

/** Reads the address of a view, such as `#/teams/payments?sort=-change`. */
function parseRoute(hash: string, changes: number): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?')
  const names = path.split('/').filter((name) => name !== '')
  return { path: names.map(decoded), query: new URLSearchParams(query), changes }
}

/** The address of a view. Every character that is more than a name has in an address is escaped. */
export function addressOf(...path: readonly string[]): string {
  return `#/${path.map(encoded).join('/')}`
}

/** The route of the page, which changes with its address. */
export function useRoute(): Route {
  const [{ hash, changes }, set] = useState({ hash: location.hash, changes: 0 })
  useEffect(() => {
    const change = () => set((before) => ({ hash: location.hash, changes: before.changes + 1 }))
    addEventListener('hashchange', change)
    return () => removeEventListener('hashchange', change)
  }, [])
  return parseRoute(hash, changes)
}

/** Puts what tables say into the address, without a step in the history; `undefined` takes it out. */
export function replaceQuery(said: ReadonlyMap<string, string | undefined>): void {
  const [path = '', before = ''] = location.hash.split('?')
  const query = new URLSearchParams(before)
  for (const [key, value] of said) {
    if (value === undefined) query.delete(key)
    else query.set(key, value)
  }
  const text = query.toString()
  try {
    history.replaceState(null, '', `${path === '' ? '#/' : path}${text === '' ? '' : `?${text}`}`)
  } catch {
    // A page without an origin may not; the table is sorted all the same.
  }
}

/** Where the reader was, by address without query: the window and the boxes of tables. */
const positions = new Map<string, number>()
let isFollowed = false

/**
 * Follows links to views by the address alone: within another page `#/…` would lead out of it. A view that a link leads to is
 * shown from its top, one that is gone back to as it was left.
 */
export function followLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const address = link?.getAttribute('href') ?? ''
    if (
      !address.startsWith('#/') ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey
    )
      return
    event.preventDefault()
    isFollowed = true
    location.hash = address
  })
  addEventListener('scroll', () => remember('', scrollY), { passive: true })
}

/** Whether the view was reached by a link; asked once a view. */
export function wasFollowed(): boolean {
  const was = isFollowed
  isFollowed = false
  return was
}

/** Remembers how far a box of the view was scrolled; `''` is the window. */
export function remember(box: string, position: number): void {
  positions.set(keyOf(box), position)
}

/** How far a box of the view was scrolled when the reader left it. */
export function remembered(box: string): number {
  return isFollowed ? 0 : (positions.get(keyOf(box)) ?? 0)
}

function keyOf(box: string): string {
  return `${location.hash.split('?')[0] ?? ''} ${box}`
}

function encoded(name: string): string {
  return encodeURIComponent(name).replaceAll(
    /[!'()*~.]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  )
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
