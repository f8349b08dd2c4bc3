// Run by the workflow Release: writes the files of a release, made of the commit and nothing else, into release-assets/.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { git } from './git.ts'
import { parseRepositoryName } from './repository-name.ts'
import { type TagRun, tagRun } from './tag.ts'

/** Where the files of a release are written, below the checkout. */
export const ASSETS = 'release-assets'
/** What a copy of the action needs, and its papers. */
const CONTENT = [
  'action.yml',
  'dist',
  'docs',
  'examples',
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
]

/** Writes archives of the action in the checkout of a tag, and their checksums. Returns the names of the files. */
export function writeAssets({ folder, tag, repository }: TagRun): string[] {
  const target = resolve(folder, ASSETS)
  rmSync(target, { recursive: true, force: true })
  mkdirSync(target)
  const name = `${parseRepositoryName(repository)?.name ?? 'action'}-${tag.slice(1)}`
  for (const format of ['tar.gz', 'zip']) {
    const out = join(target, `${name}.${format}`)
    git(folder, 'archive', `--format=${format}`, `--prefix=${name}/`, `--output=${out}`, 'HEAD', ...CONTENT)
  }
  const sums = readdirSync(target).map((file) => `${sha256(join(target, file))}  ${file}\n`)
  writeFileSync(join(target, 'SHA256SUMS'), sums.join(''))
  return readdirSync(target)
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

if (import.meta.main) for (const file of writeAssets(tagRun())) console.log(file)
