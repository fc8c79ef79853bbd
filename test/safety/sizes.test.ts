/** What is kept of one request is bounded, whoever sends it: lists and exports read all of it again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

let sandbox: Sandbox
let rest: RestClient
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterAll(() => sandbox.close())

const CARD = { card_number: '5428-7928-1234-2305', expiry: '2030-12' }
const order = { name: '주문', amount: 1000, buyer_tel: '010-1234-5678', buyer_name: '홍길동' }

async function say(path: string, body: unknown): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(sandbox.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(answer.status).toBeLessThan(500)
  return answer.text()
}
const page = (data: object) => ({ user_code: sandbox.user_code, version: '1.2.0', data })
const scheduled = (text: string) => ({
  ...{
    customer_uid: 'c0',
    schedules: [{ ...order, merchant_uid: 's1', schedule_at: 1_900_000_000, custom_data: text }],
  },
})

/** By what a text may stand in. */
const WAYS: Readonly<Record<string, (text: string) => Promise<string>>> = {
  'custom_data of a page': (text) =>
    say('/checkout/requests', page({ ...order, merchant_uid: 'p1', custom_data: { text } })),
  'a name of the control API': (text) =>
    say('/_sandbox/payments', { ...order, merchant_uid: 'c1', name: text }),
  'the order of a verification': (text) =>
    say('/certificates/requests', page({ pg: 'danal', merchant_uid: text })),
  'a charge by card': async (text) =>
    (
      await rest.post('/subscribe/payments/onetime', {
        ...order,
        ...CARD,
        merchant_uid: 'r1',
        custom_data: text,
      })
    ).message ?? '',
  'a schedule': async (text) =>
    (await rest.post('/subscribe/payments/schedule', scheduled(text))).message ?? '',
}

describe('more than 65,536 characters are refused, and nothing of them is kept:', () => {
  test.each(Object.entries(WAYS))('%s', async (_where, send) => {
    await rest.post('/subscribe/customers/c0', CARD)
    const before = JSON.stringify(await sandbox.export()).length
    expect(await send('가'.repeat(66_000))).toContain('요청한 내용이 너무 큽니다. (최대 65536자)')
    expect(JSON.stringify(await sandbox.export()).length).toBe(before)
    expect(await send('가'.repeat(60_000))).not.toContain('너무 큽니다')
  })
})
