import { expect, test } from 'vitest'

import { NO_REPORTS, tryDirectory } from '../scenarios/no-reports.ts'

test.concurrent.each(Object.keys(NO_REPORTS))('One sentence says what to do about %s', async (name) => {
  const { got, wanted } = await tryDirectory(name)
  expect(got).toEqual(wanted)
})
