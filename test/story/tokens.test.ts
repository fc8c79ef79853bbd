/** A running shop does not know that the world behind its client was reset, restored or moved: its token goes on. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { controlClient } from '../control-client.ts'
import { restClient } from '../rest-client.ts'

const require = createRequire(import.meta.url)
// biome-ignore lint/suspicious/noExplicitAny: the clients come without types, or with ones older than today's compiler
const load = (name: string): any => require(name)

const FROZEN = '2026-01-01T00:00:00+09:00'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await createSandbox({ seed: 1, clock: FROZEN })
})
afterEach(() => sandbox.close())

async function sell(merchant_uid: string): Promise<string> {
  const { rsp } = await sandbox.pay({ merchant_uid, amount: 14000, buyer_tel: '010-1234-5678' })
  return String(rsp!.imp_uid)
}
const calls = (path: string) => sandbox.requests().filter((call) => call.path === path)
const control = controlClient(() => sandbox)

/** What becomes of the world behind a shop that goes on running. */
const UPHEAVALS: readonly (readonly [string, () => Promise<unknown>])[] = [
  ['a reset', () => sandbox.reset()],
  ['a reset over HTTP', () => control('POST', '/reset')],
  ['a reset to another world', () => sandbox.reset({ seed: 7, clock: { from: FROZEN } })],
  ['an advance of three days', () => sandbox.advance('3 days')],
  ['a clock that follows the machine again', () => control('POST', '/clock', { mode: 'system' })],
]

describe('clients keep the token that they have, and go on after', () => {
  test.each(UPHEAVALS)('%s (iamporter)', async (_what, upheaval) => {
    const { Iamporter } = load('iamporter')
    const { imp_key: apiKey, imp_secret: secret, url: host } = sandbox
    const iamporter = new Iamporter({ apiKey, secret, host })
    expect((await iamporter.findByImpUid(await sell('o1'))).data).toMatchObject({ status: 'paid' })
    await upheaval()
    expect((await iamporter.findByImpUid(await sell('o2'))).data).toMatchObject({ status: 'paid' })
  })

  test.each(UPHEAVALS)('%s (iamport)', async (_what, upheaval) => {
    const Iamport = load('iamport')
    Iamport.DEFAULT_HOST = sandbox.url
    const iamport = Iamport({ impKey: sandbox.imp_key, impSecret: sandbox.imp_secret })
    await iamport.payment.prepare({ merchant_uid: 'o1', amount: 100 })
    const { access_token } = iamport.token
    await upheaval()
    await iamport.payment.prepare({ merchant_uid: 'o2', amount: 100 })
    expect(iamport.token.access_token).toBe(access_token)
    expect(sandbox.requests().filter(({ status }) => status === 401)).toEqual([])
  })

  test.each(UPHEAVALS)('%s (iamport-rest-client-nodejs)', async (_what, upheaval) => {
    const { Iamport, Request } = load('iamport-rest-client-nodejs')
    const { imp_key: apiKey, imp_secret: apiSecret, url: baseUrl } = sandbox
    const iamport = new Iamport({ apiKey, apiSecret, baseUrl })
    const read = async (merchant_uid: string) =>
      (await Request.Payments.getByImpUid({ imp_uid: await sell(merchant_uid) }).request(iamport)).data
    expect(await read('o1')).toMatchObject({ code: 0, response: { status: 'paid' } })
    await upheaval()
    expect(await read('o2')).toMatchObject({ code: 0, response: { status: 'paid' } })
  })

  test('a restored snapshot, whether it was taken before or after they got it', async () => {
    await sandbox.snapshot('before')
    const rest = await restClient(sandbox)
    await sandbox.snapshot('after')
    for (const name of ['before', 'after', 'before']) {
      await sandbox.restore(name)
      expect(await rest.get('/users/pg')).toMatchObject({ status: 200 })
    }
  })

  test('a restart with a file database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'iamport-sandbox-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const options = { db: join(folder, 'sandbox.db'), clock: FROZEN }
    const first = await createSandbox(options)
    const { token } = await restClient(first)
    await first.close()
    const second = await createSandbox(options)
    onTestFinished(() => second.close())
    expect((await fetch(`${second.url}/users/pg`, { headers: { authorization: token } })).status).toBe(200)
    expect((await restClient(second)).token).toBe(token)
  })
})

test('a world whose clock stands still in the past gives tokens that a client holds for alive', async () => {
  const { Iamporter } = load('iamporter')
  const { imp_key: apiKey, imp_secret: secret, url: host } = sandbox
  const iamporter = new Iamporter({ apiKey, secret, host })
  await iamporter.createPreparedPayment({ merchant_uid: 'o1', amount: 100 })
  await iamporter.createPreparedPayment({ merchant_uid: 'o2', amount: 100 })
  expect(calls('/users/getToken')).toHaveLength(1)
  expect(Math.abs(iamporter.expireAt - 1800 - Date.now() / 1000)).toBeLessThan(60)
})

describe('a token dies', () => {
  test('after 30 minutes by the shop’s clock, wherever the sandbox’s stands', async () => {
    const rest = await restClient(sandbox)
    await sandbox.advance('40 minutes')
    expect(await rest.get('/users/pg')).toMatchObject({ status: 200 })
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 60_000 })
    onTestFinished(() => void vi.useRealTimers())
    expect(await rest.get('/users/pg')).toMatchObject({ status: 401 })
  })

  test('with its shop, and does not come to life again in a shop with another key', async () => {
    const shop = { user_code: 'imp11111111', imp_key: 'K1', imp_secret: 'S1' }
    await control('POST', '/merchants', shop)
    const rest = await restClient({ ...shop, url: sandbox.url })
    expect(await rest.get('/users/pg')).toMatchObject({ status: 200 })

    await sandbox.reset()
    expect(await rest.get('/users/pg')).toMatchObject({ status: 401 })
    await control('POST', '/merchants', { ...shop, imp_key: 'K2' })
    expect(await rest.get('/users/pg')).toMatchObject({ status: 401 })

    await sandbox.reset()
    await control('POST', '/merchants', shop)
    expect(await rest.get('/users/pg')).toMatchObject({ status: 200 })
    await control('DELETE', '/merchants/imp11111111')
    await control('POST', '/merchants', shop)
    expect(await rest.get('/users/pg')).toMatchObject({ status: 401 })
  })

  test('when the developer says so: one of them, or all', async () => {
    const one = await restClient(sandbox)
    const other = await restClient({ ...sandbox, url: sandbox.url, imp_key: 'K', imp_secret: 'S' })
    expect(await control('DELETE', `/tokens?access_token=${one.token}`)).toEqual({ status: 200, expired: 1 })
    expect(await one.get('/users/pg')).toMatchObject({ status: 401 })
    expect(await other.get('/users/pg')).toMatchObject({ status: 200 })
    expect(sandbox.expireTokens()).toBe(1)
    expect(await other.get('/users/pg')).toMatchObject({ status: 401 })
    expect((await restClient(sandbox)).token).not.toBe(one.token)
  })
})
