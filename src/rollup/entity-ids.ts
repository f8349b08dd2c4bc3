import { type MembershipFields, TEXT } from '../parse/fields.ts'
import type { Names } from './names.ts'

/** The entity ids carried by the lines of one report. */
export interface ReportIds {
  lines: number
  /** Lines with an id of the scope (`organization_id` for an organization), and the numbers of these ids in order. */
  own: number
  readonly ownIds: number[]
  /** Lines with the id of the other scope, and the first of these ids. */
  others: number
  other: string
}

/** For all reports of an entity: the first file with its first id, and the number of lines of added days with an id of the other scope. */
export interface EntityIds {
  firstFile: string | undefined
  others: number
}

/** The number of no id, and that of an entity's first id. */
const NONE = 0
const FIRST = 1
const MOST_IDS = 100

/** A report without lines. */
export function emptyReportIds(): ReportIds {
  return { lines: 0, own: 0, ownIds: [], others: 0, other: '' }
}

/** Notes the ids of a line. */
export function noteIds(ids: ReportIds, line: MembershipFields, names: Names): void {
  ids.lines++
  noteOwnId(ids, names.internEntityId(line))
  const text = names.scope === 'organization' ? TEXT.enterpriseId : TEXT.organizationId
  const start = line.texts[text] as number
  const end = line.texts[text + 1] as number
  if (end === start) return
  if (ids.others++ === 0) ids.other = Buffer.from(line.bytes.subarray(start, end)).toString('latin1')
}

/** Notes the id of the scope, by its number; only of the first ids, since two make a fault. */
export function noteOwnId(ids: ReportIds, id: number): void {
  if (id === NONE) return
  ids.own++
  if (ids.ownIds.at(-1) !== id && ids.ownIds.length < MOST_IDS && !ids.ownIds.includes(id))
    ids.ownIds.push(id)
}

/**
 * Notes that a file of a report was read. Returns why the report is not one of this entity, as a predicate: it has lines of
 * a second entity, or all its lines are of the other scope. Returns undefined otherwise; lines may carry no id.
 */
export function idFault(
  entity: EntityIds,
  ids: ReportIds,
  names: Names,
  report: 'users' | 'user-teams',
  file: string,
): string | undefined {
  if (ids.ownIds.includes(FIRST)) entity.firstFile ??= file
  return faultOf(ids, names, report, entity.firstFile)
}

function faultOf(
  ids: ReportIds,
  names: Names,
  report: 'users' | 'user-teams',
  firstFile: string | undefined,
): string | undefined {
  const { scope, entityIds } = names
  const ownKey = `${scope}_id`
  const second = ids.ownIds.find((id) => id !== FIRST)
  if (second !== undefined) {
    const [first, other] = [entityIds.textOf(FIRST), entityIds.textOf(second)]
    const cure = `reports of two ${scope}s are never added up: keep only the files of one, or give each a sub-directory and a run of its own`
    return ids.ownIds.includes(FIRST)
      ? `holds lines of two ${scope}s (${ownKey} ${first} and ${other}); ${cure}`
      : `is of another ${scope} (${ownKey} ${other}) than ${firstFile ?? 'the other files'} (${first}); ${cure}`
  }
  const isOfOther = ids.own === 0 && ids.lines > 0 && ids.others === ids.lines
  if (!isOfOther || (scope === 'enterprise' && report === 'user-teams')) return undefined
  const otherScope = scope === 'organization' ? 'enterprise' : 'organization'
  return `carries ${otherScope}_id ${ids.other} and no ${ownKey}, so it is a report of an ${otherScope}: set ${otherScope} in place of ${scope}, or take the reports of the ${scope}`
}
