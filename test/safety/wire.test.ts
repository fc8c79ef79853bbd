/** What comes over the wire and is no request that anybody meant: each ends in an answer, in the shape of its surface, and the sandbox goes on. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

const HOST = 'host: 127.0.0.1\r\n'
const CLOSE = 'connection: close\r\n\r\n'
const JSON_BODY = 'content-type: application/json\r\n'

/** Writes all of it, ends its side where it is to be cut off, and hears the other side out. */
async function wire(bytes: string | Buffer, is_cut = false): Promise<{ status: number; body: string }> {
  const socket = connect(Number(new URL(sandbox.url).port), '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk
  })
  socket.on('error', () => {})
  if (is_cut) socket.end(bytes)
  else socket.write(bytes)
  await once(socket, 'close')
  const last = heard.slice(heard.lastIndexOf('HTTP/1.1 '))
  return { status: Number(last.split(' ')[1]), body: last.slice(last.indexOf('\r\n\r\n') + 4) }
}

function mustBeShaped(body: string): void {
  const answer = JSON.parse(body) as Record<string, unknown>
  if ('error' in answer) {
    expect(answer.error).toMatchObject({ name: expect.any(String), message: expect.any(String) })
    return
  }
  expect(answer).toEqual({ code: expect.any(Number), message: expect.any(String), response: null })
}

const headers = (count: number) => Array.from({ length: count }, (_, n) => `x-${n}: 1\r\n`).join('')
const posting = (more: string) => `POST /users/getToken HTTP/1.1\r\n${HOST}${JSON_BODY}${more}`

