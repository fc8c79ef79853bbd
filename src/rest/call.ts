/** One call of the emulated API, from its first byte to what is told of it. */
import type { Request, Response } from 'express'
import type { Bilingual } from '../core/bilingual.ts'
import type { Operation } from '../core/operation.ts'
import type { Provenance } from '../core/provenance.ts'
import type { RestEffect } from '../scenarios/fault.ts'
import type { Opened } from '../trace/record.ts'

/** The envelope of every answer: keys in this order, `message` null on success. */
export interface Envelope {
  readonly code: number
  readonly message: string | null
  readonly response: unknown
  readonly error?: unknown
}

export interface Call {
  readonly req: Request
  readonly res: Response
  /** Null for a call that is no operation. */
  readonly row: Operation | null
  /** Its place in the trace. */
  readonly opened: Opened
  /** Milliseconds since it came in. */
  readonly elapsed: () => number
  /** What a scenario does to its answer. */
  effect: RestEffect | null
}

/** How a call ended. */
export interface Ended {
  /** Null where nothing was answered. */
  readonly status: number | null
  readonly envelope: Envelope | null
  /** The body as it was sent. */
  readonly text: string
  /** The reason for the developer. */
  readonly hint: Bilingual | null
  /** How we know that iamport answers so; missing where nobody does. */
  readonly known?: Provenance
}

/** Sends the answer, unless a scenario has it lost or spoiled on the way. */
export function send(
  { res, effect }: Call,
  status: number,
  text: string,
  headers: Record<string, string>,
): void {
  if (effect === 'lost') {
    res.socket?.destroy()
    return
  }
  const body = effect === 'empty' ? '' : effect === 'malformed' ? cut(text) : text
  res.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    ...headers,
  })
  res.end(body)
}

/** The first two thirds: begins like JSON, and is none. */
function cut(text: string): string {
  return text.slice(0, Math.floor((text.length * 2) / 3))
}
