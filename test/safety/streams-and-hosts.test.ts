/** Names that are none, answers that a browser may not take for pages, and readers who stand still. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isHostHeader } from '../../src/core/hosts.ts'
import { boundReader } from '../../src/core/slow-reader.ts'
import { createSandbox, type Sandbox } from '../../src/index.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

/** As it goes over the wire: a client of fetch would not send such a name. */
async function ask(path: string, host: string, more = ''): Promise<{ status: number; text: string }> {
  const { port } = new URL(sandbox.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`GET ${path} HTTP/1.1\r\nhost: ${host}\r\n${more}connection: close\r\n\r\n`)
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  await once(socket, 'close')
  return { status: Number(text.split(' ')[1]), text }
}

const MALFORMED = [
  'localhost:evil',
  'localhost:99999',
  'localhost:4780:4780',
  '127.0.0.1:4780@evil.example',
  'evil.example@127.0.0.1',
  'localhost/..',
  'localhost?x',
  'localhost#x',
  'local host',
  'localhost,evil.example',
  '[::1',
  '[::1]x',
  '::1]',
  '[localhost]',
  'http://localhost',
  '<script>',
  'localhost%00',
  '"localhost"',
  "localhost'",
  'localhost\\evil',
  '-localhost',
  '.localhost',
  '..',
  'x'.repeat(300),
]
const SURFACES = [
  '/_sandbox/settings',
  '/dashboard',
  '/users/getToken',
  '/js/iamport.payment-1.1.5.js',
  '/',
  '/nowhere',
]

test.each(MALFORMED)(
  'a Host of %s is no host, on every surface and from every kind of asker',
  async (host) => {
    expect(isHostHeader(host)).toBe(false)
    for (const path of SURFACES) {
      for (const more of ['', 'origin: http://evil.example\r\n', 'sec-fetch-site: same-origin\r\n']) {
        const { status, text } = await ask(path, host, more)
        expect([path, status, /imp_key|imp_secret|\n\s+at /.test(text)]).toEqual([path, 400, false])
      }
    }
    expect(sandbox.events().filter(({ kind }) => kind === 'fault')).toEqual([])
  },
)

test.each(['localhost', '127.0.0.1', 'payments', 'shop.test', '[::1]', 'my_shop-1.test.', 'api.iamport.kr'])(
  'a Host of %s is one, with and without a port',
  (host) => {
    for (const port of ['', ':1', ':4780', ':65535']) expect(isHostHeader(host + port)).toBe(true)
    expect(isHostHeader(`${host}:65536`)).toBe(false)
  },
)

test.each(['a:b:c', 'evil:99999', '[::1', '..', 'localhost:x'])(
  'a proxy that names the host %s is not believed, and breaks nothing',
  async (name) => {
    const { port } = new URL(sandbox.url)
    for (const path of SURFACES)
      for (const more of [`x-forwarded-host: ${name}\r\n`, `forwarded: host="${name}"\r\n`]) {
        const { status } = await ask(path, `127.0.0.1:${port}`, `${more}origin: http://x.test\r\n`)
        expect(status).toBeLessThan(500)
      }
    expect(sandbox.events().filter(({ kind }) => kind === 'fault')).toEqual([])
  },
)

test('no answer of the control API is taken for a page, kept, or put into a frame', async () => {
  const asked = [
    ['/health', {}],
    ['/settings', {}],
    ['/nowhere', {}],
    ['/settings', { method: 'PUT', body: '{' }],
    ['/reset', { method: 'POST', headers: { origin: 'http://evil.example' } }],
  ] as const
  for (const [path, init] of asked) {
    const { headers } = await fetch(`${sandbox.url}/_sandbox${path}`, init)
    expect(headers.get('content-type')).toMatch(/^application\/json/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
  const refused = await ask('/_sandbox/settings', 'evil.example')
  expect(refused.status).toBe(403)
  expect(refused.text.toLowerCase()).toContain('x-content-type-options: nosniff')
})

test('a reader who asks for much and reads nothing is cut off; one who waits for something is not', async () => {
  const app = express()
  app.use(boundReader(50))
  app.get('/much', (_req, res) => void res.end('x'.repeat(50_000_000)))
  app.get('/wait', (_req, res) => void res.write('retry: 1\n\n'))
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const gone: string[] = []
  server.on('request', (req, res) => res.on('close', () => gone.push(req.url ?? '')))
  const open = (path: string) => {
    const socket = connect(port, '127.0.0.1')
    socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`)
    return socket
  }
  const waiting = open('/wait')
  await once(waiting, 'data')
  const standing = open('/much').pause()
  const closed = new Promise<void>((resolve) => server.on('request', (_req, res) => res.on('close', resolve)))
  await closed
  expect(gone).toEqual(['/much'])
  expect(waiting.destroyed).toBe(false)
  waiting.destroy()
  standing.destroy()
  server.closeAllConnections()
  server.close()
})
