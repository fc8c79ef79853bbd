/** Replays repeat: the same file and seed give the same journal, byte for byte. And every order of events can be tried. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { firstDifference } from '../../src/replay/diff.ts'
import { report } from '../../src/replay/report.ts'
import { shuffleOrders } from '../../src/replay/shuffle.ts'
import { scenario, useShop, written } from './shops.ts'
import { startTinyShop } from './tiny-shop.ts'

const demo = useShop('demo')

beforeEach(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  return () => quiet.mockRestore()
})

describe('two replays of one file', () => {
  test.each([
    'plain-card-sale',
    'partial-refunds-to-zero',
    'rest-down-for-ten-minutes',
    'sandbox-restarted',
    'two-tabs-one-order',
  ])('of %s write the same journal', async (name) => {
    const first = await demo.replay(scenario(name))
    const second = await demo.replay(scenario(name))
    expect(second.journal).toBe(first.journal)
    expect(first.journal).toMatch(/^step {4}order\n/)
    expect(first.journal).toMatch(/imp_\d{12}/)
    expect(first.journal).not.toMatch(/127\.0\.0\.1|order_[0-9a-f]{8}|\dms/)
  })

  test('have the ids of the file’s own merchant_uid, where the shop takes it', async () => {
    const shop = await startTinyShop(() => ({}))
    const script = written(
      'name: own-id\nwhy: { ko: 주문번호, en: Own id. }\nshopper: { pay: { merchant_uid: my-order }, does: [open, approve] }\n',
    )
    const { journal } = await shop.play(script)
    expect(journal).toContain('order my-order 14000')
    expect((await shop.play(script)).journal).toBe(journal)
  })

  test('with another seed differ, and the place is told', async () => {
    const script = (seed: number) =>
      written(
        `name: seeded\nwhy: { ko: 씨앗, en: Seed. }\nworld: { seed: ${seed} }\nshopper: { does: [open, approve] }\n`,
      )
    const one = (await demo.replay(script(1))).journal
    const other = (await demo.replay(script(2))).journal
    const lines = firstDifference(one, other)!
    expect(lines[0]).toBe('4번째 줄부터 다릅니다:')
    expect(firstDifference(one, other, 'en')![0]).toBe('They differ from line 4 on:')
    expect(lines.filter((line) => line.startsWith('-') || line.startsWith('+')).join('\n')).toMatch(/imp_\d+/)
    expect(firstDifference(one, one)).toBeNull()
  })
})

test('a fault that has acted does not act again after a restart, and is not called unused', async () => {
  const shop = await startTinyShop(async ({ body, rest }) => {
    const payment = await rest('GET', `/payments/${body.imp_uid}`).catch(() => null)
    return { status: payment ? 200 : 500 }
  })
  const { journal, notes } = await shop.play(
    written(
      'name: once-only\nwhy: { ko: 한 번만, en: Once. }\nfaults: [{ at: "rest GET /payments/{imp_uid}", do: drop, nth: 1 }]\n' +
        'shopper: { does: [open, approve, come_home] }\ntimeline: [restart, webhooks]\n',
    ),
  )
  expect(journal.match(/\(drop\)/g)).toHaveLength(1)
  expect(notes.filter(({ ko }) => ko.startsWith('쓰이지 않은'))).toEqual([])
})

describe('every order of browser, webhook and REST answers', () => {
  test('leaves the demo shop whole', async () => {
    const { tried, broken, is_cut } = await shuffleOrders(scenario('plain-card-sale'), demo.options())
    expect({ broken, is_cut }).toEqual({ broken: [], is_cut: false })
    expect(tried).toBeGreaterThanOrEqual(3)
  })

  test('finds the ones in which a shop without a lock ships twice, and names them', async () => {
    const orders = new Map<
      string,
      { merchant_uid: string; amount: number; status: string; shipments: number }
    >()
    const shop = await startTinyShop(
      async ({ path, body, rest }) => {
        if (path === '/orders') return { body: [...orders.values()] }
        const merchant_uid = String(body.merchant_uid)
        const order = orders.get(merchant_uid) ?? {
          merchant_uid,
          amount: 14000,
          status: 'pending',
          shipments: 0,
        }
        orders.set(merchant_uid, order)
        // It looks at its order first and reads the payment then: the other one can slip in between.
        const is_new = order.status !== 'paid'
        const { status } = await rest('GET', `/payments/${body.imp_uid}`)
        if (is_new && status === 'paid') {
          order.status = 'paid'
          order.shipments += 1
        }
        return {}
      },
      { ledger: { path: '/orders', shipments: 'shipments' } },
    )
    const script = written(
      'name: one-sale\nwhy: { ko: 한 건, en: One sale. }\nshopper: { does: [open, approve, come_home, webhooks] }\n',
    )
    const played = await shuffleOrders(script, {
      ...shop,
      // Each order of events is a sale of its own.
      tried: () => orders.clear(),
    })
    expect(played.tried).toBeGreaterThan(played.broken.length)
    expect(played.broken.length).toBeGreaterThan(0)
    for (const { order, findings } of played.broken) {
      expect(findings.map(({ name }) => name)).toEqual(['fulfilled_twice'])
      expect(order).toEqual(expect.arrayContaining(['browser begins', 'webhook begins']))
    }
    const text = report('text', { target: shop.target, verdicts: [], orders: [played] })
    expect(text).toContain('브라우저 시작 → ')
    expect(text).toContain('fulfilled_twice')
  })

  test('stops at the number that was asked for, and says so', async () => {
    const { tried, is_cut } = await shuffleOrders(scenario('plain-card-sale'), {
      ...demo.options(),
      max_orders: 2,
    })
    expect({ tried, is_cut }).toEqual({ tried: 2, is_cut: true })
  })
})

describe('reports', () => {
  test('say the same as text, JSON and JUnit', async () => {
    const verdicts = [await demo.replay(scenario('plain-card-sale'))]
    const broken = {
      ...verdicts[0]!,
      name: 'broken',
      holds: false,
      findings: [{ name: 'expectation' as const, detail: '<&">' }],
    }
    const results = { target: 'http://shop', verdicts: [...verdicts, broken], orders: [] }
    expect(report('text', results)).toMatch(
      /✓ plain-card-sale \d+ms\n✗ broken \d+ms\n {4}expectation: 기대와 다릅니다: <&">\n/,
    )
    expect(report('text', results)).toContain('시나리오 2개 가운데 1개 통과')
    for (const kind of ['text', 'junit'] as const) {
      expect(report(kind, results, 'en')).toContain('an expectation does not hold')
      expect(report(kind, results, 'en')).not.toMatch(/[가-힣]/)
    }
    expect(JSON.parse(report('json', results))).toMatchObject({
      holds: false,
      verdicts: [{ holds: true }, { holds: false }],
    })
    const xml = report('junit', results)
    expect(xml).toContain('<testsuites tests="2" failures="1"')
    expect(xml).toContain('expectation: 기대와 다릅니다: &lt;&amp;&quot;&gt;')
  })
})
