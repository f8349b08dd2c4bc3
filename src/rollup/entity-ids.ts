import { type MembershipFields, TEXT } from '../parse/fields.ts'
import type { Names } from './names.ts'

/** The entity ids carried by the lines of one report. */
export interface ReportIds {
  lines: number
  /** Lines with an id of the scope (`organization_id` for an organization); whether any has the entity's first id. */
  own: number
  hasFirst: boolean
  /** An id of the scope that differs from the entity's first id, if there is one. */
  second: string | undefined
  /** Lines with the id of the other scope, and the first of these ids. */
  others: number
  other: string
}

/** For all reports of an entity: the first file with its first id, and the number of lines of added days with an id of the other scope. */
export interface EntityIds {
  firstFile: string | undefined
  others: number
}

/** The number of an entity's first id; number 0 means that a line carries none. */
const FIRST = 1

/** A report without lines. */
export function emptyReportIds(): ReportIds {
  return { lines: 0, own: 0, hasFirst: false, second: undefined, others: 0, other: '' }
}

/** Notes the ids of a line. */
export function noteIds(ids: ReportIds, line: MembershipFields, names: Names): void {
  ids.lines++
  noteOwnId(ids, names.internEntityId(line), names)
  const text = names.scope === 'organization' ? TEXT.enterpriseId : TEXT.organizationId
  const [start, end] = [line.texts[text] as number, line.texts[text + 1] as number]
  if (end === start) return
  if (ids.others++ === 0) ids.other = Buffer.from(line.bytes.subarray(start, end)).toString('latin1')
}

/** Notes the id of the scope, by its number. */
export function noteOwnId(ids: ReportIds, id: number, { entityIds }: Names): void {
  if (id < FIRST) return
  ids.own++
  if (id === FIRST) ids.hasFirst = true
  else ids.second ??= entityIds.textOf(id)
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
  if (ids.hasFirst) entity.firstFile ??= file
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
  if (ids.second !== undefined) {
    const first = entityIds.textOf(FIRST)
    const cure = `reports of two ${scope}s are never added up: keep only the files of one, or give each a sub-directory and a run of its own`
    return ids.hasFirst
      ? `holds lines of two ${scope}s (${ownKey} ${first} and ${ids.second}); ${cure}`
      : `is of another ${scope} (${ownKey} ${ids.second}) than ${firstFile ?? 'the other files'} (${first}); ${cure}`
  }
  const isOfOther = ids.own === 0 && ids.lines > 0 && ids.others === ids.lines
  if (!isOfOther || (scope === 'enterprise' && report === 'user-teams')) return undefined
  const other = scope === 'organization' ? 'enterprise' : 'organization'
  return `carries ${other}_id ${ids.other} and no ${ownKey}, so it is a report of an ${other}: set ${other} in place of ${scope}, or take the reports of the ${scope}`
}
