/** The pages of payment windows, over plain HTTP: what they show, keep and refuse, without a browser and without scripts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declinesOf } from '../../src/catalog/declines.ts'
import { payMethod } from '../../src/catalog/methods/index.ts'
import type { Pg } from '../../src/catalog/pg.ts'
import { PGS } from '../../src/catalog/pgs/index.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { BILLING_STEPS } from '../../src/kit/billing-steps.ts'
import type { Step } from '../../src/kit/steps.ts'
import { orderOf } from '../matrix/buyer.ts'

const DEVICES = { pc: 'Mozilla/5.0 (X11; Linux x86_64)', mobile: 'Mozilla/5.0 (iPhone) Mobile' } as const
type Device = keyof typeof DEVICES

/** The first window of every PG, and each pay_method once, on PC and phone by turns. */
const WINDOWS = PGS.flatMap((pg) =>
  pg.sells.pay_methods.map((pay_method, i) => ({ pg, code: pg.code, pay_method, is_first: i === 0 })),
)
  .filter(
    ({ pg, pay_method, is_first }) =>
      is_first || pg === PGS.find((other) => other.sells.pay_methods.includes(pay_method)),
  )
  .map((window, i) => ({ ...window, device: (i % 2 === 0 ? 'pc' : 'mobile') as Device }))

let sandbox: Sandbox
let orders = 0
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

describe.each(WINDOWS)('the window of $code for $pay_method on $device', ({ pg, pay_method, device }) => {
  test('can be ended in one press at every step, also after a mistake, and goes through to the end', async () => {
    const window = await openWindow({ ...everything(pg), pg: pg.code, pay_method }, device)
    for (const step of stepsOf(pg, pay_method)) {
      const page = await window.read()
      expect(page.text).toContain(step.title.ko)
      expect(panelButtons(page.text)).toEqual(['승인', '취소', '닫기', '거절'])
      if (step.fields.some(({ optional }) => !optional)) {
        const refused = await window.send(step.id, {})
        expect(refused.status).toBe(422)
        expect(panelButtons(refused.text)).toEqual(['승인', '취소', '닫기', '거절'])
      }
      const taken = await window.send(step.id, samples(step))
      expect(taken.status).not.toBe(422)
    }
    const { status } = sandbox.payment(await window.imp_uid())
    expect(status).toBe(['vbank', 'econtext', 'cvs'].includes(pay_method) ? 'ready' : 'paid')
    expect(panelButtons((await window.read()).text)).toEqual([])
  })

  test("offers the PG's own declines for that pay_method, and nothing else", async () => {
    const window = await openWindow({ ...everything(pg), pg: pg.code, pay_method }, device)
    const [, select = ''] =
      /<select name="decline"[^>]*>([\s\S]*?)<\/select>/.exec(panel((await window.read()).text)) ?? []
    const codes = [...select.matchAll(/<option value="([^"]*)">/g)].map(([, code]) => code)
    expect(codes).toEqual(declinesOf(pg, pay_method).map(({ code }) => code))
    expect(codes.length).toBeGreaterThan(0)
  })
})

describe('the panel of the sandbox', () => {
  const presses: [string, Record<string, string>, string, string | null][] = [
    ['승인', { outcome: 'approve' }, 'paid', null],
    ['취소', { outcome: 'cancel' }, 'failed', '사용자가 결제를 취소하셨습니다'],
    ['닫기', { outcome: 'close' }, 'failed', '사용자가 결제를 취소하셨습니다'],
    [
      '거절',
      { outcome: 'decline', decline: '120049' },
      'failed',
      expect.stringMatching(/^F0004:.*120049, 사용한도초과$/),
    ],
  ]
  test.each(presses)('%s ends a window at its second step', async (_button, form, status, fail_reason) => {
    const window = await openWindow()
    await window.send('terms', TERMS)
    const ended = await window.end(form)
    const payment = sandbox.payment(await window.imp_uid())
    expect(payment).toMatchObject({ status, fail_reason })
    expect(ended.text).toContain(payment.imp_uid)
  })
})

