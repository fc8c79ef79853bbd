/** What is left of a payment: the balance by means, and the finer points of a cancel. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const order = { name: '주문명', amount: 11_000, buyer_tel: '010-1234-5678', digital: false }

let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  sandbox = await createSandbox({
    seed: 1,
    clock: '2026-01-01T00:00:00+09:00',
    webhook: 'http://127.0.0.1:1/webhook',
  })
  rest = await restClient(sandbox)
})
afterEach(async () => {
  // No answer went against its row, and nothing broke.
  const faults = sandbox.events().filter(({ kind }) => kind === 'fault')
  expect(faults).toEqual([])
  await sandbox.settle()
  await sandbox.close()
})

async function pay(merchant_uid: string, more: object = {}): Promise<string> {
  const { payment } = await sandbox.pay({ pg: 'html5_inicis', ...order, merchant_uid, ...more })
  return payment!.imp_uid
}
const balance = (imp_uid: string) => rest.get(`/payments/${imp_uid}/balance`)
const cancel = (imp_uid: string, more: object = {}) => rest.post('/payments/cancel', { imp_uid, ...more })
const events = (merchant_uid: string) => sandbox.webhooks({ merchant_uid }).map(({ event }) => event)
const nothing = { service: 0, supply: 0, tax_free: 0, vat: 0 }

describe('the balance', () => {
  test('splits a payment by means and tax, and takes off what was cancelled', async () => {
    const imp_uid = await pay('o1', { pg: 'kcp', tax_free: 5500 })
    const whole = { service: 0, supply: 5000, tax_free: 5500, vat: 500 }
    const paid = (await balance(imp_uid)).response
    expect(paid).toMatchObject({ amount: 11_000, primary: whole, secondary: nothing, cash_receipt: nothing })
    expect(paid.histories).toHaveLength(1)
    await sandbox.advance('1m')
    await cancel(imp_uid, { amount: 3300, tax_free: 1100 })
    const after = (await balance(imp_uid)).response
    expect(after.primary).toEqual({ service: 0, supply: 3000, tax_free: 4400, vat: 300 })
    expect(after.histories[1]).toMatchObject({
      primary: { service: 0, supply: -2000, tax_free: -1100, vat: -200 },
      created: 1767193260,
    })
    await cancel(imp_uid)
    expect((await balance(imp_uid)).response).toMatchObject({ amount: 11_000, primary: nothing })
  })

  test.each<[string, object, object[]]>([
    [
      'parts that say nothing of the shop’s own VAT',
      { vat_amount: 500 },
      [{ amount: 5000 }, { amount: 5500 }],
    ],
    ['a part that claims more VAT than there is', { vat_amount: 500 }, [{ amount: 5500, vat_amount: 1000 }]],
    ['a part that claims no VAT', {}, [{ amount: 10_500, vat_amount: 0 }]],
  ])('never shows less than nothing: %s', async (_what, taxes, parts) => {
    const imp_uid = await pay('o1', { pg: 'kcp', ...taxes })
    for (const part of parts) expect(await cancel(imp_uid, part)).toMatchObject({ code: 0 })
    const { primary, histories } = (await balance(imp_uid)).response
    expect(Math.min(...Object.values<number>(primary))).toBeGreaterThanOrEqual(0)
    expect(histories).toHaveLength(parts.length + 1)
    await cancel(imp_uid)
    expect((await balance(imp_uid)).response.primary).toEqual(nothing)
  })

  test('is known of payco and kcp only, and of what was paid only', async () => {
    const text = '(현재는 PAYCO, KCP만 지원됩니다)'
    const other = await balance(await pay('o1'))
    expect([other.status, other.code, other.response]).toEqual([404, -1, null])
    expect(other.message).toContain(text)
    const { imp_uid } = await sandbox.open({ ...order, pg: 'kcp', merchant_uid: 'o2' })
    expect((await balance(imp_uid)).message).toContain(text)
    expect(await balance('imp_x')).toMatchObject({ status: 404, message: '존재하지 않는 결제정보입니다.' })
  })
})

describe('a cancel', () => {
  test('says how much of it is free of tax; the last part takes the rest', async () => {
    const imp_uid = await pay('o1', { pg: 'kcp', tax_free: 5500 })
    await cancel(imp_uid, { amount: 1100, tax_free: 0 })
    expect((await balance(imp_uid)).response.primary).toMatchObject({
      tax_free: 5500,
      supply: 4000,
      vat: 400,
    })
    await cancel(imp_uid)
    expect((await balance(imp_uid)).response.primary).toEqual(nothing)
  })

  test.each([
    ['more free of tax than the part', { amount: 1000, tax_free: 1001 }],
    ['more free of tax than there is', { amount: 6000, tax_free: 5501 }],
    ['less than nothing free of tax', { amount: 1000, tax_free: -1 }],
    ['more VAT than the part', { amount: 1000, vat_amount: 1001 }],
    ['an unknown requester', { extra: { requester: 'nobody' } }],
  ])('of %s is refused with HTTP 200, and changes nothing', async (_what, wrong) => {
    const imp_uid = await pay('o1', { tax_free: 5500 })
    const before = (await rest.get(`/payments/${imp_uid}`)).response
    const reply = await cancel(imp_uid, wrong)
    expect([reply.status, reply.response]).toEqual([200, null])
    expect(reply.code).not.toBe(0)
    expect((await rest.get(`/payments/${imp_uid}`)).response).toEqual(before)
  })

  test('by the shop is announced only when it says enable_webhook', async () => {
    await cancel(await pay('quiet'))
    expect(events('quiet')).toEqual(['paid'])
    const { response } = await cancel(await pay('loud'), { enable_webhook: true })
    const [, notice] = sandbox.webhooks({ merchant_uid: 'loud' })
    expect(events('loud')).toEqual(['paid', 'cancelled'])
    await sandbox.settle()
    const body = JSON.parse(sandbox.webhooks({ merchant_uid: 'loud' })[1]!.attempts[0]!.request.body)
    expect(body).toEqual({
      imp_uid: notice!.imp_uid,
      merchant_uid: 'loud',
      status: 'cancelled',
      cancellation_id: response.cancel_history[0].cancellation_id,
    })
  })

  test('is not announced for a payment that used no webhook', async () => {
    sandbox.settings({ notification_url: [] })
    const imp_uid = await pay('o1')
    sandbox.settings({ notification_url: ['http://127.0.0.1:1/webhook'] })
    expect((await cancel(imp_uid, { enable_webhook: true })).code).toBe(0)
    expect(events('o1')).toEqual([])
  })

  test('keeps who asked for it in the timeline', async () => {
    const imp_uid = await pay('o1')
    await cancel(imp_uid, { extra: { requester: 'customer' } })
    expect(sandbox.payment(imp_uid).timeline.at(-1)!.detail).toMatchObject({ requester: 'customer' })
  })

  test('of last month’s phone payment is refused in the PG’s name', async () => {
    const imp_uid = await pay('o1', { pg: 'danal', pay_method: 'phone' })
    await sandbox.advance('40 days')
    rest = await restClient(sandbox)
    const reply = await cancel(imp_uid)
    expect(reply).toMatchObject({ status: 200, code: -1, response: null })
    expect(reply.message).toMatch(/^결제취소에 실패하였습니다\. /)
  })

  test('at naverpay needs a reason and who asks for it', async () => {
    const { payment } = await sandbox.pay({
      ...order,
      pg: 'naverpay',
      merchant_uid: 'o1',
      naverProducts: [{ categoryType: 'BOOK', categoryId: 'GENERAL', uid: '1', name: 'x', count: 1 }],
    })
    const { imp_uid } = payment!
    expect((await cancel(imp_uid)).message).toContain('reason')
    expect((await cancel(imp_uid, { reason: '변심' })).message).toContain('extra.requester')
    expect((await cancel(imp_uid, { reason: '변심', extra: { requester: 'admin' } })).code).toBe(0)
  })
})
