import { defineConfig } from 'vitest/config'

/** What decides over money is tried by these: tables, and stories that are short. */
export default defineConfig({
  test: {
    include: ['test/tables/{announce,cancel-money,cancel-rules,shares,transition,core}.test.ts'],
    env: { LC_ALL: '', LC_MESSAGES: '', LANG: 'C.UTF-8', IAMPORT_SANDBOX_LANG: '' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