describe('a form with a mistake', () => {
  test('is answered 422, with the hint beside the wrong card number and what was typed still there', async () => {
    const window = await openWindow({ amount: 60_000 })
    await window.send('terms', TERMS)
    await window.send('card', { card_code: '381', card_quota: '3' })
    const { status, text } = await window.send('authenticate', { card_number: '1234', card_password: '12' })
    expect(status).toBe(422)
    expect(text).toContain('카드번호 14~16자리를 입력하세요.')
    const number = input(text, 'card_number')
    expect(number).toContain('value="1234"')
    expect(number).toContain('aria-invalid="true"')
    expect(text).toContain(`id="${/aria-describedby="([^"]*)"/.exec(number)?.[1]}"`)
    const password = input(text, 'card_password')
    expect(password).toContain('value="12"')
    expect(password).not.toContain('aria-invalid')
  })

  test('does not tick again what the buyer has just unticked', async () => {
    const window = await openWindow()
    await window.send('terms', TERMS)
    await window.back('card')
    expect(input((await window.read()).text, 'terms_privacy')).toMatch(/ checked>/)
    const { status, text } = await window.send('terms', { terms_finance: 'on' })
    expect(status).toBe(422)
    expect(input(text, 'terms_finance')).toMatch(/ checked>/)
    expect(input(text, 'terms_privacy')).not.toMatch(/ checked>/)
  })

  test('may not choose what the window does not offer', async () => {
    const window = await openWindow({ amount: 49_999 })
    await window.send('terms', TERMS)
    const { status, text } = await window.send('card', { card_code: '366', card_quota: '3' })
    expect(status).toBe(422)
    expect(text).toContain('목록에 있는 값을 선택하세요.')
  })
})

describe('a buyer who goes back', () => {
  test('finds what was chosen before', async () => {
    const window = await openWindow({ amount: 60_000 })
    await window.send('terms', TERMS)
    await window.send('card', { card_code: '381', card_quota: '3' })
    await window.back('authenticate')
    const { text } = await window.read()
    expect(/name="card_code" value="(\d+)" checked/.exec(text)?.[1]).toBe('381')
    expect(/<option value="(\d+)" selected>/.exec(text)?.[1]).toBe('3')
  })

  test('has no button for it at the first step', async () => {
    const window = await openWindow()
    expect((await window.read()).text).not.toContain('?back')
    await window.send('terms', TERMS)
    expect((await window.read()).text).toContain(`${window.path}/steps/card?back`)
  })
})

describe('a step that is not the present one', () => {
  test('changes nothing when it is sent a second time', async () => {
    const window = await openWindow()
    await window.send('terms', TERMS)
    const again = await window.send('terms', TERMS)
    expect(again).toMatchObject({ status: 303, location: window.path })
    expect((await window.read()).text).toContain('<h2>카드 선택</h2>')
  })

  test.each(['authenticate', 'no_such_step'])('changes nothing: %s', async (step) => {
    const window = await openWindow()
    const sent = await window.send(step, { card_number: '1', card_password: '1' })
    expect(sent).toMatchObject({ status: 303, location: window.path })
    expect((await window.read()).text).toContain('<h2>약관 동의</h2>')
  })

  test('changes nothing after the end', async () => {
    const window = await openWindow()
    await window.end({ outcome: 'cancel' })
    await window.send('terms', TERMS)
    await window.end({ outcome: 'approve' })
    expect(sandbox.payment(await window.imp_uid()).status).toBe('failed')
    expect((await window.read()).text).toContain('이미 종료된 결제창입니다')
  })
})

describe('what the shop and the buyer write', () => {
  const name = '<script>alert(1)</script>'
  const buyer_name = '"><b>O\'Brien</b>'

  test.each(PGS.filter(({ sells }) => sells.pay_methods.length > 0).map((pg) => [pg.code, pg] as const))(
    'is text and no markup in the window of %s',
    async (code, pg) => {
      const window = await openWindow({
        ...everything(pg),
        pg: code,
        pay_method: pg.sells.pay_methods[0],
        name,
        buyer_name,
      })
      const { text } = await window.read()
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      expect(text).not.toContain(name)
      expect(text).not.toContain('<b>')
    },
  )

  test('is text and no markup in a field that it fills, and on the sales slip', async () => {
    const window = await openWindow({ pay_method: 'vbank', name, buyer_name })
    await window.send('terms', TERMS)
    await window.send('bank', { vbank_code: '088' })
    expect(input((await window.read()).text, 'depositor')).toContain(
      'value="&#34;&gt;&lt;b&gt;O&#39;Brien&lt;/b&gt;"',
    )
    const slip = await read(`/checkout/slips/${await window.imp_uid()}`)
    expect(slip.text).toContain('&lt;script&gt;')
    expect(slip.text).not.toContain(name)
  })

  test('is text and no markup on the page of a failure', async () => {
    const { text } = await read(`/payments/fail?error_msg=${encodeURIComponent(name)}&merchant_uid=m1`)
    expect(text).toContain('&lt;script&gt;')
    expect(text).not.toContain(name)
  })
})

