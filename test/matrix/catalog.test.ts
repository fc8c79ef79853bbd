/**
 * Every PG × pay_method × device × outcome of the catalogue: window → steps → end → result → REST → webhook.
 *
 * What is expected is what the rows promise; what the manual and the digest say of its PGs is typed in manual-pgs.test.ts.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declinesOf } from '../../src/catalog/declines.ts'
import { payMethod } from '../../src/catalog/methods/index.ts'
import type { Pg } from '../../src/catalog/pg.ts'
import { PGS } from '../../src/catalog/pgs/index.ts'
import { chooseWindow } from '../../src/choice/choose.ts'
import { paidBy } from '../../src/choice/paid-by.ts'
import { createDice } from '../../src/core/ids.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type Receiver, startReceiver } from '../receiver.ts'
import { type RestClient, restClient } from '../rest-client.ts'
import { majorAmount, openWindow, orderOf, samplesOf, walk } from './buyer.ts'

const DEVICES = ['pc', 'mobile'] as const

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

const uid = (pg: Pg, pay_method: string, what: string) =>
  `${pg.code}${pay_method}${what}`.replace(/[^a-z0-9]/gi, '').slice(-40)

/** The rule of an ordinary order under the manual's version. */
const ruleOf = (pg: Pg, device: 'pc' | 'mobile') => chooseWindow(pg, device, '1.1.5', { popup: undefined })

function promised(pg: Pg, pay_method: string) {
  const asked = payMethod(pay_method)!
  const { method, reports } = paidBy(pg, asked, samplesOf(pg, asked))
  return { method, reports, waits: method.settles === 'deposit' }
}

/** A window that only registers a card charges nothing (kcp_billing). */
const charged = (pg: Pg) => (pg.code === 'kcp_billing' ? 0 : majorAmount(pg))

