/** What single parameters of an order change in the windows of single PGs: typed here from the PGs' pages. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pgByCode } from '../../src/catalog/pgs/index.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { restClient } from '../rest-client.ts'
import { type Device, openWindow, orderOf, suggested, walk } from './buyer.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T12:00:00+09:00' })
})
afterEach(() => sandbox.close())

let orders = 0
const kst = (time: string) => Date.parse(`${time}+09:00`) / 1000
const order = (pg: string, pay_method: string, more: object = {}) => ({
  ...orderOf(pgByCode(pg)!, pay_method, `field${++orders}`),
  ...more,
})

async function read(asked: object, device: Device = 'pc', version?: string) {
  const { url } = await openWindow(sandbox, asked, device, version)
  return { url, html: await (await fetch(sandbox.url + url)).text() }
}

/** The window's pages, one after the other, as a buyer who takes what is suggested sees them. */
async function pages(asked: object, device: Device = 'pc'): Promise<string> {
  const { url, html } = await read(asked, device)
  const seen = [html]
  for (let at = html; /action="([^"]+\/steps\/[^"?]+)"/.test(at); ) {
    const action = /action="([^"]+\/steps\/[^"?]+)"/.exec(at)![1]!
    const body = new URLSearchParams(suggested(at))
    const answer = await fetch(sandbox.url + action, { method: 'POST', body, redirect: 'manual' })
    const next = answer.headers.get('location')
    if (!next?.startsWith('/checkout/')) break
    at = await (await fetch(sandbox.url + next)).text()
    if (seen.includes(at)) throw new Error('the window does not go on')
    seen.push(at)
  }
  expect(url).toMatch(/^\/checkout\//)
  return seen.join('\n')
}

describe('carriers', () => {
  const carriers = (html: string) =>
    [...html.matchAll(/name="carrier" value="(\w+)"/g)].map(([, code]) => code)

  test('phone.carrier offers one alone', async () => {
    const all = carriers(await pages(order('danal', 'phone')))
    expect(all).toEqual(expect.arrayContaining(['SKT', 'KTF', 'LGT', 'CJH', 'KCT', 'SKL']))
    const only = carriers(await pages(order('danal', 'phone', { phone: { carrier: 'KTF' } })))
    expect(new Set(only)).toEqual(new Set(['KTF']))
  })

  test('phone.detail switches some off; PGs that do not read it offer all', async () => {
    const phone = {
      detail: [
        { carrier: '*', enabled: false },
        { carrier: 'SKT', enabled: true },
      ],
    }
    expect(new Set(carriers(await pages(order('danal', 'phone', { phone }))))).toEqual(new Set(['SKT']))
    expect(new Set(carriers(await pages(order('kcp', 'phone', { phone })))).size).toBe(6)
  })
})

test('prefill.phoneNumber cannot be changed, and is the number that pays', async () => {
  const html = await pages(order('danal', 'phone', { prefill: { phoneNumber: '01099998888' } }))
  expect(html).toMatch(/name="phone_number" value="01099998888"[^>]* readonly/)
})

describe('instalments', () => {
  const months = (html: string) =>
    [
      ...(/name="card_quota"[\s\S]*?<\/(?:select|fieldset)>/.exec(html)?.[0] ?? '').matchAll(
        /value="(\d+)"/g,
      ),
    ].map(([, month]) => Number(month))
  const quotas = async (pg: string, card_quota: number[], device: Device = 'pc') =>
    months(await pages(order(pg, 'card', { display: { card_quota }, name: 'abc' }), device))

  test('a list is what is offered, beside one payment', async () => {
    expect(await quotas('nice', [3, 6])).toEqual([0, 3, 6])
    expect(await quotas('nice', [])).toEqual([0])
  })
  test('ksnet offers the list alone, one payment only as 0 in it', async () => {
    expect(await quotas('ksnet', [5, 6])).toEqual([5, 6])
    expect(await quotas('ksnet', [0, 5])).toEqual([0, 5])
  })
  test('daou takes the longest as the end of a row', async () => {
    expect(await quotas('daou', [4])).toEqual([0, 2, 3, 4])
  })
})

describe('billing keys', () => {
  test.each([
    ['html5_inicis', 'INIBillTst', 'INIpayTest'],
    ['kakaopay', 'TCSUBSCRIP', 'TC0ONETIME'],
    ['welcome', 'wpaybill01', null],
  ])('%s takes its test shop id %s for them', async (pg, billing_mid, other) => {
    const paid = await sandbox.pay(order(pg, 'card', { customer_uid: 'buyer_card', amount: 0 }))
    expect(paid.payment).toMatchObject({ pg_id: billing_mid, status: 'paid' })
    if (other) {
      const once = await sandbox.pay(order(pg, 'card'))
      expect(once.payment?.pg_id).toBe(other)
    }
  })

  test('html5_inicis issues none for a transfer: the ordinary shop id is charged', async () => {
    const { payment } = await sandbox.pay(order('html5_inicis', 'trans', { customer_uid: 'buyer_bank' }))
    expect(payment).toMatchObject({ pg_id: 'INIpayTest', customer_uid: null })
  })

  test('galaxia shows 1,000 won where nothing is paid', async () => {
    const { html } = await read(order('galaxia', 'card', { customer_uid: 'c1', amount: 0 }))
    expect(html).toContain('<dd>1,000원</dd>')
  })

  test('danal charges 10 won for a key of nothing, and gives them back after half an hour', async () => {
    const { payment } = await sandbox.pay(order('danal', 'phone', { customer_uid: 'c1', amount: 0 }))
    const said = () => sandbox.payment(payment!.imp_uid).timeline.map(({ what }) => what)
    expect(said()).toContain('test charge')
    expect(said()).not.toContain('test charge given back')
    await sandbox.advance('30m')
    expect(said()).toContain('test charge given back')
    expect(sandbox.payment(payment!.imp_uid)).toMatchObject({ status: 'paid', cancel_amount: 0 })
  })
})

describe('settings', () => {
  test('pg_test_refusals: KB cards are declined at NHN KCP, and taken without it', async () => {
    const buy = async () => {
      const asked = order('kcp', 'card')
      const { url } = await openWindow(sandbox, asked, 'pc')
      await walk(sandbox, url, { card_code: '381' })
      return sandbox.payments({ merchant_uid: asked.merchant_uid })[0]
    }
    expect(await buy()).toMatchObject({ status: 'paid', card_code: '381' })
    sandbox.settings({ pg_test_refusals: true })
    expect(await buy()).toMatchObject({
      status: 'failed',
      fail_reason: expect.stringContaining('카드사 거절(기타사유)'),
    })
  })

  test('digital_contract: what was agreed with nice_v2 must be what the order says', async () => {
    sandbox.settings({ digital_contract: true })
    const wrong = await sandbox.pay(order('nice_v2', 'phone', { digital: false }))
    expect(wrong.payment).toMatchObject({ status: 'failed' })
    expect(wrong.rsp!.error_msg).toContain('CPID 설정 오류')
    expect((await sandbox.pay(order('nice_v2', 'phone', { digital: true }))).payment?.status).toBe('paid')
  })
})

test.each([
  ['20251231', '2026-01-01 12:00:00 이후'],
  ['next week', 'YYYYMMDDhhmm'],
])('an account due %s gets the deadline of its PG, and the developer hears why', async (vbank_due, why) => {
  const { payment } = await sandbox.pay(order('html5_inicis', 'vbank', { vbank_due }))
  expect(payment).toMatchObject({ status: 'ready', vbank_date: kst('2026-01-31T23:59:59') })
  expect(String(payment!.timeline[0]!.detail.remarks)).toContain('vbank_due')
  expect(String(payment!.timeline[0]!.detail.remarks)).toContain(why)
})

test.each(['card', 'trans', 'phone'])('a %s order may have any vbank_due', async (pay_method) => {
  for (const vbank_due of ['20251231', 'soon', '2026/01/31 10:00', 1767193200]) {
    const { payment } = await sandbox.pay(order('html5_inicis', pay_method, { vbank_due }))
    expect(payment).toMatchObject({ status: 'paid', vbank_date: 0 })
    expect(payment!.timeline[0]!.detail.remarks).toBeUndefined()
  }
})

test('tosspay_v2 closes its window after 15 minutes', async () => {
  const { imp_uid } = await sandbox.open(order('tosspay_v2', 'tosspay'))
  await sandbox.advance('14m')
  expect(sandbox.payment(imp_uid).status).toBe('ready')
  await sandbox.advance('2m')
  expect(sandbox.payment(imp_uid).status).not.toBe('ready')
})

test.each(['daou', 'payletter', 'paymentwall', 'paypal_v2'])('%s may approve after it failed', async (pg) => {
  const pay_method = pgByCode(pg)!.sells.pay_methods[0]!
  const { payment } = await sandbox.pay(
    order(pg, pay_method, { outcome: { decline: { code: 'X', message: '거절' }, late: true } }),
  )
  await sandbox.settle()
  await sandbox.advance('1d')
  expect(sandbox.payment(payment!.imp_uid).status).toBe('paid')
})

describe('escrow', () => {
  test('is a thing of those who have it: elsewhere the flag is not taken', async () => {
    const uplus = await sandbox.pay(order('uplus', 'vbank', { escrow: true }))
    expect(uplus.payment).toMatchObject({ escrow: true })
    const kakaopay = await sandbox.pay(order('kakaopay', 'card', { escrow: true }))
    expect(kakaopay.payment).toMatchObject({ escrow: false })
  })
  test('welcome gives it back only once the buyer has refused', async () => {
    const { payment } = await sandbox.pay(order('welcome', 'trans', { escrow: true }))
    const rest = await restClient(sandbox)
    const answer = await rest.post('/payments/cancel', { imp_uid: payment!.imp_uid, reason: 'x' })
    expect(answer.code).not.toBe(0)
    expect(answer.message).toContain('구매자가 구매를 거절한 경우')
  })
})

test('what a PG never gives back is refused, and nothing changes: accounts of payletter', async () => {
  const rest = await restClient(sandbox)
  const { payment } = await sandbox.pay(order('payletter', 'vbank'))
  sandbox.deposit(payment!.imp_uid)
  const answer = await rest.post('/payments/cancel', {
    imp_uid: payment!.imp_uid,
    ...{ refund_holder: '홍길동', refund_bank: '088', refund_account: '110123456789' },
  })
  expect(answer.message).toContain('취소가 불가능한 결제수단입니다.')
  expect(sandbox.payment(payment!.imp_uid).cancel_amount).toBe(0)
})

test('a payment in a Japanese store is due when cvs.payment_deadline says', async () => {
  const { payment } = await sandbox.pay(
    order('inicis_jp', 'cvs', { sdk: 'v1', cvs: { payment_deadline: { valid_hours: 48 } } }),
  )
  expect(payment).toMatchObject({ status: 'ready', currency: 'JPY' })
  expect(payment!.vbank_date).toBe(Date.parse('2026-01-03T12:00:00+09:00') / 1000)
})

describe('a field that the order decides', () => {
  test('is not asked: 브랜드페이 with methodId only asks for the PIN', async () => {
    const asked = await pages(order('toss_brandpay', 'toss_brandpay'))
    const decided = await pages(
      order('toss_brandpay', 'toss_brandpay', { bypass: { toss_brandpay: { methodId: 'm1' } } }),
    )
    expect(asked).toContain('name="card_code"')
    expect(decided).not.toContain('name="card_code"')
  })
  test('niceMobileV2 opens another window on phones, and the same one on PC', async () => {
    const of = (device: Device, more: object) => pages(order('nice', 'card', { sdk: 'v1', ...more }), device)
    const title = (html: string) => /<h2>([^<]*)<\/h2>/.exec(html)?.[1]
    expect(title(await of('mobile', { niceMobileV2: true }))).not.toBe(title(await of('mobile', {})))
    expect(title(await of('pc', { niceMobileV2: true }))).toBe(title(await of('pc', {})))
  })
})
