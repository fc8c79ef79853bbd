/** Calls of a running sandbox, over a plain socket: they answer what node:http would. */
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { nameOf, send } from '../../src/core/send.ts'

async function listen(server: Server): Promise<URL> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/_sandbox/x?a=1`)
}

/** A server that answers every connection by writing these, one after the other. */
const writing = (...parts: readonly string[]) =>
  listen(
    createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => writeAll(socket, parts))
    }),
  )

function writeAll(socket: Socket, [part, ...rest]: readonly string[]): void {
  if (part === undefined) socket.end()
  else socket.write(part, () => setImmediate(writeAll, socket, rest))
}

const get = (address: URL) => send(address, 'GET', {}, '')
const failing = (address: URL) => get(address).catch(nameOf)

test('a body goes there whole, with the headers that node:http would send', async () => {
  const asked: unknown[] = []
  const server = createHttpServer((req, res) => {
    let text = ''
    req.setEncoding('utf8').on('data', (chunk) => {
      text += chunk
    })
    req.on('end', () => {
      asked.push([req.method, req.url, req.headers, text])
      res.end('됨')
    })
  })
  const address = await listen(server)
  const answer = await send(address, 'POST', { 'content-type': 'application/json' }, '{"name":"홍길동"}')
  expect(answer).toEqual({ status: 200, text: '됨' })
  await send(address, 'POST', {}, '')
  await send(address, 'DELETE', {}, '')
  const own = { host: address.host, connection: 'close' }
  expect(asked).toEqual([
    [
      'POST',
      '/_sandbox/x?a=1',
      { ...own, 'content-type': 'application/json', 'content-length': '20' },
      '{"name":"홍길동"}',
    ],
    ['POST', '/_sandbox/x?a=1', { ...own, 'content-length': '0' }, ''],
    ['DELETE', '/_sandbox/x?a=1', own, ''],
  ])
})

test('an answer of megabytes comes whole, by its length and in chunks', async () => {
  const text = '가나다라'.repeat(500_000)
  const whole = await listen(createHttpServer((_req, res) => void res.end(text)))
  expect((await get(whole)).text === text).toBe(true)
  const chunked = await listen(
    createHttpServer((_req, res) => {
      for (let at = 0; at < text.length; at += 100_001) res.write(text.slice(at, at + 100_001))
      res.end()
    }),
  )
  expect((await get(chunked)).text === text).toBe(true)
})

describe.each([
  ['with its length', ['HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n', '{}'], 404],
  ['with its length, byte by byte', [...'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'], 200],
  ['with its length, and more after it', ['HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}more'], 200],
  ['until the connection ends', ['HTTP/1.0 200 OK\r\n\r\n{', '}'], 200],
  [
    'in chunks, one with an extension',
    ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1;a=b\r\n{\r\n1\r\n}\r\n0\r\n\r\n'],
    200,
  ],
  [
    'after an interim one',
    ['HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n', 'HTTP/1.1 201 Created\r\ncontent-length: 2\r\n\r\n{}'],
    201,
  ],
] as const)('an answer %s', (_how, parts, status) => {
  test('is read', async () => {
    expect(await get(await writing(...parts))).toEqual({ status, text: '{}' })
  })
})

test('what is no answer, or not all of it, is an error with a name', async () => {
  expect(await failing(await writing())).toBe('ECONNRESET')
  expect(await failing(await writing('HTTP/1.1 200 OK\r\ncontent-le'))).toBe('no HTTP')
  expect(await failing(await writing('HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{}'))).toBe('ECONNRESET')
  const cut = ['HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '5\r\n{}']
  expect(await failing(await writing(...cut))).toBe('ECONNRESET')
  // Lengths that are none: one that goes back would be read again and again.
  for (const length of ['-10', '-5', '1x', 'x', '', '0x1', '1e3'])
    expect(await failing(await writing(cut[0]!, `1\r\n{\r\n${length}\r\n}\r\n0\r\n\r\n`))).toBe('ECONNRESET')
  const server = createServer()
  const address = await listen(server)
  server.close()
  await once(server, 'close')
  expect(await failing(address)).toBe('ECONNREFUSED')
})

test('who speaks something else and never ends is not waited for', async () => {
  const greeting = createServer(
    (socket) => void socket.on('error', () => {}).write('220 mail.example ESMTP\r\n'),
  )
  expect(await failing(await listen(greeting))).toBe('no HTTP')
})

test('it is given up when the caller gives up', async () => {
  const silent = await listen(createServer((socket) => void socket.on('error', () => {})))
  const ending = new AbortController()
  const asked = send(silent, 'GET', {}, '', ending.signal).catch((error: Error) => error.name)
  ending.abort()
  expect(await asked).toBe('AbortError')
})

test('a name and a password in the address, and what no header can have, are for node:http', async () => {
  const address = await listen(
    createHttpServer((req, res) => void res.end(req.headers.authorization ?? 'none')),
  )
  address.username = 'a'
  address.password = 'b'
  expect((await get(address)).text).toBe(`Basic ${btoa('a:b')}`)
  const broken = send(address, 'GET', { authorization: 'Bearer a\r\nx: y' }, '')
  expect(await broken.catch(nameOf)).toBe('ERR_INVALID_CHAR')
})
