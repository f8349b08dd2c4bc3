import { type MembershipFields, TEXT } from '../parse/fields.ts'
import type { Names } from './names.ts'

/** Which entity the lines of one report say that they are of. */
export interface ReportIds {
  lines: number
  /** Lines with the id of the scope (`organization_id` of an organization), and whether one has the entity's first id. */
  own: number
  hasFirst: boolean
  /** Where there is one that differs from the first of the entity. */
  second: string | undefined
  /** Lines with the id of the other scope, and the first of these ids. */
  others: number
  other: string
  /** Of `others` those that `EntityIds` has. */
  othersNoted: number
}

/** Of all reports of an entity: the first file that has its first id, and how many lines carry the id of the other scope. */
export interface EntityIds {
  firstFile: string | undefined
  others: number
}

/** The number of the first id of an entity: number 0 is "none given". */
const FIRST = 1

/** A report of which no line was seen yet. */
export function emptyReportIds(): ReportIds {
  return { lines: 0, own: 0, hasFirst: false, second: undefined, others: 0, other: '', othersNoted: 0 }
}

/** Notes the ids of a line. */
export function noteIds(ids: ReportIds, line: MembershipFields, names: Names): void {
  ids.lines++
  noteOwnId(ids, names.entityIdOf(line), names)
  const place = names.scope === 'organization' ? TEXT.enterpriseId : TEXT.organizationId
  const [start, end] = [line.texts[place] as number, line.texts[place + 1] as number]
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
 * Notes that a file of a report was read. Returns why the report is not one of the entity, as a predicate: it has lines
 * of a second entity, or all its lines are of the other scope; undefined where it may be. That a line carries no id is
 * no fault.
 */
export function idFault(
  entity: EntityIds,
  ids: ReportIds,
  names: Names,
  report: 'users' | 'user-teams',
  file: string,
): string | undefined {
  if (ids.hasFirst) entity.firstFile ??= file
  entity.others += ids.others - ids.othersNoted
  ids.othersNoted = ids.others
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