describe('the language of a window', () => {
  const english: [string, Device, boolean][] = [
    ['html5_inicis', 'pc', true],
    ['html5_inicis', 'mobile', false],
    ['nice', 'pc', true],
    ['kakao', 'pc', true],
  ]
  test.each(english)("of %s on %s, for language: 'en', is English: %s", async (pg, device, is_english) => {
    const window = await openWindow({ pg, language: 'en' }, device)
    const { text } = await window.read()
    expect(text).toContain(`<html lang="${is_english ? 'en' : 'ko'}">`)
    expect(text.includes('>Cancel</button>')).toBe(is_english)
    expect(text).toContain(is_english ? '₩14,000' : '14,000원')
    expect(panelButtons(text)).toEqual(['승인', '취소', '닫기', '거절'])
  })

  test.each([
    ['paypal', 'FR', 'fr'],
    ['paypal', '', 'en'],
    ['paypal', 'ko', 'ko'],
    ['eximbay', 'zh', 'zh'],
    ['inicis_jp', '', 'ja'],
    ['inicis_jp', 'en', 'en'],
    ['html5_inicis', 'zh', 'ko'],
  ])('of %s for %j is %s', async (code, language, lang) => {
    const pg = PGS.find((known) => known.code === code)!
    const window = await openWindow({ ...everything(pg), pg: code, pay_method: 'card', language })
    expect((await window.read()).text).toContain(`<html lang="${lang}">`)
  })
})

describe('what an order asks its window to show', () => {
  const shown: [string, Record<string, unknown>, string[]][] = [
    ['escrow', { escrow: true }, ['에스크로(구매안전서비스)가 적용된 결제입니다.']],
    [
      'tax_free',
      { amount: 60_000, tax_free: 5_000 },
      ['<dt>면세금액</dt><dd>5,000원</dd>', '<dt>부가세</dt><dd>5,000원</dd>'],
    ],
    ['vat', { amount: 11_000, vat: 900 }, ['<dt>부가세</dt><dd>900원</dd>']],
    ['company', { company: '별별상점' }, ['<dd>별별상점 (INIpayTest)</dd>']],
    ['period', { period: { from: '20260101', to: '20261231' } }, ['2026.01.01 ~ 2026.12.31']],
    [
      'products',
      { products: [{ name: '책', unitPrice: 7_000, quantity: 2 }] },
      ['<dt>책</dt><dd>7,000원 × 2</dd>'],
    ],
    ['digital', { pay_method: 'phone', digital: true }, ['디지털 콘텐츠']],
    ['customer_uid', { customer_uid: 'card_1' }, ['정기결제 수단만 등록되고 지금은 결제되지 않습니다.']],
  ]
  test.each(shown)('%s', async (_what, order, texts) => {
    const { text } = await (await openWindow(order)).read()
    for (const part of texts) expect(text).toContain(part)
  })

  test('and nothing of it where the order says nothing', async () => {
    const { text } = await (await openWindow()).read()
    for (const word of ['에스크로', '면세금액', '제공기간', 'order-notice">'])
      expect(text).not.toContain(word)
  })
})

