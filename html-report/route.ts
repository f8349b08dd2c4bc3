import { useEffect, useState } from 'preact/hooks'

/** What the address after `#` says: the names of a view, and how its table is sorted and filtered. */
export interface Route {
  readonly path: readonly string[]
  readonly query: URLSearchParams
  /** How often the address has changed. */
  readonly changes: number
}

/** Reads the address of a view, such as `#/teams/payments?sort=-change`. */
function parseRoute(hash: string, changes = 0): Route {
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

/** Puts sorting and filter of a table into the address, without a step in the history. */
export function replaceQuery(query: URLSearchParams): void {
  const [path = '#/'] = location.hash.split('?')
  const text = query.toString()
  try {
    history.replaceState(null, '', text === '' ? path || '#/' : `${path || '#/'}?${text}`)
  } catch {
    // A page without an origin may not; the table is sorted all the same.
  }
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
