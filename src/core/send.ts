/**
 * HTTP as whoever calls a running sandbox needs it. Not by fetch: loading it takes as long as all the rest of a command, and tests
 * put another in its place.
 */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'
import { exchange, isPlain, type Reached } from './exchange.ts'

export type { Reached } from './exchange.ts'

type Headers = Readonly<Record<string, string>>

export async function send(
  address: URL,
  method: string,
  headers: Headers,
  body: string,
  signal?: AbortSignal,
): Promise<Reached> {
  if (isPlain(address, headers)) return exchange(address, method, headers, body, signal)
  const response = await begin(address, method, headers, body, signal)
  return { status: response.statusCode ?? 0, text: await text(response) }
}

/** The answer's beginning: its body may go on for as long as somebody reads it. */
export function begin(
  address: URL,
  method: string,
  headers: Headers,
  body = '',
  signal?: AbortSignal,
): Promise<IncomingMessage> {
  const request = address.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) }
    const sent = request(
      address,
      { method, headers: { ...headers, ...length }, agent: false, signal },
      resolve,
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

/** Whether anybody answers at an address, whatever it is, within some seconds. */
export async function answers(url: string): Promise<boolean> {
  try {
    const response = await Promise.race([begin(new URL(url), 'GET', {}), late()])
    if (!response) return false
    response.destroy()
    return true
  } catch {
    return false
  }
}

const late = (): Promise<null> => new Promise((resolve) => setTimeout(resolve, 3000, null).unref())

/** A name with several addresses fails with an error for each of them. */
export function nameOf(error: unknown): string {
  const cause = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return cause instanceof Error ? cause.message : String(cause)
}
