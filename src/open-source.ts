import * as core from '@actions/core'
import type { ClientFor } from './clients.ts'
import type { Day } from './day.ts'
import { directorySource } from './fetch/directory.ts'
import { engagementSource } from './fetch/engagement.ts'
import { githubSource } from './fetch/links.ts'
import { type EntityFiles, findReportFiles } from './fetch/report-files.ts'
import type { Source } from './fetch/source.ts'
import type { Entity, Inputs } from './inputs.ts'
import type { Network } from './network.ts'
import { splitDays, type SplitFile } from './split-days.ts'

/** Opens the source of reports: GitHub or the input `reports-directory`. It ends with the run. */
export async function openSource(
  inputs: Inputs,
  clientFor: ClientFor | undefined,
  network: Network,
  today: Day,
): Promise<Source> {
  const isPreview = inputs.reports === 'user-engagement'
  if (clientFor === undefined || inputs.reportsDirectory !== '') {
    return core.group('Find the reports', () =>
      openDirectory(inputs, network.ending, isPreview ? 'engagement' : 'users'),
    )
  }
  const clientOf = (entity: Entity) => clientFor(entity, 'reports')
  const source = githubSource(clientOf, network)
  return isPreview ? engagementSource(clientOf, network, source, today) : source
}

async function openDirectory(
  { reportsDirectory, entities, runner }: Inputs,
  ending: AbortSignal,
  usersFiles: 'users' | 'engagement',
): Promise<Source> {
  const found: EntityFiles[] = []
  for (const one of findReportFiles(reportsDirectory, entities)) {
    const { files, split } = await splitDays(one, runner.temporaryDirectory)
    core.info(whatWasFound(files))
    for (const file of split) core.info(howItWasSplit(file))
    found.push(files)
  }
  return directorySource(found, ending, usersFiles)
}

function whatWasFound({ entity: { slug }, home, isNamedAfterEntity, reports, others }: EntityFiles): string {
  const owner = isNamedAfterEntity
    ? ''
    : `; nothing in its name says whose they are: they count as those of ${slug}, as the inputs say (a sub-directory "${slug}" would say so)`
  const left =
    others.length === 0
      ? ''
      : `; ${others.length} other files are not read, the first is ${others.toSorted()[0]}`
  return `${slug}: ${reports.length} report files in ${home}${owner}${left}`
}

function howItWasSplit({ name, days }: SplitFile): string {
  return `${name} holds ${days.length} days, from ${days[0]} to ${days.at(-1)}: each line counts on its own day`
}
