/** What else IMP can do, version by version, and pages that are not as they should be. */
import { describe, expect, test } from 'vitest'
import { PHONE, payWindow, startSandbox, startShopPage, useBrowser } from '../harness.ts'
import { findPayments, ORDER, requestPay, visitShop } from './buyer.ts'

const browser = useBrowser()

describe('IMP.close (1.2.0)', () => {
  test('hides the layer without a word, and the next order opens a fresh one', async () => {
    const { sandbox, page, open, press, back } = await visitShop(browser, {
      script: '/js/iamport.payment-1.2.0.js',
      pay: "IMP.request_pay({ amount: 100, buyer_tel: '010-1234-5678' }, function () {});",
    })
    await open()
    await page.evaluate('IMP.close()')
    expect(await page.locator('.imp-dialog').isVisible()).toBe(false)
    expect(await page.evaluate('recorded.rsps')).toEqual([])
    await page.evaluate('recorded.params.length = 0')
    await press()
    await (await payWindow(page)).approve()
    expect((await back()).rsps).toMatchObject([{ success: true }])
    expect((await findPayments(sandbox)).map(({ status }) => status)).toEqual(['paid', 'ready'])
  })

  test('closes a popup instead, and its callback hears of that', async () => {
    const { page, open, back } = await visitShop(browser, {
      script: '/js/iamport.payment-1.2.0.js',
      pay: requestPay({ ...ORDER, pg: 'payco', buyer_name: '구매자' }),
    })
    await open()
    await page.evaluate('IMP.close()')
    expect((await back()).rsps).toMatchObject([{ success: false, pg_provider: 'payco' }])
  })
})

describe('IMP.naver_zzim (1.1.6)', () => {
  const zzim = (more: object) =>
    `IMP.naver_zzim(${JSON.stringify({ naverProducts: [{ uid: 'p', name: '커피 원두', count: 1 }], ...more })});`

  test('shows the list in a popup on a PC', async () => {
    const { page, press } = await visitShop(browser, {
      script: '/js/iamport.payment-1.1.6.js',
      pay: zzim({}),
    })
    const popup = page.context().waitForEvent('page')
    await press()
    await (await popup).getByText('커피 원두').waitFor()
    expect(await page.locator('.imp-dialog').isVisible()).toBe(false)
  })

  test('leaves the page on a phone', async () => {
    const { page, press } = await visitShop(browser, {
      device: PHONE,
      script: '/js/iamport.payment-1.1.6.js',
      pay: zzim({}),
    })
    await press()
    await page.getByText('커피 원두').waitFor()
  })

  test('of another PG says which one it needs', async () => {
    const { visitor, press } = await visitShop(browser, {
      script: '/js/iamport.payment-1.1.6.js',
      pay: zzim({ pg: 'nice' }),
    })
    await press()
    expect(visitor.alerts).toEqual(['네이버페이 주문형으로 다시 시도해주세요.'])
  })
})

