/** IMP.certification in a real browser: layer, popup and redirect, by hand and by the sandbox panel. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { PHONE, payWindow, useBrowser } from '../harness.ts'
import { queryOf, visitShop } from './buyer.ts'

const browser = useBrowser()

interface Certifying {
  readonly param?: Readonly<Record<string, unknown>>
  readonly version?: string
  readonly device?: BrowserContextOptions
}

/** A page whose button calls IMP.certification and writes down what its callback gets. */
function certify({ param = {}, version = '1.1.8', device = {} }: Certifying) {
  const script = version === 'v1' ? '/v1/iamport.js' : `/js/iamport.payment-${version}.js`
  return visitShop(browser, {
    device,
    script,
    pay: (shop_url) => {
      const given = JSON.stringify({ merchant_uid: 'cert_1', ...param }).replace('SHOP', shop_url)
      return `IMP.certification(${given}, function (rsp) { recorded.rsps.push(rsp) });`
    },
  })
}

async function result(page: Page): Promise<Record<string, unknown>> {
  await page.waitForFunction('recorded.rsps.length === 1')
  return page.evaluate('recorded.rsps[0]')
}

test('a buyer goes through the danal layer by hand: the X stands above it, the OTP of the message is taken', async () => {
  const { sandbox, page, visitor, open } = await certify({
    param: { name: '성춘향', phone: '010-2222-3333' },
  })
  const { view, panel } = await open()
  expect(await page.locator('iframe.imp-frame-active').boundingBox()).toMatchObject({
    width: 410,
    height: 660,
  })
  expect(await page.locator('.imp-header .imp-close').isVisible()).toBe(true)
  await view.getByLabel('KT', { exact: true }).check()
  await view.getByLabel('본인인증 이용약관에 모두 동의합니다').check()
  expect(await view.getByLabel('이름').inputValue()).toBe('성춘향')
  await view.getByLabel('생년월일 6자리').fill('920505')
  await view.getByLabel('주민등록번호 뒷자리 첫 숫자').fill('2')
  await view.getByRole('button', { name: '인증번호 요청' }).click()
  const otp = (await panel.locator('.otp').textContent()) ?? ''
  await view.getByLabel('인증번호 6자리').fill(otp === '000000' ? '111111' : '000000')
  await view.getByRole('button', { name: '확인' }).click()
  await view.getByText('인증번호가 일치하지 않습니다.').waitFor()
  await view.getByLabel('인증번호 6자리').fill(otp)
  await view.getByRole('button', { name: '확인' }).click()
  const rsp = await result(page)
  expect(rsp).toEqual({
    success: true,
    imp_uid: expect.stringMatching(/^imp_\d{12}$/),
    merchant_uid: 'cert_1',
    pg_provider: 'danal',
    pg_type: 'certification',
  })
  await page.locator('.imp-dialog').waitFor({ state: 'hidden' })
  const answer = await fetch(`${sandbox.url}/_sandbox/certifications`)
  const seen = (await answer.json()) as { list: unknown[] }
  expect(seen.list).toMatchObject([
    {
      name: '성춘향',
      birthday: '1992-05-05',
      gender: 'female',
      phone: '01022223333',
      carrier: 'KT',
      certified: true,
    },
  ])
  expect(visitor.errors).toEqual([])
})

describe('the window is', () => {
  test.each([
    ['a layer for danal', '1.1.5', {}, {}, 'layer'],
    ['a layer still for danal with popup before 1.1.6', '1.1.5', { popup: true }, {}, 'layer'],
    ['a popup for danal with popup', '1.1.6', { popup: true }, {}, 'popup'],
    ['a popup for danal on v1', 'v1', {}, {}, 'popup'],
    ['a popup for inicis_unified', '1.2.0', { pg: 'inicis_unified' }, {}, 'popup'],
    [
      'a popup for inicis_unified with popup on a phone',
      '1.2.0',
      { pg: 'inicis_unified', popup: true },
      PHONE,
      'popup',
    ],
    ['a layer for danal on a phone', '1.1.8', {}, PHONE, 'layer'],
  ] as const)('%s (%s), and the callback gets the result', async (_what, version, param, device, kind) => {
    const { page, visitor, open } = await certify({ version, param, device })
    const { panel } = await open()
    expect(page.context().pages()).toHaveLength(kind === 'popup' ? 2 : 1)
    await panel.getByRole('button', { name: '인증 완료' }).click()
    const rsp = await result(page)
    expect(rsp).toMatchObject({ success: true, merchant_uid: 'cert_1', pg_type: 'certification' })
    expect(visitor.errors).toEqual([])
  })

  test.each([
    ['danal with m_redirect_url', { m_redirect_url: 'SHOP/done?a=1' }],
    ['inicis_unified', { pg: 'inicis_unified', m_redirect_url: 'SHOP/done?a=1' }],
  ])('the page itself for %s on a phone, which comes home with success', async (_what, param) => {
    const { shop, page, open } = await certify({ param, device: PHONE })
    const { panel } = await open()
    await panel.getByRole('button', { name: '인증 완료' }).click()
    await page.waitForURL(`${shop.url}/done?**`)
    expect(queryOf(page)).toEqual({
      a: '1',
      imp_uid: expect.stringMatching(/^imp_\d{12}$/),
      merchant_uid: 'cert_1',
      success: 'true',
    })
  })
})

