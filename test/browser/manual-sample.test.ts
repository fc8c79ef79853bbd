/** The manual's section 2.1 in a real browser: its sample, word for word, through every end that a window has. */
import { describe, expect, test } from 'vitest'
import { type PayWindow, PHONE, payWindow, startReceiver, useBrowser } from '../harness.ts'
import { visitShop } from './buyer.ts'
import { SAMPLE_2_1, SAMPLE_2_2_A, SAMPLE_3_2 } from './manual-samples.ts'

const browser = useBrowser()

describe('the sample of section 2.1 on a PC', () => {
  test('a buyer goes through the window by hand: the callback says paid, and the dialog closes after it', async () => {
    const { sandbox, visitor, open, back } = await visitShop(browser, { pay: SAMPLE_2_1 })
    const { view } = await open()
    await view.getByLabel('전자금융거래 이용약관에 동의합니다').check()
    await view.getByLabel('개인정보 수집 및 이용에 동의합니다').check()
    await view.getByRole('button', { name: '다음' }).click()
    await view.getByLabel('현대카드').check()
    await view.getByRole('button', { name: '다음' }).click()
    await view.getByLabel('카드번호').fill('5242-4200-0000-0000')
    await view.getByLabel('비밀번호 앞 2자리').fill('12')
    await view.getByRole('button', { name: '결제하기' }).click()

    const { rsps, was_open } = await back()
    const [rsp] = rsps
    expect(rsps).toHaveLength(1)
    expect(was_open).toEqual([true])
    expect(rsp).toMatchObject({
      success: true,
      status: 'paid',
      pay_method: 'card',
      pg_provider: 'html5_inicis',
      paid_amount: 14000,
      name: '주문명:결제테스트',
      buyer_name: '구매자이름',
      buyer_email: 'iamport@siot.do',
      buyer_tel: '010-1234-5678',
      buyer_addr: '서울특별시 강남구 삼성동',
      buyer_postcode: '123-456',
      imp_uid: expect.stringMatching(/^imp_\d{12}$/),
      merchant_uid: expect.stringMatching(/^merchant_\d{13}$/),
      apply_num: expect.stringMatching(/^\d{8}$/),
    })
    expect(rsp).not.toHaveProperty('request_id')
    expect(visitor.alerts).toEqual([
      `결제가 완료되었습니다.고유ID : ${rsp?.imp_uid}상점 거래ID : ${rsp?.merchant_uid}` +
        `결제 금액 : 14000카드 승인번호 : ${rsp?.apply_num}`,
    ])
    expect(sandbox.payment(String(rsp?.imp_uid))).toMatchObject({
      status: 'paid',
      amount: 14000,
      card_name: '현대카드',
      channel: 'pc',
    })
    expect(visitor.errors).toEqual([])
  })

  test('a wrong card number keeps the buyer on the step, and the right one goes on', async () => {
    const { open, back } = await visitShop(browser, { pay: SAMPLE_2_1 })
    const { view } = await open()
    await view.getByLabel('전자금융거래 이용약관에 동의합니다').check()
    await view.getByLabel('개인정보 수집 및 이용에 동의합니다').check()
    await view.getByRole('button', { name: '다음' }).click()
    await view.getByLabel('현대카드').check()
    await view.getByRole('button', { name: '다음' }).click()
    await view.getByLabel('카드번호').fill('1234')
    await view.getByLabel('비밀번호 앞 2자리').fill('12')
    await view.getByRole('button', { name: '결제하기' }).click()
    await view.getByText('카드번호 14~16자리를 입력하세요.').waitFor()
    await view.getByLabel('카드번호').fill('5242420000000000')
    await view.getByLabel('비밀번호 앞 2자리').fill('12')
    await view.getByRole('button', { name: '결제하기' }).click()
    expect((await back()).rsps).toMatchObject([{ success: true }])
  })

  test('one press of 승인 pays from the first step', async () => {
    const { open, back } = await visitShop(browser, { pay: SAMPLE_2_1 })
    await (await open()).approve()
    const { rsps } = await back()
    expect(rsps).toMatchObject([{ success: true, status: 'paid', paid_amount: 14000 }])
  })

  test.each([
    ['the buyer presses 취소', (window: PayWindow) => window.cancel(), '사용자가 결제를 취소하셨습니다'],
    ['the buyer closes the window', (window: PayWindow) => window.close(), '사용자가 결제를 취소하셨습니다'],
    [
      'the card is over its limit',
      (window: PayWindow) => window.decline('120049'),
      expect.stringMatching(
        /^F0004:PG사 결제요청에 실패하여 중단합니다\.\(imp_\d{12}\) 120049, 사용한도초과$/,
      ),
    ],
  ])('%s: the callback says why, and the payment has failed', async (_how, end, error_msg) => {
    const { sandbox, visitor, open, back } = await visitShop(browser, { pay: SAMPLE_2_1 })
    await end(await open())
    const { rsps } = await back()
    expect(rsps).toMatchObject([{ success: false, error_msg, imp_uid: expect.stringMatching(/^imp_/) }])
    expect(visitor.alerts).toEqual([`결제에 실패하였습니다.에러내용 : ${rsps[0]?.error_msg}`])
    expect(visitor.errors).toEqual([])
    expect(sandbox.payment(String(rsps[0]?.imp_uid))).toMatchObject({
      status: 'failed',
      fail_reason: error_msg,
    })
  })

  test('after a payment the next one works on the same page', async () => {
    const { visitor, open, back } = await visitShop(browser, { pay: SAMPLE_2_1 })
    await (await open()).approve()
    await back()
    await (await open()).cancel()
    await back()
    await (await open()).approve()
    const { rsps } = await back()
    expect(rsps.map(({ success }) => success)).toEqual([true, false, true])
    expect(new Set(rsps.map(({ imp_uid }) => imp_uid)).size).toBe(3)
    expect(visitor.alerts).toHaveLength(3)
    expect(visitor.errors).toEqual([])
  })
})

