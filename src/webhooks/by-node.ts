/** A request by Node's own client, on a connection of its own: by https, and where a request or its answer is out of the ordinary. */
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Duplex } from 'node:stream'
import { urlToHttpOptions } from 'node:url'
import { type Answer, type Carried, type CarryOptions, KEEP_BYTES, type Listening } from './carry.ts'
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
  /** Node lets go of a connection that it has not made itself, and does not close it. */
  const close = () => {
    request.destroy()
    begun?.destroy()
  }
  request.on('socket', (socket) => {
    if (!begun) socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', connected)
    else if (socket !== begun) {
      // A mock of node:http in this process: it would send the request once more, on a connection of its own.
      failed(new Error('http.request is another one in this process'))
      close()
    }
  })
  request.on('error', (error) => {
    failed(error)
    close()
  })
  request.on('response', (response) => {
    began(response.statusCode ?? 0)
    readBody(response)
      .then((body) => answered(answerOf(response, body)), failed)
      .then(close)
  })
  // Nobody has asked for another protocol; without a listener Node would end without a word.
  request.on('upgrade', (response, socket) => {
    answered(answerOf(response, { text: '', is_cut: false }))
    socket.destroy()
  })
  request.end(message.body)
  return request
}

function answerOf(response: IncomingMessage, body: Pick<Answer, 'text' | 'is_cut'>): Answer {
  return { status: response.statusCode ?? 0, headers: headersOf(response), ...body }
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
