/** The control API of a running sandbox, as a connection calls it. Everything that goes wrong is a SandboxError in words. */
import type { Lang } from '../core/bilingual.ts'
import { isRecord } from '../core/record.ts'
import { begin, nameOf, type Reached, send } from '../core/send.ts'
import { withoutSlashes } from '../core/slashes.ts'
import { readAnswer, somethingElse, unreachable } from './control-answers.ts'
import { told } from './speaking.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Query = Readonly<Record<string, string | number | boolean | undefined>>

interface Sent {
  readonly query?: Query
  readonly body?: unknown
  readonly timeout_ms?: number
}

export type ControlApi = ReturnType<typeof createControlApi>

/** How many rows the control API gives at a time. */
const PAGE = 1000

/** Whoever listens there and never answers is given up after so long. */
const HELLO_MS = 10_000

export function createControlApi(given: string | URL, token: string | undefined, lang: Lang) {
  const url = readUrl(String(given))
  const ending = new AbortController()
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` }

  /** `T` is believed, not checked: the caller names the shape that this route promises. */
  async function call<T>(
    method: Method,
    path: string,
    { query = {}, body, timeout_ms }: Sent = {},
  ): Promise<T> {
    if (ending.signal.aborted)
      throw told(
        `${url}에 연결한 것을 close()로 닫은 뒤입니다 (${method} ${path}).`,
        `This connection to ${url} is closed: ${method} ${path} came after close().`,
      )
    const address = new URL(`${url}/_sandbox${path}`)
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) address.searchParams.set(name, String(value))
    }
    const has_body = method === 'POST' || method === 'PUT'
    const headers = {
      'accept-language': lang,
      ...authorization,
      ...(has_body ? { 'content-type': 'application/json' } : {}),
    }
    const sent = has_body ? JSON.stringify(body ?? {}) : ''
    return readAnswer(url, token, await reach(address, method, headers, sent, timeout_ms)) as T
  }

  async function reach(
    address: URL,
    method: Method,
    headers: Readonly<Record<string, string>>,
    body: string,
    timeout_ms: number | undefined,
  ): Promise<Reached> {
    const late = timeout_ms === undefined ? [] : [AbortSignal.timeout(timeout_ms)]
    try {
      return await send(address, method, headers, body, AbortSignal.any([ending.signal, ...late]))
    } catch (error) {
      if (ending.signal.aborted)
        throw told(
          `${url}에 연결한 것이 응답을 기다리는 동안 close()로 닫혔습니다.`,
          `This connection to ${url} was closed while it waited for an answer.`,
        )
      throw unreachable(url, late.some(({ aborted }) => aborted) ? `${timeout_ms} ms` : nameOf(error))
    }
  }

  return {
    url,
    call,

    /** Calls back whenever anything happens; answers how to stop. */
    async follow(happened: () => void): Promise<() => void> {
      const headers = { accept: 'text/event-stream', ...authorization }
      const stream = await begin(new URL(`${url}/_sandbox/events`), 'GET', headers, '', ending.signal)
      stream.on('data', happened).on('error', happened).on('close', happened)
      return () => stream.destroy()
    },

    /** Whether it is a sandbox that listens there, before anything is asked of it. */
    async greet(): Promise<void> {
      const health = await call<unknown>('GET', '/health', { timeout_ms: HELLO_MS })
      if (!isRecord(health) || health.status !== 'ok' || !isRecord(health.clock))
        throw somethingElse(url, 200)
    },

    /** A list from its beginning, page by page, until `limit` rows after `offset` are there. */
    async list<T>(path: string, query: Query, { offset = 0, limit = Number.POSITIVE_INFINITY } = {}) {
      const rows: T[] = []
      for (let page = 1; rows.length < offset + limit; page++) {
        const answer = await call<{ list: T[] }>('GET', path, { query: { ...query, limit: PAGE, page } })
        rows.push(...answer.list)
        if (answer.list.length < PAGE) break
      }
      return rows.slice(offset, offset + limit)
    },

    /** Whatever still waits for an answer is told so. */
    close: () => ending.abort(),
  }
}

function readUrl(given: string): string {
  const is_http = URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)
  if (is_http) return withoutSlashes(given)
  throw told(
    `connectSandbox에는 http:// 또는 https:// 주소를 주세요: ${given}`,
    `connectSandbox takes an http:// or https:// address, not ${given}`,
  )
}
