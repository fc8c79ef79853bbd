/** The CA of this machine and what it vouches for: the captured names, for a short time, and nothing else. */
import { X509Certificate } from 'node:crypto'
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { request } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { connect, createServer } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { CaError, caFiles, ensureCa, removeCa } from '../../src/capture/ca.ts'
import { createCa, createLeaf, type Issued, LEAF_DAYS, spkiPin } from '../../src/capture/certificate.ts'
import { CAPTURED_HOSTS } from '../../src/capture/hosts.ts'
import { openListener } from '../../src/capture/listener.ts'
import { makeFolder } from '../cli/command-line.ts'

const NOW = Date.parse('2026-11-28T00:00:00Z')
const DAY_MS = 86_400_000

/** Whether a client that trusts the CA accepts this certificate for this name: null, or why not. */
async function complaint(ca: Issued, leaf: Issued, host: string): Promise<string | null> {
  const server = createServer({ key: leaf.key, cert: leaf.cert + ca.cert })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port, servername: host, ca: ca.cert }, () => {
      resolve(null)
      socket.destroy()
    })
    socket.on('error', (error) => resolve(error.message))
  })
}

test.each(CAPTURED_HOSTS)('a client that trusts the CA accepts its certificate for %s', async (host) => {
  const now = Date.now()
  const ca = createCa('laptop', now)
  expect(await complaint(ca, createLeaf(ca, CAPTURED_HOSTS, now), host)).toBeNull()
})

test.each(['example.com', 'iamport.kr.example.com', 'notiamport.kr', 'jquery.com'])(
  'for %s nobody accepts what the CA signs',
  async (host) => {
    const now = Date.now()
    const ca = createCa('laptop', now)
    expect(await complaint(ca, createLeaf(ca, [host], now), host)).toMatch(/permitted subtree/)
  },
)

test('a certificate is over after a week, the CA’s is critical about what it may sign', () => {
  const ca = createCa('laptop', NOW)
  const leaf = new X509Certificate(createLeaf(ca, CAPTURED_HOSTS, NOW).cert)
  expect((Date.parse(leaf.validTo) - NOW) / DAY_MS).toBe(LEAF_DAYS)
  expect(leaf.ca).toBe(false)
  expect(leaf.verify(new X509Certificate(ca.cert).publicKey)).toBe(true)
  expect(new X509Certificate(ca.cert)).toMatchObject({ ca: true, subject: 'CN=iamport-sandbox CA (laptop)' })
  expect(spkiPin(ca.cert)).toMatch(/^[\w+/]{43}=$/)
})

test('the CA is made once, its key is for its owner alone, and it goes when it is told to', () => {
  const home = makeFolder()
  const first = ensureCa(NOW, home)
  expect(ensureCa(NOW + DAY_MS, home)).toEqual(first)
  expect(statSync(caFiles(home).key).mode & 0o777).toBe(0o600)
  expect(readFileSync(first.file, 'utf8')).toBe(first.cert)
  expect([removeCa(home), removeCa(home)]).toEqual([true, false])
  expect(ensureCa(NOW, home).cert).not.toBe(first.cert)
})

test('a key that others can read is refused, with the way to mend it', () => {
  const home = makeFolder()
  ensureCa(NOW, home)
  chmodSync(caFiles(home).key, 0o644)
  expect(() => ensureCa(NOW, home)).toThrow(CaError)
  expect(() => ensureCa(NOW, home)).toThrow(/chmod 600/)
})

test('a home that cannot hold it is one sentence', () => {
  const home = join(makeFolder(), 'file')
  writeFileSync(home, '')
  expect(() => ensureCa(NOW, home)).toThrow(/IAMPORT_SANDBOX_HOME/)
})

test('a CA that is nearly over is made anew', () => {
  const home = makeFolder()
  const first = ensureCa(NOW, home)
  expect(ensureCa(NOW + 3650 * DAY_MS, home).cert).not.toBe(first.cert)
})

/** A listener whose sandbox answers with the host and path that it was asked for. */
async function listener(now_ms: () => number) {
  const ca = createCa('laptop', now_ms())
  const opened = await openListener({
    ca,
    handler: (req, res) => res.end(`${req.headers.host}${req.url}`),
    port: 0,
    host: '127.0.0.1',
    now_ms,
  })
  onTestFinished(() => opened.close())
  return { ca, port: opened.port }
}

/** The certificate that a client is shown now. */
function shown(port: number): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const socket = connect(
      { host: '127.0.0.1', port, servername: 'api.iamport.kr', rejectUnauthorized: false },
      () => {
        resolve(socket.getPeerX509Certificate()!)
        socket.destroy()
      },
    )
    socket.on('error', reject)
  })
}

test('a listener that runs for weeks renews its certificate', async () => {
  let now = NOW
  const { port } = await listener(() => now)
  const first = await shown(port)
  expect((await shown(port)).serialNumber).toBe(first.serialNumber)
  now += (LEAF_DAYS - 0.5) * DAY_MS
  const next = await shown(port)
  expect(next.serialNumber).not.toBe(first.serialNumber)
  expect(Date.parse(next.validTo)).toBeGreaterThan(now)
})

test('clients of HTTP/1 and of HTTP/2 alone are both answered', async () => {
  const { ca, port } = await listener(() => Date.now())
  const old = await new Promise<string>((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port,
        servername: 'api.iamport.kr',
        headers: { host: 'api.iamport.kr' },
        ca: ca.cert,
        path: '/a',
      },
      (res) => {
        let body = ''
        res.on('data', (chunk) => {
          body += chunk
        })
        res.on('end', () => resolve(body))
      },
    )
      .on('error', reject)
      .end()
  })
  expect(old).toBe('api.iamport.kr/a')
  const session = connectHttp2(`https://127.0.0.1:${port}`, { servername: 'api.iamport.kr', ca: ca.cert })
  onTestFinished(() => session.destroy())
  const stream = session.request({ ':path': '/b', ':authority': 'api.iamport.kr' })
  let body = ''
  for await (const chunk of stream.setEncoding('utf8')) body += chunk
  expect(body).toBe('api.iamport.kr/b')
})

test('a port that is taken is said, and nothing is left listening', async () => {
  const taken = createHttpServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void taken.close())
  const { port } = taken.address() as AddressInfo
  const opening = openListener({
    ca: createCa('laptop', NOW),
    handler: () => {},
    port,
    host: '127.0.0.1',
    now_ms: () => NOW,
  })
  await expect(opening).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
