/** What request_pay shares with the API: a group of channels (smart routing), and card promotions. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { openWindow } from '../matrix/buyer.ts'
import { restClient } from '../rest-client.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
})
afterEach(() => sandbox.close())

const order = (merchant_uid: string, more: object = {}) => ({
  ...{ merchant_uid, amount: 14_000, name: '주문', buyer_tel: '010-1234-5678', sdk: 'v1' as const },
  ...more,
})

describe('channelGroupId', () => {
  const channels = ['html5_inicis.MOI1', 'nice.nictest04m', 'kcp.T0000']
  beforeEach(() => {
    sandbox.settings({ channel_groups: [{ channel_group_id: 'group-1', channels }] })
  })
  const paidBy = async (merchant_uid: string, more: object = {}) => {
    const { payment } = await sandbox.pay(order(merchant_uid, { channelGroupId: 'group-1', ...more }))
    return `${payment!.pg_provider}.${payment!.pg_id}`
  }

  test('sends each order to one channel of the group, and uses all of them', async () => {
    const used = new Set<string>()
    for (let n = 0; n < 30; n++) used.add(await paidBy(`o${n}`))
    expect([...used].sort()).toEqual([...channels].sort())
  })

  test('wins over pg, and takes the same channel as the same order charged over REST', async () => {
    sandbox.settings({ channel_groups: [{ channel_group_id: 'group-1', channels: channels.slice(0, 2) }] })
    const card = { card_number: '5242-4242-4242-4242', expiry: '2030-12', birth: '900131', name: '주문' }
    const rest = await restClient(sandbox)
    for (const merchant_uid of ['a', 'b', 'c', 'd', 'e']) {
      const charge = { ...card, merchant_uid, amount: 1004, channel_group_id: 'group-1' }
      const { response } = await rest.post('/subscribe/payments/onetime', charge)
      const other = await createSandbox({ seed: 1 })
      other.settings({ channel_groups: sandbox.settings().channel_groups })
      const { payment } = await other.pay(order(merchant_uid, { channelGroupId: 'group-1', pg: 'kakaopay' }))
      await other.close()
      expect([payment!.pg_provider, payment!.pg_id]).toEqual([response.pg_provider, response.pg_id])
    }
  })

  test.each([
    ['an unknown group leaves pg as it is', { channelGroupId: 'group-x', pg: 'nice' }, 'nice'],
    ['before v1 there are no groups', { pg: 'nice', sdk: '1.2.0' }, 'nice'],
  ])('%s', async (_title, more, pg) => {
    const { payment } = await sandbox.pay(order('o1', { channelGroupId: 'group-1', ...more }) as never)
    expect(payment!.pg_provider).toBe(pg)
  })
})

describe('promotion_id', () => {
  const promotion_id = 'promotion-id-1'
  const card = { direct: { code: '366', quota: 0 } }
  beforeEach(() => {
    sandbox.settings({ promotions: [{ promotion_id, discount: 1000, min_amount: 5000 }] })
  })

  test('with card.direct fills promotion, and the window shows what is taken off', async () => {
    const { payment } = await sandbox.pay(order('o1', { promotion_id, card }))
    expect(payment).toMatchObject({ promotion: { id: promotion_id, discount: 1000 }, amount: 14_000 })
    const { url } = await openWindow(
      sandbox,
      order('o2', { pg: 'html5_inicis', pay_method: 'card', promotion_id, card }),
      'pc',
    )
    expect(await (await fetch(sandbox.url + url)).text()).toMatch(/프로모션 할인<\/dt><dd>-1,000원/)
  })

  test.each([
    ['the card is not chosen by the page', { promotion_id }],
    ['the order is below its minimum', { promotion_id, card, amount: 4999 }],
    ['nobody has such a promotion', { promotion_id: 'promotion-id-x', card }],
  ])('is not applied where %s', async (_why, more) => {
    const { payment } = await sandbox.pay(order('o1', more))
    expect(payment!.promotion).toBeNull()
  })
})
