import type { Day } from '../day.ts'
import { createDictionary, type Dictionary } from '../dictionary.ts'
import { createValues, type Values } from './values.ts'

/** Everything of one entity that has a name, as small integers, with the newest label of each. */
export interface Names {
  /** By `user_id`; the label is the login. */
  readonly people: Labelled
  /** By `team_id`; the label is the slug. */
  readonly teams: Labelled
  /** `organization_id` or `enterprise_id`, as the scope has it; number 0 is "none given". */
  readonly entityIds: Dictionary
  /** The number of the entity id that a line carries. */
  entityIdOf(line: { readonly organization_id: string; readonly enterprise_id: string }): number
  /** Keys of features that are in no registry. */
  readonly ownFeatures: Dictionary
  /** Values of dimensions. */
  readonly values: Values
  /** Counters that are none of the seven, as `dimension`, `value` and name, a line each. */
  readonly counters: Dictionary
}

/** Ids with a label that may change over time: the newest day's wins, whatever the order in which days arrive. */
export interface Labelled {
  readonly ids: Dictionary
  /** The number of an id that carried `label` on `day`. */
  numberOf(id: string, label: string, day: Day): number
  labelOf(number: number): string
}

/** Names of an entity of which nothing was read yet. */
export function createNames(scope: 'organization' | 'enterprise'): Names {
  const entityIds = createDictionary()
  entityIds.idOf('')
  return {
    people: labelled(),
    teams: labelled(),
    entityIds,
    entityIdOf: (line) =>
      entityIds.idOf(scope === 'organization' ? line.organization_id : line.enterprise_id),
    ownFeatures: createDictionary(),
    values: createValues(),
    counters: createDictionary(),
  }
}

function labelled(): Labelled {
  const ids = createDictionary()
  const labels: string[] = []
  const days: Day[] = []
  return {
    ids,
    numberOf(id, label, day) {
      const number = ids.idOf(id)
      const known = days[number]
      if (
        label !== '' &&
        (known === undefined || day > known || (day === known && label > (labels[number] ?? '')))
      ) {
        labels[number] = label
        days[number] = day
      }
      return number
    },
    labelOf: (number) => labels[number] ?? '',
  }
}
