/** Which payments REST shows, and with which keys: by the merchant's settings. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const NEWEST = [
  'card_issuer_code',
  'card_issuer_name',
  'card_publisher_code',
  'card_publisher_name',
  'deposit_history',
  'sandbox',
]

let sandbox: Sandbox
let rest: RestClient
let imp_uid: string

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1 })
  rest = await restClient(sandbox)
  const order = { pg: 'html5_inicis', merchant_uid: 'o1', name: '주문명', amount: 1000, buyer_name: '홍길동' }
  const { payment } = await sandbox.pay({ ...order, buyer_tel: '010-1234-5678', pay_method: 'vbank' })
  imp_uid = payment!.imp_uid
})
afterEach(async () => {
  // No answer went against its row, and nothing broke.
  const faults = sandbox.events().filter(({ kind }) => kind === 'fault')
  expect(faults).toEqual([])
  await sandbox.close()
})

const keys = async (path: string) => {
  const { response } = await rest.get(path)
  return Object.keys(Array.isArray(response) ? response[0] : (response.list?.[0] ?? response))
}

describe('the keys of a payment', () => {
  const paths = () => [
    `/payments/${imp_uid}`,
    `/payments?imp_uid[]=${imp_uid}`,
    '/payments/find/o1',
    '/payments/findAll/o1',
    '/payments/status/all',
  ]

  test('are the 54 of the present document, in alphabetical order', async () => {
    for (const path of paths()) {
      const found = await keys(path)
      expect(found).toHaveLength(54)
      expect(found).toEqual([...found].sort())
      expect(found).toEqual(expect.arrayContaining([...NEWEST, 'emb_pg_provider']))
    }
    expect((await rest.get(`/payments/${imp_uid}`)).response).toMatchObject({
      sandbox: true,
      deposit_history: [],
    })
  })

  test('are the 47 that the strict Go client knows, when the setting says classic', async () => {
    const all = await keys(`/payments/${imp_uid}`)
    sandbox.settings({ payment_keys: 'classic' })
    for (const path of paths())
      expect(await keys(path)).toEqual(
        all.filter((key) => key !== 'emb_pg_provider' && !NEWEST.includes(key)),
      )
  })

  test('are those of latest under its old spelling, default', async () => {
    const all = await keys(`/payments/${imp_uid}`)
    sandbox.settings({ payment_keys: 'default' })
    for (const path of paths()) expect(await keys(path)).toEqual(all)
  })

  test('tell the card’s issuer for the PGs that know it, and null for the others', async () => {
    const card = { card_number: '5242-4242-4242-4242', expiry: '2030-12' }
    const charge = { ...card, amount: 1000, buyer_name: '홍길동', product_type: 'real' }
    const pay = async (pg: string) =>
      (await rest.post('/subscribe/payments/onetime', { ...charge, pg, merchant_uid: pg })).response
    const ksnet = await pay('ksnet')
    expect(ksnet.card_issuer_code).toBe(ksnet.card_code)
    expect(ksnet.card_publisher_name).toBe(ksnet.card_name)
    expect((await pay('nice')).card_issuer_code).toBeNull()
  })

  test('are more by one with extension=true: who paid into the account', async () => {
    const { response } = await rest.get(`/payments/${imp_uid}?extension=true`)
    expect(response.extension).toEqual({ REMITTER: '홍길동' })
    expect((await rest.get(`/payments/${imp_uid}`)).response).not.toHaveProperty('extension')
  })
})

describe('a test payment', () => {
  const status = async (query: string) => (await rest.get(`/payments/${imp_uid}${query}`)).status

  test('is shown by default, whatever include_sandbox says', async () => {
    expect([await status(''), await status('?include_sandbox=false')]).toEqual([200, 200])
  })

  test('is hidden from those who do not ask for it, under iamport’s own default', async () => {
    sandbox.settings({ include_sandbox: false })
    expect([await status(''), await status('?include_sandbox=false')]).toEqual([404, 404])
    expect(await status('?include_sandbox=true')).toBe(200)
  })

  test('is none where the channel is a real one', async () => {
    sandbox.settings({
      include_sandbox: false,
      channels: [{ pg_provider: 'nice', pg_id: 'nictest00m', type: 'api_payment', sandbox: false }],
    })
    const charge = { merchant_uid: 'o2', amount: 1000, card_number: '5242-4242-4242-4242', expiry: '2030-12' }
    const { response } = await rest.post('/subscribe/payments/onetime', charge)
    expect(response.sandbox).toBe(false)
    expect((await rest.get(`/payments/${response.imp_uid}`)).status).toBe(200)
  })
})
