/** Webhooks go over connections of our own: whatever a shop answers, and in whatever pieces, is what Node's own client makes of it. */

import { lookup } from 'node:dns'
import { once } from 'node:events'
import http, { createServer as createHttp, type IncomingHttpHeaders } from 'node:http'
import { syncBuiltinESMExports } from 'node:module'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { carryByNode } from '../../src/webhooks/by-node.ts'
import { type Connections, createConnections, IDLE_MS } from '../../src/webhooks/connections.ts'
import { type Outcome, send } from '../../src/webhooks/send.ts'

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

/** A shop that answers each request with the same bytes, piece by piece, and then ends the connection or leaves it open. */
async function shopOf(pieces: readonly string[], is_ended: boolean) {
  let connections = 0
  let asked = 0
  const server = createServer((socket) => {
    connections++
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
    connections: () => connections,
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
  const connections = createConnections()
  onTestFinished(() => connections.close())
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
  const connections = createConnections()
  onTestFinished(() => {
    connections.close()
    shop.close()
  })
  for (let n = 0; n < 3; n++) {
    const outcome = await post(shop.url, connections.carry)
    expect(outcome).toMatchObject({ error: null, response: { body: text } })
  }
  expect(shop.connections()).toBe(1)
})

test('a connection that has waited long enough is not taken any more, however busy the process was meanwhile', async () => {
  const shop = await shopOf(
    ['HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok'],
    false,
  )
  const connections = createConnections()
  onTestFinished(() => {
    connections.close()
    shop.close()
  })
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
  const connections = createConnections()
  onTestFinished(() => {
    connections.close()
    shop.close()
  })
  for (let n = 0; n < 2; n++) await post(shop.url, connections.carry)
  expect(shop.connections()).toBe(2)
})

test.each([
  ['plain ones', { 'x-a': '1', 'content-type': 'application/json', 'user-agent': 'a (b)' }],
  ['one that Node writes itself', { host: 'shop.example' }],
  ['one that says how it is carried', { connection: 'close' }],
  ['letters that are no ASCII', { 'x-name': 'caf\xe9' }],
])('the shop hears what it hears from Node: headers, %s', async (_which, headers) => {
  const heard: { headers: IncomingHttpHeaders; url: string | undefined }[] = []
  const server = createHttp((req, res) => {
    heard.push({ headers: req.headers, url: req.url })
    req.resume().on('end', () => res.end('ok'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const connections = createConnections()
  onTestFinished(() => {
    connections.close()
    server.close()
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/%EA%B0%80?b=${encodeURIComponent('가')}`
  for (const carry of [carryByNode, connections.carry])
    expect(await post(url, carry, headers)).toMatchObject({ error: null, status: 200 })
  const [by_node, ours] = heard.map(({ headers: { connection, ...rest }, url }) => ({ rest, url }))
  expect(ours).toEqual(by_node)
})

test('a name and a password of the address are told to the shop', async () => {
  const heard: (string | undefined)[] = []
  const server = createHttp((req, res) => {
    heard.push(req.headers.authorization)
    req.resume().on('end', () => res.end('ok'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const connections = createConnections()
  onTestFinished(() => {
    connections.close()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  await post(`http://me:secret@127.0.0.1:${port}/`, connections.carry)
  expect(heard).toEqual([`Basic ${Buffer.from('me:secret').toString('base64')}`])
})

const KEPT = 'Connection: keep-alive\r\n'

test('a connection whose answer Node has read is closed then: nothing is left of it', async () => {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    const cookies = 'Set-Cookie: a=1\r\nSet-Cookie: b=2\r\n'
    socket.on('data', () => socket.write(`HTTP/1.1 200 OK\r\n${KEPT}${cookies}Content-Length: 2\r\n\r\nok`))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const outcome = await post(url, createConnections().carry)
  expect(outcome).toMatchObject({
    error: null,
    response: { headers: { 'set-cookie': 'a=1,b=2' }, body: 'ok' },
  })
  if (!sockets[0]!.closed) await once(sockets[0]!, 'close')
})

test('of an answer that breaks off, its status is known', async () => {
  let broken: Socket | null = null
  const server = createServer((socket) => {
    broken = socket
    socket.on('data', () => socket.write('HTTP/1.1 500 x\r\nContent-Length: 9\r\n\r\nhalf'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const connections = createConnections()
  onTestFinished(() => {
    connections.close()
    server.close()
  })
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  for (const carry of [carryByNode, connections.carry]) {
    const told = await new Promise<unknown[]>((done) => {
      let status = 0
      const listening = {
        connected: () => {},
        began(first: number) {
          status = first
          broken!.resetAndDestroy()
        },
        answered: () => done(['answered']),
        failed: ({ code }: Error & { code?: string }) => done([status, code]),
      }
      carry(url, { headers: { 'content-length': '0' }, body: '' }, { lookup, verify_tls: true }, listening)
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
  const connections = createConnections()
  onTestFinished(() => {
    connections.close()
    shop.close()
  })
  for (const carry of [carryByNode, connections.carry])
    expect((await post(shop.url, carry)).error).toMatch(error)
})

test('an answer in many pieces is one', async () => {
  const answer = `HTTP/1.1 200 OK\r\n${KEPT}Content-Length: 40\r\n\r\n${'0123456789'.repeat(4)}`
  const shop = await shopOf(answer.split(''), false)
  const connections = createConnections()
  onTestFinished(() => {
    connections.close()
    shop.close()
  })
  for (let n = 0; n < 2; n++)
    expect((await post(shop.url, connections.carry)).response!.body).toBe('0123456789'.repeat(4))
})

test('where http.request is a mock, nothing is sent twice', async () => {
  const shop = await shopOf(['HTTP/1.0 200 OK\r\n\r\nok'], true)
  const connections = createConnections()
  const { request } = http
  // As mocks do that know nothing of connections which others have made.
  http.request = ((options: http.RequestOptions) =>
    request({ ...options, createConnection: undefined, agent: false })) as typeof request
  syncBuiltinESMExports()
  onTestFinished(() => {
    http.request = request
    syncBuiltinESMExports()
    connections.close()
    shop.close()
  })
  const outcome = await post(shop.url, connections.carry)
  expect(shop.asked()).toBe(1)
  // The bundle has taken Node's own before a mock could come.
  expect([null, 'read: http.request is another one in this process']).toContain(outcome.error)
})
