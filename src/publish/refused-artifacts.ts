const SERVICE = "GitHub's artifact service"

/** Meaning of the statuses of the artifact service and of its storage. */
const STATUSES: ReadonlyMap<number, string> = new Map([
  [401, `${SERVICE} does not accept this job (401); run the job again`],
  [
    403,
    `${SERVICE} refused it (403); see whether the workflow may upload artifacts, and whether a proxy keeps it from the storage`,
  ],
  [404, `${SERVICE} does not know this upload (404); run the job again`],
  [409, 'this run has an artifact of that name already (409); name another one in artifact-name'],
  [413, 'it is too large (413); choose fewer days or teams'],
  [429, `${SERVICE} was asked too often (429); run the job again later`],
])

/** Meaning of the client's error messages. */
const MESSAGES: readonly (readonly [RegExp, string])[] = [
  [/quota/i, 'the artifact storage of the account is used up; delete old artifacts, or keep them shorter'],
  [/ACTIONS_RUNTIME_TOKEN|ACTIONS_RESULTS_URL/, 'there is no artifact service outside of a workflow run'],
  [/GHES/, 'this GitHub has no artifact service of this kind'],
  [
    /not valid JSON|JSON string|Unexpected (\w+)|not ok/i,
    `what answered was not ${SERVICE}, perhaps a page of a proxy; let the runner reach GitHub without it`,
  ],
]

/** Why there is no artifact, as a clause to follow a colon; the error is not quoted. */
export function artifactRefusal(error: unknown): string {
  const { message, statusCode, code } = error as { message?: unknown; statusCode?: unknown; code?: unknown }
  const text = typeof message === 'string' ? message : String(error)
  const known = MESSAGES.find(([pattern]) => pattern.test(text))
  if (known !== undefined) return known[1]
  const status = typeof statusCode === 'number' ? statusCode : Number(/\((\d{3})\)/.exec(text)?.[1])
  if (status >= 400) return statusWords(status)
  const network = /\bE[A-Z]{4,}\b/.exec(`${typeof code === 'string' ? code : ''} ${text}`)?.[0]
  if (network !== undefined || /timeout|stalled|socket|aborted|network/i.test(text)) {
    return `${SERVICE} could not be reached${network === undefined ? '' : ` (${network})`}; let the runner reach GitHub, or run the job again`
  }
  return `the upload failed (${error instanceof Error ? error.name : typeof error}); run the job again`
}

/** The same if no response came for `seconds`. */
export function silentService(seconds: number): string {
  return `${SERVICE} was silent for ${seconds} s; run the job again later`
}

function statusWords(status: number): string {
  const known = STATUSES.get(status)
  if (known !== undefined) return known
  return status >= 500
    ? `${SERVICE} has trouble (${status}); run the job again later`
    : `${SERVICE} did not take it (${status}); run the job again`
}
