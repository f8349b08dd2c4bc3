import { expect, test } from 'vitest'

import { REFUSALS, tryRefusal } from '../scenarios/refusals.ts'

test.concurrent.each(Object.keys(REFUSALS))('The run fails with one sentence when %s', async (name) => {
  const { got, wanted } = await tryRefusal(name)
  expect(got).toEqual(wanted)
})
