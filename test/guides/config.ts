/** `npm run prove:guides`: every command and snippet of READMEs and guides, those that take long among them. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/guides/*.test.ts'],
    globalSetup: 'test/global-setup.ts',
    env: { PROVE_GUIDES: 'whole', LC_ALL: '', LC_MESSAGES: '', LANG: 'C.UTF-8', IAMPORT_SANDBOX_LANG: '' },
    testTimeout: 600_000,
    hookTimeout: 300_000,
    pool: 'forks',
    maxWorkers: 1,
  },
})