describe('/v1/iamport.js', () => {
  const v1 = (pay: string) => visitShop(browser, { script: '/v1/iamport.js', pay })

  test('chooses a channel by its channelKey', async () => {
    const { sandbox, page, press, back } = await v1(
      "fetch('/key').then(function (r) { return r.text() }); IMP.request_pay(window.param, function () {});",
    )
    const { sandbox: known } = (await (await fetch(`${sandbox.url}/users/pg/imp00000000`)).json()) as {
      sandbox: { channels: Record<string, string> }
    }
    const channelKey = Object.entries(known.channels).find(([, pg]) => pg.startsWith('nice.'))?.[0]
    await page.evaluate(`window.param = ${JSON.stringify({ ...ORDER, channelKey })}`)
    await press()
    await (await payWindow(page)).approve()
    expect((await back()).rsps).toMatchObject([{ success: true, imp_success: true, pg_provider: 'nice' }])
    expect(await page.locator('#imp-iframe-wrapper').count()).toBe(1)
  })

  test('has the buttons of a PG that fills the frame directly in #imp-iframe, as recorded tests press them', async () => {
    const { page, press, back } = await v1(
      requestPay({ ...ORDER, pg: 'tosspayments', buyer_name: '홍길동', buyer_email: 'a@b.kr' }),
    )
    await press()
    const frame = page.frameLocator('#imp-iframe')
    await frame.getByRole('region', { name: 'iamport-sandbox' }).getByRole('button', { name: '승인' }).click()
    const { rsps } = await back()
    expect(rsps).toMatchObject([
      { imp_uid: expect.stringMatching(/^imp_/), merchant_uid: ORDER.merchant_uid },
    ])
    expect(await page.locator('iframe#imp-iframe').count()).toBe(0)
  })

  test('draws PayPal’s button, whose amount can be changed, and pays in a popup', async () => {
    const { sandbox, page } = await v1('')
    await page.evaluate(`
      document.body.insertAdjacentHTML('beforeend', '<div class="portone-ui-container" data-portone-ui-type="paypal-spb"></div>')
      IMP.loadUI('paypal-spb', { pg: 'paypal_v2', pay_method: 'paypal', merchant_uid: 'order_1', amount: 10, currency: 'USD', name: 'a',
        buyer_first_name: 'A', buyer_last_name: 'B', products: [{ id: 'a', name: 'a', amount: '12', quantity: '1' }] }, function (rsp) { window.rsp = rsp })
      IMP.updateLoadUIRequest('paypal-spb', { amount: 12 })`)
    await page.getByRole('button', { name: 'PayPal로 결제' }).click()
    await (await payWindow(page)).approve()
    await page.waitForFunction('window.rsp')
    const rsp = (await page.evaluate('rsp')) as { imp_uid: string }
    expect(Object.keys(rsp)).toEqual(['imp_uid', 'merchant_uid'])
    expect(sandbox.payment(rsp.imp_uid)).toMatchObject({ status: 'paid', amount: 12, currency: 'USD' })
  })

  test.each([
    ['', 'portone-ui-container를 찾을 수 없습니다.'],
    ['<div class="portone-ui-container"></div>', 'data-portone-ui-type에 올바른 UI 타입을 입력해주세요.'],
    [
      '<div class="portone-ui-container" data-portone-ui-type="paypal-spb"></div>'.repeat(2),
      '동일한 data-portone-ui-type을 갖는 DOM element가 2개 이상 존재합니다.',
    ],
  ])('loadUI says what is wrong with %j', async (html, error_msg) => {
    const { page } = await v1('')
    await page.evaluate(`document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(html)})
      IMP.loadUI('paypal-spb', {}, function (rsp) { window.rsp = rsp })`)
    expect(await page.evaluate('rsp')).toMatchObject({ imp_uid: null, error_msg })
  })

  test('loads the module of toss-brandpay, and says USER_CANCEL', async () => {
    const { page } = await v1('')
    const methods = await page.evaluate(
      `IMP.loadModule('toss-brandpay', { userCode: 'imp00000000' }, { customerKey: 'k' }).then((module) => module.getPaymentMethods())`,
    )
    expect(methods).toMatchObject({ cards: [expect.anything()] })
    const refused = await page.evaluate(`window.confirm = () => false
      IMP.loadModule('toss-brandpay', { userCode: 'imp00000000' }, { customerKey: 'k' }).then((module) => module.setupPassword()).catch((error) => error)`)
    expect(refused).toMatchObject({ code: 'USER_CANCEL' })
  })
})

test('payport (1.2.0) checks what it is given', async () => {
  const { page } = await visitShop(browser, { script: '/js/iamport.payment-1.2.0.js', pay: '' })
  await page.evaluate(
    "IMP.payport({ authData: { userCode: 'a', uid: 'b', usecret: 'c' } }, function (r) { window.result = r })",
  )
  expect(await page.evaluate('result')).toEqual({
    impSuccess: false,
    errorMsg: '결제 데이터(paymentData)는 필수 입력입니다',
  })
})

