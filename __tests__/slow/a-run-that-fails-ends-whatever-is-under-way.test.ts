import { expect, test } from 'vitest'

import { endWhile, UNDER_WAY } from '../scenarios/last-moments.ts'

test.concurrent.each(Object.keys(UNDER_WAY))(
  'A run that fails ends within a second of its sentence, with %s',
  async (name) => {
    const end = await endWhile(name)

    expect(end).toMatchObject({ exitCode: 1, problems: [] })
    expect(end.errors).toEqual([expect.stringMatching(/does not accept github-token/)])
  },
)
