/** One request to the shop, over connections that stay open: a hunt asks it thousands of times, and fetch costs several times as much. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { text } from 'node:stream/consumers'

export interface Asked {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Heard {
  readonly status: number
  readonly location: string | null
  readonly text: string
}

/** The whole answer did not come in time. */
export class TooSlow extends Error {}

/** Rejects with what the socket says, or with `TooSlow`. Redirects are not followed. */
export async function askHttp(address: string, asked: Asked, timeout_ms: number): Promise<Heard> {
  try {
    return await askOnce(new URL(address), asked, timeout_ms)
  } catch (error) {
    // A connection that was kept may be closed by the server at the moment in which it is used again: nothing was heard then.
    if (!(error instanceof ClosedBefore)) throw error
    return askOnce(new URL(address), asked, timeout_ms, false)
  }
}

/** A kept connection was closed before anything came back. */
class ClosedBefore extends Error {}

function askOnce(
  url: URL,
  { method, headers, body }: Asked,
  timeout_ms: number,
  is_kept = true,
): Promise<Heard> {
  const open = url.protocol === 'https:' ? httpsRequest : httpRequest
  const length = body === '' && method === 'GET' ? {} : { 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const request = open(url, {
      method,
      headers: { accept: '*/*', ...headers, ...length },
      // Node's own agent keeps connections.
      ...(is_kept ? {} : { agent: false }),
    })
    const timer = setTimeout(() => request.destroy(new TooSlow()), timeout_ms)
    const failed = (error: Error): void => {
      clearTimeout(timer)
      const is_closed = request.reusedSocket && 'code' in error && error.code === 'ECONNRESET'
      reject(is_closed ? new ClosedBefore() : error)
    }
    request.once('error', failed)
    request.once('response', (response: IncomingMessage) => {
      // The body ends with the error that ended the request, if it was that.
      request.on('error', () => {})
      text(response).then((heard) => {
        clearTimeout(timer)
        const { statusCode = 0, headers } = response
        resolve({ status: statusCode, location: headers.location ?? null, text: heard })
      }, failed)
    })
    request.end(body)
  })
}
