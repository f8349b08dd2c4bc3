import { createContext } from 'preact'
import { useContext, useMemo, useState } from 'preact/hooks'

/** More side by side are no comparison. */
export const MOST_COMPARED = 6

/** The teams chosen for comparison, by name. */
export interface Selection {
  readonly selected: readonly string[]
  readonly toggle: (name: string) => void
  readonly clear: () => void
}

export const SelectionContext = createContext<Selection>({ selected: [], toggle: () => {}, clear: () => {} })

export function useSelection(): Selection {
  return useContext(SelectionContext)
}

/** A selection that stays while views change. */
export function useNewSelection(): Selection {
  const [selected, setSelected] = useState<readonly string[]>([])
  return useMemo(
    () => ({
      selected,
      toggle: (name) =>
        setSelected(
          selected.includes(name)
            ? selected.filter((one) => one !== name)
            : [...selected, name].slice(0, MOST_COMPARED),
        ),
      clear: () => setSelected([]),
    }),
    [selected],
  )
}
