/** Where a browser is sent: only to pages and apps, from every place that an address of outside comes to. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { destinationOf } from '../../src/core/destination.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { openWindow } from '../matrix/buyer.ts'
import { BAD_ADDRESSES, GOOD_ADDRESSES, RELATIVE_ADDRESSES } from './spellings.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
})
afterAll(() => sandbox.close())

let orders = 0
const order = (more: object) => ({
  ...{ pg: 'html5_inicis', pay_method: 'card', merchant_uid: `o${++orders}`, amount: 14_000, name: '주문' },
  ...{ buyer_name: '홍길동', buyer_tel: '010-1234-5678', ...more },
})
const post = (path: string, form: Record<string, string>) =>
  fetch(sandbox.url + path, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' })

async function openCertification(
  m_redirect_url: string,
  merchant_uid = `c${++orders}`,
): Promise<{ url: string }> {
  const answer = await fetch(`${sandbox.url}/certificates/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'iPhone' },
    body: JSON.stringify({
      user_code: sandbox.user_code,
      version: 'v1',
      data: { pg: 'inicis_unified', merchant_uid, m_redirect_url },
    }),
  })
  const { window } = (await answer.json()) as { window: { url: string } }
  return window
}

test('more than sixty spellings are tried', () => {
  expect(BAD_ADDRESSES.length).toBeGreaterThan(60)
})

test.each(BAD_ADDRESSES)('%j leads nowhere', (address) => {
  expect(destinationOf(address)).not.toHaveProperty('url')
})

test.each(GOOD_ADDRESSES)('%j leads to %j', (address, url) => {
  expect(destinationOf(address)).toEqual({ url })
})

test.each(RELATIVE_ADDRESSES)('%j is a path on the sandbox, which no shop means', (address) => {
  expect(destinationOf(address)).toEqual({ refused: 'relative' })
})

/** What the browser gets in place of being sent away: a page that names the cause, and no address to follow. */
async function mustStay(answer: Response, address: string): Promise<void> {
  const html = await answer.text()
  expect([address, answer.status, answer.headers.get('location')]).toEqual([address, 400, null])
  expect(html).toContain('주소로 이동할 수 없습니다')
  const followed = [...html.matchAll(/(?:href|action|src)="([^"]*)"/g)].map(([, url]) => url)
  expect(followed.filter((url) => !url!.startsWith('/'))).toEqual([])
}

describe('an address of outside that leads nowhere is told, not followed:', () => {
  test('m_redirect_url, by 302', async () => {
    for (const address of [...BAD_ADDRESSES, '/done']) {
      const { url } = await openWindow(sandbox, order({ m_redirect_url: address }), 'mobile')
      await mustStay(await post(`${url}/outcome`, { outcome: 'approve' }), address)
    }
  }, 60_000)

  test('m_redirect_url, by a form that sends itself', async () => {
    for (const address of BAD_ADDRESSES.slice(0, 70)) {
      const trans = order({ pay_method: 'trans', m_redirect_url: address, app_scheme: 'myapp' })
      const { url } = await openWindow(sandbox, trans, 'mobile')
      await mustStay(await post(`${url}/return?result=approve`, {}), address)
    }
  }, 60_000)

  test('m_redirect_url of an identity verification', async () => {
    for (const address of [...BAD_ADDRESSES, '/done']) {
      const window = await openCertification(address)
      await mustStay(await post(`${window.url}/outcome`, { outcome: 'certify' }), address)
    }
  }, 60_000)

  test('what is too long for the head of an answer, of a page and of an identity verification', async () => {
    const long = `https://shop.example/${'가'.repeat(1000)}`
    const short = `https://shop.example/${'가'.repeat(800)}`
    const { url } = await openWindow(sandbox, order({ m_redirect_url: long }), 'mobile')
    await mustStay(await post(`${url}/outcome`, { outcome: 'approve' }), long)
    const { url: other } = await openWindow(sandbox, order({ m_redirect_url: short }), 'mobile')
    expect((await post(`${other}/outcome`, { outcome: 'approve' })).status).toBe(302)
    const window = await openCertification('https://shop.example', '가'.repeat(5000))
    const answer = await post(`${window.url}/outcome`, { outcome: 'certify' })
    expect(await answer.clone().text()).toContain('너무 깁니다')
    await mustStay(answer, 'https://shop.example')
  })

  test('app_scheme, where the app of the card opens the shop’s', async () => {
    const ours = ['http:javascript:alert(1)', 'https:/shop.example', 'http://']
    for (const app_scheme of BAD_ADDRESSES.filter((address) => !ours.includes(address))) {
      const { url } = await openWindow(
        sandbox,
        order({ app_scheme, m_redirect_url: 'https://shop.example' }),
        'mobile',
      )
      await mustStay(await post(`${url}/app`, { result: 'approve' }), app_scheme)
    }
  }, 60_000)

  test('receipt_url of a world file, on the dashboard', async () => {
    const payments = BAD_ADDRESSES.map((receipt_url, n) => ({
      ...{ merchant_uid: `w${n}`, amount: 1000, status: 'paid' as const, pay_method: 'card', receipt_url },
    }))
    const world = await createSandbox({ seed: 1, world: { payments } })
    const { list } = (await (await fetch(`${world.url}/_sandbox/payments?limit=1000`)).json()) as {
      list: { imp_uid: string }[]
    }
    expect(list).toHaveLength(payments.length)
    for (const { imp_uid } of list) {
      const html = await (await fetch(`${world.url}/dashboard/payments/${imp_uid}`)).text()
      const hrefs = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, url]) => url!)
      expect(hrefs.filter((url) => !/^(\/|#|http:\/\/(127\.0\.0\.1|localhost):\d+\/)/.test(url))).toEqual([])
    }
    await world.close()
  }, 60_000)
})

test('a relative m_redirect_url is told by its name, with the result that the shop did not get', async () => {
  const { url } = await openWindow(sandbox, order({ m_redirect_url: '/orders/done' }), 'mobile')
  const answer = await post(`${url}/outcome`, { outcome: 'approve' })
  const html = await answer.text()
  expect(html).toContain('<code>m_redirect_url</code>의 주소로 이동할 수 없습니다: <code>/orders/done</code>')
  expect(html).toContain('전체 주소')
  expect(html).toMatch(/imp_\d{12}/)
})
