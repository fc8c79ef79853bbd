/** A shop with an archived copy of the vendor's script works, when that copy's server is the sandbox. */
import { expect, test } from 'vitest'
import { PHONE, payWindow, startSandbox, startShopPage, useBrowser } from '../harness.ts'
import { type Archived, archivedScript } from './archived-script.ts'
import { ORDER, queryOf } from './buyer.ts'

const browser = useBrowser()

interface Visit extends Partial<Omit<Archived, 'origin'>> {
  readonly pay: string
  readonly init?: string
  readonly channels?: { pg_provider: string; pg_id: string; type: 'payment' | 'certification' }[]
  readonly device?: typeof PHONE
}

async function visit({
  pay,
  init = "IMP.init('imp00000000')",
  channels,
  device,
  version = '1.1.8',
  list = 'xhr',
}: Visit) {
  const sandbox = await startSandbox()
  if (channels) sandbox.settings({ channels })
  const script = archivedScript({ origin: sandbox.url, version, list })
  const shop = await startShopPage(
    (shop_url) => `<!doctype html><meta charset="utf-8"><title>상점</title><body><script>${script}</script>
    <script>window.rsps = []; ${init}</script>
    <button onclick="${pay.replaceAll('"', '&quot;').replace('SHOP', shop_url)}">결제</button>`,
  )
  const visitor = await browser.visit(shop.url, device)
  await visitor.page.getByRole('button', { name: '결제' }).click()
  return { sandbox, shop, ...visitor }
}

const call = (param: object) => `IMP.request_pay(${JSON.stringify(param)}, function (rsp) { rsps.push(rsp) })`

/** The panel of the window in whichever frame is shown. */
function layerPanel(page: Awaited<ReturnType<typeof visit>>['page']) {
  const shown = page.frameLocator('.imp-frame:visible').frameLocator('iframe')
  return shown.getByRole('region', { name: 'iamport-sandbox' })
}

test.each([
  ['1.1.1', 'jsonp'],
  ['1.1.8', 'xhr'],
  ['1.2.0', 'xhr'],
] as const)(
  '%s with its PG list by %s: paid in the layer, the callback is called once',
  async (version, list) => {
    const { sandbox, page, errors } = await visit({ version, list, pay: call(ORDER) })
    await layerPanel(page).getByRole('button', { name: '승인', exact: true }).click()
    await page.waitForFunction('rsps.length === 1')
    const rsp = (await page.evaluate('rsps[0]')) as { imp_uid: string }
    expect(rsp).toMatchObject({ success: true, merchant_uid: 'order_1', pg_provider: 'html5_inicis' })
    expect(rsp).not.toHaveProperty('request_id')
    expect(sandbox.payment(rsp.imp_uid)).toMatchObject({ status: 'paid' })
    expect(await page.evaluate('unknown_actions')).toEqual([])
    expect(errors).toEqual([])
  },
)

test('a refused order: the callback says why', async () => {
  const { page } = await visit({ pay: call({ ...ORDER, amount: 0 }) })
  await page.waitForFunction('rsps.length === 1')
  expect(await page.evaluate('rsps[0]')).toMatchObject({ success: false, imp_uid: null, error_code: 'F1000' })
})

test('on a phone the script leaves the page by itself, and comes home to m_redirect_url', async () => {
  const { shop, page } = await visit({ device: PHONE, pay: call({ ...ORDER, m_redirect_url: 'SHOP/done' }) })
  await (await payWindow(page)).approve()
  await page.waitForURL(`${shop.url}/done?**`)
  expect(queryOf(page)).toMatchObject({ imp_success: 'true', merchant_uid: 'order_1' })
})

test.each([
  ['is paid', true],
  ['is closed by the buyer', false],
])('its own payco popup, which the frame fills by name, %s', async (_is, success) => {
  const channels = [{ pg_provider: 'payco', pg_id: 'PARTNERTEST', type: 'payment' as const }]
  const { page } = await visit({ channels, pay: call({ ...ORDER, pg: 'payco', buyer_name: '구매자' }) })
  const { approve } = await payWindow(page)
  const popup = page.context().pages()[1]
  expect(await popup?.evaluate('window.name')).toBe('IMP_PAYCO')
  if (success) await approve()
  else await popup?.close()
  await page.waitForFunction('rsps.length === 1')
  expect(await page.evaluate('rsps[0]')).toMatchObject({ success, pg_provider: 'payco' })
})

test('IMP.certification through its own frame', async () => {
  const pay = "IMP.certification({ merchant_uid: 'cert_1' }, function (rsp) { rsps.push(rsp) })"
  const { page } = await visit({ pay })
  await layerPanel(page).getByRole('button', { name: '인증 완료' }).click()
  await page.waitForFunction('rsps.length === 1')
  expect(await page.evaluate('rsps[0]')).toMatchObject({ success: true, pg_type: 'certification' })
  expect(await page.evaluate('unknown_actions')).toEqual([])
})

test('IMP.agency asks for its tier', async () => {
  const { page } = await visit({ init: "IMP.agency('imp00000000', 'ABC')", pay: call(ORDER) })
  await layerPanel(page).getByRole('button', { name: '승인', exact: true }).click()
  await page.waitForFunction('rsps.length === 1')
  expect(page.frames().filter((frame) => frame.url().includes('tier=ABC')).length).toBeGreaterThan(0)
})
