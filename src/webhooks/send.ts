/** One HTTP attempt: the request as iamport makes it, and what came of it, failures by name. */
import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP } from 'node:net'
import { urlToHttpOptions } from 'node:url'
import { stopwatch } from '../core/clock.ts'
import { parsedUrl } from '../core/parsed-url.ts'
import { AddressRefused, guardedLookup, isThisMachine, refusesAddress } from './address.ts'
import { isKept } from './connections.ts'
import type { Cut } from './cut.ts'
import type { Attempt } from './delivery.ts'

/** Milliseconds to connect, to wait for the whole answer after that, and for both together. */
export interface Timeouts {
  readonly connect_ms: number
  readonly read_ms: number
  readonly total_ms: number
}

export interface SendOptions {
  readonly timeouts: Timeouts
  readonly allow_public: boolean
  /** Where the sandbox itself listens: it sends nothing to itself. */
  readonly own_ports: readonly number[]
  /** Whether a TLS certificate that nobody vouches for is a failure. */
  readonly verify_tls: boolean
  /** Those of webhooks before it, by http; without them it has one of its own. */
  readonly connections?: Agent
  /** Cuts the attempt off: it then ends as `interrupted`. */
  readonly cut?: Cut
}

export type Outcome = Pick<Attempt, 'ms' | 'status' | 'error' | 'response'>

/** How much of an answer is kept. */
const KEEP_BYTES = 64 * 1024
/** How much of an answer is read: who sends more has answered, and is not listened to any longer. */
const READ_BYTES = 1024 * 1024

/** Posts once. Never throws, never follows a redirect. */
export function send(target: string, message: Attempt['request'], options: SendOptions): Promise<Outcome> {
  const elapsed = stopwatch()
  const failed = (error: string): Outcome => ({ ms: elapsed(), status: null, error, response: null })
  const url = readUrl(target)
  if (typeof url === 'string') return Promise.resolve(failed(url))
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const refuses = (address: string) =>
    refusesOwn(address, url, options) ?? refusesAddress(address, options.allow_public)
  const refused = isIP(host) ? refuses(host) : null
  if (refused) return Promise.resolve(failed(`address refused: ${refused}`))
  const { connect_ms, read_ms, total_ms } = options.timeouts

  return new Promise((resolve) => {
    const call = url.protocol === 'https:' ? httpsRequest : httpRequest
    const request = open(() =>
      call({
        ...placeOf(url),
        method: 'POST',
        headers: message.headers,
        lookup: guardedLookup(refuses),
        agent: (url.protocol === 'http:' && options.connections) || false,
        rejectUnauthorized: options.verify_tls,
      }),
    )
    if (request instanceof Error) return resolve(failed(`bad request: ${request.message}`))
    let phase: 'connect' | 'read' = 'connect'
    let status: number | null = null
    /** What cut it off; it counts for more than what the socket says then. */
    let why: Error | null = null
    const cutOff = (reason: Error) => {
      why ??= reason
      request.destroy(reason)
    }
    const limit = (ms: number) =>
      setTimeout(() => cutOff(new CutOff(`${phase} timeout`)), Math.min(ms, total_ms - elapsed()))
    const interrupt = () => cutOff(new CutOff('interrupted'))
    let timer = limit(connect_ms)
    const deaf = options.cut?.onCut(interrupt)
    const settle = (outcome: Outcome) => {
      clearTimeout(timer)
      deaf?.()
      resolve(outcome)
    }
    if (options.cut?.isCut()) interrupt()
    const connected = () => {
      phase = 'read'
      clearTimeout(timer)
      timer = limit(read_ms)
    }
    request.on('socket', (socket) => {
      if (request.reusedSocket) connected()
      else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected)
    })
    request.on('error', (error) => settle({ ...failed(nameFailure(why ?? error, phase)), status }))
    request.on('response', (response) => {
      status = response.statusCode ?? null
      readBody(response).then(
        (body) => {
          settle(answered(response, body, elapsed()))
          if (!response.complete || !isKept(response)) request.destroy()
        },
        (error: Error) => settle({ ...failed(nameFailure(why ?? error, 'read')), status }),
      )
    })
    request.end(message.body)
  })
}

/** A webhook that comes back to the sandbox would pass every guard that asks for a browser's headers. */
function refusesOwn(address: string, url: Readonly<URL>, { own_ports }: SendOptions): string | null {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  if (!own_ports.includes(port) || !isThisMachine(address)) return null
  return `${url.host} is the sandbox itself`
}

class CutOff extends Error {}

/** Where a request goes, as Node wants it. */
function placeOf(url: Readonly<URL>): ReturnType<typeof urlToHttpOptions> {
  const known = places.get(url)
  if (known) return known
  const place = urlToHttpOptions(url as URL)
  places.set(url, place)
  return place
}

const places = new WeakMap<Readonly<URL>, ReturnType<typeof urlToHttpOptions>>()

/** Headers and addresses that Node does not send at all are a failure of this delivery, not of the sandbox. */
function open<T>(call: () => T): T | Error {
  try {
    return call()
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function readUrl(target: string): Readonly<URL> | string {
  const url = parsedUrl(target)
  if (url === null) return `bad url: ${target} is no absolute URL`
  if (url.protocol === 'http:' || url.protocol === 'https:') return url
  return `bad url: ${url.protocol} is not supported; use http: or https:`
}

interface Body {
  readonly text: string
  readonly is_cut: boolean
}

/** A 2xx is delivered; every other status is an answer, too, but the delivery counts as failed. */
function answered(response: IncomingMessage, { text, is_cut }: Body, ms: number): Outcome {
  const status = response.statusCode ?? 0
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
  )
  const error = status >= 300 && status < 400 ? 'redirect' : status >= 400 || status < 200 ? 'status' : null
  return { ms, status, error, response: { headers, body: text, ...(is_cut ? { is_cut } : {}) } }
}

function readBody(response: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const end = () => resolve({ text: Buffer.concat(chunks).toString('utf8'), is_cut: size > KEEP_BYTES })
    response.on('data', (chunk: Buffer) => {
      if (size < KEEP_BYTES) chunks.push(chunk.subarray(0, KEEP_BYTES - size))
      size += chunk.length
      if (size > READ_BYTES) end()
    })
    response.on('end', end)
    response.on('error', reject)
  })
}

function nameFailure(error: Error & { code?: string }, phase: 'connect' | 'read'): string {
  if (error instanceof CutOff) return error.message
  if (error instanceof AddressRefused) return `address refused: ${error.message}`
  const code = error.code ?? ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'dns'
  if (code === 'ECONNREFUSED') return 'refused'
  if (code === 'ETIMEDOUT') return `${phase} timeout`
  if (code === 'ECONNRESET' || code === 'EPIPE' || code === 'ERR_STREAM_PREMATURE_CLOSE') return 'reset'
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code)) return `tls: ${code}`
  if (code.startsWith('HPE_')) return `bad answer: ${code}`
  return `${phase}: ${code || error.message}`
}
