import { expect, test } from 'vitest'

import { MIXED, tryMixed } from '../scenarios/other-entities.ts'

test.concurrent.each(Object.keys(MIXED))('The run fails and names the ids: %s', async (name) => {
  const { got, wanted } = await tryMixed(name)
  expect(got).toEqual(wanted)
})
