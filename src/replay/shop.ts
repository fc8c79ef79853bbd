/** The shop under test: how its addresses are asked, and its orders read. */
import { exec } from 'node:child_process'
import { promisify } from 'node:util'
import { type Bilingual, BilingualError, inEach, say } from '../core/bilingual.ts'
import { isRecord } from '../core/schema.ts'
import { withoutSlashes } from '../core/slashes.ts'
import { ORDER_WORDS, type OrderWord, type ShopAdapter } from './adapter.ts'
import { askHttp, type Heard, TooSlow } from './http.ts'
import { createPatience } from './patience.ts'

export interface ShopOrder {
  readonly merchant_uid: string
  readonly amount: number | null
  readonly is: OrderWord | null
  /** In the shop’s own word. */
  readonly status: string
  readonly refunded: number | null
  readonly shipments: number | null
}

export interface ShopAnswer {
  readonly status: number
  readonly text: string
  /** Where redirects led, the last address last. */
  readonly way: readonly string[]
}

/** The shop is down, slow, or answers nonsense: a result, not a fault of ours. */
export class ShopTrouble extends BilingualError {
  constructor(
    readonly kind: 'unreachable' | 'nonsense',
    said: Bilingual | string,
  ) {
    super(said)
  }
}

export type Shop = ReturnType<typeof createShop>

export function createShop(target: string, adapter: ShopAdapter, timeout_ms: number) {
  const base = withoutSlashes(target)

  /** Asks, and follows redirects within the shop as a browser does. */
  async function ask(method: string, path: string, body?: unknown, form = false): Promise<ShopAnswer> {
    const way: string[] = []
    let address = path.startsWith('http') ? path : `${base}${path}`
    let verb = method
    for (let hops = 0; hops < 6; hops++) {
      const is_sent = verb !== 'GET' && body !== undefined
      const { status, location, text } = await reach(address, verb, is_sent ? written(body, form) : NO_BODY)
      if (location === null || status < 300 || status >= 400) return { status, text, way }
      address = new URL(location, address).href
      way.push(address)
      if (!address.startsWith(base)) return { status, text, way }
      if (status !== 307 && status !== 308) verb = 'GET'
    }
    throw new ShopTrouble(
      'nonsense',
      say(`${method} ${path}: 이동(redirect)이 끝나지 않습니다`, `${method} ${path}: redirects without end`),
    )
  }

  async function reach(address: string, method: string, content: Written): Promise<Heard> {
    try {
      return await askHttp(address, { method, ...content }, timeout_ms)
    } catch (error) {
      const path = address.startsWith(base) ? address.slice(base.length) || '/' : address
      throw new ShopTrouble(
        'unreachable',
        inEach(nameOf(error), (name) => `${method} ${path}: ${name}`),
      )
    }
  }

  async function askJson(method: string, path: string, body?: unknown): Promise<unknown> {
    const { status, text } = await ask(method, path, body)
    if (status >= 400) throw new ShopTrouble('nonsense', `${method} ${path}: HTTP ${status}`)
    return readJson(text, `${method} ${path}`)
  }

  return {
    adapter,
    url: base,
    /** How slow it was lately where its calls were held back. */
    patience: createPatience(),
    /** When it has answered something that asks for nothing: whatever it could do meanwhile is done. */
    hasTurned: (): Promise<unknown> => reach(`${base}/`, 'OPTIONS', NO_BODY).catch(() => {}),
    /** How long it may take to answer the browser. */
    timeout_ms,
    ask,
    askJson,
    webhook_url: `${base}${adapter.webhook}`,
    redirect_url: `${base}${adapter.redirect}`,

    /** The shop’s orders; null where the adapter names no ledger. */
    async ledger(): Promise<ShopOrder[] | null> {
      const { ledger } = adapter
      if (!ledger || (ledger.path === undefined && ledger.command === undefined)) return null
      const answer =
        ledger.path !== undefined
          ? await askJson('GET', ledger.path)
          : await runCommand(ledger.command!, timeout_ms)
      const list = pick(answer, ledger.list)
      if (!Array.isArray(list))
        throw new ShopTrouble(
          'nonsense',
          say(
            `ledger: ${ledger.list || '응답'}이 목록이 아닙니다`,
            `ledger: ${ledger.list || 'the answer'} is no list`,
          ),
        )
      return list.map((row) => readOrder(row, ledger))
    },
  }
}

interface Written {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const NO_BODY: Written = { headers: {}, body: '' }

/** A body as a page sends it: JSON, or a form. */
function written(body: unknown, form: boolean): Written {
  return form
    ? {
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
        body: new URLSearchParams(texts(body)).toString(),
      }
    : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
}

function readOrder(row: unknown, ledger: NonNullable<ShopAdapter['ledger']>): ShopOrder {
  const number = (path: string | undefined) => {
    const value = path === undefined ? null : pick(row, path)
    return value === null || value === undefined || Number.isNaN(Number(value)) ? null : Number(value)
  }
  const status = String(pick(row, ledger.status) ?? '')
  const is = ORDER_WORDS.find((word) => [ledger.words[word]].flat().includes(status)) ?? null
  return {
    merchant_uid: String(pick(row, ledger.merchant_uid) ?? ''),
    amount: number(ledger.amount),
    is,
    status,
    refunded: number(ledger.refunded),
    shipments: number(ledger.shipments),
  }
}

async function runCommand(command: string, timeout: number): Promise<unknown> {
  try {
    const { stdout } = await promisify(exec)(command, { timeout, maxBuffer: 16 * 1024 * 1024 })
    return readJson(stdout, command)
  } catch (error) {
    if (error instanceof ShopTrouble) throw error
    throw new ShopTrouble(
      'unreachable',
      `${command}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function readJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const begin = text.slice(0, 40).replaceAll('\n', ' ')
    throw new ShopTrouble(
      'nonsense',
      say(`${what}: JSON이 아닙니다 (${begin})`, `${what}: not JSON (${begin})`),
    )
  }
}

/** `a.b.0.c` in a JSON value; the whole value for an empty path. */
export function pick(value: unknown, path: string): unknown {
  let at: unknown = value
  for (const part of path.split('.').filter((word) => word !== '' && word !== '$')) {
    if (Array.isArray(at)) at = part === 'length' ? at.length : at.at(Number(part))
    else if (isRecord(at)) at = at[part]
    else return undefined
  }
  return at
}

/** Fills `{word}` in every text of a value. A text that is nothing but one word becomes that word’s value; unknown ones vanish. */
export function fillIn(value: unknown, words: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'string') {
    const alone = /^\{(\w+)\}$/.exec(value)
    if (alone) return words[alone[1]!]
    return value.replace(/\{(\w+)\}/g, (_all, word: string) => String(words[word] ?? ''))
  }
  if (Array.isArray(value)) return value.map((item) => fillIn(item, words))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, words)]))
}

function texts(body: unknown): Record<string, string> {
  if (!isRecord(body)) return {}
  return Object.fromEntries(
    Object.entries(body)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([key, value]) => [key, String(value)]),
  )
}

/** A name with several addresses fails with an error for each of them. */
/** What the socket says, in a word. */
export function nameOf(error: unknown): Bilingual | string {
  if (error instanceof TooSlow) return say('제한 시간 안에 답하지 않았습니다', 'no answer in time')
  const cause = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : String(cause)
}
