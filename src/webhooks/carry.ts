/** What carries one request to a shop: Node's own client, or a connection that is kept (`connections.ts`). */
import type { LookupFunction } from 'node:net'
import type { Attempt } from './delivery.ts'

/** What came back, whole or as much of it as is kept. */
export interface Answer {
  readonly status: number
  /** Names in small letters. */
  readonly headers: Record<string, string>
  readonly text: string
  readonly is_cut: boolean
}

/** Who is told of it. Of the last two, what is called first counts. */
export interface Listening {
  /** The shop is reached, and the request on its way. */
  readonly connected: () => void
  /** The head of an answer is there; told more than once where its body comes in pieces. */
  readonly began: (status: number) => void
  readonly answered: (answer: Answer) => void
  readonly failed: (error: Error & { code?: string }) => void
}

export interface Carried {
  /** Cuts it off: it ends with this error, if it has not ended. */
  destroy(reason: Error): void
}

export interface CarryOptions {
  /** Looks up names, and refuses addresses that may not be called. */
  readonly lookup: LookupFunction
  readonly verify_tls: boolean
}

/** Throws where Node does not send such a request at all. */
export type Carry = (
  url: Readonly<URL>,
  message: Attempt['request'],
  options: CarryOptions,
  listening: Listening,
) => Carried

/** How much of an answer is kept, in bytes. */
export const KEEP_BYTES = 64 * 1024
