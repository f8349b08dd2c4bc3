import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startArtifacts } from '../../simulator/artifacts.ts'
import { type Azurite, startAzurite } from '../../simulator/azurite.ts'
import type { LinkStore } from '../../simulator/links.ts'
import { startSimulator } from '../../simulator/server.ts'
import { ALICE, BOB, reported, report, WEDNESDAY, worked } from '../scenarios/scenario.ts'

const reports = reported({ [WEDNESDAY]: { users: [worked(ALICE), worked(BOB)], teams: [] } })

describe.concurrent('On a real blob store', () => {
  let azurite: Azurite
  beforeAll(async () => {
    azurite = await startAzurite()
  })
  afterAll(() => azurite.close())

  test('signed links of all files of a report are followed', async () => {
    await using github = await startSimulator({
      reports,
      store: azurite,
      filesPerReport: 2,
      compression: 'encoding',
    })
    await using run = await report(github)

    expect(run.errors).toEqual([])
    expect(run.outputs['active-users']).toBe('2')
  })

  test('a link that ran out before its download gets a fresh envelope, and the numbers are whole', async () => {
    await using github = await startSimulator({ reports, store: outlivedOnce(azurite), filesPerReport: 2 })
    await using run = await report(github)

    expect(run.errors).toEqual([])
    expect(run.outputs['active-users']).toBe('2')
    expect(github.requests.filter(({ path }) => path.endsWith('/users-1-day'))).toHaveLength(2)
  })

  test('the artifact holds exactly the files, byte by byte, and the interactive report is one that a browser opens', async () => {
    await using artifacts = await startArtifacts({ blobs: azurite })
    await using github = await startSimulator({ reports, store: azurite })
    const inputs = { 'artifact-name': 'copilot-numbers', 'engagement-export': 'true' }
    await using run = await report(github, inputs, { artifacts })

    const [artifact, html] = artifacts.artifacts()
    const files = artifact?.files() ?? new Map<string, Buffer>()
    expect([...files.keys()].toSorted()).toEqual(run.fileNames())
    for (const [name, bytes] of files) expect(bytes.toString('utf8'), name).toBe(run.file(name))
    expect(html).toMatchObject({ name: 'copilot-numbers.html', contentType: 'text/html' })
    expect(html?.bytes.toString('utf8')).toBe(run.file('copilot-numbers.html'))
  })
})

/** The first file it hands out a link for has expired by the time the link arrives. */
function outlivedOnce(store: LinkStore): LinkStore {
  let isFirst = true
  return {
    async link(file, lifetimeSeconds) {
      if (!isFirst || !file.name.includes('users-1-day')) return store.link(file, lifetimeSeconds)
      isFirst = false
      const link = await store.link(file, 1)
      await sleep(2000)
      return link
    },
  }
}
