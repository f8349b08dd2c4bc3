import { resolve } from 'node:path'

import { defineConfig } from 'vitest/config'

import { readable } from './vitest.readable.ts'

// Tests that wait for seconds, and scenarios that say once more what others say, have a command of their own: npm run test:slow.
export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    exclude: ['__tests__/slow/**'],
    // Half of the time of small tests is spent on modules that are read again for every file.
    isolate: false,
    ...readable,
    unstubEnvs: true,
    env: { NODE_COMPILE_CACHE: resolve('node_modules/.cache/compiled') },
    maxWorkers: 4,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
