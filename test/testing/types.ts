/** What the types of the helpers promise to a test that is written in TypeScript; read by the type check alone. */
import { test as base, defineConfig, expect as playwrightExpect } from '@playwright/test'
import { expect } from 'vitest'
import { createSandbox, type Sandbox, type WorldFile } from '../../src/index.ts'
import {
  matchers,
  projects,
  type SandboxFixtures,
  type SandboxWorkerFixtures,
  sandboxFixtures,
} from '../../src/testing/playwright.ts'
import '../../src/testing/vitest.ts'

export async function readByTheTypeCheck(): Promise<void> {
  const world: WorldFile = { payments: [{ merchant_uid: 'a', amount: 1 }] }
  // @ts-expect-error a status is one of four
  const wrong: WorldFile = { payments: [{ merchant_uid: 'a', amount: 1, status: 'payed' }] }
  const sandbox: Sandbox = await createSandbox({ world, port: null })
  const { payment } = await sandbox.pay({ merchant_uid: 'b', amount: 2 })
  expect(payment).toHaveBeenPaid(2)
  expect('b').not.toHaveReceivedWebhook('paid', { times: 2 })
  // @ts-expect-error an amount is a number
  expect('b').toHaveBeenPaid('2')
  // @ts-expect-error there is nothing of this name to wait for
  await sandbox.waitFor('nothing')
  const { state } = await sandbox.waitFor('webhook', { event: 'paid' })
  const known: 'pending' | 'sending' | 'delivered' | 'failed' = state
  // @ts-expect-error there is no such setting
  sandbox.settings({ nonsense: known, wrong })
}

playwrightExpect.extend(matchers)
export const test = base.extend<SandboxFixtures, SandboxWorkerFixtures>(sandboxFixtures({ seed: 1 }))
export const config = defineConfig({ projects })
export const body = test.extend<{ shop: string }>({
  shop: async ({ sandbox, payAs }, use) => {
    await payAs({ decline: '120049' })
    await use(sandbox.url)
  },
})
