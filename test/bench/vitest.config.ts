import { defineConfig } from 'vitest/config'

/** Benches print numbers and take their time; they are no part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/bench/*.bench.ts'],
    globalSetup: 'test/global-setup.ts',
    testTimeout: 36_000_000,
    pool: 'forks',
    maxWorkers: 1,
    disableConsoleIntercept: true,
  },
})
