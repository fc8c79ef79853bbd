/** Pages that load iamport's script in ways of their own: twice, as a module, without a user code, or that of V2. */
import { expect, test } from 'vitest'
import { payWindow, startSandbox, startShopPage, useBrowser } from '../harness.ts'
import { visitShop } from './buyer.ts'

const browser = useBrowser()

const PAY = `IMP.request_pay({ merchant_uid: 'o1', name: '주문명', amount: 1000, buyer_tel: '010-1234-5678' }, function (rsp) { window.rsp = rsp })`
const page = (head: string) =>
  `<!doctype html><meta charset="utf-8">${head}<button onclick="pay()">결제하기</button>`

test('a page that loads 1.2.0 and then v1 has v1, and pays with it', async () => {
  const sandbox = await startSandbox()
  const script = (path: string) => `<script src="${sandbox.url}${path}"></script>`
  const shop = await startShopPage(
    page(
      `${script('/js/iamport.payment-1.2.0.js')}${script('/v1/iamport.js')}<script>IMP.init('imp00000000'); function pay() { ${PAY} }</script>`,
    ),
  )
  const visitor = await browser.visit(shop.url)
  expect(await visitor.page.evaluate('typeof IMP.loadUI')).toBe('function')
  await visitor.page.getByRole('button', { name: '결제하기' }).click()
  await (await payWindow(visitor.page)).approve()
  await visitor.page.waitForFunction('window.rsp')
  expect(await visitor.page.evaluate('rsp')).toMatchObject({ success: true, imp_success: true })
})

test('a page that loads v1 and then 1.2.0 keeps v1, as with the vendor’s', async () => {
  const sandbox = await startSandbox()
  const script = (path: string) => `<script src="${sandbox.url}${path}"></script>`
  const shop = await startShopPage(page(script('/v1/iamport.js') + script('/js/iamport.payment-1.2.0.js')))
  const visitor = await browser.visit(shop.url)
  expect(await visitor.page.evaluate('typeof IMP.loadUI')).toBe('function')
})

test('a module imports IMP from another origin, pays with it, and takes it back', async () => {
  const sandbox = await startSandbox()
  const shop = await startShopPage(
    page(`<script type="module">
      import IMP, { slots } from '${sandbox.url}/v1/iamport.esm.js'
      slots.CORE_SERVER = 'https://service.iamport.kr'
      IMP.init('imp00000000')
      window.pay = () => { ${PAY} }
      window.leave = () => IMP.deinit()
    </script>`),
  )
  const visitor = await browser.visit(shop.url)
  await visitor.page.waitForFunction('window.pay')
  await visitor.page.getByRole('button', { name: '결제하기' }).click()
  await (await payWindow(visitor.page)).approve()
  await visitor.page.waitForFunction('window.rsp')
  expect(await visitor.page.evaluate('rsp')).toMatchObject({ success: true })
  await visitor.page.evaluate('leave()')
  expect(await visitor.page.locator('.imp-dialog').count()).toBe(0)
})

test.each(['', null])(
  'IMP.init(%j) says that the user code is empty, not that the sandbox is stopped',
  async (user_code) => {
    const { visitor } = await visitShop(browser, {
      pay: `IMP.init(${JSON.stringify(user_code)});`,
      user_code: '',
    })
    await expect.poll(() => visitor.console.join('\n')).toContain('가맹점 식별코드')
    expect(visitor.console.join('\n')).not.toContain('Is iamport-sandbox running?')
  },
)

test.each([
  ['no pg', {}],
  ['another pg', { pg: 'html5_inicis' }],
  ['a shop id of PayPal', { pg: 'paypal_v2.MERCHANT' }],
])('IMP.loadUI(paypal-spb) with %s goes to PayPal', async (_what, more) => {
  const { sandbox, page: shop } = await visitShop(browser, { script: '/v1/iamport.js', pay: '' })
  const order = {
    merchant_uid: 'order_1',
    name: 'a',
    amount: 10,
    currency: 'USD',
    buyer_first_name: 'A',
    buyer_last_name: 'B',
    ...more,
  }
  await shop.evaluate(`
    document.body.insertAdjacentHTML('beforeend', '<div class="portone-ui-container" data-portone-ui-type="paypal-spb"></div>')
    IMP.loadUI('paypal-spb', ${JSON.stringify(order)}, function (rsp) { window.rsp = rsp })`)
  await shop.getByRole('button', { name: 'PayPal로 결제' }).click()
  await (await payWindow(shop)).approve()
  await shop.waitForFunction('window.rsp')
  const { imp_uid } = (await shop.evaluate('rsp')) as { imp_uid: string }
  expect(sandbox.payment(imp_uid)).toMatchObject({ status: 'paid', pg_provider: 'paypal_v2' })
})

test('a page of PortOne V2 is told by its own call that this is V1', async () => {
  const sandbox = await startSandbox()
  const shop = await startShopPage(page(`<script src="${sandbox.url}/v2/browser-sdk.js"></script>`))
  const visitor = await browser.visit(shop.url)
  const answer = await visitor.page.evaluate(
    `PortOne.requestPayment({ storeId: 'store-1', paymentId: 'p1' })`,
  )
  expect(answer).toMatchObject({ message: expect.stringContaining('아임포트(PortOne V1)') })
  expect(visitor.console.join('\n')).toContain('IMP.request_pay')
})
