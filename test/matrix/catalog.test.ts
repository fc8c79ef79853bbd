/** Every PG × pay_method × device of the catalogue, over HTTP: request → page → steps → approval → webhook → REST. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chooseWindow } from '../../src/catalog/choose.ts'
import { PAY_METHODS, payMethod } from '../../src/catalog/methods/index.ts'
import type { Pg } from '../../src/catalog/pg.ts'
import { PGS } from '../../src/catalog/pgs/index.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type Receiver, startReceiver } from '../receiver.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const AGENTS = {
  pc: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0',
  mobile: 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148',
} as const

const cases = PGS.flatMap((pg) =>
  pg.pay_methods.flatMap((pay_method) => (['pc', 'mobile'] as const).map((device) => ({ pg, pay_method, device }))),
)

let sandbox: Sandbox
let shop: Receiver
let rest: RestClient

beforeAll(async () => {
  shop = await startReceiver()
  sandbox = await createSandbox({ seed: 1, webhook: shop.url })
  rest = await restClient(sandbox)
})
afterAll(async () => {
  await sandbox.close()
  await shop.close()
})

function orderOf(pg: Pg, pay_method: string, merchant_uid: string) {
  return {
    pg: pg.code,
    pay_method,
    merchant_uid,
    name: '주문명:결제테스트',
    amount: 60_000,
    currency: pg.currencies[0],
    buyer_name: '구매자이름',
    buyer_tel: '010-1234-5678',
    buyer_email: 'iamport@siot.do',
    digital: false,
    m_redirect_url: 'http://shop.example/done?from=phone',
  }
}

/** What the ready frame does. */
async function openWindow(order: object, device: 'pc' | 'mobile') {
  const answer = await fetch(`${sandbox.url}/checkout/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': AGENTS[device] },
    body: JSON.stringify({ user_code: sandbox.user_code, version: '1.1.5', data: order }),
  })
  return ((await answer.json()) as { window: { kind: string; home: string; url: string; events: string } }).window
}

/** What a buyer without JavaScript does: fills each step with what its placeholders and choices suggest, until the end. */
async function walk(url: string): Promise<Response> {
  let page = await fetch(`${sandbox.url}${url}`)
  for (let steps = 0; steps < 10; steps++) {
    const html = await page.text()
    const action = /action="(\/checkout\/[^"]+\/steps\/[^"?]+)"/.exec(html)?.[1]
    if (!action) return page
    const answer = await fetch(`${sandbox.url}${action}`, {
      method: 'POST',
      body: new URLSearchParams(SAMPLES),
      redirect: 'manual',
    })
    if (answer.status === 302 || !answer.headers.get('location')) return answer
    page = await fetch(new URL(answer.headers.get('location')!, sandbox.url))
  }
  throw new Error('the window has no end')
}

/** Every field of every step, by its sample. */
const SAMPLES = Object.fromEntries(
  [
    ...PAY_METHODS.flatMap((method) => method.steps),
    ...PGS.flatMap(({ window }) => [...(window.before ?? []), ...Object.values(window.instead ?? {}).flat()]),
  ]
    .flatMap((step) => step.fields)
    .map((field) => [field.name, field.sample]),
)

describe.each(cases)('$pg.code $pay_method on $device', ({ pg, pay_method, device }) => {
  const rule = chooseWindow(pg, device, '1.1.5', undefined)
  const waits = payMethod(pay_method)!.settles === 'deposit'
  const merchant_uid = `${pg.code}-${pay_method}-${device}`

  test('is ordered, walked through, approved, announced and read', async () => {
    const opened = await openWindow(orderOf(pg, pay_method, merchant_uid), device)
    expect(opened).toMatchObject({ kind: rule.kind, home: rule.home })
    const end = await walk(opened.url)
    const events = await fetch(`${sandbox.url}${opened.events}`, { headers: { accept: 'application/json' } })
    const { done } = (await events.json()) as { done: Record<string, unknown> }
    const status = waits ? 'ready' : 'paid'
    expect(done).toMatchObject({ success: true, merchant_uid, pay_method, paid_amount: 60_000, pg_provider: pg.code, status })

    if (rule.home === 'redirect') {
      const query = `imp_uid=${done.imp_uid}&merchant_uid=${merchant_uid}&imp_success=true`
      expect(end.headers.get('location')).toBe(`http://shop.example/done?from=phone&${query}`)
    } else {
      expect(end.status).toBe(200)
    }

    const { response } = await rest.get(`/payments/${done.imp_uid}`)
    expect(response).toMatchObject({ status, channel: device, pg_provider: pg.code, pay_method, amount: 60_000 })
    expect(response.pg_tid).toBe(done.pg_tid)

    await sandbox.settle()
    const heard = shop.received.map(({ body }) => JSON.parse(body)).filter((body) => body.merchant_uid === merchant_uid)
    expect(heard).toEqual([{ imp_uid: done.imp_uid, merchant_uid, status }])
  })

  test('fills only what its pay_method fills', async () => {
    const { response } = await rest.get(`/payments/find/${merchant_uid}`)
    const filled = {
      card: response.card_code !== null,
      trans: response.bank_code !== null,
      vbank: response.vbank_num !== null && response.vbank_date > 0,
    }
    expect(filled).toEqual({ card: pay_method === 'card', trans: pay_method === 'trans', vbank: pay_method === 'vbank' })
    expect(response.receipt_url === null).toBe(waits || !pg.receipt)
  })

  test('is declined with each code of its own', async () => {
    const declines = pg.refusals.declined[pay_method] ?? []
    expect(declines.length).toBeGreaterThan(0)
    for (const { code, message } of declines) {
      const order = { ...orderOf(pg, pay_method, `${merchant_uid}-${code}`), currency: pg.currencies[0] }
      const { rsp, redirect_url, payment } = await sandbox.pay({ ...order, device, outcome: { decline: code } })
      expect(rsp).toMatchObject({ success: false, error_code: code })
      expect(rsp!.error_msg).toContain(message)
      expect(payment).toMatchObject({ status: 'failed', fail_reason: rsp!.error_msg })
      expect(redirect_url === null).toBe(rule.home === 'callback')
    }
  })

  test.each(['cancel', 'close'] as const)('ends with the words of that PG on %s', async (outcome) => {
    const order = orderOf(pg, pay_method, `${merchant_uid}-${outcome}`)
    const { rsp } = await sandbox.pay({ ...order, device, outcome })
    expect(rsp).toMatchObject({ success: false, error_msg: pg.refusals.cancelled.message })
    expect(rsp).not.toHaveProperty('error_code')
  })
})

/** The manual's own words, typed here and not read from the catalogue. */
describe('what the manual says of its PGs', () => {
  test.each([
    ['html5_inicis', ['card', 'trans', 'vbank', 'phone'], 'redirect'],
    ['nice', ['card', 'trans', 'vbank', 'phone'], 'redirect'],
    ['kakao', ['card'], 'callback'],
    ['danal', ['phone'], 'callback'],
  ])('%s has %j and comes home from a phone by %s', (code, pay_methods, home) => {
    const pg = PGS.find((known) => known.code === code)!
    expect(pg.pay_methods).toEqual(expect.arrayContaining(pay_methods))
    expect(chooseWindow(pg, 'mobile', '1.1.5', undefined).home).toBe(home)
    expect(chooseWindow(pg, 'pc', '1.1.5', undefined).home).toBe('callback')
  })
})
