import { describe, expect, test } from 'vitest'

import { notesOf, unreleasedNotes, withRelease } from '../../../scripts/release/changelog.ts'
import {
  otherNames,
  parseRepositoryName,
  withRepositoryName,
} from '../../../scripts/release/repository-name.ts'
import { compareVersions, parseVersion, versionsAmong } from '../../../scripts/release/version.ts'
import { CHANGELOG } from './project.ts'

const OCTO = { owner: 'octo', name: 'metrics' }
const UNNAMED = { owner: 'ACCOUNT', name: 'metrics' }

describe('versions', () => {
  test('are those of Semantic Versioning, without build metadata', () => {
    const wrong = ['', '1', '1.2', '1.2.3.4', '01.2.3', 'v1.2.3', '1.2.3-', '1.2.3-01', '1.2.3+5', '1.2.x']
    expect(wrong.filter((text) => parseVersion(text) !== undefined)).toEqual([])
    expect(parseVersion('2.10.0-rc.1')).toEqual({
      numbers: [2, 10, 0],
      prerelease: ['rc', '1'],
      text: '2.10.0-rc.1',
    })
  })

  // The example of https://semver.org/#spec-item-11, and numbers of two digits.
  test('have the order of the specification', () => {
    const order = [
      '0.9.12',
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
      '1.9.0',
      '1.10.0',
      '2.0.0',
    ]
    const versions = order.flatMap((text) => parseVersion(text) ?? [])
    for (const [index, one] of versions.entries())
      for (const [at, other] of versions.entries())
        expect(Math.sign(compareVersions(one, other)), `${one.text} ${other.text}`).toBe(
          Math.sign(index - at),
        )
    const tags = ['v1', 'latest', 'v1.10.0', 'v1.9.0', 'v1.9.0-rc.1']
    expect(versionsAmong(tags).map(({ text }) => text)).toEqual(['1.9.0-rc.1', '1.9.0', '1.10.0'])
  })
})

test('the changelog of a release has its notes under version and day, and an empty section for the next', () => {
  const released = withRelease(CHANGELOG, '1.2.0', '2026-12-01')
  expect(released).toContain('\n## Unreleased\n\n## 1.2.0 (2026-12-01)\n\n- A thing.\n')
  expect([unreleasedNotes(CHANGELOG), unreleasedNotes(released)]).toEqual(['- A thing.', ''])
  expect([notesOf(released, '1.2.0'), notesOf(released, '1.1.0')]).toEqual(['- A thing.', '- An older one.'])
  expect([notesOf(released, '1.2'), unreleasedNotes('# Changelog\n')]).toEqual([undefined, undefined])
})

describe('the name of the repository', () => {
  test('is read from every form of a remote', () => {
    const forms = [
      'octo/metrics',
      'github:octo/metrics',
      'git@github.com:octo/metrics.git',
      'https://github.com/octo/metrics',
      'ssh://git@octo.ghe.com/octo/metrics.git/',
    ]
    expect(forms.map(parseRepositoryName)).toEqual(forms.map(() => OCTO))
    expect(['', 'octo', 'octo/'].map(parseRepositoryName)).toEqual([undefined, undefined, undefined])
  })

  test('takes the place of the placeholder, wherever it stands as a word of its own', () => {
    const text = [
      '- uses: ACCOUNT/metrics@v1',
      '`ACCOUNT` is who publishes; see https://github.com/ACCOUNT/metrics/releases.',
      '* @ACCOUNT',
      'GITHUB_ACCOUNT, ACCOUNT_ID, ACCOUNT-2, ACCOUNT/metrics-2, workflows/metrics.yml',
    ].join('\n')
    expect(withRepositoryName(text, UNNAMED, OCTO, 'v2')).toBe(
      [
        '- uses: octo/metrics@v2',
        '`octo` is who publishes; see https://github.com/octo/metrics/releases.',
        '* @octo',
        'GITHUB_ACCOUNT, ACCOUNT_ID, ACCOUNT-2, octo/metrics-2, workflows/metrics.yml',
      ].join('\n'),
    )
  })

  test('follows a move to another account, and leaves the account’s other repositories alone', () => {
    const moved = { owner: 'acme', name: 'copilot' }
    const text = 'octo/metrics@v1, octo/other@v1, octo, ACCOUNT/metrics@v1, my-octo/metrics'
    expect(withRepositoryName(text, OCTO, moved)).toBe(
      'acme/copilot@v1, octo/other@v1, octo, acme/copilot@v1, my-octo/metrics',
    )
  })

  test('is the only one in what is released', () => {
    const text =
      'octo/metrics octo/metrics@v1 ACCOUNT/metrics acme/metrics@v1 octo/metrics@v2 .github/workflows/metrics.yml'
    expect(otherNames(text, OCTO, 'v1')).toEqual(['ACCOUNT/metrics', 'acme/metrics@v1', 'octo/metrics@v2'])
    expect(otherNames(text, OCTO)).toEqual(['ACCOUNT/metrics', 'acme/metrics@v1'])
  })
})
