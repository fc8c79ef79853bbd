/** The browser SDK and the page it runs in: how it is loaded, what it fills in, and what it survives. */
import { describe, expect, test } from 'vitest'
import { payWindow, startSandbox, startShopPage, useBrowser } from '../harness.ts'
import { ORDER, requestPay, visitShop } from './buyer.ts'

const browser = useBrowser()

test.each([
  ['missing', undefined, []],
  [
    'unknown',
    'no_such_pg',
    [expect.stringContaining('pg(no_such_pg)에 해당하는 채널이 없어 기본 PG html5_inicis')],
  ],
])(
  'a %s pg takes the default PG: the buyer notices nothing, the developer reads it on the console',
  async (_is, pg, told) => {
    const { visitor, open, back } = await visitShop(browser, { pay: requestPay({ ...ORDER, pg }) })
    await (await open()).approve()
    expect((await back()).rsps).toMatchObject([{ success: true, pg_provider: 'html5_inicis' }])
    expect(visitor.alerts).toEqual([])
    expect(visitor.console.filter((line) => line.startsWith('warning'))).toEqual(told)
  },
)

test('the default PG is the one of the admin page', async () => {
  const { sandbox, page, open, back } = await visitShop(browser, { pay: requestPay(ORDER) })
  sandbox.settings({ default_pg: 'nice.iamport00m' })
  await page.reload()
  await (await open()).approve()
  const { rsps } = await back()
  expect(sandbox.payment(String(rsps[0]?.imp_uid))).toMatchObject({
    pg_provider: 'nice',
    pg_id: 'iamport00m',
  })
})

test('{PG}.{MID} asks for a shop id of that PG', async () => {
  const { sandbox, open, back } = await visitShop(browser, {
    pay: requestPay({ ...ORDER, pg: 'html5_inicis.INIBillTst' }),
  })
  await (await open()).approve()
  const { rsps } = await back()
  expect(sandbox.payment(String(rsps[0]?.imp_uid))).toMatchObject({
    pg_provider: 'html5_inicis',
    pg_id: 'INIBillTst',
  })
})

test('with channels configured, an order asked for at once still finds its PG, and a PG without a contract does not', async () => {
  const channels = [
    { pg_provider: 'nice', pg_id: 'nictest00m', type: 'payment' },
    { pg_provider: 'danal', pg_id: 'A010002002', type: 'payment' },
  ] as const
  const sandbox = await startSandbox()
  sandbox.settings({ channels: [...channels], default_pg: 'danal' })
  for (const [pg, pay_method, expected] of [
    ['nice', 'card', 'nice'],
    ['kakao', 'phone', 'danal'],
  ]) {
    const param = { ...ORDER, merchant_uid: `order_${pg}`, pg, pay_method }
    const shop = await startShopPage(`<!doctype html><title>상점</title><body>
      <script src="${sandbox.scriptUrl}"></script>
      <script>IMP.init('${sandbox.user_code}'); IMP.request_pay(${JSON.stringify(param)}, function (rsp) { window.rsp = rsp })</script>`)
    const { page } = await browser.visit(shop.url)
    await (await payWindow(page)).approve()
    await page.waitForFunction('window.rsp')
    expect(await page.evaluate('rsp')).toMatchObject({ success: true, pg_provider: expected })
    expect(await page.locator('.imp-frame').count()).toBe(2)
  }
})

test('the caller’s own object is completed: merchant_uid, pay_method, request_id', async () => {
  const { page, open, back } = await visitShop(browser, {
    pay: requestPay({ amount: 100, buyer_tel: '010-1234-5678' }),
  })
  await (await open()).approve()
  const { params, rsps } = await back()
  expect(params).toEqual([
    {
      amount: 100,
      buyer_tel: '010-1234-5678',
      merchant_uid: expect.stringMatching(/^nobody_\d{13}$/),
      pay_method: 'card',
      request_id: expect.stringMatching(/^req_\d{13}$/),
    },
  ])
  expect(rsps[0]).toMatchObject({ success: true, merchant_uid: params[0]?.merchant_uid, pay_method: 'card' })
  expect(await page.evaluate('Object.keys(recorded.rsps[0])')).not.toContain('request_id')
})

test('a callback that throws does not keep the dialog open, and the console tells', async () => {
  const { visitor, open, back } = await visitShop(browser, {
    pay: `IMP.request_pay(${JSON.stringify(ORDER)}, function () { throw new Error('the shop has a bug') })`,
  })
  await (await open()).approve()
  expect((await back()).rsps).toMatchObject([{ success: true }])
  expect(visitor.console.join('\n')).toContain('the shop has a bug')
})

