import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import {
  BlobSASPermissions,
  BlobServiceClient,
  type ContainerClient,
  StorageSharedKeyCredential,
} from '@azure/storage-blob'

import type { LinkStore } from './links.ts'

/** A real blob service (Microsoft's Azurite) on loopback: real SAS links, real expiry, real block uploads. */
export interface Azurite extends LinkStore, AsyncDisposable {
  readonly url: string
  /** A link that a client may upload a blob to. */
  uploadLink(name: string, lifetimeSeconds: number): Promise<string>
  /** The bytes of a blob that was uploaded, and the type that it is served as. */
  read(name: string): Promise<{ bytes: Buffer; contentType: string }>
  close(): Promise<void>
}

// Azurite's account and key are public and the same for everyone:
// https://learn.microsoft.com/azure/storage/common/storage-connect-azurite
const account = 'devstoreaccount1'
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

/** Starts Azurite's blob service as a child process that keeps everything in memory. */
export async function startAzurite(): Promise<Azurite> {
  const folder = mkdtempSync(join(tmpdir(), 'azurite-'))
  const main = createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js')
  const flags = [
    '--inMemoryPersistence',
    '--skipApiVersionCheck',
    '--disableTelemetry',
    '--silent',
    '--blobPort',
    '0',
  ]
  const child = spawn(process.execPath, [main, ...flags], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const url = `${await listening(child)}/${account}`
  const credential = new StorageSharedKeyCredential(account, key)
  const container = new BlobServiceClient(url, credential).getContainerClient('reports')
  await container.create()
  const close = async () => {
    await stopped(child)
    rmSync(folder, { recursive: true, force: true })
  }
  return {
    url,
    close,
    [Symbol.asyncDispose]: close,
    link: async (file, lifetimeSeconds) => {
      const body = file.body()
      await container.getBlockBlobClient(file.name).upload(body, body.length, {
        blobHTTPHeaders: {
          blobContentType: 'application/json',
          ...(file.contentEncoding ? { blobContentEncoding: file.contentEncoding } : {}),
        },
      })
      return sasLink(container, file.name, 'r', lifetimeSeconds)
    },
    uploadLink: (name, lifetimeSeconds) => sasLink(container, name, 'cw', lifetimeSeconds),
    read: async (name) => {
      const blob = container.getBlockBlobClient(name)
      const { contentType = '' } = await blob.getProperties()
      return { bytes: await blob.downloadToBuffer(), contentType }
    },
  }
}

function sasLink(
  container: ContainerClient,
  name: string,
  permissions: string,
  seconds: number,
): Promise<string> {
  const now = Date.now()
  return container.getBlockBlobClient(name).generateSasUrl({
    permissions: BlobSASPermissions.parse(permissions),
    startsOn: new Date(now - 300_000),
    expiresOn: new Date(now + seconds * 1000),
  })
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += chunk.toString()
      const found = /successfully listen\w* (?:at|on) (http:\/\/[\w.:]+)/i.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => reject(new Error(`Azurite ended with code ${code}: ${said}`)))
    child.once('error', reject)
  })
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill('SIGKILL')
  })
}
