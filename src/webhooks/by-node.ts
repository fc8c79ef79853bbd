/** A request by Node's own client, on a connection of its own: by https, and where a request or its answer is out of the ordinary. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Duplex } from 'node:stream'
import { urlToHttpOptions } from 'node:url'
import { type Carried, type CarryOptions, KEEP_BYTES, type Listening } from './carry.ts'
import type { Attempt } from './delivery.ts'

/** How much of an answer is read: who sends more has answered, and is not listened to any longer. */
const READ_BYTES = 1024 * 1024

/** `begun`: a connection on which the request has gone out already. */
export function carryByNode(
  url: Readonly<URL>,
  message: Attempt['request'],
  { lookup, verify_tls }: CarryOptions,
  { connected, began, answered, failed }: Listening,
  begun?: Duplex,
): Carried {
  const call = url.protocol === 'https:' ? httpsRequest : httpRequest
  const request = call({
    ...urlToHttpOptions(url as URL),
    method: 'POST',
    headers: message.headers,
    lookup,
    rejectUnauthorized: verify_tls,
    ...(begun ? { createConnection: () => begun } : { agent: false }),
  })
  if (!begun) {
    request.on('socket', (socket) =>
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected),
    )
  }
  request.on('error', failed)
  request.on('response', (response) => {
    began(response.statusCode ?? 0)
    readBody(response).then((body) => {
      answered({ status: response.statusCode ?? 0, headers: headersOf(response), ...body })
      request.destroy()
    }, failed)
  })
  request.end(message.body)
  return request
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

function readBody(response: IncomingMessage): Promise<{ text: string; is_cut: boolean }> {
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
