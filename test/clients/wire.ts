/**
 * What the clients of other languages put on the wire: each request is written byte by byte as the client would, because
 * Node's own fetch would tidy it up. One test file per language, one test per trait.
 */
import { request } from 'node:http'
import { afterAll, beforeAll } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'

export const JSON_TYPE = 'application/json'
export const FORM = 'application/x-www-form-urlencoded'

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever came over the wire
  readonly body: any
  readonly chunks: number
  readonly hint: string | undefined
}

export interface Head {
  readonly type?: string
  readonly auth?: Record<string, string>
}

/** A sandbox with three paid orders of 14,000 won, and a token for it. Call it outside the tests. */
export function useWire() {
  const wire = {
    sandbox: undefined as unknown as Sandbox,
    token: '',
    /** Of `order_1`, `order_2` and `주문 3`. */
    imp_uids: [] as string[],
    raw,
    read: (path: string, head: Head = {}) => raw('GET', path, head),
    post: (path: string, type: string, body: string) => raw('POST', path, { type }, body),
    pay,
  }

  beforeAll(async () => {
    wire.sandbox = await createSandbox({ seed: 1, clock: '2026-01-01T00:00:00+09:00' })
    for (const merchant_uid of ['order_1', 'order_2', '주문 3']) wire.imp_uids.push(await pay(merchant_uid))
    const { body } = await raw('POST', '/users/getToken', { type: FORM }, 'imp_key=K&imp_secret=S')
    wire.token = body.response.access_token
  })
  afterAll(() => wire.sandbox.close())
  return wire

  async function pay(merchant_uid: string, more: object = {}): Promise<string> {
    const order = { merchant_uid, name: '주문명', amount: 14_000, buyer_tel: '010-1234-5678', ...more }
    const { rsp } = await wire.sandbox.pay(order)
    return String(rsp!.imp_uid)
  }

  /** The path goes out as it is written, the body too. */
  function raw(method: string, path: string, { type, auth }: Head = {}, body?: string): Promise<Answer> {
    const { hostname, port } = new URL(wire.sandbox.url)
    const headers = {
      ...(auth ?? (wire.token ? { authorization: wire.token } : {})),
      ...(type ? { 'content-type': type } : {}),
      ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
    }
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, method, path, headers }, (res) => {
        const chunks: Buffer[] = []
        res.on('data', (chunk: Buffer) => chunks.push(chunk))
        res.on('end', () => {
          const hint = res.headers['x-iamport-sandbox-hint']
          const text = Buffer.concat(chunks).toString('utf8')
          resolve({
            status: res.statusCode ?? 0,
            body: JSON.parse(text),
            chunks: chunks.length,
            hint: hint?.toString(),
          })
        })
      })
      sent.once('error', reject)
      sent.end(body)
    })
  }
}

/** A form in the order of its fields, as clients write it. */
export const form = (fields: Readonly<Record<string, string | number>>): string =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()

/** Card data that any PG takes. */
export const CARD = {
  card_number: '5242-4242-4242-4242',
  expiry: '2030-12',
  birth: '900101',
  pwd_2digit: '00',
} as const
