/** A payment made in a browser, and then the clients that Node shops use: token, read, find, cancel. */
import { createRequire } from 'node:module'
import { beforeEach, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { useBrowser } from '../harness.ts'
import { visitShop } from './buyer.ts'
import { SAMPLE_2_1 } from './manual-samples.ts'

// biome-ignore lint/suspicious/noExplicitAny: the clients come without types, or with ones that do not fit
const load: (name: string) => any = createRequire(import.meta.url)
const browser = useBrowser()

let sandbox: Sandbox
let imp_uid: string
let merchant_uid: string

beforeEach(async () => {
  const shop = await visitShop(browser, { pay: SAMPLE_2_1 })
  const window = await shop.open()
  await window.approve()
  const { rsps } = await shop.back()
  sandbox = shop.sandbox
  imp_uid = String(rsps[0]?.imp_uid)
  merchant_uid = String(rsps[0]?.merchant_uid)
})

test('iamport', async () => {
  const Iamport = load('iamport')
  Iamport.DEFAULT_HOST = sandbox.url
  const { payment } = new Iamport({ impKey: sandbox.imp_key, impSecret: sandbox.imp_secret })
  expect(await payment.getByImpUid({ imp_uid })).toMatchObject({
    status: 'paid',
    amount: 14000,
    merchant_uid,
  })
  expect(await payment.getByMerchant({ merchant_uid })).toMatchObject({ imp_uid })
  expect(await payment.cancel({ imp_uid, checksum: 14000 })).toMatchObject({ status: 'cancelled' })
})

test('iamporter', async () => {
  const { Iamporter } = load('iamporter')
  const client = new Iamporter({ apiKey: sandbox.imp_key, secret: sandbox.imp_secret, host: sandbox.url })
  expect((await client.findByImpUid(imp_uid)).data).toMatchObject({ status: 'paid', amount: 14000 })
  expect((await client.findByMerchantUid(merchant_uid)).data).toMatchObject({ imp_uid })
  expect((await client.cancelByImpUid(imp_uid)).data).toMatchObject({ status: 'cancelled' })
})

test('iamport-rest-client-nodejs', async () => {
  const { Iamport, Request } = load('iamport-rest-client-nodejs')
  const client = new Iamport({ apiKey: sandbox.imp_key, apiSecret: sandbox.imp_secret, baseUrl: sandbox.url })
  const { Payments } = Request
  const read = await Payments.getByImpUid({ imp_uid }).request(client)
  expect(read.data).toMatchObject({ code: 0, response: { status: 'paid', merchant_uid } })
  const found = await Payments.getByMerchantUid({ merchant_uid, status: 'paid' }).request(client)
  expect(found.data).toMatchObject({ response: { imp_uid } })
  const cancelled = await Payments.cancel({ imp_uid }).request(client)
  expect(cancelled.data).toMatchObject({ code: 0, response: { status: 'cancelled' } })
})

test('iamport-server-api', async () => {
  const { IamportConnector, functional } = load('iamport-server-api')
  const { imp_key, imp_secret } = sandbox
  const connector = new IamportConnector(sandbox.url, { imp_key, imp_secret })
  const read = await functional.payments.at(await connector.get(), imp_uid, {})
  expect(read).toMatchObject({ code: 0, response: { status: 'paid', merchant_uid } })
  const input = { imp_uid, merchant_uid, amount: 14000, checksum: null, reason: '단순 변심' }
  const cancelled = await functional.payments.cancel(await connector.get(), input)
  expect(cancelled).toMatchObject({ code: 0, response: { status: 'cancelled' } })
})
