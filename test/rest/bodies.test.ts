/** How bodies arrive: JSON, forms and multipart, and what is too much for any surface. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import express from 'express'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type RestClient, readReply, restClient } from '../rest-client.ts'

let sandbox: Sandbox
let rest: RestClient
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
  rest = await restClient(sandbox)
})
afterAll(() => sandbox.close())

const pay = (merchant_uid: string) =>
  sandbox.pay({ merchant_uid, amount: 1000, name: '주문명', buyer_tel: '010-1234-5678' })
const faults = () => sandbox.events().filter(({ kind }) => kind === 'fault')

const send = async (path: string, body: FormData | string, headers: Record<string, string> = {}) =>
  readReply(
    await fetch(`${sandbox.url}${path}`, {
      method: 'POST',
      body,
      headers: { authorization: rest.token, ...headers },
    }),
  )

describe('multipart/form-data', () => {
  test('is read as a form by getToken, prepare and cancel', async () => {
    const keys = new FormData()
    keys.set('imp_key', sandbox.imp_key)
    keys.set('imp_secret', sandbox.imp_secret)
    expect((await send('/users/getToken', keys)).response.access_token).toBe(rest.token)
    const prepared = new FormData()
    prepared.set('merchant_uid', 'multi_1')
    prepared.set('amount', '1000')
    expect((await send('/payments/prepare', prepared)).response.amount).toBe(1000)
    const { payment } = await pay('multi_1')
    const cancel = new FormData()
    cancel.set('imp_uid', payment!.imp_uid)
    cancel.set('reason', '단순 변심')
    cancel.set('extra[requester]', 'customer')
    expect((await send('/payments/cancel', cancel)).response).toMatchObject({
      status: 'cancelled',
      cancel_reason: '단순 변심',
    })
  })

  test('nests, and lists, as forms do', async () => {
    const body = new FormData()
    for (const n of [1, 2, 3]) body.append('imp_uid[]', `imp_${n}`)
    body.append('imp_uid[]', (await pay('multi_2')).payment!.imp_uid)
    const { status, response } = await send('/payments', body)
    expect([status, response.length]).toEqual([207, 1])
  })

  test.each([
    ['names without quotes, as .NET writes them', 'name=imp_uid', ''],
    ['a preamble', 'name="imp_uid"', 'This is a multi-part message in MIME format.\r\n'],
    ['parts with their own headers, as OkHttp writes them', 'name="imp_uid"\r\nContent-Length: 5', ''],
  ])('is read with %s', async (_what, disposition, preamble) => {
    const part = `--XX\r\nContent-Disposition: form-data; ${disposition}\r\n\r\nimp_x\r\n--XX--\r\n`
    const reply = await send('/payments/cancel', preamble + part, {
      'content-type': 'multipart/form-data; boundary=XX',
    })
    expect(reply.message).toBe('취소할 결제건이 존재하지 않습니다.')
  })

  test('without its boundary, or with files alone, is answered in the envelope', async () => {
    const broken = await send('/payments/cancel', 'x', { 'content-type': 'multipart/form-data' })
    expect([broken.status, broken.code]).toEqual([400, -1])
    const files = new FormData()
    files.set('imp_uid', new Blob(['x']), 'x.txt')
    expect((await send('/payments/cancel', files)).message).toContain('지정해주셔야합니다')
  })

  test('of too many parts is a clear 400', async () => {
    const body = new FormData()
    for (let n = 0; n < 1500; n++) body.append(`a${n}`, '1')
    const reply = await send('/payments/cancel', body)
    expect([reply.status, reply.code]).toEqual([400, -1])
    expect(reply.hint).toContain('at most 1000 parts')
  })
})

describe('JSON, however it is written', () => {
  const json = { 'content-type': 'application/json' }
  /** The same head as a client's, and the body in pieces, each after the one before has gone out. */
  const pieces = async (body: Buffer, at: number[], length = body.length) => {
    const { hostname, port } = new URL(sandbox.url)
    const socket = connect(Number(port), hostname).setNoDelay(true)
    const head = [
      'POST /payments/prepare HTTP/1.1',
      `host: ${hostname}:${port}`,
      `authorization: ${rest.token}`,
      'content-type: application/json',
      `content-length: ${length}`,
      'connection: close',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    for (const [n, end] of [...at, body.length].entries()) {
      await new Promise((resolve) => socket.write(body.subarray(at[n - 1] ?? 0, end), resolve))
      await new Promise((resolve) => setImmediate(resolve))
    }
    return socket
  }

  test('a mark of the byte order before it is no part of it', async () => {
    const { response } = await send('/payments/prepare', '\ufeff{"merchant_uid":"bom_1","amount":100}', json)
    expect(response).toMatchObject({ merchant_uid: 'bom_1', amount: 100 })
  })

  test.each([
    'application/json;charset=UTF-8',
    'Application/JSON; charset=utf-8',
    'application/json;charset=utf8',
  ])('is read as %s', async (type) => {
    const { response } = await send(
      '/payments/prepare',
      JSON.stringify({ merchant_uid: `주문_${type.length}`, amount: 100 }),
      { 'content-type': type },
    )
    expect(response.merchant_uid).toBe(`주문_${type.length}`)
  })

  test('a letter in two packets is one letter', async () => {
    const body = Buffer.from('{"merchant_uid":"나눠온글","amount":100}')
    const socket = await pieces(body, [17, 18, 20, 23])
    const answer = await text(socket)
    expect(answer).toContain('"merchant_uid":"나눠온글"')
  })

  test('nothing but the mark is nothing', async () => {
    const reply = await send('/users/getToken', '\ufeff', json)
    expect([reply.status, reply.message]).toEqual([400, expect.stringContaining('imp_key')])
  })

  test.each([
    ['its parser', [], '{"merchant_uid":"parent_1","amount":100}'],
    ['its parser, a body of no length', ['content-length: 00'], ''],
  ])('a server of somebody else that has read it with %s leaves it read', async (_what, more, body) => {
    const server = createServer(express().use(express.json(), sandbox.app)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const socket = connect(port, '127.0.0.1')
    const head = [
      'POST /payments/prepare HTTP/1.1',
      `host: 127.0.0.1:${port}`,
      `authorization: ${rest.token}`,
      'content-type: application/json',
      ...(more.length > 0 ? more : [`content-length: ${body.length}`]),
      'connection: close',
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
    expect(await text(socket)).toMatch(
      body === '' ? /merchant_uid 파라메터가 누락/ : /"merchant_uid":"parent_1"/,
    )
  })

  test.each([
    ['is none', '{"merchant_uid":'],
    ['is followed by more', '{"amount":1}{'],
    ['has a blank text', ' '],
  ])('what %s is a 400 that says so', async (_what, body) => {
    const reply = await send('/payments/prepare', body, json)
    expect([reply.status, reply.code, reply.response]).toEqual([400, -1, null])
    expect(reply.hint).toContain('JSON')
  })

  test('a lone text or number is no table of parameters, and is told so', async () => {
    for (const body of ['"text"', '7', 'null', '[]']) {
      const reply = await send('/payments/prepare', body, json)
      expect([body, reply.code, reply.response]).toEqual([body, -1, null])
      expect(reply.hint).toMatch(/merchant_uid|must be an object/)
    }
  })

  test('a client that leaves within it leaves nothing behind', async () => {
    const body = Buffer.from('{"merchant_uid":"gone_1","amount":100}')
    const socket = await pieces(body.subarray(0, 20), [], body.length)
    socket.destroy()
    await expect
      .poll(() => sandbox.requests().at(-1))
      .toMatchObject({ path: '/payments/prepare', status: 400 })
    expect((await rest.get('/payments/prepare/gone_1')).code).not.toBe(0)
    expect(faults()).toEqual([])
  })

  test('longer ones are read, too', async () => {
    const long = { merchant_uid: 'long_1', amount: 100, name: '가'.repeat(6000) }
    expect((await send('/payments/prepare', JSON.stringify(long), json)).response.amount).toBe(100)
  })
})

const deep = (n: number) => '['.repeat(n) + ']'.repeat(n)
const TOO_MUCH: [string, string, string][] = [
  ['nested 100,000 levels deep', `{"imp_uid":${deep(100_000)}}`, 'nested more than'],
  ['nested 33 levels deep', `{"imp_uid":${deep(32)}}`, 'nested more than'],
  ['with a number of 101 digits', `{"amount":${'1'.repeat(101)}}`, 'longer than 100'],
  ['with a million digits', `{"amount":${'1'.repeat(900_000)}}`, 'longer than 100'],
  ['with 200,000 items', `{"imp_uid":[${'1,'.repeat(200_000)}1]}`, 'more than 50000'],
  ['with depth inside a text', JSON.stringify({ imp_uid: 'x', extra: deep(50_000) }), 'nested more than'],
]

describe('a body that holds too much', () => {
  test.each(TOO_MUCH)('%s is a clear 400 of REST', async (_what, body, why) => {
    const reply = await send('/payments/cancel', body, { 'content-type': 'application/json' })
    expect([reply.status, reply.code, reply.response]).toEqual([400, -1, null])
    expect(reply.hint).toContain(why)
    expect(faults()).toEqual([])
  })

  test.each(TOO_MUCH.slice(0, 4))('%s is a clear 400 of the control API', async (_what, body) => {
    for (const path of ['payments', 'wait', 'settings', 'scenarios']) {
      const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, {
        method: path === 'settings' ? 'PUT' : 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
      expect([path, answer.status]).toEqual([path, 400])
      expect(((await answer.json()) as { error: { message: string } }).error.message).not.toBe('')
    }
    expect(faults()).toEqual([])
  })

  test.each(TOO_MUCH.slice(0, 4))('%s is a clear 400 of the checkout', async (_what, body) => {
    for (const path of ['/checkout/requests', '/certificates/requests', '/checkout/zzim']) {
      const answer = await fetch(`${sandbox.url}${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
      expect([path, answer.status]).toEqual([path, 400])
      expect(await answer.text()).not.toContain('    at ')
    }
    expect(faults()).toEqual([])
  })

  test('a form is bounded, too', async () => {
    const reply = await send('/payments/cancel', `a${'[x]'.repeat(40)}=1`, {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect([reply.status, reply.code]).toEqual([400, -1])
  })

  test('a shop’s largest honest body passes: a thousand schedules with all their fields', async () => {
    const row = {
      schedule_at: 1_999_999_999,
      amount: 1000,
      currency: 'KRW',
      name: '월간 구독',
      buyer_name: '홍길동',
    }
    const schedules = Array.from({ length: 1000 }, (_, n) => ({ ...row, merchant_uid: `many_${n}` }))
    const card = { card_number: '5242-4242-4242-4242', expiry: '2039-12', birth: '900101', pwd_2digit: '00' }
    const { response } = await rest.post('/subscribe/payments/schedule', {
      customer_uid: 'many',
      ...card,
      schedules,
    })
    expect(response).toHaveLength(1000)
  })
})

describe('a long text where a number is wanted', () => {
  test.each([40_000, 900_000])('of %i digits is refused at once', async (length) => {
    const before = process.cpuUsage()
    const reply = await rest.post('/payments/prepare', { merchant_uid: 'long', amount: '1'.repeat(length) })
    const { user } = process.cpuUsage(before)
    expect(reply.code).toBe(-1)
    expect(user / 1000).toBeLessThan(1000)
  })
})