describe('money that is not there', () => {
  test('a gift certificate with too little balance does not pay', async () => {
    const window = await openWindow({ pay_method: 'cultureland', amount: 1_001 })
    await window.send('terms', TERMS)
    await window.send('login', { login_id: 'me', login_password: '1' })
    const poor = await window.send('balance', { gift_balance: '1000', terms_gift: 'on' })
    expect(poor.status).toBe(422)
    expect(poor.text).toContain('잔액이 부족합니다. (결제금액 1,001원)')
    await window.send('balance', { gift_balance: '10000000', terms_gift: 'on' })
    expect(sandbox.payment(await window.imp_uid()).status).toBe('paid')
  })

  test('a phone pays a million won at most', async () => {
    const window = await openWindow({ pay_method: 'phone', amount: 1_000_001 })
    await window.send('terms', TERMS)
    const form = { carrier: 'SKT', phone_number: '01012345678', birth: '9001011', phone_terms: 'on' }
    const { status, text } = await window.send('phone', form)
    expect(status).toBe(422)
    expect(text).toContain('결제한도(1,000,000원)를 초과하였습니다.')
  })
})

describe('the card company that the page has asked for already', () => {
  test('is not asked for again, and is the one that is charged', async () => {
    const window = await openWindow({
      pg: 'danal_tpay',
      amount: 60_000,
      card: { direct: { code: '381', quota: 3 } },
    })
    await window.send('terms', TERMS)
    expect((await window.read()).text).toContain('<h2>카드 인증</h2>')
    await window.end({ outcome: 'approve' })
    expect(sandbox.payment(await window.imp_uid())).toMatchObject({ card_code: '381', card_quota: 3 })
  })

  test('is asked for where its code is none, and only among those that the page allows', async () => {
    const detail = [
      { card_code: '*', enabled: false },
      { card_code: '366', enabled: true },
    ]
    const window = await openWindow({ pg: 'danal_tpay', card: { direct: { code: 'no' }, detail } })
    await window.send('terms', TERMS)
    const { text } = await window.read()
    expect([...text.matchAll(/name="card_code" value="(\d+)"/g)].map(([, code]) => code)).toEqual(['366'])
  })
})

test.each(PGS.map((pg) => [pg.code, pg.window] as const))('the colours of %s can be read', (_code, skin) => {
  const button = skin.button ?? { color: skin.accent, ink: '#ffffff' }
  expect(contrast(skin.color, skin.ink)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(button.color, button.ink)).toBeGreaterThanOrEqual(4.5)
  expect(contrast(skin.accent, '#f4f6f8')).toBeGreaterThanOrEqual(4.5)
})

test('a shop that gave no m_redirect_url to a redirecting window reads so, and what became of the payment', async () => {
  const window = await openWindow({}, 'mobile')
  const { text } = await window.end({ outcome: 'approve' })
  const { imp_uid, merchant_uid } = sandbox.payment(await window.imp_uid())
  expect(text).toContain('<code>m_redirect_url</code>을 지정하지 않았습니다')
  for (const fact of [imp_uid, merchant_uid, 'paid']) expect(text).toContain(`<dd>${fact}</dd>`)
})

describe('a sales slip', () => {
  test('shows the VAT of what is taxed, and the share of a part that was cancelled', async () => {
    const order = { merchant_uid: 'slip', amount: 50_000, tax_free: 6_000, buyer_tel: '01012345678' }
    const { payment } = await sandbox.pay({ pg: 'html5_inicis', ...order })
    const imp_uid = payment!.imp_uid
    await sandbox.cancel(imp_uid, { amount: 25_000, reason: '부분 반품' })
    const sale = await read(`/checkout/slips/${imp_uid}`)
    expect(facts(sale.text)).toMatchObject({ 공급가액: '40,000원', 부가세: '4,000원', 면세금액: '6,000원' })
    expect(facts(sale.text)).toMatchObject({ 합계: '50,000원', 승인번호: payment!.apply_num })
    const cancel = await read(`/checkout/slips/${imp_uid}/cancels/1`)
    expect(cancel.text).toContain('<h1>취소전표</h1>')
    expect(facts(cancel.text)).toMatchObject({
      부가세: '2,000원',
      취소금액: '25,000원',
      취소사유: '부분 반품',
    })
  })

  test('of a cancellation that never was, or of an unpaid account, proves nothing', async () => {
    const order = { merchant_uid: 'slip-vbank', amount: 14_000, buyer_tel: '01012345678' }
    const { payment } = await sandbox.pay({ pg: 'html5_inicis', pay_method: 'vbank', ...order })
    const url = `/checkout/slips/${payment!.imp_uid}`
    expect((await read(`${url}/cancels/1`)).status).toBe(404)
    expect((await read(url)).text).toContain('승인된 거래가 아닙니다.')
  })
})

