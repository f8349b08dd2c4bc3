import { createHash, randomUUID } from 'node:crypto'

import { type Answer, json, storeError } from './answers.ts'
import type { Azurite } from './azurite.ts'
import { type Faults, makeFaults } from './faults.ts'
import { type Incoming, type Network, type RequestLog, startHost } from './host.ts'
import { unzip } from './zip.ts'

const ZIP = 'application/zip'

/** An artifact as it was finalized. */
export interface UploadedArtifact {
  readonly id: number
  readonly name: string
  readonly runId: string
  /** Undefined: the repository's retention. */
  readonly retentionDays: number | undefined
  /** As the service was told it: `application/zip` of an archive, otherwise that of the only file. */
  readonly mimeType: string
  /** As the blob store keeps it, which is what a browser is served. */
  readonly contentType: string
  /** The blob as it was uploaded. */
  readonly bytes: Buffer
  /** The files inside of an archive by path, or the only file by the name of the artifact. */
  files(): Map<string, Buffer>
}

export interface ArtifactOptions {
  /** Upload blobs to Azurite in place of the service's own blob endpoint. */
  readonly blobs?: Azurite
  /** `quota`: storage is used up. `forbidden`: the service says no. `upload`: the blob store says no. */
  readonly refuse?: 'quota' | 'forbidden' | 'upload'
  /** The name of the only artifact that is refused; all are unless told. */
  readonly refused?: string
}

export interface ArtifactService extends AsyncDisposable {
  /** What `ACTIONS_RESULTS_URL` points to. */
  readonly url: string
  readonly requests: readonly RequestLog[]
  readonly faults: Faults
  /** In the order of their names, since they are uploaded side by side. */
  artifacts(): readonly UploadedArtifact[]
  /** The `ACTIONS_RUNTIME_TOKEN` of a run. */
  tokenFor(runId: string): string
  close(): Promise<void>
}

interface Draft {
  readonly name: string
  readonly mimeType: string
  readonly blob: string
  readonly expiresAt: string | undefined
}

interface Blob {
  readonly bytes: Buffer
  readonly contentType: string
}

interface Store {
  readonly drafts: Map<string, Draft>
  readonly blocks: Map<string, Buffer>
  readonly blobs: Map<string, Blob>
  readonly finished: UploadedArtifact[]
}

/** Starts the service that `@actions/artifact` uploads to: Twirp over JSON, and a blob endpoint. */
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
    artifacts: () => store.finished.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
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
  const { name = '', mime_type: mimeType = ZIP } = body
  const refused = refusalOf(name, options)
  if (refused === 'quota') {
    return twirpError(403, 'resource_exhausted', 'insufficient usage to create artifact')
  }
  if (refused === 'forbidden') return twirpError(403, 'permission_denied', 'not allowed to create artifacts')
  const key = keyOf(body)
  if (store.drafts.has(key)) {
    return twirpError(409, 'already_exists', 'an artifact with this name already exists on the workflow run')
  }
  const blob = `${randomUUID()}${mimeType === ZIP ? '.zip' : ''}`
  store.drafts.set(key, { name, mimeType, blob, expiresAt: body['expires_at'] })
  const link = await (options.blobs?.uploadLink(blob, 3600) ??
    `${blobUrl}/account/artifacts/${blob}?sig=${randomUUID()}`)
  return json(200, { ok: true, signed_upload_url: link })
}

function refusalOf(name: string, { refuse, refused = name }: ArtifactOptions): ArtifactOptions['refuse'] {
  return refused === name ? refuse : undefined
}

async function finalizeArtifact(body: Fields, store: Store, options: ArtifactOptions): Promise<Answer> {
  const draft = store.drafts.get(keyOf(body))
  if (!draft) return twirpError(404, 'not_found', 'no such artifact')
  const stored = await (options.blobs?.read(draft.blob) ?? store.blobs.get(draft.blob))
  if (!stored) return twirpError(412, 'failed_precondition', 'the blob was not uploaded')
  const { bytes, contentType } = stored
  if (Number(body['size']) !== bytes.length)
    return twirpError(412, 'failed_precondition', 'the size is another one')
  const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`
  if (body['hash'] !== undefined && body['hash'] !== hash) {
    return twirpError(412, 'failed_precondition', 'the hash is another one')
  }
  const id = 4_000_000 + store.finished.length + 1
  const { name, mimeType } = draft
  store.finished.push({
    id,
    name,
    runId: (body['workflow_run_backend_id'] ?? '').replace(/^run-/, ''),
    retentionDays: daysUntil(draft.expiresAt),
    mimeType,
    contentType,
    bytes,
    files: () => (mimeType === ZIP ? unzip(bytes) : new Map([[name, bytes]])),
  })
  return json(200, { ok: true, artifact_id: String(id) })
}

/** Block by block, as Azure's clients upload: https://learn.microsoft.com/rest/api/storageservices/put-block */
async function storeBlob(incoming: Incoming, store: Store, options: ArtifactOptions): Promise<Answer> {
  const blob = incoming.path.split('/').at(-1) ?? ''
  const draft = [...store.drafts.values()].find((candidate) => candidate.blob === blob)
  if (refusalOf(draft?.name ?? '', options) === 'upload')
    return storeError(403, 'AuthorizationFailure', 'This request is not authorized.')
  if (incoming.log.authorization) {
    incoming.log.violation = 'A token was sent to the blob store.'
    return storeError(
      400,
      'InvalidAuthenticationInfo',
      'Authentication information is not given in the correct format.',
    )
  }
  const bytes = await incoming.body()
  const comp = incoming.query.get('comp')
  const contentType = String(incoming.headers['x-ms-blob-content-type'] ?? 'application/octet-stream')
  if (incoming.method !== 'PUT') return storeError(405, 'UnsupportedHttpVerb', 'Only uploads are possible.')
  if (comp === 'block') store.blocks.set(`${blob} ${incoming.query.get('blockid') ?? ''}`, bytes)
  else
    store.blobs.set(blob, {
      bytes: comp === 'blocklist' ? joined(blob, bytes.toString(), store) : bytes,
      contentType,
    })
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
