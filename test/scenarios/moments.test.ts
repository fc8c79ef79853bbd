/** Faults that are armed in a running sandbox, over the control API: each moment acts once, where it is, and as often as asked. */
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Sandbox } from '../../src/index.ts'
import { MOMENTS } from '../../src/scenarios/moments.ts'
import { startSandbox } from '../harness.ts'
import { startReceiver } from '../receiver.ts'
import { restClient } from '../rest-client.ts'

const order = (merchant_uid: string) => ({
  pg: 'html5_inicis',
  merchant_uid,
  name: '주문명:결제테스트',
  amount: 14000,
  buyer_tel: '010-1234-5678',
})

async function control(sandbox: Sandbox, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const shown = JSON.parse(await answer.text())
  return { status: answer.status, ...shown }
}

async function armed(...faults: unknown[]): Promise<Sandbox> {
  const sandbox = await startSandbox({ seed: 1, clock: '2026-01-05T10:00:00+09:00' })
  const { status, total } = await control(sandbox, 'POST', '/scenarios', { name: 'a-test', faults })
  expect({ status, total }).toEqual({ status: 200, total: faults.length })
  return sandbox
}

describe('request', () => {
  test('is refused before any window, with any code and text', async () => {
    const sandbox = await armed({
      at: 'request',
      match: { pg: 'html5_inicis' },
      do: { refuse: { code: 'F9', message: '점검' } },
    })
    const { rsp, payment } = await sandbox.pay(order('o1'))
    expect(payment).toBeNull()
    expect(rsp).toMatchObject({ success: false, imp_uid: null, error_code: 'F9', error_msg: '점검' })
  })

  test('of another PG goes through', async () => {
    const sandbox = await armed({ at: 'request', match: { pg: 'nice' }, do: { refuse: 'F9' } })
    expect((await sandbox.pay(order('o1'))).rsp).toMatchObject({ success: true })
  })
})

describe('approve', () => {
  test('becomes a decline of the PG’s own list', async () => {
    const sandbox = await armed({ at: 'approve', do: { decline: '120049' } })
    const { rsp } = await sandbox.pay(order('o1'))
    expect(rsp).toMatchObject({
      success: false,
      error_code: '120049',
      error_msg: expect.stringContaining('120049, 사용한도초과'),
    })
  })

  test('takes another amount', async () => {
    const sandbox = await armed({ at: 'approve', match: { merchant_uid: 'o1' }, do: { amount: 100 } })
    expect((await sandbox.pay(order('o1'))).payment).toMatchObject({ status: 'paid', amount: 100 })
    expect((await sandbox.pay(order('o2'))).payment).toMatchObject({ status: 'paid', amount: 14000 })
  })
})

describe('confirm_url', () => {
  async function asking(effect: string) {
    const receiver = await startReceiver({ status: 500 })
    onTestFinished(() => receiver.close())
    const sandbox = await armed({ at: 'confirm_url', do: effect })
    sandbox.settings({ confirm_process: true })
    const { rsp } = await sandbox.pay({ ...order('o1'), confirm_url: receiver.url })
    return { rsp, asked: receiver.received.length }
  }

  test('lost: the shop is not asked, and the sale is refused', async () => {
    const { rsp, asked } = await asking('lost')
    expect(rsp).toMatchObject({ success: false })
    expect(asked).toBe(0)
  })

  test('skip: the shop is not asked, and the sale goes through', async () => {
    const { rsp, asked } = await asking('skip')
    expect(rsp).toMatchObject({ success: true })
    expect(asked).toBe(0)
  })
})

test('outcome never: the payment is paid, and nobody comes home', async () => {
  const sandbox = await armed({ at: 'outcome', do: 'never' })
  const { rsp, redirect_url, payment } = await sandbox.pay(order('o1'))
  expect({ rsp, redirect_url }).toEqual({ rsp: null, redirect_url: null })
  expect(payment).toMatchObject({ status: 'paid' })
})

