import { expect, test } from 'vitest'

import { BROKEN, tryToPublish } from '../scenarios/publications.ts'

test.concurrent.each(Object.keys(BROKEN))('%s: all the rest is there, and a sentence', async (name) => {
  const { got, wanted } = await tryToPublish(name)
  expect(got).toEqual(wanted)
})
