/** Webhooks go over connections of our own: whatever a shop answers, and in whatever pieces, is what Node's own client makes of it. */

import { lookup } from 'node:dns'
import { once } from 'node:events'
import http from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { carryByNode } from '../../src/webhooks/by-node.ts'
import { type Connections, createConnections, IDLE_MS } from '../../src/webhooks/connections.ts'
import { type Outcome, send } from '../../src/webhooks/send.ts'
import { startReceiver } from '../receiver.ts'

const TIMEOUTS = { connect_ms: 20_000, read_ms: 20_000, total_ms: 20_000 }

function post(
  url: string,
  carry: Connections['carry'],
  headers: Record<string, string> = {},
): Promise<Outcome> {
  const body = '{"imp_uid":"imp_1"}'
  const message = { headers: { ...headers, 'content-length': String(body.length) }, body }
  return send(url, message, {
    timeouts: TIMEOUTS,
    allow_public: false,
    own_ports: [],
    verify_tls: true,
    carry,
  })
}

/** Connections that are closed when the test is over. */
function opened(): Connections {
  const connections = createConnections()
  onTestFinished(() => connections.close())
  return connections
}

/** A shop that answers each request with the same bytes, piece by piece, and then ends the connection or leaves it open. */
async function shopOf(pieces: readonly string[], is_ended: boolean) {
  const sockets: Socket[] = []
  let asked = 0
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.setNoDelay(true).on('error', () => {})
    socket.on('data', async () => {
      asked++
      for (const piece of pieces) await new Promise((done) => socket.write(piece, 'latin1', done))
      if (is_ended) socket.end()
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?a=1`,
    sockets,
    asked: () => asked,
    close: () => server.close(),
  }
}

const cut = (text: string, at: readonly number[]): string[] => {
  const places = [0, ...at.map((n) => n % (text.length + 1)).sort((a, b) => a - b), text.length]
  return places.slice(1).map((end, n) => text.slice(places[n], end))
}

const line = fc.constantFrom(
  ...[
    'HTTP/1.1 200 OK',
    'HTTP/1.1 200 OK',
    'HTTP/1.1 201 Created',
    'HTTP/1.1 204 No Content',
    'HTTP/1.1 302 Found',
  ],
  ...[
    'HTTP/1.1 500 \xec\x95\x88',
    'HTTP/1.1 200',
    'HTTP/1.0 200 OK',
    'HTTP/1.1 100 Continue',
    'HTTP/1.1 304 x',
  ],
  ...['HTTP/1.1 600 x', 'HTTP/2 200', 'hello', '', 'HTTP/1.1  200 OK', 'http/1.1 200 OK', 'HTTP/1.1 20 OK'],
)
const header = fc.constantFrom(
  ...[
    'Content-Type: text/plain',
    'content-type:application/json',
    'X-A: 1',
    'x-a: 2',
    'Set-Cookie: a=1',
    'X-B:\t b ',
    'X-C: \xa0c\xa0 \t',
    'Content-Length: 2\t',
    'Content-Length: 2 ',
    'Content-Length:\t2',
    'Content-Length: 2\xa0',
    'Transfer-Encoding: chunked\t',
    'Transfer-Encoding: chunked\xa0',
  ],
  ...[
    'Connection: keep-alive',
    'Connection: close',
    'Keep-Alive: timeout=5',
    'Keep-Alive: timeout=1',
    'X-Empty:',
  ],
  ...[
    'Content-Length: 2',
    'Content-Length: x',
    'Transfer-Encoding: chunked',
    'Transfer-Encoding: gzip',
    'Upgrade: h2c',
  ],
  ...[
    'no colon',
    ' folded: 1',
    'bad name: 1',
    '__proto__: 1',
    'constructor: 1',
    'X-Bad: a\0b',
    'X-CR: a\rb',
    'Trailer: X',
  ],
)
const body = fc.constantFrom('', 'ok', '{"a":1}', '\xea\xb0\x80', 'x'.repeat(70_000))
const chunked = (text: string) =>
  `${cut(text, [3])
    .filter((part) => part !== '')
    .map((part) => `${part.length.toString(16)}\r\n${part}\r\n`)
    .join('')}0\r\n\r\n`

/** How it says how long it is: rightly most of the time. */
const framing = fc.constantFrom(
  'length',
  'length',
  'chunks',
  'chunks',
  'end',
  'none',
  'longer',
  'shorter',
  'broken chunks',
)
type Framing = typeof framing extends fc.Arbitrary<infer T> ? T : never

function framed(how: Framing, text: string): { headers: string[]; payload: string } {
  const length = (more: number) => `Content-Length: ${text.length + more}`
  if (how === 'chunks') return { headers: ['Transfer-Encoding: chunked'], payload: chunked(text) }
  if (how === 'broken chunks')
    return { headers: ['Transfer-Encoding: chunked'], payload: `z${chunked(text)}` }
  if (how === 'longer') return { headers: [length(3)], payload: text }
  if (how === 'shorter') return { headers: [length(-1)], payload: text }
  if (how === 'length') return { headers: [length(0)], payload: text }
  return { headers: [], payload: how === 'end' ? text : '' }
}

const answers = fc.record({
  line,
  headers: fc.array(header, { maxLength: 3 }),
  how: framing,
  text: body,
  at: fc.array(fc.nat(300), { maxLength: 3 }),
})

test('an answer is what it is for Node, whole, in pieces or broken', async () => {
  const connections = opened()
  await fc.assert(
    fc.asyncProperty(answers, async ({ line, headers, how, text, at }) => {
      const { headers: more, payload } = framed(how, text)
      const whole = `${[line, ...headers, ...more].join('\r\n')}\r\n\r\n${payload}`
      const shop = await shopOf(cut(whole, at), true)
      try {
        const [by_node, ours] = await Promise.all([
          post(shop.url, carryByNode),
          post(shop.url, connections.carry),
        ])
        expect({ ...ours, ms: 0 }).toEqual({ ...by_node, ms: 0 })
      } finally {
        shop.close()
      }
    }),
    { numRuns: 300 },
  )
})

test.each([
  ['with its length', 'HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok', 'ok'],
  [
    'in chunks',
    'HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n',
    'ok',
  ],
  ['without a body', 'HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n', ''],
])('a connection is taken again after an answer %s, and however it is cut', async (_how, answer, text) => {
  const shop = await shopOf(cut(answer, [answer.length - 1]), false)
  const connections = opened()
  onTestFinished(() => void shop.close())
  for (let n = 0; n < 3; n++) {
    const outcome = await post(shop.url, connections.carry)
    expect(outcome).toMatchObject({ error: null, response: { body: text } })
  }
  expect(shop.sockets).toHaveLength(1)
})

test('a connection that has waited long enough is not taken any more, however busy the process was meanwhile', async () => {
  const shop = await shopOf(
    ['HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok'],
    false,
  )
  const connections = opened()
  onTestFinished(() => void shop.close())
  await post(shop.url, connections.carry)
  // Right after the connection's own time is over, and before anything else can happen.
  const next = new Promise<Outcome>((done) =>
    setTimeout(() => done(post(shop.url, connections.carry)), IDLE_MS + 1),
  )
  for (const began = performance.now(); performance.now() - began < 2 * IDLE_MS; );
  expect(await next).toMatchObject({ error: null, status: 200 })
})

test.each([
  ['more than was asked for', 'Connection: keep-alive\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n'],
  ['a promise to close', 'Connection: close\r\nContent-Length: 2\r\n\r\nok'],
  ['no word of it', 'Content-Length: 2\r\n\r\nok'],
  ['a second to go', 'Connection: keep-alive\r\nKeep-Alive: timeout=1\r\nContent-Length: 2\r\n\r\nok'],
])('a connection is not taken again after %s', async (_why, answer) => {
  const shop = await shopOf([`HTTP/1.1 200 OK\r\n${answer}`], false)
  const connections = opened()
  onTestFinished(() => void shop.close())
  for (let n = 0; n < 2; n++) await post(shop.url, connections.carry)
  expect(shop.sockets).toHaveLength(2)
})

test.each([
  ['plain ones', { 'x-a': '1', 'content-type': 'application/json', 'user-agent': 'a (b)' }],
  ['one that Node writes itself', { host: 'shop.example' }],
  ['one that says how it is carried', { connection: 'close' }],
  ['letters that are no ASCII', { 'x-name': 'caf\xe9' }],
])('the shop hears what it hears from Node: headers, %s', async (_which, headers) => {
  const shop = await startReceiver()
  const url = `${shop.url}/%EA%B0%80?b=${encodeURIComponent('가')}`
  for (const carry of [carryByNode, opened().carry])
    expect(await post(url, carry, headers)).toMatchObject({ error: null, status: 200 })
  const [by_node, ours] = shop.received.map(({ headers: { connection, ...rest }, ...more }) => ({
    rest,
    more,
  }))
  expect(ours).toEqual(by_node)
})

test('a name and a password of the address are told to the shop', async () => {
  const shop = await startReceiver()
  await post(shop.url.replace('//', '//me:secret@'), opened().carry)
  expect(shop.received[0]!.headers.authorization).toBe(`Basic ${Buffer.from('me:secret').toString('base64')}`)
})

const KEPT = 'Connection: keep-alive\r\n'

test('a connection whose answer Node has read is closed then: nothing is left of it', async () => {
  const cookies = 'Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n'
  const answer = `HTTP/1.1 200 OK\r\n${KEPT}${cookies}Content-Length: 2\r\n\r\nok`
  const { url, sockets, close } = await shopOf([answer], false)
  onTestFinished(() => void close())
  const outcome = await post(url, createConnections().carry)
  expect(outcome).toMatchObject({
    error: null,
    response: { headers: { 'set-cookie': 'a=1,b=2' }, body: 'ok' },
  })
  if (!sockets[0]!.closed) await once(sockets[0]!, 'close')
})

test('of an answer that breaks off, its status is known', async () => {
  const shop = await shopOf(['HTTP/1.1 500 x\r\nContent-Length: 9\r\n\r\nhalf'], false)
  onTestFinished(() => void shop.close())
  for (const carry of [carryByNode, opened().carry]) {
    const told = await new Promise<unknown[]>((done) => {
      let status = 0
      const listening = {
        connected: () => {},
        began(first: number) {
          status = first
          shop.sockets.at(-1)!.resetAndDestroy()
        },
        answered: () => done(['answered']),
        failed: ({ code }: Error & { code?: string }) => done([status, code]),
      }
      const message = { headers: { 'content-length': '0' }, body: '' }
      carry(new URL(shop.url), message, { lookup, verify_tls: true }, listening)
    })
    expect(told).toEqual([500, 'ECONNRESET'])
  }
})

test.each([
  [
    'a body that is no chunks',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nok',
    /^bad answer: HPE_/,
  ],
  ['another protocol', 'HTTP/1.1 101 x\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n', /^status$/],
])('%s is told at once, though the shop keeps the connection', async (_what, answer, error) => {
  const shop = await shopOf([answer], false)
  const connections = opened()
  onTestFinished(() => void shop.close())
  for (const carry of [carryByNode, connections.carry])
    expect((await post(shop.url, carry)).error).toMatch(error)
})

test('an answer in many pieces is one', async () => {
  const answer = `HTTP/1.1 200 OK\r\n${KEPT}Content-Length: 40\r\n\r\n${'0123456789'.repeat(4)}`
  const shop = await shopOf(answer.split(''), false)
  const connections = opened()
  onTestFinished(() => void shop.close())
  for (let n = 0; n < 2; n++)
    expect((await post(shop.url, connections.carry)).response!.body).toBe('0123456789'.repeat(4))
})

test('where http.request is a mock, nothing is sent twice', async () => {
  const shop = await shopOf(['HTTP/1.0 200 OK\r\n\r\nok'], true)
  const connections = opened()
  const { request } = http
  // As mocks do that know nothing of connections which others have made.
  http.request = ((options: http.RequestOptions) =>
    request({ ...options, createConnection: undefined, agent: false })) as typeof request
  syncBuiltinESMExports()
  onTestFinished(() => {
    http.request = request
    syncBuiltinESMExports()
    shop.close()
  })
  const outcome = await post(shop.url, connections.carry)
  expect(shop.asked()).toBe(1)
  // The bundle has taken Node's own before a mock could come.
  expect([null, 'read: http.request is another one in this process']).toContain(outcome.error)
})
