import { defineConfig } from 'vitest/config'

/** Fuzzing in large takes its time; it is no part of `npm test`. */
export default defineConfig({
  test: {
    include: ['test/fuzz/long.ts'],
    testTimeout: 36_000_000,
    pool: 'forks',
    maxWorkers: 1,
    dangerouslyIgnoreUnhandledErrors: true,
    disableConsoleIntercept: true,
  },
})
