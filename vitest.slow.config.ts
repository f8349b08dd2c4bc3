import { defineConfig } from 'vitest/config'

import { readable } from './vitest.readable.ts'

const busy = ['__tests__/slow/{*-in-a-browser,two-builds-*,a-release-*}.test.ts']
const patient = { ...readable, retry: 1, testTimeout: 180_000, hookTimeout: 60_000 }

export default defineConfig({
  test: {
    projects: [
      {
        // They wait for timeouts, back-off and stalls rather than work, so all of them wait side by side.
        // Bounds of time are held while everything waits at once: a machine that is busy with something else gets one more try.
        test: {
          name: 'waiting',
          include: ['__tests__/slow/**/*.test.ts'],
          exclude: busy,
          maxWorkers: 8,
          maxConcurrency: 40,
          sequence: { groupOrder: 0 },
          // Everything is read on another thread here, as much is: faults must come out alike.
          env: { COPILOT_TEAM_METRICS_THREADS: '1' },
          ...patient,
        },
      },
      {
        // Chromium and the bundler need a core each: they work when the others have ended.
        test: {
          name: 'busy',
          include: busy,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          ...patient,
        },
      },
    ],
  },
})
