/** The sandbox as the host that it is asked for. */
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

/** A GET by this name, as it comes in over a captured connection. */
function get(
  host: string,
  path: string,
  more: Record<string, string> = {},
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    request(`${sandbox.url}${path}`, { headers: { host, ...more } }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => {
        body += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode, body }))
    })
      .on('error', reject)
      .end()
  })
}

const SCRIPT = '/js/iamport.payment-1.1.5.js'

describe.each(['api.iamport.kr', 'static-api.iamport.kr'])('%s', (host) => {
  test('is the REST API', async () => {
    expect((await get(host, '/payments/imp_1')).status).toBe(401)
    expect((await get(host, '/payments/status/paid')).status).toBe(401)
  })
  test.each([
    SCRIPT,
    '/v1/iamport.js',
    '/users/pg/imp00000000',
    '/payments/ready/imp00000000',
    '/dashboard',
    '/_sandbox/health',
    '/',
  ])('and not %s', async (path) => {
    const { status, body } = await get(host, path)
    expect([401, 404]).toContain(status)
    expect(JSON.parse(body)).toMatchObject({ response: null })
  })
})

describe.each(['service.iamport.kr', 'cdn.iamport.kr'])('%s', (host) => {
  test.each([SCRIPT, '/v1/iamport.js', '/users/pg/imp00000000', '/payments/ready/imp00000000'])(
    'has %s',
    async (path) => {
      expect((await get(host, path)).status).toBe(200)
    },
  )
  test.each([
    '/payments/imp_1',
    '/users/getToken',
    '/dashboard',
    '/dashboard/',
    '/_sandbox/health',
    '/_sandbox/docs',
    '/',
  ])('and not %s', async (path) => {
    const { status, body } = await get(host, path)
    expect(status).toBe(404)
    expect(JSON.parse(body).message).toContain('SDK와 결제창만')
  })
})

test('the internal server that an archived v1 script calls is named', async () => {
  const { status, body } = await get('checkout-service.prod.iamport.co', '/api/prepare/v1')
  expect([status, JSON.parse(body).message]).toEqual([501, expect.stringContaining('tosspayments')])
  const english = await get('checkout-service.prod.iamport.co', '/', { 'accept-language': 'en' })
  expect(JSON.parse(english.body).message).toMatch(/^[^가-힣]*does not imitate it[^가-힣]*$/)
})

test('other names of the vendor are told that they are not captured', async () => {
  expect((await get('www.iamport.kr', '/')).body).toContain('가로채는 이름이 아닙니다')
})

test('by its own names the sandbox has everything', async () => {
  for (const path of [SCRIPT, '/_sandbox/health']) expect((await get('127.0.0.1', path)).status).toBe(200)
  expect((await get('sandbox', '/payments/imp_1')).status).toBe(401)
})

test.each(['10.0.2.2', '192.168.0.10'])(
  'a phone that reaches this machine by %s gets a script whose windows are there, and no dashboard',
  async (name) => {
    const host = `${name}:${new URL(sandbox.url).port}`
    expect((await get(host, SCRIPT)).body).toContain(`"origin":"http://${host}"`)
    expect((await get(host, '/users/pg/imp00000000')).status).toBe(200)
    expect((await get(host, '/payments/ready/imp00000000')).status).toBe(200)
    expect((await get(host, '/payments/imp_1')).status).toBe(401)
    expect((await get(host, '/dashboard')).status).toBe(403)
  },
)
