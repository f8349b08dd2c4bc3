import { createHash, randomUUID } from 'node:crypto'

import { type Answer, json, storeError } from './answers.ts'
import type { Azurite } from './azurite.ts'
import { type Faults, makeFaults } from './faults.ts'
import { type Incoming, type Network, type RequestLog, startHost } from './host.ts'
import { unzip } from './zip.ts'

/** An artifact as it was finalized. */
export interface UploadedArtifact {
  readonly id: number
  readonly name: string
  readonly runId: string
  /** Undefined: the repository's retention. */
  readonly retentionDays: number | undefined
  readonly zip: Buffer
  /** The files inside, by path. */
  files(): Map<string, Buffer>
}

export interface ArtifactOptions {
  /** Upload blobs to Azurite in place of the service's own blob endpoint. */
  readonly blobs?: Azurite
  /** `quota`: storage is used up. `forbidden`: the service says no. `upload`: the blob store says no. */
  readonly refuse?: 'quota' | 'forbidden' | 'upload'
}

export interface ArtifactService extends AsyncDisposable {
  /** What `ACTIONS_RESULTS_URL` points to. */
  readonly url: string
  readonly requests: readonly RequestLog[]
  readonly faults: Faults
  artifacts(): readonly UploadedArtifact[]
  /** The `ACTIONS_RUNTIME_TOKEN` of a run. */
  tokenFor(runId: string): string
  close(): Promise<void>
}

interface Draft {
  readonly blob: string
  readonly expiresAt: string | undefined
}

interface Store {
  readonly drafts: Map<string, Draft>
  readonly blocks: Map<string, Buffer>
  readonly blobs: Map<string, Buffer>
  readonly finished: UploadedArtifact[]
}

/** Starts the service that `@actions/artifact` uploads to: Twirp over JSON, and a blob endpoint for the zip. */
export async function startArtifacts(options: ArtifactOptions = {}): Promise<ArtifactService> {
  const network: Network = { requests: [], faults: makeFaults() }
  const store: Store = { drafts: new Map(), blocks: new Map(), blobs: new Map(), finished: [] }
  const blobs = await startHost('artifact-blobs', network, (incoming) => storeBlob(incoming, store, options))
  const api = await startHost('artifacts', network, (incoming) =>
    answerTwirp(incoming, store, options, blobs.url),
  )
  const close = async () => {
    await Promise.all([api.close(), blobs.close()])
  }
  const { requests, faults } = network
  return {
    url: api.url,
    requests,
    faults,
    artifacts: () => store.finished,
    tokenFor: runtimeToken,
    close,
    [Symbol.asyncDispose]: close,
  }
}

function runtimeToken(runId: string): string {
  const claims = { scp: `Actions.Results:run-${runId}:job-${runId}` }
  return `${jwtPart({ typ: 'JWT', alg: 'none' })}.${jwtPart(claims)}.simulator`
}

function jwtPart(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}

async function answerTwirp(
  incoming: Incoming,
  store: Store,
  options: ArtifactOptions,
  blobUrl: string,
): Promise<Answer> {
  const method = /^\/twirp\/github\.actions\.results\.api\.v1\.ArtifactService\/(\w+)$/.exec(
    incoming.path,
  )?.[1]
  if (!incoming.headers.authorization?.startsWith('Bearer '))
    return twirpError(401, 'unauthenticated', 'No token.')
  const body = fieldsOf(JSON.parse((await incoming.body()).toString()))
  if (method === 'CreateArtifact') return createArtifact(body, store, options, blobUrl)
  if (method === 'FinalizeArtifact') return finalizeArtifact(body, store, options)
  return twirpError(404, 'bad_route', `The simulator has no ${method ?? incoming.path}.`)
}

