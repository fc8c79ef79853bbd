/**
 * Where the sandbox sends webhooks on its own: never to what a cloud serves to its machines alone, in no spelling, by no
 * name and by no way around, whether or not public addresses are allowed.
 */
import type { lookup } from 'node:dns'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { AddressRefused, guardedLookup, isThisMachine, refusesAddress } from '../../src/webhooks/address.ts'
import { send } from '../../src/webhooks/send.ts'
import { startReceiver } from '../receiver.ts'

/** What a cloud serves to its machines, and who. */
const METADATA = [
  ['169.254.169.254', 'AWS, GCP, Azure, OpenStack'],
  ['169.254.170.2', 'AWS, containers'],
  ['169.254.170.23', 'AWS, pods'],
  ['169.254.42.42', 'Scaleway'],
  ['169.254.0.23', 'Tencent'],
  ['100.100.100.200', 'Alibaba'],
  ['192.0.0.192', 'Oracle'],
  ['168.63.129.16', 'Azure'],
  ['fd00:ec2::254', 'AWS'],
  ['fd00:ec2::23', 'AWS, pods'],
  ['fd20:ce::254', 'GCP'],
  ['fd20:ce:0:0:0:0:0:254', 'GCP'],
  ['fd00:42::42', 'Scaleway'],
  ['fe80::a9fe:a9fe', 'OpenStack'],
  ['fe80::a9fe:a9fe%eth0', 'OpenStack'],
] as const

/** Other ways to write or to reach an IPv4 address by IPv6. */
const WAYS = [
  ['mapped', (hex: string) => `::ffff:${hex}`],
  ['mapped, in full', (hex: string) => `0:0:0:0:0:ffff:${hex}`],
  ['compatible', (hex: string) => `::${hex}`],
  ['translated', (hex: string) => `::ffff:0:${hex}`],
  ['NAT64', (hex: string) => `64:ff9b::${hex}`],
  ['NAT64 of a network', (hex: string) => `64:ff9b:1::${hex}`],
  ['NAT64 of a network, /64', (hex: string) => `64:ff9b:1:abcd:0:${hex}:0`],
  ['6to4', (hex: string) => `2002:${hex}::`],
  ['6to4 with a host', (hex: string) => `2002:${hex}:1:2:3:4:5`],
  ['Teredo', (hex: string) => `2001:0:${hex}:8000:63bf:3fff:fdd2`],
  ['ISATAP', (hex: string) => `2001:db8::5efe:${hex}`],
  ['ISATAP, global', (hex: string) => `2001:db8::200:5efe:${hex}`],
] as const

const INNER = [
  ['169.254.169.254', 'a9fe:a9fe'],
  ['100.100.100.200', '6464:64c8'],
  ['192.0.0.192', 'c000:c0'],
  ['168.63.129.16', 'a83f:8110'],
  ['0.0.0.0', '0:0'],
  ['255.255.255.255', 'ffff:ffff'],
] as const

describe.each([
  ['loopback and private addresses only', false],
  ['public addresses allowed, too', true],
])('%s', (_name, allow_public) => {
  test.each(METADATA)('%s (%s) is never called', (address) => {
    expect(refusesAddress(address, allow_public)).toMatch(/link-local, metadata or reserved/)
  })

  test.each(WAYS)('no way around: %s', (_way, write) => {
    for (const [address, hex] of INNER)
      expect([address, refusesAddress(write(hex), allow_public)]).not.toEqual([address, null])
  })

  test.each(WAYS.filter(([name]) => !name.startsWith('mapped')))(
    'a private address is not reached by %s, either',
    (_way, write) => {
      for (const hex of ['7f00:1', 'a00:1', 'c0a8:1', 'ac10:1'])
        expect(refusesAddress(write(hex), allow_public)).not.toBeNull()
    },
  )

  test.each(['::', '::0', '0.0.0.0', '224.0.0.1', '240.0.0.1', 'ff02::1', 'fec0::1', '255.255.255.255'])(
    '%s is no host',
    (address) => expect(refusesAddress(address, allow_public)).not.toBeNull(),
  )

  test.each([
    '127.0.0.1',
    '127.9.9.9',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.0.7',
    '::1',
    '0:0:0:0:0:0:0:1',
    'fd12:3456::1',
    'fd00::254',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:c0a8:1',
  ])('%s is where a shop under development is', (address) => {
    expect(refusesAddress(address, allow_public)).toBeNull()
  })

  test.each(['1.1.1.1', '8.8.8.8', '100.64.0.1', '2606:4700::1111', '64:ff9b::808:808', '192.0.0.9'])(
    '%s is public',
    (address) => expect(refusesAddress(address, allow_public) === null).toBe(allow_public),
  )

  /** As they are written in a settings file: Node reads them as one address. */
  test.each([
    'http://2852039166/latest',
    'http://0xa9fea9fe/',
    'http://0xA9.0xFE.0xA9.0xFE/',
    'http://0251.0376.0251.0376/',
    'http://169.254.43518/',
    'http://169.16689662/',
    'http://169.254.169.254./',
    'http://169.254.169.254:80/',
    'http://user@169.254.169.254/',
    'http://127.0.0.1@169.254.169.254/',
    'http:\\\\169.254.169.254\\',
    'http://１６９.２５４.１６９.２５４/',
    'http://①⑥⑨.②⑤④.①⑥⑨.②⑤④/',
    'http://169。254。169。254/',
    'http://%31%36%39.254.169.254/',
    'http://169.254.169.254\t/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[::169.254.169.254]/',
    'http://[64:ff9b::169.254.169.254]/',
    'http://[2002:a9fe:a9fe::]/',
    'http://[FD20:CE::254]/',
    'http://[fd20:00ce:0000::0254]/',
    'http://0x64.0x64.0x64.0xc8/',
    'http://1684301000/',
    'http://3221225664/',
    'http://2822734096/',
    'https://[fe80::1]/',
    'http://0/',
    'http://0.0.0.0/',
    'http://[::]/',
  ])('%s is not sent to', async (url) => {
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '')
    expect(refusesAddress(host, allow_public)).not.toBeNull()
    if (allow_public) return
    const timeouts = { connect_ms: 2000, read_ms: 2000, total_ms: 2000 }
    const options = { timeouts, allow_public, own_ports: [], verify_tls: true }
    const outcome = await send(url, { headers: {}, body: '{}' }, options)
    expect(outcome).toMatchObject({ status: null, response: null })
    expect(outcome.error).toMatch(/^address refused: /)
  })
})

