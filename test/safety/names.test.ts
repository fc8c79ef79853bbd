/** Names that every object has are names like any other: of parameters, codes, scenarios, windows. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, restClient } from '../rest-client.ts'

const NAMES = ['toString', 'constructor', '__proto__', 'def', 'hasOwnProperty', 'valueOf']

let sandbox: Sandbox
let rest: RestClient
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
  rest = await restClient(sandbox)
})
afterAll(() => sandbox.close())

const faults = () => sandbox.events().filter(({ kind }) => kind === 'fault')

const post = async (path: string, body: object) => {
  const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  return answer.status
}

describe.each(['lenient', 'strict'] as const)('under strictness %s', (strictness) => {
  test.each(NAMES)('%s is an unknown parameter, in a body and in a query', async (name) => {
    sandbox.settings({ strictness })
    const body = `{"merchant_uid":"${name}_${strictness}","amount":1000,${JSON.stringify(name)}:{"x":1}}`
    const sent = await fetch(`${sandbox.url}/payments/prepare`, {
      method: 'POST',
      body,
      headers: { authorization: rest.token, 'content-type': 'application/json' },
    })
    const answer = (await sent.json()) as { code: number }
    expect([sent.status, answer.code]).toEqual([200, strictness === 'strict' ? -1 : 0])
    for (const path of ['/payments/findAll/x', '/payments/status/all', '/subscribe/payments/schedule']) {
      const read = await rest.get(`${path}?${name}=1&a[${name}]=2`)
      expect(read.status).toBeLessThan(500)
    }
    sandbox.settings({ strictness: 'lenient' })
    expect(faults()).toEqual([])
  })
})

test.each(NAMES)('%s is the name of nothing on any page', async (name) => {
  for (const path of [
    `/payments/fail?error_msg[${name}]=x&imp_uid[${name}]=y`,
    `/checkout/zzim?name[${name}]=x`,
    `/users/pg/${name}?callback=${name}&tier=${name}`,
    `/payments/ready/${name}/${name}`,
    `/checkout/${name}`,
    `/js/${name}`,
    `/dashboard?page[${name}]=x&status=${name}`,
  ]) {
    const page = await fetch(`${sandbox.url}${path}`)
    expect([path, page.status < 500]).toEqual([path, true])
  }
  expect(faults()).toEqual([])
})

test.each(NAMES)('%s is no PG, no method, no code, no scenario', async (name) => {
  const order = { merchant_uid: name, name: '주문명', amount: 1000, buyer_tel: '010-1234-5678' }
  expect(await post('/payments', { ...order, pg: name })).toBeLessThan(500)
  expect(await post('/payments', { ...order, pay_method: name })).toBeLessThan(500)
  expect(await post('/payments', { ...order, outcome: { decline: name } })).toBeLessThan(500)
  expect(await post('/payments', { ...order, language: name, currency: name })).toBeLessThan(500)
  expect(await post('/scenarios', { name })).toBeLessThan(500)
  expect(await post('/certifications', { outcome: { fail: name }, pg: name })).toBeLessThan(500)
  expect(faults()).toEqual([])
})

test('a percent sign that means nothing passes by an armed fault', async () => {
  const { payment } = await sandbox.pay({
    merchant_uid: '100%',
    name: '주문명',
    amount: 1000,
    buyer_tel: '010-1234-5678',
  })
  const { imp_uid } = payment!
  const fault = { at: 'rest GET /payments/{imp_uid}', match: { imp_uid }, do: { status: 503 } }
  expect(await post('/scenarios', { name: 'armed', faults: [fault] })).toBe(200)
  expect((await rest.get('/payments/imp_other?memo=100%')).status).toBe(404)
  expect((await rest.get(`/payments/${imp_uid}?memo=100%`)).status).toBe(503)
  expect(faults()).toEqual([])
})
