/** Cash receipts: of paid accounts and transfers, and of cash sales outside iamport. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { openWindow, walk } from '../matrix/buyer.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const START = 1767193200
const order = { pg: 'html5_inicis', amount: 11_000, name: '주문명', buyer_tel: '010-1234-5678' }
const identifier = '010-1234-5678'

let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterEach(async () => {
  // No answer went against its row, and nothing broke.
  const faults = sandbox.events().filter(({ kind }) => kind === 'fault')
  expect(faults).toEqual([])
  await sandbox.close()
})

async function pay(merchant_uid: string, more: object = {}): Promise<string> {
  const { payment } = await sandbox.pay({ ...order, merchant_uid, ...more })
  return payment!.imp_uid
}

const isIssued = async (imp_uid: string) =>
  (await rest.get(`/payments/${imp_uid}`)).response.cash_receipt_issued

describe('the receipt of a payment', () => {
  test('is issued for a transfer, read, and cancelled', async () => {
    const imp_uid = await pay('o1', { pay_method: 'trans' })
    expect(await rest.get(`/receipts/${imp_uid}`)).toMatchObject({ status: 404, response: null })
    const { response } = await rest.post(`/receipts/${imp_uid}`, { identifier })
    expect(response).toMatchObject({
      imp_uid,
      type: 'person',
      amount: 11_000,
      vat: 1000,
      applied_at: START,
      cancelled_at: 0,
    })
    expect(response.apply_num).toMatch(/^\d{9}$/)
    const page = await (await fetch(response.receipt_url)).text()
    for (const text of ['<h1>현금영수증</h1>', '소득공제용', '010-****-5678', '11,000원', response.apply_num])
      expect(page).toContain(text)
    expect(Object.keys(response)).toEqual(Object.keys(response).sort())
    expect((await rest.get(`/receipts/${imp_uid}`)).response).toEqual(response)
    expect(await isIssued(imp_uid)).toBe(true)
    await sandbox.advance('10m')
    const cancelled = (await rest.delete(`/receipts/${imp_uid}`)).response
    expect(cancelled).toEqual({ ...response, cancelled_at: START + 600 })
    expect((await rest.get(`/receipts/${imp_uid}`)).response).toEqual(cancelled)
    expect(await isIssued(imp_uid)).toBe(false)
    expect((await rest.delete(`/receipts/${imp_uid}`)).status).toBe(400)
  })

  test('is issued once, but anew after it was cancelled', async () => {
    const imp_uid = await pay('o1', { pay_method: 'trans' })
    const first = (await rest.post(`/receipts/${imp_uid}`, { identifier })).response
    expect(await rest.post(`/receipts/${imp_uid}`, { identifier })).toMatchObject({
      status: 400,
      response: null,
    })
    await rest.delete(`/receipts/${imp_uid}`)
    const second = (await rest.post(`/receipts/${imp_uid}`, { identifier, type: 'company' })).response
    expect(second).toMatchObject({ type: 'company', cancelled_at: 0 })
    expect(second.receipt_tid).not.toBe(first.receipt_tid)
  })

  test('is for what is left after a partial cancel', async () => {
    const imp_uid = await pay('o1', { pay_method: 'trans' })
    await rest.post('/payments/cancel', { imp_uid, amount: 5500 })
    const { response } = await rest.post(`/receipts/${imp_uid}`, { identifier })
    expect([response.amount, response.vat]).toEqual([5500, 500])
  })

  test('counts what is free of tax, by the order or by the call', async () => {
    const by_order = await pay('o1', { pay_method: 'trans', tax_free: 5500 })
    expect((await rest.post(`/receipts/${by_order}`, { identifier })).response.vat).toBe(500)
    const by_call = await pay('o2', { pay_method: 'trans' })
    expect((await rest.post(`/receipts/${by_call}`, { identifier, tax_free: 11_000 })).response.vat).toBe(0)
    const by_vat = await pay('o3', { pay_method: 'trans' })
    expect((await rest.post(`/receipts/${by_vat}`, { identifier, vat_amount: 7 })).response.vat).toBe(7)
  })

  test('is for accounts once the money is there', async () => {
    const imp_uid = await pay('o1', { pay_method: 'vbank' })
    expect((await rest.post(`/receipts/${imp_uid}`, { identifier })).status).toBe(400)
    await sandbox.deposit(imp_uid)
    expect((await rest.post(`/receipts/${imp_uid}`, { identifier })).status).toBe(200)
  })

  test('is not for cards, nor for what was cancelled whole, nor for a PG that gives none', async () => {
    expect((await rest.post(`/receipts/${await pay('o1')}`, { identifier })).status).toBe(400)
    const cancelled = await pay('o2', { pay_method: 'trans' })
    await sandbox.cancel(cancelled)
    expect((await rest.post(`/receipts/${cancelled}`, { identifier })).status).toBe(400)
    const danal = await pay('o3', { pg: 'danal', pay_method: 'phone', digital: true })
    expect((await rest.post(`/receipts/${danal}`, { identifier })).status).toBe(501)
    expect((await rest.delete(`/receipts/${danal}`)).status).toBe(501)
  })

  test.each([
    ['no identifier', { identifier: undefined }],
    ['letters for an identifier', { identifier: '홍길동' }],
    ['an unknown type', { type: 'family' }],
    ['more free of tax than there is', { tax_free: 11_001 }],
    ['more VAT than there is', { vat_amount: 11_001 }],
    ['a negative VAT', { vat: -1 }],
  ])('is refused for %s, and none is issued', async (_what, wrong) => {
    const imp_uid = await pay('o1', { pay_method: 'trans' })
    expect(await rest.post(`/receipts/${imp_uid}`, { identifier, ...wrong })).toMatchObject({
      status: 400,
      response: null,
    })
    expect((await rest.get(`/receipts/${imp_uid}`)).status).toBe(404)
  })

  test('is refused for a payment that is not there, or is another merchant’s', async () => {
    const imp_uid = await pay('o1', { pay_method: 'trans' })
    expect((await rest.post('/receipts/imp_x', { identifier })).status).toBe(400)
    expect((await rest.get('/receipts/imp_x')).status).toBe(404)
    expect((await rest.delete('/receipts/imp_x')).status).toBe(400)
    sandbox.settings({ tiers: [{ tier_code: 'ABC', tier_name: '지점' }] })
    const headers = { authorization: rest.token, tier: 'ABC' }
    expect((await rest.raw('POST', `/receipts/${imp_uid}`, { identifier }, headers)).status).toBe(400)
  })
})

describe('the receipt of a sale outside iamport', () => {
  const path = '/receipts/external/o1'
  const sale = { name: '현금 판매', amount: 5500, identifier, type: 'company' }

  test('is issued, read and cancelled by the shop’s own order number', async () => {
    expect((await rest.get(path)).status).toBe(404)
    expect((await rest.delete(path)).status).toBe(404)
    const { response } = await rest.post(path, sale)
    expect(response).toMatchObject({
      merchant_uid: 'o1',
      amount: 5500,
      vat: 500,
      type: 'company',
      cancelled_at: 0,
    })
    expect((await rest.get(path)).response).toEqual(response)
    expect(await (await fetch(response.receipt_url)).text()).toContain('현금 판매')
    expect((await rest.post(path, sale)).status).toBe(400)
    expect((await rest.delete(path)).response).toEqual({ ...response, cancelled_at: START })
    expect((await rest.delete(path)).status).toBe(400)
    expect((await rest.post(path, sale)).status).toBe(200)
  })

  test('stands apart from payments with the same number', async () => {
    await pay('o1', { pay_method: 'trans' })
    expect((await rest.get(path)).status).toBe(404)
    expect((await rest.post(path, sale)).status).toBe(200)
  })

  test.each(['name', 'amount', 'identifier'])('needs %s', async (missing) => {
    const reply = await rest.post(path, { ...sale, [missing]: undefined })
    expect(reply.status).toBe(400)
    expect(reply.message).toContain(missing)
  })

  test('is not for nothing', async () => {
    expect((await rest.post(path, { ...sale, amount: 0 })).status).toBe(400)
  })

  test('is 501 for a merchant whose PGs give none', async () => {
    sandbox.settings({ channels: [{ pg_provider: 'kakaopay', pg_id: 'TC0ONETIME', type: 'payment' }] })
    expect((await rest.post(path, sale)).status).toBe(501)
  })
})

describe('the receipt that the buyer asks for in the window', () => {
  const choose = { cash_receipt: 'person', cash_receipt_id: '010-9876-5432' }

  async function walkTo(pay_method: string, typed: Record<string, string>, more: object = {}) {
    const merchant_uid = `w-${pay_method}`
    const asked = { ...order, pay_method, merchant_uid, ...more }
    const opened = await openWindow(sandbox, asked, 'pc')
    await walk(sandbox, opened.url, typed)
    return (await rest.get(`/payments/find/${merchant_uid}`)).response
  }

  test('is issued with a transfer at once', async () => {
    const { imp_uid, status, cash_receipt_issued } = await walkTo('trans', choose)
    expect([status, cash_receipt_issued]).toEqual(['paid', true])
    const { response } = await rest.get(`/receipts/${imp_uid}`)
    expect(response).toMatchObject({ type: 'person', amount: 11_000, vat: 1000, cancelled_at: 0 })
    expect(await (await fetch(response.receipt_url)).text()).toContain('010-****-5432')
    expect((await rest.post(`/receipts/${imp_uid}`, { identifier })).status).toBe(400)
    expect((await rest.delete(`/receipts/${imp_uid}`)).response.cancelled_at).toBe(START)
  })

  test('is issued for an account when the money arrives, not before', async () => {
    const { imp_uid, status } = await walkTo('vbank', { ...choose, cash_receipt: 'company' })
    expect(status).toBe('ready')
    expect((await rest.get(`/receipts/${imp_uid}`)).status).toBe(404)
    const deposited = await sandbox.deposit(imp_uid)
    expect(deposited.cash_receipt_issued).toBe(true)
    expect((await rest.get(`/receipts/${imp_uid}`)).response).toMatchObject({ type: 'company' })
  })

  test('is none where the buyer wants none', async () => {
    const { imp_uid, cash_receipt_issued } = await walkTo('trans', {})
    expect(cash_receipt_issued).toBe(false)
    expect((await rest.get(`/receipts/${imp_uid}`)).status).toBe(404)
  })

  test('is what bypass.cashReceiptType asks for, though nobody touches the window', async () => {
    const bypass = { cashReceiptType: 'corporate', customerIdentifier: '1178178260' }
    const imp_uid = await pay('o1', { pay_method: 'trans', bypass })
    expect((await rest.get(`/receipts/${imp_uid}`)).response).toMatchObject({ type: 'company' })
  })
})
