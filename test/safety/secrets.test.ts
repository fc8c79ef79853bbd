/** What a buyer or a shop keeps to himself stands in no record, log, export or page, whichever way it came in. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { createInstance } from '../../src/sandbox.ts'
import { readSettings } from '../../src/settings.ts'
import { openWindow } from '../matrix/buyer.ts'
import { startReceiver } from '../receiver.ts'
import { type RestClient, restClient } from '../rest-client.ts'

let sandbox: Sandbox
let rest: RestClient
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
  rest = await restClient(sandbox)
})
afterAll(() => sandbox.close())

const control = async (path: string, host: { url: string } = sandbox) =>
  (await fetch(`${host.url}/_sandbox${path}`)).text()

/** All that somebody may read afterwards. */
async function everythingRead(host: { url: string } = sandbox): Promise<string> {
  const paths = ['/requests', '/trace', '/events', '/export', '/settings', '/webhooks', '/payments']
  const texts = await Promise.all(
    paths.map((path) => control(`${path}?limit=1000`.replace('/export?limit=1000', '/export'), host)),
  )
  const pages = await Promise.all(
    ['/dashboard', '/dashboard/payments'].map(async (path) => (await fetch(host.url + path)).text()),
  )
  return [...texts, ...pages].join('\n')
}

const CARD = '5409-1234-5678-9017'
const DIGITS = CARD.replaceAll('-', '')
const SECRET = { pwd_2digit: '73', birth: '870523', cvc: '918' }
/** In a text of numbers two digits prove nothing: with their name they do. */
const LEAKS = [CARD, DIGITS, '34-5678-9', '870523', '918"', '"73"', '=73', 's3cr3t']

const WAYS: readonly (readonly [
  string,
  (fields: Record<string, string>) => { type: string; body: string },
])[] = [
  ['JSON', (fields) => ({ type: 'application/json', body: JSON.stringify(fields) })],
  ['JSON with blanks', (fields) => ({ type: 'application/json', body: JSON.stringify(fields, null, 4) })],
  [
    'a form',
    (fields) => ({ type: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() }),
  ],
  [
    'a form with its names encoded',
    (fields) => ({
      type: 'application/x-www-form-urlencoded',
      body: Object.entries(fields)
        .map(([name, value]) => `${name.replaceAll('_', '%5F')}=${value}`)
        .join('&'),
    }),
  ],
  [
    'multipart',
    (fields) => ({
      type: 'multipart/form-data; boundary=XX',
      body: `${Object.entries(fields)
        .map(([name, value]) => `--XX\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join('')}--XX--\r\n`,
    }),
  ],
  [
    'JSON that is broken',
    (fields) => ({ type: 'application/json', body: `${JSON.stringify(fields, null, 1)},` }),
  ],
  ['JSON under another name', (fields) => ({ type: 'text/plain', body: JSON.stringify(fields) })],
  [
    'JSON whose names are escaped',
    (fields) => ({ type: 'text/plain', body: JSON.stringify(fields).replaceAll('_', '\\u005f') }),
  ],
]

describe.each(WAYS)('sent as %s', (way, write) => {
  test('a card and what proves it stand nowhere', async () => {
    const fields = { customer_uid: 'c1', card_number: CARD, expiry: '2030-12', ...SECRET }
    const orders = { ...fields, merchant_uid: `o-${way}`, amount: '1000', name: '주문' }
    for (const path of [
      '/subscribe/customers/c1',
      '/subscribe/payments/onetime',
      '/nowhere',
      '/payments/cancel',
      '/certifications/otp/request/danal',
    ]) {
      const { type, body } = write(path.includes('customers') ? fields : orders)
      for (const url of [path, `${path}?card_number=${CARD}&pwd_2digit=73&birth=870523`])
        await fetch(sandbox.url + url, {
          method: 'POST',
          headers: { authorization: rest.token, 'content-type': type },
          body,
        })
    }
    const read = await everythingRead()
    expect(LEAKS.filter((leak) => read.includes(leak))).toEqual([])
    expect(read).toContain('/subscribe/payments/onetime')
  })
})

test('wrong values are told by their parameter, without the value', async () => {
  sandbox.settings({ strictness: 'strict' })
  for (const wrong of [`${DIGITS}00000000000`, `x${DIGITS}`, `s3cr3t ${CARD}`]) {
    const body = {
      customer_uid: 'c1',
      card_number: wrong,
      expiry: '2030-12',
      birth: '870523s3cr3t',
      pwd_2digit: 's3cr3t',
    }
    await rest.post('/subscribe/customers/c1', body)
    await rest.post('/subscribe/payments/onetime', { ...body, merchant_uid: 'w', amount: 1000 })
  }
  sandbox.settings({ strictness: 'lenient' })
  const read = await everythingRead()
  expect(LEAKS.filter((leak) => read.includes(leak))).toEqual([])
})

test('what a buyer types into a window stands nowhere', async () => {
  const order = {
    pg: 'html5_inicis',
    pay_method: 'card',
    merchant_uid: 'typed',
    amount: 1000,
    name: '주문',
    buyer_tel: '010',
  }
  const { url } = await openWindow(sandbox, order, 'pc')
  const fields = {
    card_number: CARD,
    birth_day: '870523',
    login_password: 's3cr3t',
    certificate_password: 's3cr3t',
    otp: '918',
  }
  for (const step of ['terms', 'card', 'auth', 'authenticate', 'x'])
    await fetch(`${sandbox.url}${url}/steps/${step}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
    })
  const read = await everythingRead()
  expect(LEAKS.filter((leak) => read.includes(leak))).toEqual([])
})

