import type { Attribute } from '../group-inputs.ts'
import type { CostCentersRefused, Grouping } from '../grouping.ts'
import { eachTeam, teamName, teamsOfPeople } from '../rollup/reading.ts'
import { showTotals, type ShownTotals } from './shown-totals.ts'
import { isFew } from './withheld.ts'

/** Why there are no groups of an attribute: persons are not named here, or GitHub refused its cost centers. */
export type LeftOut = 'persons' | 'cost-centers'

/** The groups of an attribute as they may be shown. */
export interface ShownGroups {
  readonly attribute: string
  readonly isTree: boolean
  /** Whether values that are shown are persons. */
  readonly namesPersons: boolean
  readonly leftOut: LeftOut | null
  readonly refused: CostCentersRefused | null
  /** Groups in place of teams, protected as teams are. */
  readonly shown: ShownTotals | undefined
  /** Lines of the file by the id of the group in `shown`, those of merged groups together; undefined without a file. */
  readonly listed: ReadonlyMap<string, number> | undefined
  /** What files about people say of a person: the value if it is shown, `others`, or empty. */
  readonly valueOf: (person: number) => string
}

/**
 * Protects groups by the rules for teams. Values that are persons, such as managers, are shown only where persons are named,
 * and never committed.
 */
export function showGroups(
  groupings: readonly Grouping[],
  minimum: number,
  arePersonsNamed: boolean,
): ShownGroups[] {
  return groupings.map((grouping) => {
    const { attribute, totals, refused, listed, valueOf, isPerson } = grouping
    const namesPersons = arePersonsNamed && grouping.namesPersons
    const about = { attribute: attribute.name, isTree: attribute.isTree, namesPersons, refused }
    const leftOut = leftOutOf(attribute, totals !== undefined, arePersonsNamed)
    if (leftOut !== null || totals === undefined)
      return { ...about, leftOut, shown: undefined, listed: undefined, valueOf: () => '' }
    const shown = showTotals(totals, [], minimum, {
      mayNotBeNamed: isPerson,
      // A group of nobody tells of the few who are listed that none of them is known.
      mayNotBeEmpty: (value) => isFew(listed?.get(value) ?? 0, minimum),
      isNamedOthers: (value) => value === 'others',
    })
    return {
      ...about,
      leftOut,
      shown,
      listed: listed === undefined ? undefined : listedShown(shown, listed),
      valueOf: attribute.isTree ? valueOf : shownValueOf(shown),
    }
  })
}

function leftOutOf({ isTree }: Attribute, isKnown: boolean, arePersonsNamed: boolean): LeftOut | null {
  if (isTree && !arePersonsNamed) return 'persons'
  return isKnown ? null : 'cost-centers'
}

function listedShown(shown: ShownTotals, listed: ReadonlyMap<string, number>): Map<string, number> {
  const groups = eachTeam(shown)
  const counts = groups.map(({ id, slug }) => [id, id === '' ? 0 : (listed.get(slug) ?? 0)] as const)
  const all = [...listed.values()].reduce((sum, count) => sum + count, 0)
  const merged = counts.reduce((rest, [, count]) => rest - count, all)
  return new Map(counts.map(([id, count]) => [id, id === '' ? merged : count]))
}

function shownValueOf(shown: ShownTotals): (person: number) => string {
  const groupsOf = teamsOfPeople(shown)
  return (person) => {
    const [group] = groupsOf(person)
    return group === undefined ? '' : teamName(shown, group).slug
  }
}
