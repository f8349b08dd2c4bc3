import * as core from '@actions/core'
import { Fault } from './fault.ts'
import type { Source } from './fetch/source.ts'
import type { Inputs } from './inputs.ts'
import { type Coverage, coverageOf } from './rollup/reading.ts'
import { entityIdOf, slugsOf } from './rollup/reading.ts'
import { unmatchedPatterns, isChosen, nearestSlugs } from './privacy/team-patterns.ts'
import type { Windows } from './windows.ts'
import { readDays, type ReadEntity } from './read-days.ts'
import type { ThreadOptions } from './readers.ts'
import { visible } from './render/text/markdown.ts'
import { enumerate, plural } from './render/text/numbers.ts'

/** Longest list in a sentence. */
const MOST_NAMED = 5
const IN_NO_TEAM = '; what people did on these days is in the total and in no team'

/**
 * Reads the reports of every entity, and warns about missing days and suspicious files.
 * @throws Fault if the result must not be published
 */
export async function readEntities(
  inputs: Inputs,
  source: Source,
  windows: Windows,
  threads: ThreadOptions,
): Promise<ReadEntity[]> {
  const read: ReadEntity[] = []
  for (const entity of inputs.entities) {
    const one = await readDays(source, entity, windows, inputs, threads)
    warnAboutOddFiles(one)
    refuseGaps(one, inputs, source)
    read.push(one)
  }
  refuseSameEntity(read)
  refuseUnmatchedPatterns(read, inputs.teams)
  return read
}

function warnAboutOddFiles({ totals: { entity }, emptyFiles, linesWithOtherId }: ReadEntity): void {
  if (emptyFiles.length > 0) {
    const [hold, days] = emptyFiles.length === 1 ? ['holds', 'its day counts'] : ['hold', 'their days count']
    core.warning(
      `${entity.slug}: ${someOf(emptyFiles)} ${hold} no row: ${days} as missing, not as days on which nobody used Copilot; get the report again`,
    )
  }
  if (entity.scope === 'enterprise' && linesWithOtherId > 0) {
    core.warning(
      `${entity.slug}: ${plural(linesWithOtherId, 'line carries', 'lines carry')} an organization_id beside the enterprise_id; they count. If these are the reports of one organization, set organization in place of enterprise`,
    )
  }
}

/** Warns about missing days. @throws Fault if all days are missing, or some with `missing-days: fail` */
function refuseGaps({ totals }: ReadEntity, { missingDays }: Inputs, source: Source): void {
  const { entity, windows } = totals
  const coverage = coverageOf(totals, 0)
  if (coverage.days_reported === 0) {
    const there = source.describeFiles?.(entity) ?? 'choose other days with until and days'
    throw new Fault(
      `${entity.slug} has no users report on any day from ${windows.since} to ${windows.until}: no report is not "nobody used it", so nothing is published; ${there}`,
    )
  }
  const gaps = [
    { lack: 'no users report for', days: coverage.missing_days, effect: '' },
    { lack: 'no user-teams report for', days: coverage.missing_teams_days, effect: IN_NO_TEAM },
  ].filter(({ days }) => days.length > 0)
  if (gaps.length > 0 && missingDays === 'fail') {
    const told = gaps.map(({ lack, days }) => `${lack} ${days.join(', ')}`)
    throw new Fault(
      `${entity.slug} has ${enumerate(told)}, and missing-days is fail; run again when they are there`,
    )
  }
  for (const { lack, days, effect } of gaps) {
    core.warning(
      `${entity.slug} has ${lack} ${days.length} of ${windows.days.length} days: ${days.join(', ')}${effect}`,
    )
  }
  warnAboutSparseDays(entity.slug, coverage)
}

function warnAboutSparseDays(slug: string, { sparse_days, previous_sparse_days }: Coverage): void {
  const days = [...previous_sparse_days, ...sparse_days]
  if (days.length === 0) return
  core.warning(
    `${slug} has less than half the usual rows of a weekday on ${days.join(', ')}: a holiday, or reports that are not whole; these days count as they are`,
  )
}

/** @throws Fault if two entities have the same id, so that the same reports would count twice */
function refuseSameEntity(read: readonly ReadEntity[]): void {
  const slugs = new Map<string, string>()
  for (const { totals } of read) {
    const id = entityIdOf(totals)
    const known = id === '' ? undefined : slugs.get(id)
    if (known !== undefined) {
      throw new Fault(
        `The reports of ${known} and of ${totals.entity.slug} carry the same ${totals.entity.scope}_id ${id}: they are those of one ${totals.entity.scope}; look which sub-directory holds the wrong files`,
      )
    }
    slugs.set(id, totals.entity.slug)
  }
}

/** @throws Fault for a pattern that matches no team, probably a typing error. Not checked if no teams are known. */
function refuseUnmatchedPatterns(read: readonly ReadEntity[], patterns: readonly string[]): void {
  const slugs = [...new Set(read.flatMap(({ totals }) => slugsOf(totals)))].toSorted()
  if (slugs.length === 0 || patterns.length === 0) return
  const unmatched = unmatchedPatterns(slugs, patterns)
  const sought = unmatched.filter((pattern) => !pattern.startsWith('!'))
  if (sought.length > 0) throw new Fault(`teams: ${sought.map((one) => noSuchTeam(one, slugs)).join('; ')}`)
  for (const pattern of unmatched) core.warning(`teams: ${noSuchTeam(pattern, slugs)}; it excludes nothing`)
  if (!slugs.some((slug) => isChosen(slug, patterns)))
    throw new Fault(`teams: its patterns exclude each of the ${slugs.length} teams; leave some of them`)
}

function noSuchTeam(pattern: string, slugs: readonly string[]): string {
  const near = nearestSlugs(slugs, pattern)
  const hint =
    near.length > 0
      ? `did you mean ${enumerate(near.map(visible))}?`
      : `there are ${someOf(slugs.map(visible))}`
  return `no team matches "${pattern}": ${hint}`
}

function someOf(words: readonly string[]): string {
  const rest = words.length - MOST_NAMED
  return rest > 0 ? `${words.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : enumerate(words)
}