describe.each(PGS.filter((pg) => pg.sells.pay_methods.length > 0))('$code', (pg) => {
  const pairs = pg.sells.pay_methods.flatMap((pay_method) =>
    DEVICES.map((device) => [pay_method, device] as const),
  )
  test.each(pairs)('%s on %s is walked through, approved, announced and read', async (pay_method, device) => {
    const rule = ruleOf(pg, device)
    const { method, reports, waits } = promised(pg, pay_method)
    const merchant_uid = uid(pg, pay_method, device)
    const opened = await openWindow(sandbox, orderOf(pg, pay_method, merchant_uid), device)
    expect(opened).toMatchObject({ kind: rule.kind, home: rule.home })
    const end = await walk(sandbox, opened.url)
    const status = waits ? 'ready' : 'paid'
    const { response } = await rest.get(`/payments/find/${merchant_uid}`)
    expect(response).toMatchObject({
      status,
      channel: device,
      pg_provider: pg.code,
      pay_method: method.code,
      emb_pg_provider: reports.emb_pg_provider ?? null,
      amount: charged(pg),
      currency: pg.sells.currencies[0],
    })

    if (pg.quirks.stays_away) expect(end.headers.get('location')).toBeNull()
    else if (rule.home === 'redirect') {
      expect(end.status).toBe(302)
      expect(end.headers.get('location')).toContain(
        `imp_uid=${response.imp_uid}&merchant_uid=${merchant_uid}`,
      )
    } else {
      const events = await fetch(`${sandbox.url}${opened.events}`, {
        headers: { accept: 'application/json' },
      })
      const { over } = (await events.json()) as { over: { rsp: Record<string, unknown> } }
      expect(over.rsp).toMatchObject({ success: true, merchant_uid, imp_uid: response.imp_uid, status })
      expect(over.rsp).toMatchObject({
        pay_method: method.code,
        pg_tid: response.pg_tid,
        paid_amount: charged(pg),
      })
      expect('emb_pg_provider' in over.rsp).toBe(Boolean(reports.emb_pg_provider))
    }

    const hasCard =
      method.approve({ ...FACTS, values: {} }).card_code !== undefined && reports.card_code !== null
    expect(response.card_code !== null).toBe(hasCard)
    expect(response.bank_code !== null).toBe(method.code === 'trans')
    expect(response.vbank_num !== null).toBe(waits)
    if (waits)
      expect(response.vbank_holder).toBe(
        method.code === 'vbank' && !('vbank_holder' in reports) ? pg.vbank.holder : null,
      )
    const hasSlip =
      typeof pg.reports.receipt === 'boolean' ? pg.reports.receipt : pg.reports.receipt.includes(method.code)
    expect(response.receipt_url === null).toBe(waits || !hasSlip)
  })

  test('ends in its own words: cancelled, closed, declined, left', async () => {
    for (const [pay_method, device] of pairs) {
      const rule = ruleOf(pg, device)
      const order = (what: string) => ({
        ...orderOf(pg, pay_method, uid(pg, pay_method, `${what}${device}`)),
        device,
      })
      const [decline] = declinesOf(pg, pay_method)
      for (const outcome of ['cancel', 'close'] as const) {
        const { rsp, payment } = await sandbox.pay({ ...order(outcome), outcome })
        expect(payment).toMatchObject({
          status: 'failed',
          fail_reason: expect.stringMatching(gaveUp(pg, rule.home)),
        })
        if (pg.quirks.stays_away || (pg.quirks.silent_cancel && rule.home === 'callback'))
          expect(rsp).toBeNull()
        else expect(rsp).toMatchObject({ success: false, error_msg: payment!.fail_reason })
        expect(rsp ?? {}).not.toHaveProperty('error_code')
      }
      const declined = await sandbox.pay({ ...order('decline'), outcome: { decline: decline!.code } })
      expect(declined.payment?.status).toBe('failed')
      expect(declined.payment?.fail_reason).toContain(decline!.message)
      if (!pg.quirks.stays_away) {
        expect(declined.rsp).toMatchObject({ success: false, error_code: decline!.code })
        expect(declined.redirect_url === null).toBe(rule.home === 'callback')
      }
      const left = await sandbox.pay({ ...order('abandon'), outcome: 'abandon' })
      expect(left).toMatchObject({
        rsp: null,
        redirect_url: null,
        payment: { status: 'ready', vbank_num: null },
      })
      const gone = await sandbox.pay({ ...order('vanish'), outcome: 'vanish' })
      expect(gone).toMatchObject({ rsp: null, redirect_url: null })
      expect(gone.payment?.status).toBe(promised(pg, pay_method).waits ? 'ready' : 'paid')
    }
  })
})

test('every window that was walked through is announced once, and no window that failed', async () => {
  await sandbox.settle()
  const heard = shop.received.map(({ body }) => JSON.parse(body) as { merchant_uid: string; status: string })
  const ids = heard.map(({ merchant_uid }) => merchant_uid)
  expect(new Set(ids).size).toBe(ids.length)
  const expected = PGS.flatMap((pg) =>
    pg.sells.pay_methods.flatMap((pay_method) =>
      ['pc', 'mobile', 'vanishpc', 'vanishmobile'].map((what) => {
        const status = promised(pg, pay_method).waits ? 'ready' : 'paid'
        return `${uid(pg, pay_method, what)} ${status}`
      }),
    ),
  )
  expect(heard.map(({ merchant_uid, status }) => `${merchant_uid} ${status}`).sort()).toEqual(expected.sort())
})

const FACTS = {
  imp_uid: 'imp_000000000000',
  now: 0,
  vbank_date: 0,
  vbank_holder: null,
  dice: createDice('1'),
}

/** The PG's words alone beside the shop's page; where a phone comes back through iamport, iamport's words around them. */
function gaveUp({ refusals, home }: Pg, way: 'callback' | 'redirect'): RegExp {
  const { message, on_redirect } = refusals.cancelled
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  if (way === 'callback' || home.short_result) return new RegExp(`^${escaped(message)}$`)
  const words = on_redirect ? `${on_redirect.code} | ${on_redirect.message}` : message
  return new RegExp(`^F0005:결제가 중단되었습니다\\(imp_\\d{12}\\)\\.${escaped(words)}$`)
}
