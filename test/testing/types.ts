/** What the types of the helpers promise to a test that is written in TypeScript; read by the type check alone. */
import { test as base, defineConfig, expect as playwrightExpect } from '@playwright/test'
import { expect } from 'vitest'
import {
  connectSandbox,
  createSandbox,
  type PayOrder,
  type Sandbox,
  type WorldFile,
} from '../../src/index.ts'
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

export async function whatPayAnswers(sandbox: Sandbox): Promise<void> {
  const { rsp, payment } = await sandbox.pay({ merchant_uid: 'b', amount: '2' })
  await sandbox.deposit(payment)
  const paid_amount: number | undefined = rsp?.paid_amount
  // @ts-expect-error an order may be refused before there is a payment
  const refused: string = payment.imp_uid
  if (payment === null) {
    const why: string | undefined = rsp.error_msg
    return void [why, refused]
  }
  const ended = await sandbox.end(payment, 'approve')
  const status: 'ready' | 'paid' | 'failed' | 'cancelled' = ended.payment.status
  // @ts-expect-error a sum of money is a number
  const wrong: PayOrder = { amount: true }
  // @ts-expect-error and no word
  const word: PayOrder = { amount: 'many' }
  // @ts-expect-error a name is a text
  const name: PayOrder = { name: 1 }
  return void [paid_amount, status, wrong, word, name]
}

export async function overHttp(): Promise<void> {
  const sandbox = await connectSandbox('http://127.0.0.1:4780', { token: 'secret' })
  const [first] = await sandbox.payments({ status: 'paid' })
  const amount: number | undefined = first?.amount
  const { kind } = await sandbox.waitFor('event', ({ id }) => id > 1)
  // @ts-expect-error over HTTP everything is a promise
  const now: string = sandbox.now()
  // @ts-expect-error a function of another process cannot be had
  return void [amount, kind, now, sandbox.app]
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
