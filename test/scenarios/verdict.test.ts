/** Verdicts about shops that do one thing wrong, with and without a list of their orders; and shops that are in trouble. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { ShopAdapter } from '../../src/replay/adapter.ts'
import { findingIn } from '../../src/replay/findings.ts'
import { replay } from '../../src/replay/replay.ts'
import { openStage } from '../../src/replay/stage.ts'
import type { Verdict } from '../../src/replay/verdict.ts'
import { scenario, written } from './shops.ts'
import { startTinyShop } from './tiny-shop.ts'

const names = ({ findings }: Verdict) => [...new Set(findings.map(({ name }) => name))].sort()
/** What was found, as a report in Korean and one in English have it. */
const inKorean = ({ findings }: Pick<Verdict, 'findings'>) =>
  findings.map((finding) => findingIn(finding, 'ko'))
const inEnglish = ({ findings }: Pick<Verdict, 'findings'>) =>
  findings.map((finding) => findingIn(finding, 'en'))
const sale = scenario('plain-card-sale')
const ledger = { ledger: { path: '/orders' } }

describe('without a list of orders, what the shop calls and answers says enough', () => {
  test('a shop that reads the payment before it answers holds', async () => {
    const shop = await startTinyShop(async ({ body, rest }) => {
      await rest('GET', `/payments/${body.imp_uid}`)
      return {}
    })
    const verdict = await shop.play(sale)
    expect(verdict).toMatchObject({ holds: true, findings: [] })
    expect(verdict.notes).toEqual([
      {
        ko: '상점의 주문을 볼 수 없어 주문 내역은 맞춰 보지 않았습니다',
        en: 'the shop shows no orders: they were not held against the money',
      },
    ])
  })

  test('a shop that never reads one trusts the browser and the webhook', async () => {
    const shop = await startTinyShop(() => ({}))
    expect(names(await shop.play(sale))).toEqual(['trusts_the_browser', 'trusts_the_webhook'])
  })

  test('a shop that reads payments by merchant_uid is as good', async () => {
    const shop = await startTinyShop(async ({ body, rest }) => {
      await rest('GET', `/payments/find/${body.merchant_uid}`)
      return {}
    })
    expect(names(await shop.play(sale))).toEqual([])
  })

  test('a forged amount that is read and kept is found', async () => {
    const shop = await startTinyShop(async ({ body, rest }) => {
      await rest('GET', `/payments/${body.imp_uid}`)
      return {}
    })
    expect(names(await shop.play(scenario('amount-forged')))).toEqual(['expectation', 'keeps_wrong_amount'])
  })

  test('a forged amount that is cancelled is not', async () => {
    const shop = await startTinyShop(async ({ body, rest }) => {
      const { status, amount } = await rest('GET', `/payments/${body.imp_uid}`)
      if (status === 'paid' && amount !== 14000)
        await rest('POST', '/payments/cancel', { imp_uid: body.imp_uid })
      return {}
    })
    expect(names(await shop.play(scenario('amount-forged')))).toEqual([])
  })

  test('a 500 for the second of two webhooks is found, and so is one for the only one', async () => {
    let webhooks = 0
    const shop = await startTinyShop(async ({ body, path, rest }) => {
      await rest('GET', `/payments/${body.imp_uid}`)
      return { status: path === '/iamport/webhook' && ++webhooks > 1 ? 500 : 200 }
    })
    expect(names(await shop.play(scenario('duplicate-webhook')))).toEqual([
      'breaks_on_duplicate',
      'expectation',
    ])
    expect(names(await shop.play(sale))).toEqual(['expectation', 'refuses_webhook'])
  })

  test('a 500 that the REST API itself has caused is honest', async () => {
    const shop = await startTinyShop(async ({ body, rest }) => {
      const payment = await rest('GET', `/payments/${body.imp_uid}`).catch(() => null)
      return { status: payment ? 200 : 500 }
    })
    const script = written(
      'name: verify-lost\nwhy: { ko: 조회 실패, en: Lost. }\nfaults: [{ at: "rest GET /payments/{imp_uid}", do: drop, nth: 1 }]\n' +
        'shopper: { does: [open, approve, webhooks, come_home] }\n',
    )
    expect(names(await shop.play(script))).toEqual([])
  })
})

