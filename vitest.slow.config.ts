import { defineConfig } from 'vitest/config'

// They wait for timeouts, back-off and stalls rather than work, so all of them wait side by side.
export default defineConfig({
  test: {
    include: ['__tests__/slow/**/*.test.ts'],
    maxWorkers: 8,
    maxConcurrency: 40,
    // Bounds of time are held while everything waits at once: a machine that is busy with something else gets one more try.
    retry: 1,
    testTimeout: 180_000,
    hookTimeout: 60_000,
  },
})