describe('is answered', () => {
  test.each<[string, string | Buffer, number]>([
    ['a request without a host', `GET /_sandbox/health HTTP/1.1\r\n${CLOSE}`, 400],
    ['one to REST', `GET /payments/x HTTP/1.1\r\n${CLOSE}`, 400],
    ['a tunnel that somebody takes this port for', `CONNECT api.iamport.kr:443 HTTP/1.1\r\n${HOST}\r\n`, 405],
    ['a greeting of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
    ['a greeting of TLS', Buffer.from(`16030100c8010000c40303${'ab'.repeat(190)}`, 'hex'), 400],
    ['a line feed alone', `GET /_sandbox/health HTTP/1.1\n${HOST}\r\n`, 400],
    ['a carriage return in a header', `GET /_sandbox/health HTTP/1.1\r\n${HOST}x: a\rb\r\n${CLOSE}`, 400],
    ['a folded header', `GET /_sandbox/health HTTP/1.1\r\n${HOST}x: a\r\n b\r\n${CLOSE}`, 400],
    ['a zero in a header', `GET /_sandbox/health HTTP/1.1\r\n${HOST}x: a\0b\r\n${CLOSE}`, 400],
    ['thousands of headers', `GET /payments/x HTTP/1.1\r\n${HOST}${headers(5000)}${CLOSE}`, 431],
    ['a header of 64 kB', `GET /payments/x HTTP/1.1\r\n${HOST}x: ${'a'.repeat(65_000)}\r\n${CLOSE}`, 431],
    ['an address of 64 kB', `GET /${'a'.repeat(65_000)} HTTP/1.1\r\n${HOST}${CLOSE}`, 431],
    [
      'a switch to WebSocket',
      `GET /payments/x HTTP/1.1\r\n${HOST}upgrade: websocket\r\nconnection: upgrade, close\r\n\r\n`,
      401,
    ],
    ['an expectation of a hundred', posting(`expect: 100-continue\r\ncontent-length: 2\r\n${CLOSE}{}`), 400],
    [
      'an expectation of something else',
      posting(`expect: the unexpected\r\ncontent-length: 2\r\n${CLOSE}{}`),
      400,
    ],
    ['a length and chunks', posting('content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'), 400],
    ['two lengths', posting('content-length: 5\r\ncontent-length: 6\r\n\r\nabcde'), 400],
    ['a length below nothing', posting('content-length: -5\r\n\r\n'), 400],
    ['a length of twenty digits', posting(`content-length: ${'9'.repeat(20)}\r\n\r\n`), 400],
    ['a chunk of no length', posting('transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'), 400],
    [
      'a trailer of 30 kB',
      posting(`transfer-encoding: chunked\r\n${CLOSE}2\r\n{}\r\n0\r\nx: ${'a'.repeat(30_000)}\r\n\r\n`),
      431,
    ],
    ['two requests, the second none', `GET /_sandbox/health HTTP/1.1\r\n${HOST}\r\n\x01\x02\r\n\r\n`, 400],
    ['a percent sign in an address', `GET /_sandbox/payments/% HTTP/1.1\r\n${HOST}${CLOSE}`, 400],
    ['a zero in an address', `GET /_sandbox/payments/%00 HTTP/1.1\r\n${HOST}${CLOSE}`, 404],
    ['a step up in an address', `GET /_sandbox/payments/%2e%2e HTTP/1.1\r\n${HOST}${CLOSE}`, 404],
    [
      'a step up in a name of a snapshot',
      `POST /_sandbox/snapshots/../restore HTTP/1.1\r\n${HOST}${CLOSE}`,
      404,
    ],
    ['a method that nobody has', `PROPFIND /payments/x HTTP/1.1\r\n${HOST}${CLOSE}`, 404],
  ])('%s', async (_what, bytes, status) => {
    const answer = await wire(bytes)
    expect(answer.status).toBe(status)
    mustBeShaped(answer.body)
  })

  test.each([
    ['chunks that are cut off', posting('transfer-encoding: chunked\r\n\r\n5\r\n{"im')],
    ['a body that is cut off', posting('content-length: 100\r\n\r\n{"im')],
  ])('%s', async (_what, bytes) => {
    const answer = await wire(bytes, true)
    expect(answer.status).toBe(400)
    mustBeShaped(answer.body)
  })

  test('an address whose percent signs mean nothing is told apart from a body', async () => {
    const { body } = await wire(`GET /_sandbox/payments/% HTTP/1.1\r\n${HOST}${CLOSE}`)
    expect(JSON.parse(body)).toMatchObject({ error: { name: 'address_unreadable' } })
  })

  test('a probe of HTTP/1.0, which knows no hosts', async () => {
    const { status, body } = await wire('GET /_sandbox/health HTTP/1.0\r\n\r\n')
    expect([status, JSON.parse(body)]).toMatchObject([200, { status: 'ok' }])
  })
})

const BOMB = Buffer.alloc(20 * 2 ** 20, ' ')

test.each([
  ['gzip', gzipSync(BOMB)],
  ['deflate', deflateSync(BOMB)],
  ['br', brotliCompressSync(BOMB, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
])('a small body that unpacks to a large one is refused: %s', async (encoding, packed) => {
  for (const [path, status] of [
    ['/users/getToken', 400],
    ['/_sandbox/payments', 413],
  ] as const) {
    const head = `POST ${path} HTTP/1.1\r\n${HOST}${JSON_BODY}content-encoding: ${encoding}\r\ncontent-length: ${packed.length}\r\n${CLOSE}`
    const answer = await wire(Buffer.concat([Buffer.from(head), packed]))
    expect(answer.status).toBe(status)
    mustBeShaped(answer.body)
  }
})

test('a thousand who never end their first line hold up nobody', async () => {
  const port = Number(new URL(sandbox.url).port)
  const slow = Array.from({ length: 1000 }, () => connect(port, '127.0.0.1').on('error', () => {}))
  await Promise.all(slow.map((socket) => once(socket, 'connect')))
  for (const socket of slow) socket.write(posting('x: '))
  expect(await wire(`GET /_sandbox/health HTTP/1.1\r\n${HOST}${CLOSE}`)).toMatchObject({ status: 200 })
  for (const socket of slow) socket.destroy()
})