test('a virtual account is issued first and paid by deposit: one webhook each', async () => {
  const { sandbox, open, back } = await visitShop(browser, {
    pay: SAMPLE_2_1.replace("pay_method : 'card'", "pay_method : 'vbank'"),
  })
  const receiver = await startReceiver()
  sandbox.settings({ notification_url: [receiver.url] })
  await (await open()).approve()
  const { rsps } = await back()
  const { imp_uid, merchant_uid } = rsps[0] as { imp_uid: string; merchant_uid: string }
  expect(rsps).toMatchObject([
    {
      success: true,
      status: 'ready',
      pay_method: 'vbank',
      vbank_num: expect.stringMatching(/^\d+$/),
      vbank_name: expect.any(String),
      vbank_date: expect.any(Number),
    },
  ])
  await sandbox.settle()
  await sandbox.deposit(imp_uid)
  await sandbox.settle()
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toEqual([
    { imp_uid, merchant_uid, status: 'ready' },
    { imp_uid, merchant_uid, status: 'paid' },
  ])
  expect(receiver.received.map(({ headers }) => headers['content-type'])).toEqual([
    'application/json',
    'application/json',
  ])
})

/** As much of jQuery as the sample of 2.2.a uses. */
const JQUERY = `window.everythings_fine = true; window.jQuery = { ajax: function (options) {
  return { done: function (next) { fetch(options.url, { method: options.type, body: new URLSearchParams(options.data) }).then(next) } }
} }`

test('the sample of section 2.2.a tells the shop’s server, then the buyer', async () => {
  const { shop, page, visitor, open } = await visitShop(browser, { pay: SAMPLE_2_2_A })
  await page.evaluate(JQUERY)
  await (await open()).approve()
  await expect.poll(() => visitor.alerts).toHaveLength(1)
  const [imp_uid] = /imp_\d{12}/.exec(visitor.alerts[0] ?? '') ?? []
  expect(visitor.alerts[0]).toMatch(
    /^결제가 완료되었습니다\.\n고유ID : imp_\d{12}\n상점 거래ID : merchant_\d{13}결제 금액 : 14000/,
  )
  expect(shop.requests).toContainEqual(
    expect.objectContaining({ method: 'POST', url: '/payments/complete', body: `imp_uid=${imp_uid}` }),
  )
})

test('the sample of section 3.2 goes with the parameters of 2.1: the window hands over to the card’s app', async () => {
  const pay = SAMPLE_3_2.replace(
    '/*...중략... */',
    "pg: 'nice', amount: 14000, buyer_tel: '010-1234-5678', pay_method: 'trans',",
  )
  const { page, open } = await visitShop(browser, { device: PHONE, pay })
  const { view } = await open()
  await view.getByRole('button', { name: '동의하고 계속' }).waitFor()
  expect(page.url()).toContain('/checkout/')
  await payWindow(page)
})

test('the sample of section 3.2 as it stands has no amount: without a callback it ends at /payments/fail', async () => {
  const { page, press } = await visitShop(browser, { device: PHONE, pay: SAMPLE_3_2 })
  await press()
  await page.waitForURL('**/payments/fail?**')
  await page.getByText('결제금액(amount)은 필수 입력입니다.').waitFor()
})
