/** The script and the PG list over HTTP: every address, both of the vendor's hosts, JSONP, tiers, and no storage. */
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterEach(() => sandbox.close())

/** A plain GET with a Host of its own, as a captured name sends it. */
function get(path: string, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(`${sandbox.url}${path}`, { headers: { host } }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => {
        body += chunk
      })
      answer.on('end', () => resolve(body))
    })
    asked.on('error', reject).end()
  })
}

test.each(['service.iamport.kr', 'cdn.iamport.kr'])(
  'by the name %s, frames are at service.iamport.kr',
  async (host) => {
    for (const path of ['/js/iamport.payment-1.1.5.js', '/v1/iamport.js?x=1']) {
      expect(await get(path, host)).toContain('"origin":"https://service.iamport.kr"')
    }
  },
)

test('by any other name, frames are where the script came from', async () => {
  expect(await get('/js/iamport.payment-1.1.5.js', 'sandbox:4780')).toContain(
    '"origin":"http://sandbox:4780"',
  )
})

test.each(['/js/iamport.payment-1.1.js', '/js/other.js', '/v1/iamport.min.js'])(
  '%s is no script',
  async (path) => {
    expect((await fetch(sandbox.url + path)).status).toBe(404)
  },
)

describe('the PG list', () => {
  const list = async (query = '', user_code = sandbox.user_code) =>
    (await fetch(`${sandbox.url}/users/pg/${user_code}${query}`)).text()

  test('has the default PG first, and one PG for verification', async () => {
    expect(JSON.parse(await list())).toMatchObject({
      code: 0,
      data: [
        { pg_provider: 'html5_inicis', pg_id: 'INIpayTest', type: 'payment' },
        { pg_provider: 'danal', type: 'certification' },
      ],
    })
  })

  test('has the merchant’s channels, the default one first, and none that only the API uses', async () => {
    sandbox.settings({
      default_pg: 'danal',
      channels: [
        { pg_provider: 'nice', pg_id: 'a', type: 'payment' },
        { pg_provider: 'nice', pg_id: 'b', type: 'api_payment' },
        { pg_provider: 'danal', pg_id: 'c', type: 'payment' },
      ],
    })
    const { data } = JSON.parse(await list())
    expect(data.map((entry: { pg_id: string }) => entry.pg_id)).toEqual(['c', 'a'])
  })

  test('is JSONP when a function is named, and JSON for the literal question mark', async () => {
    expect(await list('?callback=jQuery123_456')).toContain('jQuery123_456({"code":0')
    expect(JSON.parse(await list('?callback=?'))).toMatchObject({ code: 0 })
  })

  test('of an unknown shop, or an unknown tier, has a code and nothing in it', async () => {
    sandbox.settings({ is_any_key_accepted: false, tiers: [{ tier_code: 'ABC', tier_name: '하위 상점' }] })
    expect(JSON.parse(await list('', 'imp99999999'))).toMatchObject({ code: -1, data: [] })
    expect(JSON.parse(await list('?tier=XYZ'))).toMatchObject({ code: -1, data: [] })
    expect(JSON.parse(await list('?tier=ABC'))).toMatchObject({ code: 0 })
  })
})

test('no script of a shop’s page, frame or window touches cookies or storage', () => {
  const folder = join(import.meta.dirname, '../../views/browser')
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.js') && !file.includes('dashboard'),
  )
  expect(files.length).toBeGreaterThan(8)
  const texts = files.map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const)
  expect(
    texts
      .filter(([, text]) => /cookie|localStorage|sessionStorage|indexedDB/.test(text))
      .map(([file]) => file),
  ).toEqual([])
})
