import { defineConfig } from 'vitest/config'

/** What decides over money is tried by these: tables, which load little and so are tried quickly. */
export default defineConfig({
  test: {
    include: [
      'test/tables/{announce,cancel-rules,changes,core,money,schedules,shares,transition,verbs,webhook-policy}.test.ts',
    ],
    env: { LC_ALL: '', LC_MESSAGES: '', LANG: 'C.UTF-8', IAMPORT_SANDBOX_LANG: '' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
