/** What follows a window: the issued account, the bank's page, and the rarer presses of the sandbox panel. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { openWindow, walk } from '../matrix/buyer.ts'

let sandbox: Sandbox
let orders = 0
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T12:00:00+09:00' })
})
afterAll(() => sandbox.close())

const order = (more: object = {}) => ({
  pg: 'html5_inicis',
  pay_method: 'vbank',
  merchant_uid: `deposit${++orders}`,
  name: '주문명',
  amount: 14_000,
  buyer_name: '홍길동',
  buyer_tel: '010-1234-5678',
  ...more,
})

async function post(path: string, form: Record<string, string> = {}) {
  const answer = await fetch(sandbox.url + path, {
    method: 'POST',
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
  return { status: answer.status, text: await answer.text(), location: answer.headers.get('location') }
}

async function over(url: string): Promise<{ rsp: Record<string, unknown> } | null> {
  const answer = await fetch(`${sandbox.url}${url}/events`, { headers: { accept: 'application/json' } })
  return ((await answer.json()) as { over: { rsp: Record<string, unknown> } | null }).over
}

describe('an issued account', () => {
  test('is shown, and the buyer goes home with 확인, once', async () => {
    const one = order()
    const { url } = await openWindow(sandbox, one, 'pc')
    for (const [step, form] of Object.entries(STEPS)) await post(`${url}/steps/${step}`, form)
    const shown = await (await fetch(sandbox.url + url)).text()
    expect(shown).toContain('<h1>가상계좌가 발급되었습니다</h1>')
    expect(shown).toContain('/leave')
    expect(await over(url)).toBeNull()
    await sandbox.settle()
    expect((await byOrder(one.merchant_uid)).status).toBe('ready')
    await post(`${url}/leave`)
    expect((await over(url))?.rsp).toMatchObject({ success: true, status: 'ready' })
    expect((await post(`${url}/leave`)).text).toContain('이미 종료된 결제창입니다')
  })

  test('takes a phone home by 302 only after 확인', async () => {
    const one = order({ m_redirect_url: 'https://shop.example/done' })
    const end = await walk(sandbox, (await openWindow(sandbox, one, 'mobile')).url)
    expect(end.headers.get('location')).toContain('https://shop.example/done?imp_uid=')
  })

  test('is left by closing the window, too: the account stays', async () => {
    const one = order()
    const { url } = await openWindow(sandbox, one, 'pc')
    for (const [step, form] of Object.entries(STEPS)) await post(`${url}/steps/${step}`, form)
    await post(`${url}/outcome`, { outcome: 'close' })
    expect((await over(url))?.rsp).toMatchObject({ success: true, status: 'ready' })
  })
})

describe("the bank's page", () => {
  const page = async (more: object = {}) => {
    const { payment } = await sandbox.pay(order(more))
    const { imp_uid, vbank_num } = payment!
    return { imp_uid, account: vbank_num!, path: `/checkout/deposits/${imp_uid}` }
  }

  test('takes the exact amount once, and says so', async () => {
    const { path, account, imp_uid } = await page()
    const paid = await post(path, { account, amount: '14,000' })
    expect(paid.text).toContain('14,000원이 입금되었습니다.')
    expect(sandbox.payment(imp_uid).status).toBe('paid')
    const twice = await post(path, { account, amount: '14000' })
    expect(twice).toMatchObject({ status: 409 })
    expect(twice.text).toContain('입금 대기 중인 가상계좌가 아닙니다.')
  })

  const wrong: [string, Record<string, string>, string][] = [
    ['too little', { amount: '13999' }, '입금액이 결제금액과 다릅니다.'],
    ['too much', { amount: '14001' }, '입금액이 결제금액과 다릅니다.'],
    ['nothing', { amount: '' }, '입금액이 결제금액과 다릅니다.'],
    ['no number', { amount: '만사천원' }, '입금액이 결제금액과 다릅니다.'],
    ['another account', { amount: '14000', account: '1234' }, '계좌번호가 올바르지 않습니다. (1234)'],
  ]
  test.each(wrong)('refuses %s', async (_what, form, text) => {
    const { path, account, imp_uid } = await page()
    const answer = await post(path, { account, ...form })
    expect(answer.status).toBe(409)
    expect(answer.text).toContain(text)
    expect(sandbox.payment(imp_uid).status).toBe('ready')
  })

  test('refuses what comes late', async () => {
    const { path, account, imp_uid } = await page({ vbank_due: '20260102' })
    await sandbox.advance('3 days')
    const answer = await post(path, { account, amount: '14000' })
    expect(answer.text).toContain('입금기한이 지났습니다.')
    expect(sandbox.payment(imp_uid).status).toBe('ready')
  })

  test('has nothing for a payment without an account', async () => {
    const { payment } = await sandbox.pay(order({ pay_method: 'card' }))
    expect((await fetch(`${sandbox.url}/checkout/deposits/${payment!.imp_uid}`)).status).toBe(409)
  })
})

describe('the rarer presses of the panel', () => {
  const presses: [string, Record<string, string>, object, boolean][] = [
    ['승인 후 이탈', { outcome: 'vanish' }, { status: 'paid' }, false],
    ['결제 전 이탈', { outcome: 'abandon' }, { status: 'ready' }, false],
    ['금액 변조 승인', { outcome: 'tamper', amount: '140' }, { status: 'paid', amount: 140 }, true],
    [
      '금액 변조 승인 without a number',
      { outcome: 'tamper', amount: 'x' },
      { status: 'paid', amount: 14_000 },
      true,
    ],
    ['an unknown word', { outcome: 'win' }, { status: 'paid' }, true],
  ]
  test.each(presses)('%s', async (_name, form, expected, comes_home) => {
    const one = order({ pay_method: 'card' })
    const { url } = await openWindow(sandbox, one, 'pc')
    await post(`${url}/outcome`, { decline: '120049', amount: '1', ...form })
    expect(await byOrder(one.merchant_uid)).toMatchObject(expected)
    expect((await over(url)) !== null).toBe(comes_home)
  })

  test('거절 후 늦은 승인 is there only where the PG can', async () => {
    const one = order({
      pg: 'paymentwall',
      pay_method: 'card',
      currency: 'USD',
      amount: 10,
      buyer_email: 'a@b.kr',
    })
    const { url } = await openWindow(sandbox, one, 'pc')
    expect(await (await fetch(sandbox.url + url)).text()).toContain('value="late"')
    await post(`${url}/outcome`, { outcome: 'late', decline: '8001' })
    expect((await byOrder(one.merchant_uid)).status).toBe('paid')
    expect((await over(url))?.rsp).toMatchObject({ success: false, error_code: '8001' })
    const other = await openWindow(sandbox, order(), 'pc')
    expect(await (await fetch(sandbox.url + other.url)).text()).not.toContain('value="late"')
    expect((await post(`${other.url}/outcome`, { outcome: 'late', decline: '504819' })).status).toBe(400)
  })

  test('a second press changes nothing, nor does a press for another window’s payment', async () => {
    const one = order({ pay_method: 'card' })
    const { url } = await openWindow(sandbox, one, 'pc')
    await post(`${url}/outcome`, { outcome: 'cancel' })
    await post(`${url}/outcome`, { outcome: 'tamper', amount: '1' })
    await post(`${url}/steps/terms`, {
      terms_finance: 'on',
      terms_privacy: 'on',
      imp_uid: 'imp_000000000000',
      amount: '1',
    })
    expect(await byOrder(one.merchant_uid)).toMatchObject({ status: 'failed', amount: 14_000 })
    expect(
      (await post('/checkout/00000000000000000000000000000000/outcome', { outcome: 'approve' })).status,
    ).toBe(404)
  })
})

const STEPS = {
  terms: { terms_finance: 'on', terms_privacy: 'on' },
  bank: { vbank_code: '088' },
  depositor: { depositor: '홍길동', cash_receipt: 'none' },
}

async function byOrder(merchant_uid: string): Promise<Record<string, unknown>> {
  const answer = await fetch(`${sandbox.url}/_sandbox/payments?merchant_uid=${merchant_uid}`)
  const { list } = (await answer.json()) as { list: Record<string, unknown>[] }
  return list[0]!
}
