/** A page of somebody else, and what it can do to the sandbox in a real browser: on a PC and on a phone. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { ORDER, requestPay, visitShop } from '../browser/buyer.ts'
import { PHONE, useBrowser } from '../harness.ts'
import { openWindow } from '../matrix/buyer.ts'

const browser = useBrowser()

const DEVICES = [
  ['a PC', {}, 'pc'],
  ['a phone', PHONE, 'mobile'],
] as const

/** Where each of these would show that it ran, or got something. */
const ATTACKS = (url: string) => `(async () => {
  const got = []
  const roads = ['${url}', '${url.replace('127.0.0.1', 'localhost')}']
  for (const road of roads) {
    for (const path of ['/_sandbox/connection', '/_sandbox/settings', '/dashboard', '/_sandbox/events']) {
      try { got.push(path + ' ' + (await (await fetch(road + path)).text()).slice(0, 40)) } catch {}
      try { await fetch(road + path, { mode: 'no-cors', method: 'POST', body: '{}' }) } catch {}
    }
    for (const path of ['/_sandbox/reset', '/dashboard/reset', '/_sandbox/settle']) {
      const form = new URLSearchParams({ confirm: '1', notification_url: 'http://evil.test/' })
      navigator.sendBeacon(road + path, form)
      try { await fetch(road + path, { mode: 'no-cors', method: 'POST', body: form }) } catch {}
    }
  }
  return got
})()`

async function mustBeUntouched(sandbox: Sandbox, was: object): Promise<void> {
  expect(sandbox.settings()).toEqual(was)
  expect(sandbox.payments()).not.toEqual([])
}

async function windowOf(sandbox: Sandbox, page: Page, device: 'pc' | 'mobile', more: object = {}) {
  const order = {
    ...ORDER,
    pg: 'html5_inicis',
    pay_method: 'card',
    merchant_uid: `w${Math.floor(performance.now())}`,
  }
  const { url } = await openWindow(sandbox, { ...order, ...more }, device)
  await page.goto(sandbox.url + url)
  return url
}

describe.each(DEVICES)('on %s', (_name, options, device) => {
  test('a page elsewhere reads no keys, changes no settings and resets nothing', async () => {
    const { sandbox, page } = await visitShop(browser, { device: options, pay: requestPay(ORDER) })
    await sandbox.pay({ ...ORDER, merchant_uid: 'kept' })
    const was = sandbox.settings()
    expect(await page.evaluate(ATTACKS(sandbox.url))).toEqual([])
    await mustBeUntouched(sandbox, was)
  })

  test('what would run in a window reaches neither the control API nor the dashboard', async () => {
    const { sandbox, page } = await visitShop(browser, { device: options, pay: requestPay(ORDER) })
    await sandbox.pay({ ...ORDER, merchant_uid: 'kept' })
    const was = sandbox.settings()
    await windowOf(sandbox, page, device)
    const statuses =
      await page.evaluate(`Promise.all(['/_sandbox/settings', '/_sandbox/connection', '/dashboard'].map(
      (path) => fetch(path).then((answer) => answer.status, () => 0)))`)
    expect(statuses).toEqual([403, 403, 403])
    await page.evaluate(ATTACKS(sandbox.url))
    await mustBeUntouched(sandbox, was)
  })

  test('a window runs no script but ours', async () => {
    const { sandbox, page } = await visitShop(browser, { device: options, pay: requestPay(ORDER) })
    await windowOf(sandbox, page, device)
    await page.evaluate(`
      const script = document.createElement('script')
      script.textContent = 'document.title = "run"'
      const image = document.createElement('img')
      image.setAttribute('onerror', 'document.title = "run"')
      const link = document.createElement('a')
      link.setAttribute('href', 'javascript:document.title="run"')
      document.body.append(script, image, link)
      image.src = '/nowhere.png'
      link.click()`)
    await page.getByRole('region', { name: 'iamport-sandbox' }).waitFor()
    expect(await page.title()).not.toBe('run')
  })

  test('a window is not pressed by a page elsewhere that knows its address', async () => {
    const { sandbox, page, shop } = await visitShop(browser, { device: options, pay: requestPay(ORDER) })
    const url = await windowOf(sandbox, page, device, { merchant_uid: 'aimed' })
    await page.goto(shop.url)
    await page.evaluate(`(async () => {
      for (const path of ['/outcome', '/steps/terms', '/leave', '/closed', '/app', '/return?result=approve']) {
        const body = new URLSearchParams({ outcome: 'approve', result: 'approve' })
        try { await fetch('${sandbox.url}${url}' + path, { mode: 'no-cors', method: 'POST', body }) } catch {}
        try { await fetch('${sandbox.url}${url}' + path, { mode: 'no-cors' }) } catch {}
      }
    })()`)
    expect(sandbox.payments({ merchant_uid: 'aimed' })).toMatchObject([{ status: 'ready' }])
  })

  test('the buyer is not led into javascript:, whatever the order says', async () => {
    const { sandbox, page } = await visitShop(browser, { device: options, pay: requestPay(ORDER) })
    const bad = 'java\tscript:document.title="run"//'
    await windowOf(sandbox, page, 'mobile', { merchant_uid: 'led', m_redirect_url: bad, app_scheme: bad })
    const region = page.getByRole('region', { name: 'iamport-sandbox' })
    await region.getByRole('button', { name: '승인', exact: true }).click()
    await page.getByText('주소로 이동할 수 없습니다').waitFor()
    expect(page.url().startsWith(sandbox.url)).toBe(true)
    expect(await page.title()).not.toBe('run')
  })
})

test('a window that a reset took away is told as gone, to its page and to who closes its popup', async () => {
  const { sandbox } = await visitShop(browser, { pay: requestPay(ORDER) })
  const payco = {
    ...ORDER,
    pg: 'payco',
    pay_method: 'card',
    merchant_uid: 'p1',
    buyer_name: '홍',
    buyer_email: 'a@b.kr',
  }
  const { url } = await openWindow(sandbox, payco, 'pc')
  await fetch(`${sandbox.url}${url}/closed`, { method: 'POST' })
  await sandbox.reset()
  const events = await fetch(`${sandbox.url}${url}/events`, { headers: { accept: 'application/json' } })
  expect(events.status).toBe(404)
  expect((await fetch(`${sandbox.url}${url}/closed`, { method: 'POST' })).status).toBe(404)
})
