import { createContext } from 'preact'
import { useContext, useMemo, useState } from 'preact/hooks'

/** More side by side are no comparison. */
export const MOST_COMPARED = 6

/** The teams of an entity that are chosen for comparison, by name. */
interface Selection {
  readonly selected: readonly string[]
  readonly toggle: (name: string) => void
  readonly clear: () => void
}

export const SelectionContext = createContext<Selection>({
  selected: [],
  toggle: () => {},
  clear: () => {},
})

export function useSelection(): Selection {
  return useContext(SelectionContext)
}

/** A selection that stays while views of an entity change. */
export function useNewSelection(entity: string): Selection {
  const [chosen, setChosen] = useState<{ readonly entity: string; readonly names: readonly string[] }>()
  return useMemo(() => {
    const selected = chosen?.entity === entity ? chosen.names : []
    const set = (names: readonly string[]) => setChosen({ entity, names })
    return {
      selected,
      toggle: (name) =>
        set(
          selected.includes(name)
            ? selected.filter((one) => one !== name)
            : [...selected, name].slice(0, MOST_COMPARED),
        ),
      clear: () => set([]),
    }
  }, [chosen, entity])
}
