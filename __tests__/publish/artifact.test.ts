import { describe, expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { HTML, SILENT, uploadedAs, uploadTwo } from '../fixtures/uploads.ts'

const NAMES = ['copilot', 'copilot.html']

// What the storage is silent about is in the slow tests: the client asks it again and again.
describe('Two artifacts side by side', () => {
  test('are a zip, and a file as it is that the store serves as HTML', async () => {
    await using artifacts = await startArtifacts()
    const { uploaded } = await uploadTwo(artifacts)

    expect(uploaded).toEqual(NAMES.map((name) => uploadedAs(artifacts, name)))
    const filesOf = (files = new Map<string, Buffer>()) =>
      [...files].map(([name, bytes]) => [name, String(bytes)])
    const [zip, html] = artifacts.artifacts()
    expect(zip).toMatchObject({ mimeType: 'application/zip', contentType: 'application/zip' })
    expect(filesOf(zip?.files())).toEqual([
      ['teams.csv', 'slug\nfrontend\n'],
      ['copilot.html', HTML],
    ])
    expect(html).toMatchObject({ mimeType: 'text/html', contentType: 'text/html' })
    expect(html).toMatchObject({ retentionDays: 7, runId: '7', bytes: Buffer.from(HTML) })
    expect(filesOf(html?.files())).toEqual([['copilot.html', HTML]])
  })

  test.each([
    ['copilot', 'quota', /used up/],
    ['copilot', 'upload', /refused it \(403\)/],
    ['copilot.html', 'forbidden', /refused it \(403\)/],
    ['copilot.html', 'upload', /refused it \(403\)/],
  ] as const)('do not stop each other: %s, %s', async (refused, refuse, words) => {
    await using artifacts = await startArtifacts({ refuse, refused })
    const { uploaded } = await uploadTwo(artifacts)

    const not = { refused: expect.stringMatching(words) as string }
    expect(uploaded).toEqual(NAMES.map((name) => (name === refused ? not : uploadedAs(artifacts, name))))
    expect(artifacts.artifacts()).toHaveLength(1)
  })

  test('are both given up after one silence', async () => {
    await using artifacts = await startArtifacts()
    artifacts.faults.add({ match: 'CreateArtifact', do: 'silence', times: 2 })
    const { uploaded, milliseconds } = await uploadTwo(artifacts, 1000)

    expect(uploaded).toEqual([SILENT, SILENT])
    expect(milliseconds).toBeLessThan(2000)
  })

  test('leave the log as it was, and no address in it', async () => {
    await using artifacts = await startArtifacts()
    const { written, isStdoutAsBefore } = await uploadTwo(artifacts)

    expect(isStdoutAsBefore).toBe(true)
    const shown = written.filter((line) => !line.startsWith('::add-mask::'))
    expect(shown.filter((line) => line.startsWith('Finished uploading'))).toHaveLength(2)
    expect(shown.filter((line) => /127\.0\.0\.1|sig=/.test(line))).toEqual([])
  })
})