const TERMS = { terms_finance: 'on', terms_privacy: 'on' }

/** Opens a window as the ready frame does, and works it as a browser without scripts would. */
async function openWindow(order: Record<string, unknown> = {}, device: Device = 'pc') {
  const merchant_uid = `order${++orders}`
  const known = { name: '주문명', amount: 14_000, buyer_name: '홍길동', buyer_tel: '010-1234-5678' }
  const asked = await fetch(`${sandbox.url}/checkout/requests`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': DEVICES[device] },
    body: JSON.stringify({
      user_code: sandbox.user_code,
      version: '1.1.5',
      data: { pg: 'html5_inicis', pay_method: 'card', merchant_uid, ...known, ...order },
    }),
  })
  const { window } = (await asked.json()) as { window: { url: string } }
  return {
    path: window.url,
    read: () => read(window.url),
    send: (step: string, form: Record<string, string>) => read(`${window.url}/steps/${step}`, form),
    back: (step: string) => read(`${window.url}/steps/${step}?back`, {}),
    end: (form: Record<string, string>) => read(`${window.url}/outcome`, form),
    imp_uid: () => findImpUid(merchant_uid),
  }
}

/** As the shop finds the payment of its order. */
async function findImpUid(merchant_uid: string): Promise<string> {
  const { imp_key, imp_secret, url } = sandbox
  const body = new URLSearchParams({ imp_key, imp_secret })
  const token = (await json(`${url}/users/getToken`, { method: 'POST', body })) as {
    response: { access_token: string }
  }
  const headers = { authorization: token.response.access_token }
  const found = (await json(`${url}/payments/find/${merchant_uid}`, { headers })) as {
    response: { imp_uid: string }
  }
  return found.response.imp_uid
}

async function json(url: string, init: RequestInit): Promise<unknown> {
  return (await fetch(url, init)).json()
}

async function read(path: string, form?: Record<string, string>) {
  const response = await fetch(sandbox.url + path, {
    redirect: 'manual',
    ...(form && { method: 'POST', body: new URLSearchParams(form) }),
  })
  return { status: response.status, location: response.headers.get('location'), text: await response.text() }
}

/** The steps of a buyer who takes what is suggested. */
function stepsOf({ code, window }: Pg, pay_method: string): readonly Step[] {
  if (code === 'kcp_billing') return BILLING_STEPS
  const all = [...(window.before ?? []), ...(window.instead?.[pay_method] ?? payMethod(pay_method)!.steps)]
  const sample = (name: string) =>
    all.flatMap(({ fields }) => fields).find((field) => field.name === name)!.sample
  return all.filter(
    ({ when, asked }) => (!when || when.is.includes(sample(when.field))) && (!asked || asked.not === true),
  )
}

/** All that any PG insists on. */
function everything(pg: Pg) {
  const { pg: _pg, merchant_uid: _uid, buyer_name: _name, name: _title, ...rest } = orderOf(pg, 'card', 'any')
  return { ...rest, language: 'ko' }
}

function samples({ fields }: Step): Record<string, string> {
  return Object.fromEntries(fields.map(({ name, sample }) => [name, sample]))
}

function panel(html: string): string {
  return /<section[^>]* aria-label="iamport-sandbox"[\s\S]*?<\/section>/.exec(html)?.[0] ?? ''
}

function panelButtons(html: string): (string | undefined)[] {
  const [everyday = ''] = panel(html).split('<details')
  return [...everyday.matchAll(/<button[^>]*>([^<]*)<\/button>/g)].map(([, name]) => name)
}

/** The tag of a field's control. */
function input(html: string, name: string): string {
  return new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(html)?.[0] ?? ''
}

/** The rows of a page's lists. */
function facts(html: string): Record<string, string> {
  return Object.fromEntries(
    [...html.matchAll(/<dt>([^<]*)<\/dt><dd>([^<]*)<\/dd>/g)].map((row) => [row[1], row[2]]),
  )
}

/** Contrast of two colours as WCAG 2 counts it. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light! + 0.05) / (dark! + 0.05)
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
