/** Adding a PG takes one object and no other change: this one exists nowhere else. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { openWindow, walk } from './buyer.ts'

vi.mock('../../src/catalog/pgs/index.ts', async (original) => {
  const { PGS, DEFAULT_PG } = await original<typeof import('../../src/catalog/pgs/index.ts')>()
  const { definePg } = await import('../../src/catalog/define.ts')
  const { HUB } = await import('../../src/catalog/windows.ts')
  const made_up = definePg({
    code: 'dokkaebi',
    name: { ko: '도깨비페이', en: 'Dokkaebi Pay' },
    known: { how: 'assumed', source: 'made up for this test' },
    sells: {
      pay_methods: ['card', 'vbank', 'cultureland'],
    },
    window: {
      opens: HUB,
      color: '#123456',
    },
    refusals: {
      cancelled: { message: '도깨비가 사라졌습니다', known: { how: 'assumed', source: 'made up' } },
    },
  })
  const all = [...PGS, made_up]
  return { PGS: all, DEFAULT_PG, pgByCode: (code: string) => all.find((pg) => pg.code === code) }
})

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

const order = (pay_method: string, merchant_uid: string) => ({
  pg: 'dokkaebi',
  pay_method,
  merchant_uid,
  amount: 1004,
})

test.each(['card', 'vbank', 'cultureland'])('%s is sold, in a window of its own name', async (pay_method) => {
  const { url } = await openWindow(sandbox, order(pay_method, `walk-${pay_method}`), 'pc')
  expect(await (await fetch(sandbox.url + url)).text()).toContain('도깨비페이')
  expect((await walk(sandbox, url, { login_id: 'me' })).status).toBe(200)
  const { payment } = await sandbox.pay(order(pay_method, `pay-${pay_method}`))
  expect(payment).toMatchObject({ pg_provider: 'dokkaebi', pg_id: 'dokkaebi_test', pay_method })
})

test('its own words reach the shop', async () => {
  const { rsp } = await sandbox.pay({ ...order('card', 'cancelled'), outcome: 'cancel' })
  expect(rsp).toMatchObject({ success: false, error_msg: '도깨비가 사라졌습니다' })
})
