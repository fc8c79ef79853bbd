/** One HTTP attempt: the request as iamport makes it, and what came of it, failures by name. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { stopwatch } from '../core/clock.ts'
import { AddressRefused, guardedLookup, refusesAddress } from './address.ts'
import type { Attempt, ContentType } from './outbox.ts'

/** Milliseconds to connect and then to wait for the answer (webhook page: 10 s, 30 s). */
export interface Timeouts {
  readonly connect_ms: number
  readonly read_ms: number
}

export interface SendOptions {
  readonly timeouts: Timeouts
  readonly allow_public: boolean
}

export type Outcome = Pick<Attempt, 'ms' | 'status' | 'error' | 'response'>

/** How much of an answer is kept. The rest is read and dropped. */
const KEEP_BYTES = 64 * 1024

/** Exactly `application/json` or `application/x-www-form-urlencoded`, with no charset: shops compare the whole header. */
export function prepareRequest(
  body: Readonly<Record<string, unknown>>,
  content_type: ContentType,
): Attempt['request'] {
  const text =
    content_type === 'json'
      ? JSON.stringify(body)
      : new URLSearchParams(
          Object.entries(body).map(([key, value]): [string, string] => [key, String(value)]),
        ).toString()
  return {
    headers: {
      'content-type': content_type === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(text)),
      accept: '*/*',
      'user-agent': 'iamport-sandbox',
      connection: 'close',
    },
    body: text,
  }
}

/** Posts once. Never throws, never follows a redirect. */
export function send(target: string, message: Attempt['request'], options: SendOptions): Promise<Outcome> {
  const elapsed = stopwatch()
  const failed = (error: string): Outcome => ({ ms: elapsed(), status: null, error, response: null })
  const url = readUrl(target)
  if (typeof url === 'string') return Promise.resolve(failed(url))
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const refused = isIP(host) ? refusesAddress(host, options.allow_public) : null
  if (refused) return Promise.resolve(failed(`address refused: ${refused}`))

  return new Promise((resolve) => {
    const call = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = call(url, {
      method: 'POST',
      headers: message.headers,
      lookup: guardedLookup(options.allow_public),
      agent: false,
    })
    let phase: 'connect' | 'read' = 'connect'
    let timer = setTimeout(() => request.destroy(new Timeout('connect timeout')), options.timeouts.connect_ms)
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      resolve(outcome)
    }
    request.on('socket', (socket) => {
      const ready = url.protocol === 'https:' ? 'secureConnect' : 'connect'
      socket.once(ready, () => {
        phase = 'read'
        clearTimeout(timer)
        timer = setTimeout(() => request.destroy(new Timeout('read timeout')), options.timeouts.read_ms)
      })
    })
    request.on('error', (error) => settle(failed(nameFailure(error, phase))))
    request.on('response', (response) => {
      readBody(response).then(
        (body) => settle(answered(response, body, elapsed())),
        (error: Error) =>
          settle({ ...failed(nameFailure(error, 'read')), status: response.statusCode ?? null }),
      )
    })
    request.end(message.body)
  })
}

class Timeout extends Error {}

function readUrl(target: string): URL | string {
  if (!URL.canParse(target)) return `bad url: ${target} is no absolute URL`
  const url = new URL(target)
  if (url.protocol === 'http:' || url.protocol === 'https:') return url
  return `bad url: ${url.protocol} is not supported; use http: or https:`
}

/** A 2xx is delivered; every other status is an answer, too, but the delivery counts as failed. */
function answered(response: IncomingMessage, body: string, ms: number): Outcome {
  const status = response.statusCode ?? 0
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
  )
  const error = status >= 300 && status < 400 ? 'redirect' : status >= 400 || status < 200 ? 'status' : null
  return { ms, status, error, response: { headers, body } }
}

async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (size < KEEP_BYTES) chunks.push(chunk.subarray(0, KEEP_BYTES - size))
    size += chunk.length
  }
  return Buffer.concat(chunks).toString('utf8')
}

function nameFailure(error: Error & { code?: string }, phase: 'connect' | 'read'): string {
  if (error instanceof Timeout) return error.message
  if (error instanceof AddressRefused) return `address refused: ${error.message}`
  const code = error.code ?? ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns'
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ETIMEDOUT') return `${phase} timeout`
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') return 'reset'
  if (/CERT|TLS|SSL|SELF_SIGNED|ERR_SSL|EPROTO/.test(code)) return 'tls'
  return `${phase}: ${code || error.message}`
}
