import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'

import { git } from '../../../scripts/release/git.ts'

/** Notes of what is unreleased, and of one version. */
export const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n- A thing.\n\n## 1.1.0 (2026-11-01)\n\n- An older one.\n'

/** Who commits, in place of what this machine says. */
export const SOMEBODY = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'Octo Cat',
  GIT_AUTHOR_EMAIL: 'octo@example.com',
  GIT_COMMITTER_NAME: 'Octo Cat',
  GIT_COMMITTER_EMAIL: 'octo@example.com',
} as const

/** A small project with a bundle that its build copies, in a bare repository and two clones of it. */
export function project(): { bare: string; clone: string; other: string } {
  const home = mkdtempSync(join(tmpdir(), 'release-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  for (const [name, value] of Object.entries(SOMEBODY)) vi.stubEnv(name, value)
  const [bare, clone, other] = ['bare', 'clone', 'other'].map((name) => join(home, name))
  if (bare === undefined || clone === undefined || other === undefined) throw new Error('there are three')
  git(home, 'init', '--quiet', '--bare', '--initial-branch=main', bare)
  git(home, 'clone', '--quiet', bare, clone)
  git(clone, 'checkout', '--quiet', '-B', 'main')
  const version = '1.1.0'
  const manifest = {
    name: 'metrics',
    version,
    repository: 'github:ACCOUNT/metrics',
    scripts: { package: 'cp src.js dist/index.js' },
  }
  const files = {
    'CHANGELOG.md': CHANGELOG,
    'README.md': 'uses: ACCOUNT/metrics@v1\n',
    'package.json': `${JSON.stringify(manifest, undefined, 2)}\n`,
    'package-lock.json': `${JSON.stringify({ version, packages: { '': { version } } }, undefined, 2)}\n`,
    '.gitignore': 'release-assets/\n',
    'src.js': 'the source',
    'dist/index.js': 'the source',
  }
  mkdirSync(join(clone, 'dist'))
  for (const [path, text] of Object.entries(files)) writeFileSync(join(clone, path), text)
  git(clone, 'add', '.')
  git(clone, 'commit', '--quiet', '--message', 'First')
  git(clone, 'push', '--quiet', 'origin', 'main')
  git(home, 'clone', '--quiet', bare, other)
  return { bare, clone, other }
}