const SHOP = {
  notification_url: ['http://hook:s3cr3t@127.0.0.1:1/hook?token=s3cr3t', 'http://127.0.0.1:1/plain'],
  webhook_headers: { Authorization: 'Basic s3cr3t', 'X-Api-Key': 's3cr3t', 'X-Shop': 'sock' },
  webhook_rewrites: [{ from: 'https://far.example', to: 'http://hook:s3cr3t@127.0.0.1:1' }],
}

describe('passwords of webhooks', () => {
  const put = async (settings: unknown) => {
    const answer = await fetch(`${sandbox.url}/_sandbox/settings`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(settings),
    })
    return { status: answer.status, text: await answer.text() }
  }

  test('are shown to nobody, and survive when settings are read and given back', async () => {
    expect((await put(SHOP)).text).not.toContain('s3cr3t')
    const shown = await control('/settings')
    expect(shown).not.toContain('s3cr3t')
    expect(JSON.parse(shown).webhook_headers).toEqual({
      Authorization: '***',
      'X-Api-Key': '***',
      'X-Shop': 'sock',
    })
    expect((await put(JSON.parse(shown))).status).toBe(200)
    expect(sandbox.settings()).toMatchObject(SHOP)
    const changed = {
      ...JSON.parse(shown),
      webhook_headers: { Authorization: 'Basic new', 'X-Api-Key': '***' },
    }
    await put(changed)
    expect(sandbox.settings().webhook_headers).toEqual({ Authorization: 'Basic new', 'X-Api-Key': 's3cr3t' })
  })

  test('stand in an export as ***, and are filled in again where the shop still has them', async () => {
    await put(SHOP)
    const exported = await control('/export')
    expect(exported).not.toContain('s3cr3t')
    await sandbox.reset(JSON.parse(exported))
    expect(sandbox.settings()).toMatchObject(SHOP)
  })

  test('are left out where nobody knows them any more', async () => {
    await put(SHOP)
    const exported = JSON.parse(await control('/export'))
    const other = await createSandbox({ world: exported })
    expect(other.settings()).toMatchObject({
      notification_url: ['http://hook@127.0.0.1:1/hook', 'http://127.0.0.1:1/plain'],
      webhook_headers: { 'X-Shop': 'sock' },
      webhook_rewrites: [{ from: 'https://far.example', to: 'http://hook@127.0.0.1:1/' }],
    })
    await other.close()
  })

  test('go along with an export where they are asked for', async () => {
    await put(SHOP)
    const exported = JSON.parse(await control('/export?secrets=true'))
    const other = await createSandbox({ world: exported })
    expect(other.settings()).toMatchObject(SHOP)
    await other.close()
  })

  test('and the shop’s own answers stand in no record', async () => {
    const shop = await startReceiver({
      headers: { 'set-cookie': 'session=s3cr3t', 'x-auth-token': 's3cr3t' },
      body: '{ "access_token" : "s3cr3t", "card_number" : "5409123456789017" }',
    })
    const { port } = new URL(shop.url)
    await put({ ...SHOP, notification_url: [`http://hook:s3cr3t@127.0.0.1:${port}/hook?api_key=s3cr3t`] })
    await sandbox.pay({
      merchant_uid: `hook-${port}`,
      name: '주문',
      amount: 1000,
      buyer_tel: '010-1234-5678',
    })
    await sandbox.settle()
    expect(shop.received[0]!.headers.authorization).toBe('Basic s3cr3t')
    const read = await everythingRead()
    expect(LEAKS.filter((leak) => read.includes(leak))).toEqual([])
  })
})

test('whoever has no token is not told the seed, from which tokens and ids of windows are drawn', async () => {
  const instance = await createInstance(
    readSettings({ db: ':memory:', port: '0', seed: 'the-seed', token: 'the-token' }),
  )
  const url = await instance.listen()
  const health = await fetch(`${url}/_sandbox/health`)
  expect([health.status, await health.text()]).toEqual([200, expect.not.stringContaining('the-seed')])
  for (const path of ['/connection', '/settings', '/export', '/trace', '/requests'])
    expect((await fetch(`${url}/_sandbox${path}`)).status).toBe(401)
  const headers = { authorization: 'Bearer the-token' }
  expect(await (await fetch(`${url}/_sandbox/connection`, { headers })).text()).toContain('the-seed')
  await instance.close()
  expect(await control('/health')).toContain('"seed":"1"')
})
