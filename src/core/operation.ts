/**
 * One row per operation.
 *
 * From a row come the route, the reading of parameters, the answer's envelope, the types, and the reference documents.
 * The emulated REST API and the control API both declare their operations this way; how errors look is each surface's own.
 */
import type { z } from 'zod'
import type { Lang } from './bilingual.ts'
import type { Provenance } from './provenance.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** What a handler is given besides its parameters. */
export interface Caller {
  /** Row id of the merchant whose token came with the request; the default merchant where an operation needs none. */
  merchant: number
  user_agent: string
  /** What the caller reads; absent where he did not say. */
  lang?: Lang | undefined
}

export interface Input<P, Q, B> extends Caller {
  params: P
  query: Q
  body: B
}

/** What a handler may answer instead of a plain value: another status than 200, or more in REST's envelope. */
export class Answer<T> {
  constructor(
    readonly status: number,
    readonly value: T,
    /** What a few of iamport's answers say besides `response`; only the emulated REST API prints it. */
    readonly envelope: {
      readonly code?: number
      readonly message?: string
      readonly error?: { readonly code: string; readonly message: string }
    } = {},
  ) {}
}

/** An answer that is no JSON; the control API alone has some. */
export class Plain {
  constructor(
    readonly type: string,
    readonly text: string,
  ) {}
}

export interface Operation {
  readonly method: Method
  /** `/payments/{imp_uid}`; a last parameter that may be missing is written `{payment_status?}`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  /** False where no token is asked for. */
  readonly token: boolean
  readonly params?: z.ZodType
  readonly query?: z.ZodType
  readonly body?: z.ZodType
  readonly returns: z.ZodType
  readonly known: Provenance
  /** A request that shows the operation at work. */
  readonly example?: { params?: Record<string, string>; query?: Record<string, unknown>; body?: unknown }
  /** Clients also send these methods to the same path. */
  readonly also?: readonly Method[]
  /**
   * HTTP statuses that the API document lists besides 200 and 401, and those that were observed. A refusal that would have
   * another one is 400 where that is listed, else 200 with its code (decision 0120).
   */
  readonly statuses?: readonly number[]
  /**
   * Who is asked for: throws the refusal of a payment or a customer that is not there. Asked before it is said what is wrong
   * with the other parameters. `given` is a parameter of path or body as text, empty where it is missing.
   */
  readonly asks?: (merchant: number, given: (name: string) => string) => unknown
  readonly handle: (input: Input<never, never, never>) => unknown
}

type Row<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> = Omit<
  Operation,
  'params' | 'query' | 'body' | 'returns' | 'handle' | 'token'
> & {
  params?: P
  query?: Q
  body?: B
  returns: R
  token?: boolean
  handle: (
    input: Input<z.infer<P>, z.infer<Q>, z.infer<B>>,
  ) => z.infer<R> | Answer<z.infer<R>> | Promise<z.infer<R> | Answer<z.infer<R>>>
}

type Nothing = z.ZodObject<Record<never, never>>

/** Declares one operation; the handler's parameters get their types from the row's schemas. */
export function operation<
  R extends z.ZodType,
  P extends z.ZodType = Nothing,
  Q extends z.ZodType = Nothing,
  B extends z.ZodType = Nothing,
>(row: Row<P, Q, B, R>): Operation {
  return { token: true, ...row }
}

/** Reads answer to POST as well, with or without a body, wherever the API has no POST of its own (observed: clients do so). */
export function withReadsByPost(operations: readonly Operation[]): Operation[] {
  const posts = new Set(operations.filter(({ method }) => method === 'POST').map(({ path }) => shapeOf(path)))
  return operations.map((row) =>
    row.method === 'GET' && !posts.has(shapeOf(row.path)) ? { ...row, also: ['POST'] } : row,
  )
}

/** A path without the names of its parameters. */
function shapeOf(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}')
}

/** Literal path segments win over parameters, so `/payments/prepare` is asked before `/payments/{imp_uid}`. */
export function byPrecedence(a: Operation, b: Operation): number {
  const [first, second] = [rank(a.path), rank(b.path)]
  return first < second ? -1 : first > second ? 1 : 0
}

/** `0` for each literal segment, `1` for each parameter. */
function rank(path: string): string {
  return path.replace(/\/(\{?)[^/]*/g, (_segment, brace: string) => (brace === '' ? '0' : '1'))
}

/** `/payments/find/{merchant_uid}/{payment_status?}` in Express' words: `/payments/find/:merchant_uid{/:payment_status}`. */
export function expressPath(path: string): string {
  return path.replace(/\/\{(\w+)\?\}/g, '{/:$1}').replace(/\{(\w+)\}(?!\?)/g, ':$1')
}
