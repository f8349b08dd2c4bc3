import * as core from '@actions/core'
import { toDay } from './day.ts'
import { fetchSeats, type SeatRefusal } from './fetch/seats.ts'
import type { GitHub } from './github.ts'
import type { Entity } from './inputs.ts'
import { parseSeat, type Seat, type SeatList, toSeatList } from './parse/seats.ts'
import { plural } from './render/text/numbers.ts'
import { isStaleList, newestActivity } from './rules/seats.ts'

/** After GitHub did not answer for one entity, the others are given so long. */
const SHORT_PATIENCE_MILLISECONDS = 10_000

/** A line of the log for so many records. */
const PROGRESS_RECORDS = 5_000

/** The seats of an entity. */
export interface ReadSeats extends SeatList {
  /** How many more GitHub counts than its list has. */
  readonly missing: number
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
    const records: (Seat | undefined)[] = []
    const take = (record: unknown) => {
      records.push(parseSeat(record))
      if (records.length % PROGRESS_RECORDS === 0)
        core.info(`${entity.slug}: ${plural(records.length, 'record')} of seats`)
    }
    const fetched = await fetchSeats(clientOf(entity), entity, take, giveUpAt)
    if ('refused' in fetched) {
      isTroubled ||= fetched.isTrouble
      core.warning(`${entity.slug}: no licences are shown. ${fetched.refused}`)
      read.push(fetched)
      continue
    }
    const list = toSeatList(records)
    const seats = {
      ...list,
      missing: Math.max(0, (fetched.total ?? 0) - list.seats.length - list.withoutAssignee),
    }
    tellOfList(entity, seats)
    warnAboutOldList(entity, seats, now)
    read.push(seats)
  }
  return read
}

/** Without numbers: they would tell what is withheld of few seats, and the log is read by whoever reads the run. */
function tellOfList({ slug }: Entity, { withoutAssignee, missing }: ReadSeats): void {
  const without =
    withoutAssignee === 0 ? '' : `, ${plural(withoutAssignee, 'record')} without a person left out`
  core.info(`${slug}: the list of seats is read${without}`)
  if (missing > 0)
    core.warning(
      `${slug}: GitHub counts more seats than its list has: people are missing in it; run again later`,
    )
}

function warnAboutOldList({ slug }: Entity, { seats }: ReadSeats, now: number): void {
  const newest = newestActivity(seats)
  if (!isStaleList(newest, now)) return
  core.warning(
    `${slug}: the newest activity in GitHub's list of seats is of ${toDay(newest)}: the list may have stopped, so that seats look idle that are not`,
  )
}
