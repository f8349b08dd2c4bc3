// Run by the workflow Release: publishes the release of a tag with its files, then moves the major tag.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { ASSETS } from './assets.ts'
import { notesOf } from './changelog.ts'
import { textOf } from './checkout.ts'
import { moveMajorTag } from './major-tag.ts'
import { type TagRun, tagRun, versionOf } from './tag.ts'

/** GitHub's API and who asks. */
export interface Api {
  readonly url: string
  readonly token: string
}

interface Release {
  readonly id: number
  readonly tag_name: string
  readonly draft: boolean
  readonly html_url: string
  /** A template that ends with what may be asked: `{?name,label}`. */
  readonly upload_url: string
}

/**
 * Publishes the release of a tag: a draft first, then its files, then for all to see, since GitHub may freeze what is published.
 * What an earlier try left as a draft is made anew; what is published stays. Returns its address. @throws Error with GitHub's answer
 */
export async function publishRelease(run: TagRun, api: Api): Promise<string> {
  const { folder, tag, repository } = run
  const version = versionOf(tag)
  const releases = `/repos/${repository}/releases`
  const listed = (await ask(api, 'GET', `${releases}?per_page=100`)) as Release[]
  const earlier = listed.filter(({ tag_name }) => tag_name === tag)
  const published = earlier.find(({ draft }) => !draft)
  if (published !== undefined) return published.html_url
  for (const { id } of earlier) await ask(api, 'DELETE', `${releases}/${id}`)
  const draft = (await ask(api, 'POST', releases, {
    tag_name: tag,
    name: tag,
    body: notesOf(textOf(folder, 'CHANGELOG.md'), version.text) ?? '',
    draft: true,
    prerelease: version.prerelease.length > 0,
  })) as Release
  const assets = join(folder, ASSETS)
  for (const file of readdirSync(assets)) {
    const upload = new URL(draft.upload_url.replace(/\{.*$/, ''))
    upload.searchParams.set('name', file)
    await ask(api, 'POST', upload.href, readFileSync(join(assets, file)))
  }
  const release = (await ask(api, 'PATCH', `${releases}/${draft.id}`, { draft: false })) as Release
  return release.html_url
}

async function ask(api: Api, method: string, path: string, body?: object): Promise<unknown> {
  const isFile = body instanceof Uint8Array
  const response = await fetch(path.startsWith('/') ? `${api.url}${path}` : path, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${api.token}`,
      'content-type': isFile ? 'application/octet-stream' : 'application/json',
      'x-github-api-version': '2022-11-28',
    },
    ...(body === undefined ? {} : { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}

if (import.meta.main) {
  const run = tagRun()
  const { GITHUB_API_URL: url = 'https://api.github.com', GITHUB_TOKEN: token = '' } = process.env
  console.log(await publishRelease(run, { url, token }))
  console.log(moveMajorTag(run))
}
