import { defineConfig } from 'vitest/config'

import { readable } from './vitest.readable.ts'

// Tests that start the bundle run src/ in a process of its own, where no line is counted: they are left out.
// `npm test` runs them. The thresholds are just below what was measured last.
export default defineConfig({
  test: {
    include: ['__tests__/**/*.test.ts'],
    exclude: [
      '__tests__/{scenarios,reliability,slow}/**',
      '__tests__/{fuzz,papers}.test.ts',
      '__tests__/render/preview.test.ts',
    ],
    isolate: false,
    ...readable,
    unstubEnvs: true,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: {
      enabled: true,
      include: ['src/**'],
      reporter: ['text-summary'],
      thresholds: { statements: 83, branches: 78, functions: 82, lines: 84 },
    },
  },
})
