import { describe, expect, test } from 'vitest'

import { canMount } from '../reliability/runner.ts'
import { makeSlots } from '../reliability/slots.ts'
import { type Trial, trialsOf } from '../reliability/table.ts'
import { tryOut } from '../reliability/trial.ts'

const inSlot = makeSlots()
const trials = trialsOf().filter(({ isFast }) => !isFast)
const isPossible = ({ rows }: Trial) => canMount() || !rows.some(({ mounts }) => mounts)

// Those that wait begin, so that all of them wait at once.
describe('What is broken comes out as docs/reliability.md says', () => {
  test.concurrent.each(
    trials.filter(isPossible).toSorted((one, other) => Number(other.waits) - Number(one.waits)),
  )(
    '$name',
    async (trial) => {
      const { problems } = await inSlot(trial.waits, () => tryOut(trial))
      expect(problems).toEqual([])
    },
    600_000,
  )
})
