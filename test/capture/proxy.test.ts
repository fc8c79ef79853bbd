/** The forward proxy: captured names come to the sandbox, all else goes its way unopened. */
import { createServer, type IncomingMessage, request, type Server } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { createCa } from '../../src/capture/certificate.ts'
import { openListener } from '../../src/capture/listener.ts'
import { openProxy, type ProxyParts } from '../../src/capture/proxy.ts'

const ca = createCa('laptop', Date.now())

/** Answers with what it was asked for, as the sandbox would see it. */
const handler: ProxyParts['handler'] = (req, res) => res.end(`sandbox: ${req.headers.host}${req.url}`)

async function proxy(more: Partial<ProxyParts> = {}) {
  const refused: string[] = []
  const listener = await openListener({ ca, handler, port: 0, host: '127.0.0.1', now_ms: Date.now })
  const opened = await openProxy({
    take: listener.take,
    handler,
    allows: () => true,
    refused: (host) => refused.push(host),
    upstream: null,
    ...more,
  })
  onTestFinished(async () => {
    await opened.close()
    await listener.close()
  })
  return { port: opened.port, refused }
}

async function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** CONNECT through the proxy: the status line, and the socket behind it. */
function tunnel(
  port: number,
  target: string,
): Promise<{ status: number | undefined; socket: Socket; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method: 'CONNECT', path: target })
    asked.on('connect', (answer: IncomingMessage, socket: Socket, head: Buffer) => {
      onTestFinished(() => void socket.destroy())
      let body = head.toString()
      if (answer.statusCode === 200) return resolve({ status: 200, socket, body })
      socket.on('data', (chunk: Buffer) => {
        body += chunk
      })
      socket.on('end', () => resolve({ status: answer.statusCode, socket, body }))
    })
    asked.on('error', reject).end()
  })
}

/** A request whose address is the whole URL, as proxies are asked in clear. */
function absolute(port: number, url: string): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: url, headers: { host: new URL(url).host } }, (answer) => {
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

test('a tunnel to a captured name ends at the sandbox, with a certificate for that name', async () => {
  const { port } = await proxy()
  const { socket } = await tunnel(port, 'api.iamport.kr:443')
  const tls = connectTls({ socket, servername: 'api.iamport.kr', ca: ca.cert })
  tls.write('GET /payments/x HTTP/1.1\r\nhost: api.iamport.kr\r\nconnection: close\r\n\r\n')
  let answer = ''
  for await (const chunk of tls.setEncoding('utf8')) answer += chunk
  expect(answer).toContain('sandbox: api.iamport.kr/payments/x')
})

test.each(['http://api.iamport.kr/payments/x', 'https://api.iamport.kr/payments/x'])(
  '%s in clear, as old axios asks, is answered by the sandbox',
  async (url) => {
    const { port } = await proxy()
    expect(await absolute(port, url)).toEqual({ status: 200, body: 'sandbox: api.iamport.kr/payments/x' })
  },
)

test('other hosts get every byte as it was sent, and nothing else', async () => {
  const bytes = Buffer.from([22, 3, 1, 0, 5, 255, 0, 127, 10])
  const echo = await listening(createTcpServer((socket) => socket.on('error', () => {}).pipe(socket)))
  const { port } = await proxy()
  const { socket } = await tunnel(port, `127.0.0.1:${echo}`)
  socket.write(bytes)
  const [back] = await new Promise<[Buffer]>((resolve) =>
    socket.once('data', (chunk: Buffer) => resolve([chunk])),
  )
  expect(back).toEqual(bytes)
})

test('plain http of other hosts is passed on', async () => {
  const other = await listening(createServer((req, res) => res.end(`other: ${req.url}`)))
  const { port } = await proxy()
  expect(await absolute(port, `http://127.0.0.1:${other}/a?b=1`)).toEqual({
    status: 200,
    body: 'other: /a?b=1',
  })
})

test('the proxy that the user already has is asked, with its password', async () => {
  const seen: string[] = []
  const company = createServer((req, res) => res.end(`company: ${req.url}`))
  company.on('connect', (req: IncomingMessage, socket: Socket) => {
    seen.push(`${req.url} ${req.headers['proxy-authorization']}`)
    socket.end('HTTP/1.1 200 OK\r\n\r\nhello from the other side')
  })
  const upstream = new URL(`http://kim:p%40ss@127.0.0.1:${await listening(company)}`)
  const { port } = await proxy({ upstream })
  const { socket, body } = await tunnel(port, 'mail.example:465')
  let answer = body
  for await (const chunk of socket.setEncoding('utf8')) answer += chunk
  expect(answer).toContain('hello from the other side')
  expect(seen).toEqual([`mail.example:465 Basic ${Buffer.from('kim:p@ss').toString('base64')}`])
  expect((await absolute(port, 'http://sms.example/send')).body).toBe('company: http://sms.example/send')
})

test('what is refused offline is named, on both ways', async () => {
  const { port, refused } = await proxy({ allows: (host) => host === 'mail.example' })
  const answer = await tunnel(port, 'api.sms.example:443')
  expect([answer.status, answer.body]).toEqual([403, expect.stringContaining('--allow api.sms.example')])
  expect((await absolute(port, 'http://track.example/')).status).toBe(403)
  expect(refused).toEqual(['api.sms.example', 'track.example'])
})

test('a host that does not answer is a bad gateway, and the proxy goes on', async () => {
  const closed = createTcpServer()
  const gone = await listening(closed)
  await new Promise((resolve) => closed.close(resolve))
  const { port } = await proxy()
  expect((await tunnel(port, `127.0.0.1:${gone}`)).status).toBe(502)
  expect((await absolute(port, `http://127.0.0.1:${gone}/`)).status).toBe(502)
  expect((await absolute(port, 'http://api.iamport.kr/')).status).toBe(200)
})

test('who opens it as a page is told what it is; what is no HTTP is dropped', async () => {
  const { port } = await proxy()
  const answer = await fetch(`http://127.0.0.1:${port}/`)
  expect([answer.status, await answer.text()]).toEqual([
    400,
    expect.stringContaining('iamport-sandbox의 프록시'),
  ])
  const english = await fetch(`http://127.0.0.1:${port}/`, { headers: { 'accept-language': 'en-US' } })
  expect(await english.text()).toMatch(/^This is the proxy of iamport-sandbox: [^가-힣]+$/)
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {}).resume()
  socket.write('\x16\x03\x01 nonsense\r\n\r\n')
  await new Promise((resolve) => socket.once('close', resolve))
  expect((await absolute(port, 'http://api.iamport.kr/')).status).toBe(200)
})

