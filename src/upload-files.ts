import * as core from '@actions/core'
import type { Inputs } from './inputs.ts'
import { uploadArtifacts } from './publish/artifact.ts'
import { type Files, keptDays, type Published } from './published.ts'

type Uploaded = Pick<Published, 'artifact' | 'htmlReport'>
type UploadInputs = Pick<Inputs, 'artifactName' | 'artifactRetentionDays' | 'htmlReportName' | 'runner'>

/**
 * Uploads all files as one artifact, and the interactive report as another one that a browser opens. Neither stops the other,
 * and one that is refused is a warning.
 */
export async function uploadFiles(inputs: UploadInputs, files: Files | undefined): Promise<Uploaded> {
  const { artifactName, htmlReportName, runner } = inputs
  if (artifactName === '' || files === undefined) return { artifact: undefined, htmlReport: undefined }
  const { paths, directory, htmlReportFile } = files
  const [artifact, htmlReport] = await uploadArtifacts(
    [
      { name: artifactName, files: paths, isSingleFile: false },
      ...(htmlReportFile === undefined
        ? []
        : [{ name: htmlReportName, files: [htmlReportFile], isSingleFile: true }]),
    ],
    { directory, retentionDays: retentionOf(inputs), runUrl: runner.runUrl },
  )
  for (const sentence of refusals(inputs, { artifact, htmlReport })) core.warning(sentence)
  return { artifact, htmlReport }
}

/** The client would warn of more days than are allowed too, but once for each artifact. */
function retentionOf(inputs: UploadInputs): number | undefined {
  const { artifactRetentionDays } = inputs
  if (artifactRetentionDays === undefined) return undefined
  const days = keptDays(inputs)
  if (days !== artifactRetentionDays) {
    core.warning(
      `artifact-retention-days: ${artifactRetentionDays} is more than the repository allows; artifacts are kept for ${days} days`,
    )
  }
  return days
}

function refusals(
  { artifactName, htmlReportName }: UploadInputs,
  { artifact, htmlReport }: Uploaded,
): string[] {
  const isRefused = artifact !== undefined && 'refused' in artifact
  const place = isRefused ? 'the directory of the output files' : `the artifact "${artifactName}"`
  return [
    ...(isRefused ? [`The artifact "${artifactName}" could not be uploaded: ${artifact.refused}`] : []),
    ...(htmlReport !== undefined && 'refused' in htmlReport
      ? [
          `The interactive report "${htmlReportName}" could not be uploaded, but is in ${place}: ${htmlReport.refused}`,
        ]
      : []),
  ]
}
