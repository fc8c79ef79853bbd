/** What an amount is made of: tax_free and vat_amount are parts of it, whatever door they come through. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const card = { card_number: '5272-8927-1234-2305', expiry: '2030-12', birth: '900101', pwd_2digit: '00' }
const SOON = 1767200000

let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
  await rest.post('/subscribe/customers/c1', { ...card, pg: 'nice' })
})
afterEach(() => sandbox.close())

interface Money {
  amount: number
  currency: string
  tax_free?: number
  vat_amount?: number
}

/** Every way to say what a sale is made of. Each answers whether it was taken, and the refusal where it was not. */
const DOORS: Record<string, (money: Money) => Promise<{ is_taken: boolean; why: string | null }>> = {
  'POST /subscribe/payments/onetime': (money) =>
    asked('/subscribe/payments/onetime', { ...card, pg: 'nice', merchant_uid: 'o1', name: '주문', ...money }),
  'POST /subscribe/payments/again': (money) =>
    asked('/subscribe/payments/again', { customer_uid: 'c1', merchant_uid: 'o1', name: '주문', ...money }),
  'POST /subscribe/payments/schedule': (money) =>
    asked('/subscribe/payments/schedule', {
      customer_uid: 'c1',
      schedules: [{ merchant_uid: 'o1', schedule_at: SOON, name: '주문', ...money }],
    }),
  'IMP.request_pay': async (money) => {
    const { payment, rsp } = await sandbox.pay({ pg: 'paypal', merchant_uid: 'o1', name: 'order', ...money })
    return {
      is_taken: payment?.status === 'paid',
      why: rsp?.error_msg === undefined ? null : String(rsp.error_msg),
    }
  },
}

async function asked(path: string, body: object) {
  const { code, message } = await rest.post(path, body)
  return { is_taken: code === 0, why: message }
}

describe.each(Object.entries(DOORS))('%s', (_name, door) => {
  test('0.1 free of tax and 0.2 of VAT are 0.3 US dollars', async () => {
    const money = { amount: 0.3, currency: 'USD', tax_free: 0.1, vat_amount: 0.2 }
    expect(await door(money)).toEqual({ is_taken: true, why: null })
  })

  test.each<[string, Money]>([
    ['a cent more than the amount', { amount: 0.3, currency: 'USD', tax_free: 0.1, vat_amount: 0.21 }],
    ['less than a cent', { amount: 0.3, currency: 'USD', tax_free: 0.001 }],
    ['more free of tax than there is', { amount: 0.3, currency: 'USD', tax_free: 0.31 }],
    ['more VAT than there is', { amount: 0.3, currency: 'USD', vat_amount: 0.31 }],
  ])('refuses %s', async (_what, money) => {
    const { is_taken, why } = await door(money)
    expect(is_taken).toBe(false)
    expect(why).toMatch(/tax_free|vat_amount|면세|부가세/)
  })
})
