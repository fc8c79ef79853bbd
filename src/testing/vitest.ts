/**
 * iamport-sandbox/vitest: one sandbox per test file, reset between tests, with matchers for payments.
 *
 *     const sandbox = useSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
 *     test('an order is paid', async () => {
 *       const { payment } = await sandbox.pay({ merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678' })
 *       expect(payment).toHaveBeenPaid(14000)
 *     })
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, type TestContext } from 'vitest'
import type { Sandbox } from '../library/sandbox-api.ts'
import { matchers, type PaymentMatchers } from './matchers.ts'
import { type UseOptions, useSandboxWith } from './use-sandbox.ts'

expect.extend(matchers)

declare module 'vitest' {
  interface Matchers<T> extends PaymentMatchers<void> {}
}

/** Call it at the top of a test file, or of a describe. A failing test prints its payments' timelines. */
export function useSandbox(options?: UseOptions): Sandbox {
  const hooks = {
    beforeAll: (work: () => Promise<void>) => beforeAll(work),
    beforeEach: (work: () => Promise<void>) => beforeEach(work),
    afterEach: (work: (context: TestContext) => Promise<void>) => afterEach(work),
    afterAll: (work: () => Promise<void>) => afterAll(work),
    hasFailed: ({ task }: TestContext) => task.result?.state === 'fail',
  }
  return useSandboxWith(hooks, options)
}

export { matchers, type PaymentMatchers } from './matchers.ts'
export type { UseOptions } from './use-sandbox.ts'