describe('a buyer who does not verify', () => {
  test.each([
    ['presses 취소', '취소', '[결제포기] 사용자가 인증을 취소하셨습니다'],
    ['fails', '실패', '인증번호 입력 횟수를 초과하였습니다.'],
  ])('%s: the callback says why', async (_does, button, error_msg) => {
    const { page, open } = await certify({})
    const { panel } = await open()
    await panel.getByRole('button', { name: button, exact: true }).click()
    expect(await result(page)).toMatchObject({
      success: false,
      error_msg,
      imp_uid: expect.stringMatching(/^imp_/),
    })
  })

  test('presses the X above the layer: a failure from 1.1.7 on, and silence before', async () => {
    const now = await certify({ version: '1.1.7' })
    await now.open()
    await now.page.locator('.imp-close').click()
    expect(await result(now.page)).toMatchObject({ success: false })
    const before = await certify({ version: '1.1.6' })
    await before.open()
    await before.page.locator('.imp-close').click()
    await before.page.locator('.imp-dialog').waitFor({ state: 'hidden' })
    expect(await before.page.evaluate('recorded.rsps')).toEqual([])
  })

  test('closes the popup: the callback says so', async () => {
    const { page, open } = await certify({ param: { popup: true } })
    await open()
    await page.context().pages()[1]?.close()
    expect(await result(page)).toMatchObject({ success: false })
  })
})

describe('a merchant without a contract for verification', () => {
  const without = async (version: string) => {
    const at = await certify({ version })
    at.sandbox.settings({ channels: [{ pg_provider: 'nice', pg_id: 'nictest00m', type: 'payment' }] })
    await at.page.reload()
    await at.press()
    return at
  }

  test('gets F1001 under a misspelt name in 1.2.0', async () => {
    const { page, visitor } = await without('1.2.0')
    expect(await result(page)).toEqual({
      imp_success: false,
      imp_uid: null,
      merchant_uid: 'cert_1',
      error_coe: 'F1001',
      error_msg:
        '등록되지 않은 PG모듈 정보입니다. 아임포트 관리자페이지에서 PG모듈 정보를 설정하신 후 다시 시도해주세요.',
    })
    expect(visitor.console).toContainEqual(expect.stringMatching(/^warning: \[iamport-sandbox\] /))
  })

  test('gets nothing at all before', async () => {
    const { page, visitor } = await without('1.1.8')
    await expect
      .poll(() => visitor.console)
      .toContainEqual(expect.stringMatching(/^warning: \[iamport-sandbox\] no channel/))
    expect(await page.evaluate('recorded.rsps')).toEqual([])
  })
})

test('IMP.certification without a parameter says so, and before 1.1.4 there is none', async () => {
  const { page, visitor } = await certify({})
  expect(await page.evaluate('IMP.certification()')).toBe(false)
  expect(visitor.alerts).toEqual(['결제요청 파라메터가 누락되었습니다.'])
  const old = await certify({ version: '1.1.3' })
  expect(await old.page.evaluate('typeof IMP.certification')).toBe('undefined')
  expect(old.visitor.console).toContainEqual(
    expect.stringMatching(/^warning: .*IMP\.certification is not in 1\.1\.3/),
  )
})

test('payWindow finds the certification panel by its name', async () => {
  const { page, press } = await certify({})
  await press()
  const { panel } = await payWindow(page)
  expect(await panel.getByRole('button').allTextContents()).toEqual(['인증 완료', '취소', '닫기', '실패'])
})
