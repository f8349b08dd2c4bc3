import * as core from '@actions/core'
import { chooseWindows } from './choose-window.ts'
import { commitReport } from './commit-report.ts'
import type { Day } from './day.ts'
import { fetchVisibility, type Visibility } from './fetch/visibility.ts'
import { connect } from './github.ts'
import { identifier } from './identities.ts'
import { type Inputs, readInputs } from './inputs.ts'
import { type PeopleShown, toReport } from './metrics/report.ts'
import { teamView } from './metrics/team-view.ts'
import { type Network, openNetwork } from './network.ts'
import { openSource } from './open-source.ts'
import { type Artifact, uploadArtifact } from './publish/artifact.ts'
import type { Commit } from './publish/commit.ts'
import { createDirectory, writeText } from './publish/files.ts'
import { setOutputs, writeJobSummary } from './publish/runner.ts'
import { countRejected, type ReadEntity } from './read-days.ts'
import { readEntities } from './read-entities.ts'
import { outputsOf } from './render/outputs.ts'
import { fitSummary, type Links, summaryMarkdown } from './render/summary.ts'
import { writeFiles } from './write-files.ts'

/** GitHub drops the summary of a step above 1 MiB; the rest is left for what other parts of the step may add. */
const SUMMARY_BYTES = 1_000_000

/** The action from its inputs to its page: reads the reports of a window, joins and adds them up, and publishes. */
export async function run(today: Day): Promise<void> {
  const end = new AbortController()
  try {
    const inputs = readInputs(today)
    const network = openNetwork(inputs.apiUrl, end.signal)
    const github = inputs.reportsDirectory === '' ? connect(inputs.token, inputs.apiUrl, network) : undefined
    const source = await openSource(inputs, github, network, today)
    const windows = await core.group('Choose the window', () => chooseWindows(inputs, source, today))
    const entities = await core.group('Read the reports', () => readEntities(inputs, source, windows))
    const people = await choosePeople(inputs, network)
    const identify = people.shown === 'none' ? undefined : identifier(people.shown, inputs.peopleKey)
    const minimumGroupSize = people.shown === 'named' ? 0 : inputs.minimumGroupSize
    const parts = entities.map((read) => ({
      ...read,
      view: teamView(read.fold, inputs.teams, minimumGroupSize),
      rejectedLines: countRejected(read),
    }))
    const listed = people.shown === 'named' ? identify : undefined
    const report = toReport(parts, { ...inputs, people, identify: listed, minimumGroupSize })
    const directory = await createDirectory(inputs.runner.temporaryDirectory)
    const files = await core.group('Write the files', async () =>
      writeFiles(directory, report, parts, { ...inputs, identify }),
    )
    const summaryFile = writeText(directory, 'summary.md', [
      summaryMarkdown(report, linksOf(inputs, undefined, today)),
    ])
    const artifact = await core.group('Upload the artifact', () =>
      publishArtifact(inputs, [...files, summaryFile], directory),
    )
    const commit = await publishReport(inputs, network, entities, artifact)
    if (inputs.jobSummary && inputs.runner.hasJobSummary) {
      const links = { ...linksOf(inputs, artifact, today), reportUrl: reportUrlOf(inputs, commit) }
      await writeJobSummary(fitSummary(report, links, SUMMARY_BYTES))
    }
    setOutputs({
      ...outputsOf(report),
      files: directory,
      'summary-file': summaryFile,
      ...artifactOutputs(artifact),
      ...commitOutputs(commit),
    })
    if (commit instanceof Error) throw commit
  } catch (error) {
    core.setFailed(error instanceof Error ? error.message : String(error))
  } finally {
    // Requests, downloads and pauses that are under way end here, so that nothing keeps the process alive.
    end.abort()
  }
}

/** Persons are not shown in a public repository unless the workflow says so; where nobody tells, it counts as public. */
async function choosePeople(inputs: Inputs, network: Network): Promise<PeopleShown> {
  const { people, allowPublicPeople, runner } = inputs
  const isAsked = people !== 'none' && !allowPublicPeople && runner.repository !== ''
  if (!isAsked) return { shown: people, withheld_in_public: false }
  const visibility = runner.visibility ?? (await askVisibility(inputs, network))
  const withheld = visibility === undefined || visibility === 'public'
  return { shown: withheld ? 'none' : people, withheld_in_public: withheld }
}

/** The workflow's own token sees its repository; one that reads reports may not. */
async function askVisibility(
  { reportToken, token, apiUrl, runner }: Inputs,
  network: Network,
): Promise<Visibility | undefined> {
  for (const one of [reportToken, token]) {
    if (one === '') continue
    const visibility = await fetchVisibility(connect(one, apiUrl, network), runner.repository)
    if (visibility !== undefined) return visibility
  }
  return undefined
}

async function publishArtifact(
  inputs: Inputs,
  files: readonly string[],
  directory: string,
): Promise<Artifact | undefined> {
  const { artifactName, artifactRetentionDays, runner } = inputs
  if (artifactName === '') return undefined
  const artifact = await uploadArtifact(artifactName, files, directory, artifactRetentionDays, runner.runUrl)
  if ('refused' in artifact)
    core.warning(`The artifact "${artifactName}" could not be uploaded: ${artifact.refused}`)
  return artifact
}

/** What keeps the report from being committed fails the run only when all the rest is published. */
async function publishReport(
  inputs: Inputs,
  network: Network,
  entities: readonly ReadEntity[],
  artifact: Artifact | undefined,
): Promise<Commit | Error | undefined> {
  const { reportPath, reportToken, apiUrl } = inputs
  if (reportPath === '') return undefined
  try {
    const artifactUrl = artifact === undefined || 'refused' in artifact ? undefined : artifact.url
    const commit = await commitReport(connect(reportToken, apiUrl, network), entities, inputs, artifactUrl)
    core.info(
      commit.changed
        ? `${reportPath} on ${commit.branch} is in commit ${commit.oid}`
        : `${reportPath} on ${commit.branch} is as it was`,
    )
    return commit
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function linksOf({ artifactName, runner }: Inputs, artifact: Artifact | undefined, today: Day): Links {
  const links = { runUrl: runner.runUrl, artifactName, today }
  if (artifact === undefined) return { ...links, artifactUrl: undefined }
  return 'refused' in artifact
    ? { ...links, artifactUrl: undefined, artifactRefused: artifact.refused }
    : { ...links, artifactUrl: artifact.url }
}

function reportUrlOf({ reportPath, runner }: Inputs, commit: Commit | Error | undefined): string | undefined {
  if (commit === undefined || commit instanceof Error || runner.runUrl === '') return undefined
  const [repositoryUrl] = runner.runUrl.split('/actions/runs/')
  return `${repositoryUrl}/blob/${encodeURI(commit.branch)}/${encodeURI(reportPath)}`
}

function artifactOutputs(artifact: Artifact | undefined): Record<string, string> {
  return artifact === undefined || 'refused' in artifact
    ? { 'artifact-id': '', 'artifact-url': '' }
    : { 'artifact-id': artifact.id, 'artifact-url': artifact.url }
}

function commitOutputs(commit: Commit | Error | undefined): Record<string, string> {
  return commit === undefined || commit instanceof Error
    ? { 'report-changed': 'false', 'report-commit': '' }
    : { 'report-changed': String(commit.changed), 'report-commit': commit.oid }
}