async function createArtifact(
  body: Fields,
  store: Store,
  options: ArtifactOptions,
  blobUrl: string,
): Promise<Answer> {
  if (options.refuse === 'quota') {
    return twirpError(403, 'resource_exhausted', 'insufficient usage to create artifact')
  }
  if (options.refuse === 'forbidden')
    return twirpError(403, 'permission_denied', 'not allowed to create artifacts')
  const key = keyOf(body)
  if (store.drafts.has(key)) {
    return twirpError(409, 'already_exists', 'an artifact with this name already exists on the workflow run')
  }
  const blob = `${randomUUID()}.zip`
  store.drafts.set(key, { blob, expiresAt: body['expires_at'] })
  const link = await (options.blobs?.uploadLink(blob, 3600) ??
    `${blobUrl}/account/artifacts/${blob}?sig=${randomUUID()}`)
  return json(200, { ok: true, signed_upload_url: link })
}

async function finalizeArtifact(body: Fields, store: Store, options: ArtifactOptions): Promise<Answer> {
  const draft = store.drafts.get(keyOf(body))
  if (!draft) return twirpError(404, 'not_found', 'no such artifact')
  const zip = await (options.blobs?.read(draft.blob) ?? store.blobs.get(draft.blob))
  if (!zip) return twirpError(412, 'failed_precondition', 'the blob was not uploaded')
  if (Number(body['size']) !== zip.length)
    return twirpError(412, 'failed_precondition', 'the size is another one')
  const hash = `sha256:${createHash('sha256').update(zip).digest('hex')}`
  if (body['hash'] !== undefined && body['hash'] !== hash) {
    return twirpError(412, 'failed_precondition', 'the hash is another one')
  }
  const id = 4_000_000 + store.finished.length + 1
  store.finished.push({
    id,
    name: body['name'] ?? '',
    runId: (body['workflow_run_backend_id'] ?? '').replace(/^run-/, ''),
    retentionDays: daysUntil(draft.expiresAt),
    zip,
    files: () => unzip(zip),
  })
  return json(200, { ok: true, artifact_id: String(id) })
}

/** Block by block, as Azure's clients upload: https://learn.microsoft.com/rest/api/storageservices/put-block */
async function storeBlob(incoming: Incoming, store: Store, options: ArtifactOptions): Promise<Answer> {
  if (options.refuse === 'upload')
    return storeError(403, 'AuthorizationFailure', 'This request is not authorized.')
  if (incoming.log.authorization) {
    incoming.log.violation = 'A token was sent to the blob store.'
    return storeError(
      400,
      'InvalidAuthenticationInfo',
      'Authentication information is not given in the correct format.',
    )
  }
  const blob = incoming.path.split('/').at(-1) ?? ''
  const bytes = await incoming.body()
  const comp = incoming.query.get('comp')
  if (incoming.method !== 'PUT') return storeError(405, 'UnsupportedHttpVerb', 'Only uploads are possible.')
  if (comp === 'block') store.blocks.set(`${blob} ${incoming.query.get('blockid') ?? ''}`, bytes)
  else if (comp === 'blocklist') store.blobs.set(blob, joined(blob, bytes.toString(), store))
  else store.blobs.set(blob, bytes)
  return { status: 201, headers: { etag: '"0x1"', 'last-modified': new Date().toUTCString() } }
}

function joined(blob: string, list: string, store: Store): Buffer {
  const ids = [...list.matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map((found) => found[1] ?? '')
  return Buffer.concat(ids.map((id) => store.blocks.get(`${blob} ${id}`) ?? Buffer.alloc(0)))
}

type Fields = Readonly<Record<string, string | undefined>>

function fieldsOf(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, String(field)]))
}

function keyOf(body: Fields): string {
  return `${body['workflow_run_backend_id'] ?? ''} ${body['name'] ?? ''}`
}

function daysUntil(expiresAt: string | undefined): number | undefined {
  if (expiresAt === undefined) return undefined
  return Math.round((Date.parse(expiresAt) - Date.now()) / 86_400_000)
}

function twirpError(status: number, code: string, message: string): Answer {
  return json(status, { code, msg: message })
}
