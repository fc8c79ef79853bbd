/** One HTTP attempt: the request as iamport makes it, and what came of it, failures by name. */
import { isIP } from 'node:net'
import { stopwatch } from '../core/clock.ts'
import { parsedUrl } from '../core/parsed-url.ts'
import { AddressRefused, guardedLookup, isThisMachine, refusesAddress } from './address.ts'
import { carryByNode } from './by-node.ts'
import type { Answer, Carry, Listening } from './carry.ts'
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
  /** What carries it; Node's own client, where nothing is given. */
  readonly carry?: Carry
  /** Cuts the attempt off: it then ends as `interrupted`. */
  readonly cut?: Cut
}

export type Outcome = Pick<Attempt, 'ms' | 'status' | 'error' | 'response'>

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
  const { carry = carryByNode, cut, verify_tls } = options

  return new Promise((resolve) => {
    let phase: 'connect' | 'read' = 'connect'
    let status: number | null = null
    /** What cut it off; it counts for more than what the socket says then. */
    let why: Error | null = null
    const limit = (ms: number) =>
      setTimeout(() => cutOff(new CutOff(`${phase} timeout`)), Math.min(ms, total_ms - elapsed()))
    let timer: NodeJS.Timeout | null = null
    let deaf: (() => void) | null = null
    const settle = (outcome: Outcome) => {
      if (timer) clearTimeout(timer)
      deaf?.()
      resolve(outcome)
    }
    const listening: Listening = {
      connected() {
        phase = 'read'
        if (timer) clearTimeout(timer)
        timer = limit(read_ms)
      },
      began(first_line) {
        status = first_line
      },
      answered: (answer) => settle(outcomeOf(answer, elapsed())),
      failed: (error) => settle({ ...failed(nameFailure(why ?? error, phase)), status }),
    }
    const carried = open(() => carry(url, message, { lookup: guardedLookup(refuses), verify_tls }, listening))
    if (carried instanceof Error) return resolve(failed(`bad request: ${carried.message}`))
    const cutOff = (reason: Error) => {
      why ??= reason
      carried.destroy(reason)
    }
    timer ??= limit(connect_ms)
    const interrupt = () => cutOff(new CutOff('interrupted'))
    deaf = cut?.onCut(interrupt) ?? null
    if (cut?.isCut()) interrupt()
  })
}

/** A webhook that comes back to the sandbox would pass every guard that asks for a browser's headers. */
function refusesOwn(address: string, url: Readonly<URL>, { own_ports }: SendOptions): string | null {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  if (!own_ports.includes(port) || !isThisMachine(address)) return null
  return `${url.host} is the sandbox itself`
}

class CutOff extends Error {}

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

/** A 2xx is delivered; every other status is an answer, too, but the delivery counts as failed. */
function outcomeOf({ status, headers, text, is_cut }: Answer, ms: number): Outcome {
  const error = status >= 300 && status < 400 ? 'redirect' : status >= 400 || status < 200 ? 'status' : null
  return { ms, status, error, response: { headers, body: text, ...(is_cut ? { is_cut } : {}) } }
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
