/** Behind a TLS front, on a captured name, from a stranger: where the script says that its frames are. */
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await createSandbox({ seed: 1 })
})
afterAll(() => sandbox.close())

/** One request, byte by byte: fetch would not send a Host of its own. */
function ask(path: string, headers: Record<string, string>, to = sandbox): Promise<string> {
  const { hostname, port, host } = new URL(to.url)
  const lines = Object.entries({ host, connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`),
    )
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk
    })
    socket.on('end', () => resolve(answer)).on('error', reject)
  })
}

const scriptOrigin = async (headers: Record<string, string>, to = sandbox): Promise<string | undefined> =>
  /"origin":"([^"]+)"/.exec(await ask('/js/iamport.payment-1.1.5.js', headers, to))?.[1]

const SHOP = 'sandbox.shop.example'

test.each([
  ['X-Forwarded-Proto', { host: SHOP, 'x-forwarded-proto': 'https' }, `https://${SHOP}`],
  ['the first of several', { host: SHOP, 'x-forwarded-proto': 'https, http' }, `https://${SHOP}`],
  [
    'X-Forwarded-Host',
    { 'x-forwarded-proto': 'https', 'x-forwarded-host': `${SHOP}:8443` },
    `https://${SHOP}:8443`,
  ],
  ['Forwarded', { forwarded: `for=192.0.2.1;proto=https;host=${SHOP}, for=10.0.0.1` }, `https://${SHOP}`],
  ['Forwarded with quotes', { forwarded: `proto="https"; host="${SHOP}:8443"` }, `https://${SHOP}:8443`],
  ['a word that is no scheme', { host: SHOP, 'x-forwarded-proto': 'javascript' }, `http://${SHOP}`],
  ['a host that is none', { host: SHOP, 'x-forwarded-host': 'a"</script>' }, `http://${SHOP}`],
  ['nothing of the kind', { host: SHOP }, `http://${SHOP}`],
] as const)(
  'behind a TLS front that sends %s, the script’s frames are where the browser is',
  async (_what, headers, origin) => {
    expect(await scriptOrigin(headers)).toBe(origin)
  },
)

test.each([
  ['service.iamport.kr', {}],
  ['cdn.iamport.kr', {}],
  ['cdn.iamport.kr:80', {}],
  ['CDN.iamport.kr', {}],
  ['cdn.iamport.kr', { 'x-forwarded-proto': 'http' }],
])(
  'a page that loads it from %s (http or https) finds its frames at https://service.iamport.kr',
  async (host, more) => {
    expect(await scriptOrigin({ host, ...more })).toBe('https://service.iamport.kr')
  },
)

test.each(['iamport.kr.evil.example', 'notiamport.kr', 'www.iamport.kr.co'])(
  '%s is no name of iamport',
  async (host) => {
    expect(await scriptOrigin({ host })).toBe(`http://${host}`)
  },
)

describe('slips and redirects', () => {
  const order = { merchant_uid: 'o1', name: '주문명', amount: 14000, buyer_tel: '010-1234-5678' }
  /** The shop pays through the control API of the sandbox, asked the way a front or a captured name would ask. */
  async function receiptUrl(headers: Record<string, string>): Promise<string> {
    await using own = await fresh()
    const body = JSON.stringify({ ...order, merchant_uid: 'o1' })
    const { hostname, port, host } = new URL(own.sandbox.url)
    const head = Object.entries({ host, connection: 'close', 'content-type': 'application/json', ...headers })
    const socket = connect(Number(port), hostname)
    socket.write(
      `POST /_sandbox/payments HTTP/1.1\r\n${head.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    )
    let answer = ''
    for await (const chunk of socket.setEncoding('utf8')) answer += chunk
    return /"receipt_url":"([^"]+)"/.exec(answer)![1]!
  }

  test('a slip of a payment that was made through a front is at the front', async () => {
    const url = await receiptUrl({ 'x-forwarded-proto': 'https', 'x-forwarded-host': SHOP })
    expect(url).toMatch(new RegExp(`^https://${SHOP}/checkout/slips/imp_\\d+$`))
  })

  test('a slip of a payment that was made here is here', async () => {
    expect(await receiptUrl({})).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/checkout\/slips\/imp_\d+$/)
  })
})

async function fresh() {
  const own = await createSandbox({ seed: 1 })
  return { sandbox: own, [Symbol.asyncDispose]: () => own.close() }
}

describe('proxies that are believed', () => {
  test.each(['nonsense', '10.0.0.0/40', 'proxy.local'])('%s is no address of one', async (trust_proxy) => {
    await expect(createSandbox({ trust_proxy: [trust_proxy] })).rejects.toThrow('--trust-proxy')
  })
})