describe('webhook.send', () => {
  async function sent(effect: unknown) {
    const receiver = await startReceiver()
    onTestFinished(() => receiver.close())
    const sandbox = await armed({ at: 'webhook.send', match: { event: 'paid' }, do: effect })
    sandbox.settings({ notification_url: [receiver.url] })
    await sandbox.pay(order('o1'))
    await sandbox.settle()
    return { sandbox, bodies: () => receiver.received.map(({ body }) => body) }
  }

  test.each([
    ['lost', 0],
    ['twice', 2],
    [{ copies: 3 }, 3],
    [{ late: '10m' }, 0],
  ])('%j arrives that often', async (effect, count) => {
    expect((await sent(effect)).bodies()).toHaveLength(count)
  })

  test('late arrives when its time has come', async () => {
    const { sandbox, bodies } = await sent({ late: '10m' })
    await sandbox.advance('9m')
    expect(bodies()).toHaveLength(0)
    await sandbox.advance('1m')
    expect(bodies()).toHaveLength(1)
  })

  test('corrupt brings a body that is none', async () => {
    const { bodies } = await sent({ corrupt: 'cut' })
    expect(() => JSON.parse(bodies()[0]!)).toThrow()
  })
})

describe('rest', () => {
  const get = (effect: unknown, more = {}) => ({ at: 'rest GET /payments/{imp_uid}', do: effect, ...more })

  /** A payment, and what reading it gives. */
  async function reading(fault: unknown) {
    const sandbox = await armed(fault)
    const { payment } = await sandbox.pay(order('o1'))
    const rest = await restClient(sandbox)
    return { sandbox, rest, path: `/payments/${payment!.imp_uid}` }
  }

  test.each([['drop'], ['reset'], ['lost']])('%s: no answer arrives', async (effect) => {
    const { rest, path } = await reading(get(effect, { nth: 1 }))
    await expect(rest.get(path)).rejects.toThrow('fetch failed')
    expect(await rest.get(path)).toMatchObject({ status: 200, code: 0 })
  })

  test('a 5xx has no code 0', async () => {
    const { rest, path } = await reading(get({ status: 502 }))
    expect(await rest.get(path)).toMatchObject({ status: 502, code: -1, response: null })
  })

  test.each([['malformed'], ['empty']])('%s: the body is no JSON', async (effect) => {
    const { rest, path } = await reading(get(effect))
    await expect(rest.get(path)).rejects.toThrow(SyntaxError)
  })

  test('slow answers all the same', async () => {
    const { rest, path } = await reading(get({ slow: 5 }))
    expect(await rest.get(path)).toMatchObject({ status: 200, code: 0 })
  })

  test.each([['token_expired'], ['token_revoked']])('%s: 401, and a new token works', async (effect) => {
    const { sandbox, rest, path } = await reading(get(effect, { nth: 1 }))
    expect(await rest.get(path)).toMatchObject({ status: 401, message: 'Unauthorized' })
    const again = await restClient(sandbox)
    expect(again.token).not.toBe(rest.token)
    expect(await again.get(path)).toMatchObject({ status: 200 })
  })

  test.each([
    ['drop', 'paid'],
    ['lost', 'cancelled'],
    ['malformed', 'cancelled'],
    ['empty', 'cancelled'],
    [{ status: 503 }, 'paid'],
  ])('a cancel that meets %j leaves the payment %s', async (effect, status) => {
    const { sandbox, rest } = await reading({ at: 'rest POST /payments/cancel', do: effect })
    await rest.post('/payments/cancel', { merchant_uid: 'o1' }).catch(() => null)
    const { list } = await control(sandbox, 'GET', '/payments')
    expect(list[0].status).toBe(status)
  })

  test('acts on the payment that it names, and on no other', async () => {
    const sandbox = await startSandbox({ seed: 1 })
    const one = (await sandbox.pay(order('o1'))).payment!
    const other = (await sandbox.pay(order('o2'))).payment!
    const faults = [get({ status: 500 }, { match: { imp_uid: one.imp_uid } })]
    await control(sandbox, 'POST', '/scenarios', { faults })
    const rest = await restClient(sandbox)
    expect((await rest.get(`/payments/${one.imp_uid}`)).status).toBe(500)
    expect((await rest.get(`/payments/${other.imp_uid}`)).status).toBe(200)
  })
})

