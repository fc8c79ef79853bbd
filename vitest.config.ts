import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Files that replace a module, the clock or the console: each keeps a module graph to itself. */
export const ALONE = [
  'test/tables/ticker.test.ts',
  'test/tables/webhook-policy.test.ts',
  'test/story/webhooks-delivery.test.ts',
  'test/scenarios/library.test.ts',
  'test/scenarios/replay.test.ts',
  'test/matrix/made-up-pg.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: 'test/global-setup.ts',
    // Texts for people are in Korean, whatever the language of whoever runs the tests. A browser wants some locale: without one it ends.
    env: { LC_ALL: '', LC_MESSAGES: '', LANG: 'C.UTF-8', IAMPORT_SANDBOX_LANG: '' },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One more than processors: most files wait for a browser, a child or a socket half of their time.
    maxWorkers: availableParallelism() + 1,
    projects: [
      // One module graph for all files of a worker: they start real sandboxes and share nothing but code.
      {
        extends: true,
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: ALONE, isolate: false },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
  },
})