test.each([
  'mail.example:99999',
  'mail.example:-1',
  'mail.example:smtp',
  ':443',
  'a b:443',
  '[::1:443',
  '[]:443',
])('a tunnel to what is no host and port is refused in words: %s', async (target) => {
  const { port, refused } = await proxy({ allows: () => false })
  const socket = connect(port, '127.0.0.1')
  socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: x\r\n\r\n`)
  let answer = ''
  for await (const chunk of socket.setEncoding('utf8')) answer += chunk
  expect(answer).toMatch(/^HTTP\/1\.1 400 /)
  expect(refused).toEqual([])
})

/** A host that answers each connection with these bytes. */
const answering = (bytes: string) =>
  listening(createTcpServer((socket) => socket.on('error', () => {}).once('data', () => socket.end(bytes))))

test('an answer that breaks off breaks off for who asked, too', async () => {
  const { port } = await proxy()
  const half = await answering('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf')
  await expect(
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: `http://127.0.0.1:${half}/` }, (answer) =>
        answer.resume().on('error', reject).on('end', resolve),
      )
        .on('error', reject)
        .end()
    }),
  ).rejects.toThrow('aborted')
})

test.each([
  ['a status that is none', 'HTTP/1.1 099 No\r\ncontent-length: 0\r\n\r\n'],
  ['no HTTP', '\x00\x01'],
  ['a switch that nobody asked for', 'HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'],
])('a host that answers %s is a bad gateway', async (_what, bytes) => {
  const { port } = await proxy()
  expect((await absolute(port, `http://127.0.0.1:${await answering(bytes)}/`)).status).toBe(502)
  expect((await absolute(port, 'http://api.iamport.kr/')).status).toBe(200)
})

test('over HTTP/2 what gets no answer is a bad gateway, what is none is reset, and the connection goes on', async () => {
  const { port } = await proxy()
  const { socket } = await tunnel(port, 'api.iamport.kr:443')
  const secure = connectTls({ socket, servername: 'api.iamport.kr', ca: ca.cert, ALPNProtocols: ['h2'] })
  const session = connectHttp2('https://api.iamport.kr', { createConnection: () => secure })
  const statusOf = (headers: Record<string, string>) =>
    new Promise((resolve) =>
      session
        .request(headers)
        .on('response', (answer) => resolve(answer[':status']))
        .on('error', ({ code }: NodeJS.ErrnoException) => resolve(code))
        .on('close', () => resolve('closed'))
        .end(),
    )
  expect(await statusOf({ ':method': 'CONNECT', ':authority': 'x:1' })).toBe(502)
  expect(await statusOf({ ':path': '/a b' })).toBe('ERR_HTTP2_STREAM_ERROR')
  expect(await statusOf({ ':path': '/payments' })).toBe(200)
  session.destroy()
})
