/** confirm_url: just before the approval the shop is asked once more, and may still say no. */
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { html5_inicis } from '../../src/catalog/pgs/html5_inicis.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type Receiver, type ReceiverOptions, startReceiver } from '../receiver.ts'

const order = {
  pg: 'html5_inicis',
  merchant_uid: 'o1',
  name: '주문명',
  amount: 14000,
  buyer_tel: '010-1234-5678',
}
const STOPPED = (reason: string) => `고객사 요청에 의해 결제를 중단합니다. (상세사유 : ${reason})`

let sandbox: Sandbox
let shop: Receiver

beforeEach(async () => {
  shop = await startReceiver()
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00', webhook: shop.url })
  sandbox.settings({ confirm_process: true })
})
afterEach(async () => {
  await sandbox.close()
  await shop.close()
})

async function asked(options: ReceiverOptions): Promise<Receiver> {
  const receiver = await startReceiver(options)
  onTestFinished(() => receiver.close())
  return receiver
}

test('the shop is asked with imp_uid, merchant_uid and amount, and says yes', async () => {
  const confirm = await asked({ status: 200 })
  const { payment, rsp } = await sandbox.pay({ ...order, confirm_url: confirm.url })
  expect(
    confirm.received.map(({ method, headers, body }) => [method, headers['content-type'], body]),
  ).toEqual([
    ['POST', 'application/json', `{"imp_uid":"${payment!.imp_uid}","merchant_uid":"o1","amount":14000}`],
  ])
  expect([rsp!.success, payment!.status]).toEqual([true, 'paid'])
})

test('a shop that never had it activated is not asked, and the developer reads how to', async () => {
  sandbox.settings({ confirm_process: false })
  const confirm = await asked({ status: 500 })
  const { payment, rsp } = await sandbox.pay({ ...order, confirm_url: confirm.url })
  expect([confirm.received.length, rsp!.success, payment!.status]).toEqual([0, true, 'paid'])
  expect(payment!.timeline[0]!.detail.remarks).toEqual([
    'confirm_url은 포트원에 신청해 활성화해야 동작합니다. 이 결제에서는 묻지 않습니다.',
  ])
})

test('at that moment the payment is not approved yet', async () => {
  const seen: string[] = []
  const confirm = await asked({
    onRequest: ({ body }) => void seen.push(sandbox.payment(JSON.parse(body).imp_uid).status),
  })
  await sandbox.pay({ ...order, confirm_url: confirm.url })
  expect(seen).toEqual(['ready'])
})

describe('the shop says no', () => {
  test.each([
    ['with a status and a reason', 400, '{"reason":"재고가 없습니다"}', '재고가 없습니다'],
    ['with a status alone', 500, 'ok', '알 수 없음'],
    ['with another success than 200', 204, '', '알 수 없음'],
    ['with a reason in a 200', 200, '{"reason":"판매 종료"}', '판매 종료'],
    ['with a reason that is no text', 409, '{"reason":{"code":1}}', '알 수 없음'],
    ['by sending it elsewhere', 302, '', '알 수 없음'],
  ])('%s', async (_how, status, body, reason) => {
    const confirm = await asked({ status, body })
    const { payment, rsp } = await sandbox.pay({ ...order, confirm_url: confirm.url })
    expect(rsp).toMatchObject({ success: false, imp_uid: payment!.imp_uid, error_msg: STOPPED(reason) })
    expect(payment).toMatchObject({ status: 'failed', fail_reason: STOPPED(reason) })
    await sandbox.settle()
    expect(shop.received).toEqual([])
  })

  test('by not being there', async () => {
    const { rsp } = await sandbox.pay({ ...order, confirm_url: 'http://127.0.0.1:1/confirm' })
    expect(rsp).toMatchObject({ success: false, error_msg: STOPPED('알 수 없음') })
    expect(sandbox.webhooks()).toMatchObject([
      { event: 'confirm_url', state: 'failed', attempts: [{ error: 'refused' }] },
    ])
  })
})

test('nobody is asked when the buyer gives up or the PG declines', async () => {
  const confirm = await asked({})
  for (const outcome of ['cancel', { decline: '120049' }] as const) {
    await sandbox.pay({ ...order, merchant_uid: JSON.stringify(outcome), confirm_url: confirm.url, outcome })
  }
  expect(confirm.received).toEqual([])
})

test('a tampered amount is the amount that the shop is asked about', async () => {
  const confirm = await asked({})
  await sandbox.pay({ ...order, confirm_url: confirm.url, outcome: { approve: { amount: 100 } } })
  expect(JSON.parse(confirm.received[0]!.body).amount).toBe(100)
})

test('a virtual account is issued only after a yes', async () => {
  const confirm = await asked({ status: 400 })
  const { payment } = await sandbox.pay({ ...order, pay_method: 'vbank', confirm_url: confirm.url })
  expect(payment).toMatchObject({ status: 'failed', vbank_num: null })
})

test('a method that is approved in one step with its authentication leaves no moment to ask in', async () => {
  const confirm = await asked({ status: 400 })
  Object.assign(html5_inicis.sells, { one_transaction: ['card'] })
  onTestFinished(() => void Reflect.deleteProperty(html5_inicis.sells, 'one_transaction'))
  const { rsp } = await sandbox.pay({ ...order, confirm_url: confirm.url })
  expect([rsp!.success, confirm.received.length]).toEqual([true, 0])
})

test('pressed twice while the shop thinks, it is asked once and paid once', async () => {
  let answer = () => {}
  const thinking = new Promise<void>((resolve) => {
    answer = resolve
  })
  const confirm = await asked({ onRequest: () => thinking })
  const { imp_uid } = await sandbox.open({ ...order, confirm_url: confirm.url })
  const arrival = confirm.next()
  const first = sandbox.end(imp_uid, 'approve')
  const second = sandbox.end(imp_uid, 'cancel')
  answer()
  await arrival
  expect((await first).rsp).toEqual((await second).rsp)
  expect(sandbox.payment(imp_uid).timeline.map(({ what }) => what)).toEqual(['window opened', 'approved'])
  expect(confirm.received).toHaveLength(1)
})

test('the payment ends elsewhere while the shop thinks: what is decided then is decided again', async () => {
  const confirm = await asked({
    onRequest: async ({ body }) => void (await sandbox.expire(JSON.parse(body).imp_uid)),
  })
  const { payment, rsp } = await sandbox.pay({ ...order, confirm_url: confirm.url })
  expect([payment!.status, rsp!.success]).toEqual(['failed', false])
})

test('its address is mapped like any other, and it is listed with what was asked and answered', async () => {
  const confirm = await asked({})
  sandbox.settings({
    webhook_rewrites: [{ from: 'https://shop.example.kr', to: new URL(confirm.url).origin }],
  })
  await sandbox.pay({ ...order, confirm_url: 'https://shop.example.kr/confirm' })
  const [listed] = sandbox.webhooks({ event: 'confirm_url' })
  expect(listed).toMatchObject({
    state: 'delivered',
    original_url: 'https://shop.example.kr/confirm',
    attempts: [{ status: 200, response: { body: 'ok' } }],
  })
  expect(confirm.received[0]!.path).toBe('/confirm')
  await expect(sandbox.resend(listed!.id)).rejects.toThrow()
})
