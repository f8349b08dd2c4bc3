import { expect, test } from 'vitest'

import { REFUSED, tryArtifact } from '../scenarios/refused-artifacts.ts'

test.concurrent.each(Object.keys(REFUSED))(
  '%s: a sentence, the rest is published, and no signed link is there at any log level',
  async (name) => {
    const { got, wanted } = await tryArtifact(name)
    expect(got).toEqual(wanted)
  },
)
