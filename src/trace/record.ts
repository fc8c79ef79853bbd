/** What is kept of one thing that went over a wire, or of one change of state: the trace is a list of these. */

import type { Bilingual } from '../core/bilingual.ts'
import type { Provenance } from '../core/provenance.ts'

/** Where it went: each surface of the sandbox, and `state` for what happened inside. */
export const SURFACES = ['sdk', 'window', 'state', 'rest', 'webhook', 'home', 'control'] as const
export type Surface = (typeof SURFACES)[number]

export interface TraceRecord {
  /** In the order in which things began; goes on over restarts. */
  readonly seq: number
  /** When it began: Unix milliseconds of real time. */
  readonly at_ms: number
  /** What the sandbox's clock said: Unix seconds. */
  readonly clock: number
  readonly surface: Surface
  readonly imp_uid: string | null
  readonly merchant_uid: string | null
  /** `seq` of what this came of: the call that changed a state, the change that a webhook tells of, the webhook before a call. */
  readonly cause: number | null
  readonly request: TracedRequest | null
  readonly response: TracedResponse | null
  /** What people are told of it; null where they are not. */
  readonly line: Line | null
}

export interface TracedRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, unknown>>
  /** JSON and forms as values, anything else as text; without its secrets. */
  readonly body: unknown
  /** How many characters of the body are left out at its end. */
  readonly cut?: number
}

export interface TracedResponse {
  /** Null when nothing was answered. */
  readonly status: number | null
  readonly ms: number | null
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: unknown
  readonly cut?: number
  /** `code` of REST's envelope. */
  readonly code?: number
  /** The reason for the developer, in both languages; older files have one. x-iamport-sandbox-hint is the English one. */
  readonly hint?: Bilingual | string | null
  /** How we know that iamport answers so: of the refusal, or of the operation. */
  readonly known?: Provenance
  /** A named failure of a call of ours. */
  readonly error?: string | null
}

export type Kind =
  | 'order'
  | 'payment'
  | 'certification'
  | 'rest'
  | 'webhook'
  | 'refused'
  | 'remark'
  | 'clock'
  | 'fault'
export type Level = 'info' | 'warn' | 'error'

export interface Line {
  /** In the order in which people are told; goes on over restarts. */
  readonly no: number
  readonly kind: Kind
  readonly level: Level
  /** In both languages; older files have one. */
  readonly text: Bilingual | string
  readonly detail: Readonly<Record<string, unknown>>
}

/**
 * Kinds of answers that a developer looks for: none at all, a 4xx or 5xx, a 200 whose code says no, one that we assume, one with a
 * hint.
 */
export const ANSWER_KINDS = ['lost', '4xx', '5xx', 'refused', 'assumed', 'hinted'] as const
export type AnswerKind = (typeof ANSWER_KINDS)[number]

export function isAnswer(kind: AnswerKind, response: TracedResponse | null): boolean {
  const { status = null, code, known, hint } = response ?? {}
  switch (kind) {
    case 'lost':
      return response !== null && status === null
    case '4xx':
      return status !== null && status >= 400 && status < 500
    case '5xx':
      return status !== null && status >= 500
    case 'refused':
      return code !== undefined && code !== 0
    case 'assumed':
      return known?.how === 'assumed'
    case 'hinted':
      return !!hint
  }
}

/** What is asked of the trace. */
export interface TraceFilter {
  readonly imp_uid?: string
  readonly merchant_uid?: string
  readonly surface?: Surface
  /** Unix milliseconds of real time. */
  readonly since?: number
  /** Answers of these kinds alone. */
  readonly answer?: AnswerKind
  /** A text in the address, the ids or what came in. */
  readonly q?: string
  /** Whether it went over a wire; without it lines of people are among them. */
  readonly is_call?: boolean
  readonly newest_first?: boolean
  readonly limit?: number
  readonly offset?: number
}

/** Something has begun: its place in the trace is taken. */
export interface Opened {
  readonly seq: number
  readonly at_ms: number
}