describe('a name', () => {
  const server = createServer((_req, res) => res.end('hello'))
  let port = 0
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => void server.close())

  /** A name server that gives another answer each time. */
  function answers(...rounds: string[][]) {
    const asked: string[] = []
    const resolve = ((host: string, _options: object, done: (error: null, list: object[]) => void) => {
      const list = rounds[Math.min(asked.length, rounds.length - 1)]!
      asked.push(host)
      done(
        null,
        list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    }) as unknown as typeof lookup
    return { asked, resolve }
  }

  function call(resolve: typeof lookup): Promise<string> {
    const refuses = (address: string) => refusesAddress(address, true)
    return new Promise((done) => {
      const options = { host: 'shop.example', port, lookup: guardedLookup(refuses, resolve), agent: false }
      const sent = request(options, (res) => {
        res.resume()
        done(`answered by ${res.socket.remoteAddress}`)
      })
      sent.on('error', (error) => done(error instanceof AddressRefused ? error.message : String(error)))
      sent.end()
    })
  }

  test('is resolved once: the address that was judged is the one that is connected to', async () => {
    const { asked, resolve } = answers(['127.0.0.1'], ['169.254.169.254'])
    expect(await call(resolve)).toBe('answered by 127.0.0.1')
    expect(asked).toEqual(['shop.example'])
  })

  test('that moves to a metadata address is refused at the next call', async () => {
    const { resolve } = answers(['127.0.0.1'], ['169.254.169.254'])
    expect(await call(resolve)).toBe('answered by 127.0.0.1')
    expect(await call(resolve)).toMatch(/169\.254\.169\.254 is a link-local, metadata/)
  })

  test.each([
    [['127.0.0.1', '169.254.169.254']],
    [['127.0.0.1', 'fd20:ce::254']],
    [['64:ff9b::a9fe:a9fe', '127.0.0.1']],
    [['fe80::1%lo']],
  ])('of %j is refused, whichever of them would have answered', async (list) => {
    expect(await call(answers(list).resolve)).toMatch(/metadata|leads to/)
  })
})

describe('the sandbox itself', () => {
  test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '0.0.0.0', '::'])(
    'is this machine at %s',
    (address) => expect(isThisMachine(address)).toBe(true),
  )
  test.each(['10.255.254.253', '8.8.8.8', 'fd12::77'])('is not at %s', (address) => {
    expect(isThisMachine(address)).toBe(false)
  })
})

describe('a shop', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await createSandbox({ seed: 1 })
  })
  afterAll(() => sandbox.close())

  test('that answers with a redirect to a metadata address is not followed there', async () => {
    const location = 'http://169.254.169.254/latest/meta-data'
    const shop = await startReceiver({ status: 302, headers: { location } })
    sandbox.settings({ notification_url: [shop.url] })
    await sandbox.pay({ merchant_uid: 'o1', name: '주문', amount: 1000, buyer_tel: '010-1234-5678' })
    await sandbox.settle()
    expect(sandbox.webhooks()).toMatchObject([{ state: 'failed', attempts: [{ error: 'redirect' }] }])
  })

  test.each(['http://2852039166/hook', 'http://[fd20:ce::254]/hook', 'http://[::ffff:a9fe:a9fe]/hook'])(
    'is told in the delivery why nothing went to %s, also by notice_url and by a rule of rewriting',
    async (url) => {
      await sandbox.reset()
      sandbox.settings({
        notification_url: [url, 'https://far.example/hook'],
        webhook_rewrites: [{ from: 'https://far.example', to: url }],
      })
      const order = { name: '주문', amount: 1000, buyer_tel: '010-1234-5678' }
      await sandbox.pay({ ...order, merchant_uid: 'o1' })
      await sandbox.pay({ ...order, merchant_uid: 'o2', notice_url: url })
      await sandbox.settle()
      const errors = sandbox.webhooks().flatMap(({ attempts }) => attempts.map(({ error }) => error))
      expect(errors).toHaveLength(3)
      for (const error of errors) expect(error).toMatch(/^address refused: .*metadata/)
    },
  )
})
