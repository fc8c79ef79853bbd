/** Code tables, channels and sub-merchants. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BANKS, CARDS } from '../../src/catalog/codes.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

let sandbox: Sandbox
let rest: RestClient

beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
  rest = await restClient(sandbox)
})
afterEach(async () => {
  // No answer went against its row, and nothing broke.
  const faults = sandbox.events().filter(({ kind }) => kind === 'fault')
  expect(faults).toEqual([])
  await sandbox.settle()
  await sandbox.close()
})

describe('the code tables', () => {
  test.each([
    ['/cards', CARDS, '366'],
    ['/banks', BANKS, '088'],
  ])('%s lists all, and knows each', async (path, table, example) => {
    const { response } = await rest.get(path)
    expect(response).toEqual(table)
    expect(response.length).toBeGreaterThan(20)
    const { code, name } = (await rest.get(`${path}/${example}`)).response
    expect([code, name]).toEqual([example, expect.stringContaining('신한')])
    expect(await rest.get(`${path}/99999`)).toMatchObject({ status: 404, code: -1, response: null })
    expect((await rest.raw('GET', path)).status).toBe(401)
  })
})

describe('the channels', () => {
  test('of a merchant without any are every PG of the catalogue, each with a key of its own', async () => {
    const { response } = await rest.get('/users/pg')
    const keys = response.map((channel: { channel_key: string }) => channel.channel_key)
    expect(new Set(keys).size).toBe(keys.length)
    const of = (pg_provider: string) =>
      response
        .filter((channel: { pg_provider: string }) => channel.pg_provider === pg_provider)
        .map(({ type }: { type: string }) => type)
    expect(of('html5_inicis')).toEqual(['payment', 'api_payment'])
    expect(of('kakaopay')).toEqual(['payment'])
    expect((await rest.get('/users/pg')).response).toEqual(response)
  })

  test('are those of the settings, where there are some', async () => {
    sandbox.settings({
      channels: [
        {
          pg_provider: 'nice',
          pg_id: 'nictest00m',
          type: 'payment',
          channel_key: 'channel-key-1',
          channel_name: '결제',
        },
        { pg_provider: 'danal', pg_id: 'A010002002', type: 'certification', sandbox: false },
      ],
    })
    expect((await rest.get('/users/pg')).response).toMatchObject([
      {
        pg_provider: 'nice',
        channel_key: 'channel-key-1',
        channel_name: '결제',
        sandbox: true,
        type: 'payment',
      },
      { pg_provider: 'danal', sandbox: false, type: 'certification' },
    ])
  })
})

describe('a sub-merchant', () => {
  const charge = { amount: 1000, card_number: '5242-4242-4242-4242', expiry: '2030-12' }
  const as = (tier: string) => {
    const headers = { authorization: rest.token, tier }
    return {
      pay: (merchant_uid: string) =>
        rest.raw('POST', '/subscribe/payments/onetime', { ...charge, merchant_uid }, headers),
      find: (merchant_uid: string) => rest.raw('GET', `/payments/find/${merchant_uid}`, undefined, headers),
    }
  }
  beforeEach(() => {
    sandbox.settings({
      notification_url: ['http://127.0.0.1:1/webhook'],
      tiers: [
        { tier_code: 'ABC', tier_name: '강남점' },
        { tier_code: 'XYZ', tier_name: '부산점' },
      ],
    })
  })

  test('is known by its code', async () => {
    expect((await rest.get('/tiers/ABC')).response).toEqual({ tier_code: 'ABC', tier_name: '강남점' })
    expect(await rest.get('/tiers/QQQ')).toMatchObject({ status: 404, response: null })
  })

  test('has payments of its own, by the header Tier, and the settings of its agent', async () => {
    expect((await as('ABC').pay('o1')).response.status).toBe('paid')
    expect((await as('ABC').find('o1')).status).toBe(200)
    expect((await as('XYZ').find('o1')).status).toBe(404)
    expect((await rest.get('/payments/find/o1')).status).toBe(404)
    expect((await as('XYZ').pay('o1')).response.status).toBe('paid')
    expect(sandbox.webhooks({ merchant_uid: 'o1' })).toHaveLength(2)
    expect((await as('ABC').find('o1')).response.sandbox).toBe(true)
  })

  test('that is not registered is refused', async () => {
    expect(await as('QQQ').find('o1')).toMatchObject({ status: 404, code: -1, response: null })
  })

  test('of an agent that registered none is the agent itself', async () => {
    sandbox.settings({ tiers: [] })
    await as('ABC').pay('o1')
    expect((await rest.get('/payments/find/o1')).status).toBe(200)
  })
})
