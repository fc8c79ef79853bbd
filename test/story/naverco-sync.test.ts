/** What a buyer does at Naver is seen by iamport's batch once a minute, when the shop wants it as it really is. */
import { beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { startSandbox } from '../harness.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const naverProducts = [
  {
    id: 'shirt',
    name: '셔츠',
    basePrice: 4000,
    options: [{ optionQuantity: 1, optionPrice: 0, selectionCode: 'M', selections: [] }],
  },
]

let sandbox: Sandbox
let rest: RestClient
let imp_uid: string
let shirt: string

beforeEach(async () => {
  sandbox = await startSandbox({ seed: 1, clock: '2026-01-01T00:00:20+09:00' })
  sandbox.settings({ naverco_sync: 'minute' })
  rest = await restClient(sandbox)
  const order = {
    pg: 'naverco',
    merchant_uid: 'o1',
    name: '셔츠',
    amount: 4000,
    naverProducts,
    buyer_tel: '010-1234-5678',
  }
  const { payment } = await sandbox.pay(order)
  imp_uid = payment!.imp_uid
  shirt = (await rest.get(`/payments/${imp_uid}/naver/product-orders`)).response[0].product_order_id
})

async function buyer(act: string): Promise<number> {
  const answer = await fetch(`${sandbox.url}/_sandbox/product-orders/${shirt}/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  return answer.status
}

const claim = async () => (await rest.get(`/naver/product-orders/${shirt}`)).response.claim_type

test('a claim is seen at the next full minute, and not before', async () => {
  expect(await buyer('request-cancel')).toBe(202)
  await sandbox.advance(39)
  expect(await claim()).toBeNull()
  expect(await sandbox.advance(1)).toEqual([`naverco request-cancel ${shirt}`])
  expect(await claim()).toBe('CANCEL')
})

test('a claim that came too late by then is told in the log, and changes nothing', async () => {
  expect(await buyer('request-cancel')).toBe(202)
  await rest.post('/payments/cancel', { imp_uid })
  await sandbox.advance('1m')
  expect(
    sandbox.events().some(({ kind, text }) => kind === 'refused' && text.includes('request-cancel')),
  ).toBe(true)
  expect((await rest.get(`/payments/${imp_uid}`)).response.cancel_history).toHaveLength(1)
})

test('at once, unless the setting says otherwise', async () => {
  sandbox.settings({ naverco_sync: 'at_once' })
  expect(await buyer('request-cancel')).toBe(200)
  expect(await claim()).toBe('CANCEL')
})
