/** What was done is written down: as a scenario that a shop can be put through again, as a HAR archive, as JSON lines. */
import { describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { controlClient } from '../control-client.ts'
import { startSandbox } from '../harness.ts'
import { startReceiver } from '../receiver.ts'
import { restClient } from '../rest-client.ts'
import { useShop, written } from '../scenarios/shops.ts'

const ORDER = { pg: 'html5_inicis', name: '겨울 장갑', amount: 14_000, buyer_tel: '010-1234-5678' }
const shop = useShop('demo')

const open = () => startSandbox({ seed: 1, clock: '2026-01-05T10:00:00+09:00', leaks: 'ignore' })

async function record(sandbox: Sandbox, what: object) {
  const answer = await controlClient(() => sandbox)('POST', '/scenarios/from', what)
  expect(answer.status).toBe(200)
  return answer as unknown as {
    name: string
    yaml: string
    scenario: { shopper: { does?: unknown[] }; timeline?: unknown[] }
  }
}

describe('a scenario', () => {
  test('of a plain sale is what the buyer did, and the shop comes through it again', async () => {
    const receiver = await startReceiver()
    const sandbox = await open()
    sandbox.settings({ notification_url: [receiver.url] })
    const { payment } = await sandbox.pay({ ...ORDER, merchant_uid: 'order_1' })
    await sandbox.settle()
    const { name, scenario, yaml } = await record(sandbox, { imp_uid: payment!.imp_uid })
    expect(name).toBe('recorded-order-1')
    expect(scenario.shopper.does).toEqual(['open', 'approve', 'webhooks'])
    const { findings } = await shop.replay(written(yaml))
    expect(findings).toEqual([])
  })

  test('of an account that was paid the next day and cancelled in part has the time between', async () => {
    const sandbox = await open()
    const { payment } = await sandbox.pay({ ...ORDER, merchant_uid: 'order_1', pay_method: 'vbank' })
    await sandbox.advance('1d')
    await sandbox.deposit(payment!.imp_uid)
    await sandbox.cancel(payment!.imp_uid, { amount: 4000, reason: '일부 품절' })
    const { scenario, yaml } = await record(sandbox, { imp_uid: payment!.imp_uid })
    expect(scenario.timeline).toEqual([
      { advance: '1 day' },
      'deposit',
      { admin_cancel: { amount: 4000, reason: '일부 품절' } },
    ])
    const { findings } = await shop.replay(written(yaml))
    expect(findings).toEqual([])
  })

  test('of a tampered approval, a refusal and a second try of the same order has all of them', async () => {
    const sandbox = await open()
    const first = { ...ORDER, merchant_uid: 'order_1' }
    await sandbox.pay({ ...first, outcome: { decline: { code: '3001', message: '[3001] 한도초과' } } })
    const { payment } = await sandbox.pay({ ...first, pg: 'nice_v2' })
    const { scenario, yaml } = await record(sandbox, { imp_uid: payment!.imp_uid })
    expect(scenario.shopper.does).toMatchObject([
      'open',
      { decline: { message: expect.stringContaining('한도초과') } },
      { open: { pay: { pg: 'nice_v2' } } },
      'approve',
    ])
    const { findings } = await shop.replay(written(yaml))
    expect(findings.filter(({ name }) => name === 'step_failed')).toEqual([])
  })

  test('since a moment has every order, and nothing of before', async () => {
    const sandbox = await open()
    await sandbox.pay({ ...ORDER, merchant_uid: 'before' })
    const { list } = await controlClient(() => sandbox)('GET', '/trace?limit=1000')
    const since = list.at(-1).at_ms + 1
    while (Date.now() < since) await new Promise(setImmediate)
    await sandbox.pay({ ...ORDER, merchant_uid: 'o1' })
    await sandbox.pay({ ...ORDER, merchant_uid: 'o2', outcome: 'cancel' })
    const { scenario, yaml } = await record(sandbox, { since })
    expect(scenario.shopper.does).toEqual(['open', 'approve', 'order', 'open', 'give_up'])
    expect(() => written(yaml)).not.toThrow()
  })

  test('has what the shop’s server did of its own accord, with the names of this order', async () => {
    const sandbox = await open()
    const rest = await restClient(sandbox)
    const card = { card_number: '5242-4242-4242-4242', expiry: '2031-01', birth: '900101', pwd_2digit: '00' }
    await rest.post('/subscribe/payments/onetime', {
      merchant_uid: 'o1',
      amount: 9000,
      name: '정기',
      ...card,
    })
    const { yaml } = await record(sandbox, { since: 0 })
    expect(yaml).toContain('call: POST /subscribe/payments/onetime')
    expect(yaml).toContain('5242-4242-4242-4242')
    expect(() => written(yaml)).not.toThrow()
  })

  test('asks for one of imp_uid and since, and says where there is nothing', async () => {
    const sandbox = await open()
    const ask = controlClient(() => sandbox)
    for (const body of [{}, { imp_uid: 'imp_1', since: 0 }, { since: 'yesterday' }]) {
      expect(await ask('POST', '/scenarios/from', body)).toMatchObject({
        status: 400,
        error: { name: 'parameter_invalid' },
      })
    }
    expect((await ask('POST', '/scenarios/from', { imp_uid: 'imp_000000000000' })).status).toBe(404)
    expect(await ask('POST', '/scenarios/from', { since: 0 })).toMatchObject({
      status: 404,
      error: { name: 'nothing_recorded' },
    })
  })
})

describe('an archive', () => {
  test('of a payment is a HAR that other tools read, with webhooks, calls and what caused them', async () => {
    let sandbox: Sandbox
    const receiver = await startReceiver({
      onRequest: async ({ body }) =>
        void (await (await restClient(sandbox)).get(`/payments/${JSON.parse(body).imp_uid}`)),
    })
    sandbox = await open()
    sandbox.settings({ notification_url: [receiver.url] })
    const { payment } = await sandbox.pay({ ...ORDER, merchant_uid: 'o1' })
    await sandbox.settle()
    const path = `${sandbox.url}/_sandbox/payments/${payment!.imp_uid}`
    const { log } = (await (await fetch(`${path}/trace.har`)).json()) as {
      log: { version: string; entries: Record<string, unknown>[] }
    }
    expect(log.version).toBe('1.2')
    expect(log.entries).toMatchObject([
      {
        _surface: 'webhook',
        request: { method: 'POST', url: receiver.url, postData: { mimeType: 'application/json' } },
        response: { status: 200 },
      },
      {
        _surface: 'rest',
        request: { method: 'GET', url: `${sandbox.url}/payments/${payment!.imp_uid}` },
        response: { status: 200, content: { text: expect.stringContaining(payment!.imp_uid) } },
      },
    ])
    expect(log.entries[1]!._cause).toBe(log.entries[0]!._seq)
    for (const { startedDateTime, time, timings } of log.entries) {
      expect(String(startedDateTime)).toMatch(/^\d{4}-.*Z$/)
      expect(timings).toMatchObject({ wait: time })
    }

    const answer = await fetch(`${path}/trace.jsonl`)
    expect(answer.headers.get('content-type')).toContain('ndjson')
    const lines = (await answer.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ surface }) => surface)).toEqual(['state', 'state', 'webhook', 'rest'])
    expect(JSON.stringify(lines)).not.toContain(sandbox.imp_secret)
    expect((await fetch(`${sandbox.url}/_sandbox/payments/imp_000000000000/trace.har`)).status).toBe(404)
  })
})