test.each([
  [
    'in the head, before there is a body',
    (scripts: string) => `<head>${scripts}</head><body><h1>상점</h1></body>`,
  ],
  ['at the end of the body', (scripts: string) => `<body><h1>상점</h1>${scripts}</body>`],
])('request_pay right after IMP.init waits until its frame is there: %s', async (_where, place) => {
  const sandbox = await startSandbox()
  const scripts = `<script src="${sandbox.scriptUrl}"></script><script>
    IMP.init('${sandbox.user_code}')
    IMP.request_pay(${JSON.stringify({ ...ORDER, pg: 'nice' })}, function (rsp) { window.rsp = rsp })
  </script>`
  const shop = await startShopPage(`<!doctype html><html>${place(scripts)}</html>`)
  const { page } = await browser.visit(shop.url)
  await (await payWindow(page)).approve()
  await page.waitForFunction('window.rsp')
  expect(await page.evaluate('rsp')).toMatchObject({ success: true, pg_provider: 'nice' })
})

test('IMP.init twice leaves one dialog and one frame', async () => {
  const { page, open, back } = await visitShop(browser, { pay: requestPay(ORDER) })
  await page.evaluate("IMP.init('imp00000000'); IMP.init('imp00000000')")
  await (await open()).approve()
  expect((await back()).rsps).toMatchObject([{ success: true }])
  expect(await page.locator('.imp-dialog').count()).toBe(1)
  expect(await page.locator('.imp-frame').count()).toBe(1)
})

describe('the addresses of the script', () => {
  test.each([
    ['/js/iamport.payment.js', '1.0.0'],
    ['/js/iamport.payment-1.2.0.js', '1.2.0'],
    ['/v1/iamport.js?version=1', 'v1'],
    ['/js/iamport.payment-1.1.5.min.js?cache=1', '1.1.5'],
  ])('%s is %s, and pays', async (script, version) => {
    const { sandbox, visitor, open, back } = await visitShop(browser, { pay: requestPay(ORDER), script })
    await (await open()).approve()
    expect((await back()).rsps).toMatchObject([{ success: true, status: 'paid' }])
    const served = await (await fetch(sandbox.url + script)).text()
    expect(served).toContain(`iamport.payment.js ${version} of iamport-sandbox`)
    expect(visitor.console.filter((line) => line.startsWith('warning'))).toEqual([])
  })

  test('a version that was never published is the one before it, and the console says so', async () => {
    const script = '/js/iamport.payment-1.1.9.js'
    const { visitor, open, back } = await visitShop(browser, { pay: requestPay(ORDER), script })
    await (await open()).approve()
    await back()
    expect(visitor.console).toContainEqual(
      expect.stringMatching(/^warning: .*no version 1\.1\.9 .*1\.1\.8 answers/),
    )
  })

  test('a crossorigin tag loads it, because it has a CORS header', async () => {
    const sandbox = await startSandbox()
    const shop = await startShopPage(
      `<!doctype html><title>상점</title><script crossorigin="anonymous" src="${sandbox.scriptUrl}"></script>`,
    )
    const { page } = await browser.visit(shop.url)
    expect(await page.evaluate('typeof IMP.request_pay')).toBe('function')
  })
})

describe('jQuery', () => {
  test('is not needed, and the console says that the real script needs it', async () => {
    const { visitor } = await visitShop(browser, { pay: requestPay(ORDER) })
    expect(visitor.console).toContainEqual(expect.stringMatching(/^info: .*1\.1\.5\.js needs jQuery/))
    const v1 = await visitShop(browser, { pay: requestPay(ORDER), script: '/v1/iamport.js' })
    expect(v1.visitor.console.join('\n')).not.toContain('jQuery')
  })

  test('is missed as the real script misses it, when the setting says so', async () => {
    const sandbox = await startSandbox()
    sandbox.settings({ sdk_jquery: 'required' })
    const shop =
      await startShopPage(`<!doctype html><title>상점</title><script src="${sandbox.scriptUrl}"></script>
      <script>IMP.init('${sandbox.user_code}')</script>`)
    const { errors } = await browser.visit(shop.url)
    expect(errors).toEqual(['jQuery is not defined'])
  })
})

test('a page that already has jQuery, and one that loads the SDK twice, both work', async () => {
  const sandbox = await startSandbox()
  const script = `<script src="${sandbox.scriptUrl}"></script>`
  const shop = await startShopPage(`<!doctype html><title>상점</title><body>
    <script>window.jQuery = window.$ = function () { throw new Error('the SDK must not need it') }</script>
    ${script}<script>window.first = window.IMP</script>${script}
    <script>IMP.init('${sandbox.user_code}'); IMP.request_pay(${JSON.stringify(ORDER)}, function (rsp) { window.rsp = rsp })</script>`)
  const { page, errors } = await browser.visit(shop.url)
  await (await payWindow(page)).approve()
  await page.waitForFunction('window.rsp')
  expect(await page.evaluate('window.first === window.IMP')).toBe(true)
  expect(errors).toEqual([])
})