describe('a page that is not as it should be', () => {
  test('the sandbox is stopped: the layer says so, and the callback gets a failure', async () => {
    const { sandbox, page, visitor, press } = await visitShop(browser, { pay: requestPay(ORDER) })
    await sandbox.close()
    await press()
    await page.waitForFunction('recorded.rsps.length === 1')
    expect(await page.evaluate('recorded.rsps[0]')).toMatchObject({
      success: false,
      imp_uid: null,
      error_code: 'F1000',
    })
    if (await page.getByRole('alertdialog').isVisible())
      await page.getByRole('button', { name: '닫기' }).click()
    expect(await page.locator('.imp-dialog').isVisible()).toBe(false)
    expect(visitor.errors).toEqual([])
  })

  test('the sandbox was stopped before the page came: the same', async () => {
    const sandbox = await startSandbox()
    const script = await (await fetch(sandbox.scriptUrl)).text()
    await sandbox.close()
    const shop =
      await startShopPage(`<!doctype html><title>상점</title><body><script>${script}</script><script>
      IMP.init('imp00000000'); IMP.request_pay(${JSON.stringify(ORDER)}, function (rsp) { window.rsp = rsp })</script>`)
    const { page } = await browser.visit(shop.url)
    await page.getByRole('alertdialog').getByText('iamport-sandbox가 응답하지 않습니다').waitFor()
    expect(await page.evaluate('rsp')).toMatchObject({ success: false, imp_uid: null })
    await page.getByRole('button', { name: '닫기' }).click()
    expect(await page.locator('.imp-dialog').isVisible()).toBe(false)
  })

  test('a page that replaced its whole body gets a new dialog', async () => {
    const { page, press, back } = await visitShop(browser, { pay: requestPay(ORDER) })
    await page.evaluate('document.body.innerHTML = document.body.querySelector("button").outerHTML')
    await press()
    await (await payWindow(page)).approve()
    expect((await back()).rsps).toMatchObject([{ success: true }])
  })

  test('a double click pays once', async () => {
    const { sandbox, page } = await visitShop(browser, { pay: requestPay(ORDER) })
    await page.getByRole('button', { name: '결제', exact: true }).dblclick()
    await (await payWindow(page)).approve()
    await page.waitForFunction('recorded.rsps.length === 1')
    await page.locator('.imp-dialog').waitFor({ state: 'hidden' })
    expect((await findPayments(sandbox)).filter(({ status }) => status === 'paid')).toHaveLength(1)
  })

  test('the back button on the window of a phone brings the shop’s page back, which can pay again', async () => {
    const { shop, page, open, press } = await visitShop(browser, {
      device: PHONE,
      pay: (shop_url) => requestPay({ ...ORDER, m_redirect_url: `${shop_url}/done` }),
    })
    await open()
    await page.goBack()
    await page.getByRole('button', { name: '결제', exact: true }).waitFor()
    await press()
    await (await payWindow(page)).approve()
    await page.waitForURL(`${shop.url}/done?**`)
  })

  test('two tabs with one order: the second is told that it is paid', async () => {
    const { shop, page, open, back } = await visitShop(browser, { pay: requestPay(ORDER) })
    const first = await open()
    const second = await page.context().newPage()
    await second.goto(shop.url)
    await second.getByRole('button', { name: '결제', exact: true }).click()
    const layer = second.frameLocator('iframe.imp-frame-active').frameLocator('iframe')
    const approve = layer
      .getByRole('region', { name: 'iamport-sandbox' })
      .getByRole('button', { name: '승인', exact: true })
    await approve.waitFor()
    await first.approve()
    expect((await back()).rsps).toMatchObject([{ success: true }])
    await approve.click()
    await second.waitForFunction('recorded.rsps.length === 1')
    expect(await second.evaluate('recorded.rsps[0]')).toMatchObject({ success: false, error_code: 'F1002' })
  })
})
