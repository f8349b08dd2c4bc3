import { expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { SILENT, uploadedAs, uploadTwo } from '../fixtures/uploads.ts'

// Only the blob of an archive is called so.
const ARCHIVE = /\.zip$/

test.each([
  ['copilot', true],
  ['copilot.html', false],
])('The storage is silent for %s: the other artifact is there', async (silent, isArchive) => {
  await using artifacts = await startArtifacts()
  artifacts.faults.add({
    match: ({ host, path }) => host === 'artifact-blobs' && ARCHIVE.test(path) === isArchive,
    do: 'silence',
    times: Infinity,
  })
  const { uploaded } = await uploadTwo(artifacts, 3000)

  const names = ['copilot', 'copilot.html']
  expect(uploaded).toEqual(names.map((name) => (name === silent ? SILENT : uploadedAs(artifacts, name))))
})