describe('money and orders', () => {
  const orders = (rows: unknown) => ({ body: rows })

  test('an order that stays pending is paid and not fulfilled', async () => {
    const shop = await startTinyShop(async ({ path, body, rest }) => {
      if (path === '/orders')
        return orders([{ merchant_uid: 'plain-card-sale-1', amount: 14000, status: 'pending' }])
      await rest('GET', `/payments/${body.imp_uid}`)
      return {}
    }, ledger)
    expect(names(await shop.play(sale))).toEqual(['expectation', 'paid_not_fulfilled'])
  })

  test('a payment whose order the shop does not list is told', async () => {
    const shop = await startTinyShop(async ({ path, body, rest }) => {
      if (path === '/orders') return orders([])
      await rest('GET', `/payments/${body.imp_uid}`)
      return {}
    }, ledger)
    expect(names(await shop.play(sale))).toEqual(['expectation', 'unknown_to_shop'])
  })

  test('two payments that are kept for one order are told', async () => {
    const shop = await startTinyShop(async ({ path, body, rest }) => {
      if (path === '/orders') return orders([{ merchant_uid: 'paid-twice-1', amount: 14000, status: 'paid' }])
      await rest('GET', `/payments/${body.imp_uid}`)
      return {}
    }, ledger)
    const script = written(
      'name: paid-twice\nwhy: { ko: 두 번 입금, en: Twice. }\nshopper:\n  pay: { pay_method: vbank }\n' +
        '  does: [open, approve, come_home, open, approve, come_home]\n' +
        'timeline: [{ deposit: { payment: 1 } }, { deposit: { payment: 2 } }, webhooks]\n',
    )
    expect(names(await shop.play(script))).toContain('paid_twice')
  })

  test('the orders may come from a command, in words and places of the shop’s own', async () => {
    const rows = { data: { orders: [{ no: 'plain-card-sale-1', price: 14000, state: '결제완료' }] } }
    const shop = await startTinyShop(
      async ({ body, rest }) => {
        await rest('GET', `/payments/${body.imp_uid}`)
        return {}
      },
      {
        ledger: {
          command: `echo '${JSON.stringify(rows)}'`,
          list: 'data.orders',
          merchant_uid: 'no',
          amount: 'price',
          status: 'state',
          words: { paid: ['결제완료', '배송중'] },
        },
      },
    )
    expect(names(await shop.play(sale))).toEqual([])
  })
})

describe('a shop in trouble is a result', () => {
  test('down', async () => {
    const stage = await openStage(0)
    const gone = createServer()
    await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
    const { port } = gone.address() as AddressInfo
    await new Promise<void>((resolve) => gone.close(() => resolve()))
    const adapter = ShopAdapter.parse(ledger)
    const findings = inKorean(await replay(sale, { stage, target: `http://127.0.0.1:${port}`, adapter }))
    expect(findings).toContainEqual({
      name: 'shop_unreachable',
      detail: 'POST /payments/complete: ECONNREFUSED',
    })
    expect(findings).toContainEqual({ name: 'shop_unreachable', detail: 'GET /orders: ECONNREFUSED' })
    await stage.close()
  })

  test('hanging up', async () => {
    const shop = await startTinyShop(() => 'hang up')
    const { findings } = await shop.play(sale)
    expect(findings.map(({ name }) => name)).toEqual(['shop_unreachable', 'refuses_webhook', 'expectation'])
  })

  test('silent', async () => {
    const shop = await startTinyShop(({ path }) =>
      path === '/payments/complete' ? new Promise<never>(() => {}) : {},
    )
    const verdict = await replay(sale, { ...shop, timeout_ms: 50 })
    const name = 'shop_unreachable'
    expect(inKorean(verdict)[0]).toEqual({
      name,
      detail: 'POST /payments/complete: 제한 시간 안에 답하지 않았습니다',
    })
    expect(inEnglish(verdict)[0]).toEqual({ name, detail: 'POST /payments/complete: no answer in time' })
  })

  test.each([
    [
      'no JSON',
      { text: '<html>500</html>' },
      'GET /orders: JSON이 아닙니다 (<html>500</html>)',
      'GET /orders: not JSON (<html>500</html>)',
    ],
    ['no list', { body: { orders: 1 } }, 'ledger: 응답이 목록이 아닙니다', 'ledger: the answer is no list'],
    ['an error', { status: 500 }, 'GET /orders: HTTP 500', 'GET /orders: HTTP 500'],
  ])('answering with %s', async (_what, reply, ko, en) => {
    const shop = await startTinyShop(async ({ path, body, rest }) => {
      if (path === '/orders') return reply
      await rest('GET', `/payments/${body.imp_uid}`)
      return {}
    }, ledger)
    const verdict = await shop.play(sale)
    expect(inKorean(verdict)).toContainEqual({ name: 'shop_nonsense', detail: ko })
    expect(inEnglish(verdict)).toContainEqual({ name: 'shop_nonsense', detail: en })
    expect(verdict.journal).toContain(ko)
  })

  test('an order address that gives no order', async () => {
    const shop = await startTinyShop(() => ({ body: { ok: true } }), { order: { path: '/orders' } })
    expect((await shop.play(sale)).findings[0]).toEqual({
      name: 'shop_nonsense',
      detail: {
        ko: '/orders: merchant_uid나 amount이(가) 없습니다',
        en: '/orders: merchant_uid or amount is missing',
      },
    })
  })
})

