import * as core from '@actions/core'
import { toDay } from './day.ts'
import { fetchSeats, type SeatRefusal } from './fetch/seats.ts'
import type { GitHub } from './github.ts'
import type { Entity } from './inputs.ts'
import { parseSeats, type SeatList } from './parse/seats.ts'
import { plural } from './render/text/numbers.ts'
import { isStaleList, newestActivity } from './rules/seats.ts'

/** After GitHub did not answer for one entity, the others are given so long. */
const SHORT_PATIENCE_MILLISECONDS = 10_000

/** The seats of an entity, and GitHub's own count of people with one. */
export interface ReadSeats extends SeatList {
  readonly total: number | null
}

/**
 * Reads the list of seats of each entity; warns where GitHub does not give it, since everything else is published without it.
 * `clientOf`: who may read the list of an entity.
 */
export async function readSeats(
  clientOf: (entity: Entity) => GitHub,
  entities: readonly Entity[],
  now: number,
): Promise<(ReadSeats | SeatRefusal)[]> {
  const read: (ReadSeats | SeatRefusal)[] = []
  let isTroubled = false
  for (const entity of entities) {
    const giveUpAt = isTroubled ? Date.now() + SHORT_PATIENCE_MILLISECONDS : undefined
    const fetched = await fetchSeats(clientOf(entity), entity, giveUpAt)
    if ('refused' in fetched) {
      isTroubled ||= fetched.isTrouble
      core.warning(`${entity.slug}: no licences are shown. ${fetched.refused}`)
      read.push(fetched)
      continue
    }
    const seats = { ...parseSeats(fetched.records), total: fetched.total }
    tellCounts(entity, seats, fetched.records.length)
    warnAboutOldList(entity, seats, now)
    read.push(seats)
  }
  return read
}

function tellCounts({ slug }: Entity, { seats, withoutAssignee, total }: ReadSeats, records: number): void {
  const without =
    withoutAssignee === 0 ? '' : `, ${plural(withoutAssignee, 'record')} without a person left out`
  core.info(`${slug}: ${plural(seats.length, 'seat')} in ${plural(records, 'record')}${without}`)
  const named = seats.length + withoutAssignee
  if (total !== null && named < total)
    core.warning(
      `${slug}: GitHub counts ${plural(total, 'seat')}, but its list names ${named}: people are missing in it; run again later`,
    )
}

function warnAboutOldList({ slug }: Entity, { seats }: ReadSeats, now: number): void {
  const newest = newestActivity(seats)
  if (!isStaleList(newest, now)) return
  core.warning(
    `${slug}: the newest activity in GitHub's list of seats is of ${toDay(newest)}: the list may have stopped, so that seats look idle that are not`,
  )
}
