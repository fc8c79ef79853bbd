/** Capture as a whole: the listener and the proxy of one sandbox, and what a program is given so that it comes here. */
import type { RequestListener } from 'node:http'
import type { Bilingual } from '../core/bilingual.ts'
import { ensureCa } from './ca.ts'
import type { Calls } from './calls.ts'
import { spkiPin } from './certificate.ts'
import { captureNotes, captureVariables, type Policy, userProxy, type Variable } from './environment.ts'
import type { CaptureInfo } from './info.ts'
import { openListener } from './listener.ts'
import { openProxy } from './proxy.ts'

export interface CaptureParts {
  /** Answers what comes in by a captured name. */
  readonly handler: RequestListener
  /** The sandbox's own port, for `http://…iamport.kr`. */
  readonly http_port: number
  /** Where captured names are listened to; 0 is any free port. */
  readonly tls_port: number
  readonly host: string
  readonly now_ms: () => number
  readonly policy: Policy
  /** Told of hosts that `--offline` refuses. */
  readonly calls: Calls
  readonly env: Readonly<Record<string, string | undefined>>
}

export interface Capture extends CaptureInfo {
  readonly variables: readonly Variable[]
  /** For people: what could not be told to come here. */
  readonly notes: readonly Bilingual[]
  readonly close: () => Promise<void>
}

/** Throws a `CaError` for a CA that cannot be used. */
export async function openCapture(parts: CaptureParts): Promise<Capture> {
  const { calls, http_port, policy, env, now_ms } = parts
  const ca = ensureCa(now_ms())
  const listener = await openListener({
    ca,
    handler: parts.handler,
    port: parts.tls_port,
    host: parts.host,
    now_ms,
  })
  const proxy = await openProxy({
    take: listener.take,
    handler: parts.handler,
    allows: (host) => !policy.offline || policy.allow.includes(host) || isNear(host),
    refused: calls.refused,
    upstream: userProxy(env),
  })
  const ports = { tls_port: listener.port, proxy_port: proxy.port, http_port }
  const variables = captureVariables(ca, ports, policy, env)
  return {
    ...ports,
    spki: spkiPin(ca.cert),
    ca_file: ca.file,
    offline: policy.offline,
    variables,
    notes: captureNotes(variables, ca, env),
    close: async () => void (await Promise.all([listener.close(), proxy.close()])),
  }
}

const NEAR = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|::1$|fe80:|f[cd][0-9a-f]{2}:)/

/** This machine, and names without a dot, which are those of its own network: `--offline` is about the world outside. */
function isNear(host: string): boolean {
  return !/[.:]/.test(host) || NEAR.test(host) || host.endsWith('.localhost')
}