test('time: the clock jumps past what falls due in between', async () => {
  const sandbox = await armed({ at: 'time', when: '2026-01-05T11:00:00+09:00', do: { jump: '2 days' } })
  await sandbox.advance('59m')
  expect(sandbox.now()).toBe('2026-01-05T10:59:00+09:00')
  await sandbox.advance('1m')
  expect(sandbox.now()).toBe('2026-01-07T11:00:00+09:00')
})

describe('how often', () => {
  /** Statuses of five reads. */
  async function five(turn: object): Promise<number[]> {
    const sandbox = await armed({ at: 'rest GET /payments/{imp_uid}', do: { status: 500 }, ...turn })
    const { payment } = await sandbox.pay(order('o1'))
    const rest = await restClient(sandbox)
    const statuses: number[] = []
    for (let n = 0; n < 5; n++) {
      statuses.push((await rest.get(`/payments/${payment!.imp_uid}`)).status)
      await sandbox.advance('1m')
    }
    return statuses
  }

  test.each([
    [{}, [500, 500, 500, 500, 500]],
    [{ nth: 2 }, [200, 500, 200, 200, 200]],
    [{ times: 2 }, [500, 500, 200, 200, 200]],
    [{ nth: 2, times: 3 }, [200, 500, 500, 500, 200]],
    [{ until: '2026-01-05T10:02:00+09:00' }, [500, 500, 200, 200, 200]],
    [{ chance: 0 }, [200, 200, 200, 200, 200]],
    [{ chance: 1 }, [500, 500, 500, 500, 500]],
  ])('%j', async (turn, statuses) => {
    expect(await five(turn)).toEqual(statuses)
  })

  test('by chance is by the seed', async () => {
    const first = await five({ chance: 0.7 })
    expect(await five({ chance: 0.7 })).toEqual(first)
    expect(new Set(first).size).toBe(2)
  })
})

describe('armed faults', () => {
  test('are listed with what they met and did, and those that never acted apart', async () => {
    const sandbox = await armed({ at: 'outcome', do: 'never', nth: 2 }, { at: 'approve', do: { amount: 1 } })
    await sandbox.pay(order('o1'))
    expect((await control(sandbox, 'GET', '/scenarios')).list).toMatchObject([
      { scenario: 'a-test', fault: { at: 'outcome', do: 'never' }, seen: 1, used: 0 },
      { scenario: 'a-test', fault: { at: 'approve' }, seen: 1, used: 1 },
    ])
    expect(await control(sandbox, 'GET', '/scenarios/unused')).toMatchObject({
      list: [{ fault: { at: 'outcome' } }],
      total: 1,
    })
  })

  test('of one name replace each other; one scenario or all go away; a reset takes all', async () => {
    const sandbox = await armed({ at: 'outcome', do: 'never' })
    const fault = { at: 'approve', do: { amount: 1 } }
    await control(sandbox, 'POST', '/scenarios', { name: 'a-test', faults: [fault] })
    await control(sandbox, 'POST', '/scenarios', { name: 'other', faults: [fault] })
    expect((await control(sandbox, 'GET', '/scenarios')).total).toBe(2)
    expect((await control(sandbox, 'DELETE', '/scenarios?scenario=a-test')).list).toMatchObject([
      { scenario: 'other' },
    ])
    await sandbox.reset()
    expect((await control(sandbox, 'GET', '/scenarios')).total).toBe(0)
  })

  test('that cannot be read are refused with the nearest word', async () => {
    const sandbox = await startSandbox()
    const { status, error } = await control(sandbox, 'POST', '/scenarios', {
      faults: [{ at: 'aprove', do: 'lost' }],
    })
    expect(status).toBe(400)
    expect(error).toMatchObject({ name: 'parameter_invalid' })
    expect(error.message).toContain("'approve'인가요?")
  })

  test('say in the journal that they acted', async () => {
    const sandbox = await armed({ at: 'outcome', do: 'never' })
    await sandbox.pay(order('o1'))
    expect(sandbox.events().map(({ text }) => text)).toContain('시나리오 a-test: outcome never')
  })
})

test('the list of moments is closed: these and no others', () => {
  expect(Object.keys(MOMENTS)).toEqual([
    'request',
    'approve',
    'confirm_url',
    'outcome',
    'webhook.send',
    'rest',
    'time',
  ])
})