test('a fault that was never reached is told', async () => {
  const shop = await startTinyShop(() => ({}))
  const { notes } = await shop.play(scenario('rest-reset-on-verify'))
  expect(notes).toContainEqual({
    ko: '쓰이지 않은 장애: rest GET /payments/{imp_uid} reset',
    en: 'a fault that never acted: rest GET /payments/{imp_uid} reset',
  })
})

describe('expectations', () => {
  const expecting = (text: string, does = '[open, approve, come_home, webhooks]') =>
    written(
      `name: some-test\nwhy: { ko: 기대, en: Expected. }\nshopper: { does: ${does} }\nexpect: ${text}\n`,
    )

  test.each([
    [
      '{ payment: { amount: 1 } }',
      'payment.amount: 1이어야 하는데 14000',
      'payment.amount: should be 1, is 14000',
    ],
    ['{ payments: [] }', 'payments: 0건이어야 하는데 1건', 'payments: there should be 0, and there are 1'],
    [
      '{ callback: { success: false } }',
      'callback.success: false이어야 하는데 true',
      'callback.success: should be false, is true',
    ],
    ['{ webhooks: [] }', 'webhooks: 없음이어야 하는데 paid', 'webhooks: should be none, are paid'],
    [
      '{ webhooks: [{ event: paid, answer: 500 }] }',
      'webhooks[0].answer: 500이어야 하는데 200',
      'webhooks[0].answer: should be 500, is 200',
    ],
    [
      '{ rest: [{ call: POST /payments/cancel }] }',
      'rest: POST /payments/cancel을(를) 1번 이상 불러야 하는데 0번',
      'rest: POST /payments/cancel should be called once at least, was called 0 times',
    ],
    [
      "{ rest: [{ call: 'GET /payments/{imp_uid}', at_most: 1 }] }",
      'rest: GET /payments/{imp_uid}은(는) 1번까지인데 2번',
      'rest: GET /payments/{imp_uid} may be called once at most, was called 2 times',
    ],
    [
      '{ shop: [{ get: /hello, path: a.0.b, equals: 1 }] }',
      'shop /hello a.0.b: 1이어야 하는데 2',
      'shop /hello a.0.b: should be 1, is 2',
    ],
    [
      '{ shop: [{ get: /hello, text: 안녕 }] }',
      "shop /hello: '안녕'이(가) 없습니다",
      "shop /hello: '안녕' is not in it",
    ],
  ])('%s is compared with what was so', async (text, ko, en) => {
    const shop = await startTinyShop(async ({ path, body, rest }) => {
      if (path === '/hello') return { body: { a: [{ b: 2 }] } }
      await rest('GET', `/payments/${body.imp_uid}`)
      return {}
    })
    expect((await shop.play(expecting(text))).findings).toEqual([{ name: 'expectation', detail: { ko, en } }])
  })
})
