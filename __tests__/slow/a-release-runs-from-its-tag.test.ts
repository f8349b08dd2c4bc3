import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'

import { readManifest } from '../../scripts/release/checkout.ts'
import { git, gitSays } from '../../scripts/release/git.ts'
import { makeCompany } from '../../simulator/company.ts'
import { runAction } from '../../simulator/runner.ts'
import { startSimulator } from '../../simulator/server.ts'
import { demoToken } from '../../simulator/tokens.ts'
import { copyCheckout, copyPackages, runIn } from '../scripts/release/checkout.ts'
import { SOMEBODY } from '../scripts/release/project.ts'
import { startReleases } from '../scripts/release/releases.ts'

const MINUTES = 60_000
const REPOSITORY = 'acme/copilot-metrics'
const MAJOR = Number(readManifest('.').version.split('.')[0]) + 1
const VERSION = `${MAJOR}.0.0`
const TODAY = '2026-11-21'

test(
  'a release of this checkout runs from its major tag, and names no placeholder',
  async () => {
    for (const [name, value] of Object.entries(SOMEBODY)) vi.stubEnv(name, value)
    const home = mkdtempSync(join(tmpdir(), 'released-'))
    onTestFinished(() => rmSync(home, { recursive: true }))
    const { bare, clone } = repositoryOf(home)
    await runIn(clone, ['npm', 'run', 'release', '--', VERSION, '--repository', REPOSITORY, '--push'])
    expect(git(bare, 'tag')).toBe(`v${VERSION}`)
    // What is released passes what it will be checked by, under its new name too.
    await runIn(clone, ['npm', 'run', 'format:check'])
    await runIn(clone, ['npx', 'vitest', 'run', '__tests__/papers.test.ts', '-t', 'workflows'])

    await workflow(home, bare)
    expect(git(bare, 'tag').split('\n')).toEqual([`v${MAJOR}`, `v${VERSION}`])
    expect(git(bare, 'rev-parse', `v${MAJOR}`)).toBe(git(bare, 'rev-parse', `v${VERSION}^{commit}`))

    const action = join(home, 'action')
    git(home, 'clone', '--quiet', '--depth=1', `--branch=v${MAJOR}`, `file://${bare}`, action)
    expectNoPlaceholder(action)
    expect(readFileSync(join(action, 'README.md'), 'utf8')).toContain(`uses: ${REPOSITORY}@v${MAJOR}`)

    const company = makeCompany({ slug: 'octo-works', seats: 60, teams: 5, today: TODAY })
    await using simulator = await startSimulator({ companies: [company], today: TODAY })
    await using run = await runAction({
      actionPath: join(action, 'dist/index.js'),
      actionFile: join(action, 'action.yml'),
      simulator,
      today: TODAY,
      inputs: { 'github-token': demoToken, organization: company.slug, days: '7', 'artifact-name': '' },
    })
    expect(run).toMatchObject({ errors: [], exitCode: 0 })
    expect(run.summary).toMatch(/^# .*octo-works/m)
    expect(run.fileNames()).toContain('teams.csv')
  },
  5 * MINUTES,
)

/** A bare repository with this checkout as its main, and a clone that has the packages. */
function repositoryOf(home: string): { bare: string; clone: string } {
  const [bare, clone] = [join(home, 'bare.git'), join(home, 'clone')]
  git(home, 'init', '--quiet', '--bare', '--initial-branch=main', bare)
  mkdirSync(clone)
  copyCheckout(clone)
  copyPackages(clone)
  const changelog = join(clone, 'CHANGELOG.md')
  const text = readFileSync(changelog, 'utf8')
  writeFileSync(changelog, text.replace('## Unreleased', '## Unreleased\n\n- What a test releases.'))
  git(clone, 'init', '--quiet', '--initial-branch=main')
  git(clone, 'add', '.')
  git(clone, 'commit', '--quiet', '--message', 'Everything')
  git(clone, 'remote', 'add', 'origin', bare)
  git(clone, 'push', '--quiet', 'origin', 'main')
  return { bare, clone }
}

/** What .github/workflows/release.yml runs, in a checkout of the tag where nothing is installed. */
async function workflow(home: string, bare: string): Promise<void> {
  const checkout = join(home, 'runner')
  git(home, 'clone', '--quiet', `--branch=v${VERSION}`, `file://${bare}`, checkout)
  const api = await startReleases([])
  const env = {
    GITHUB_REF_NAME: `v${VERSION}`,
    GITHUB_REF_TYPE: 'tag',
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_API_URL: api.url,
    GITHUB_TOKEN: 'secret',
  }
  const steps = [...workflowText().matchAll(/\brun: node (scripts\/release\/\S+)/g)].map(
    ([, step = '']) => step,
  )
  expect(steps).toHaveLength(3)
  for (const step of steps) await runIn(checkout, [process.execPath, step], env)
  const assets = join(checkout, 'release-assets')
  const names = [`copilot-metrics-${VERSION}.tar.gz`, `copilot-metrics-${VERSION}.zip`]
  expect(readdirSync(assets)).toEqual(['SHA256SUMS', ...names])
  expect(await runIn(assets, ['sha256sum', '--check', 'SHA256SUMS'])).toBe(
    names.map((name) => `${name}: OK\n`).join(''),
  )
  const packed = await runIn(assets, ['tar', '-tzf', names[0] ?? ''])
  expect(packed.split('\n')).toContain(`copilot-metrics-${VERSION}/dist/index.js`)
  expect(api.requests.filter((request) => request.includes('- What a test releases.'))).toHaveLength(1)
}

function workflowText(): string {
  return readFileSync('.github/workflows/release.yml', 'utf8')
}

/** The name that this checkout has, a placeholder until its first release, is nowhere in the released one. */
function expectNoPlaceholder(action: string): void {
  const { owner, name } = readManifest('.').repository
  const greps = [
    ['-F', '-e', `${owner}/${name}`],
    // Licences of the bundle speak of copyright owners.
    ...(/^[A-Z]+$/.test(owner) ? [['-w', '-e', owner, '--', ':!dist']] : []),
  ]
  for (const grep of greps)
    expect(gitSays(action, 'grep', '-nI', ...grep) ? git(action, 'grep', '-nI', ...grep) : '').toBe('')
}
