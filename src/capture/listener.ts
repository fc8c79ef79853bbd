/**
 * The TLS listener for captured names: what it decrypts goes on to the sandbox as if it had come in there.
 *
 * Its certificate lives in memory, is the CA's, and is made anew before it is over. HTTP/1 is handled in place; a client that
 * speaks HTTP/2 alone is translated, because Express does not speak it.
 */
import {
  createServer as createHttpServer,
  type IncomingHttpHeaders,
  type RequestListener,
  request,
} from 'node:http'
import { performServerHandshake, type ServerHttp2Stream } from 'node:http2'
import type { AddressInfo, Server, Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { createSecureContext, createServer, type SecureContext, type TLSSocket } from 'node:tls'
import { createLeaf, type Issued, LEAF_DAYS } from './certificate.ts'
import { CAPTURED_HOSTS } from './hosts.ts'
import { holdPort } from './own-ports.ts'

export interface Listener {
  readonly port: number
  readonly close: () => Promise<void>
  /** Takes over a connection that somebody else has accepted, such as a proxy. */
  readonly take: (socket: Socket) => void
}

export interface ListenerParts {
  readonly ca: Issued
  readonly handler: RequestListener
  readonly port: number
  readonly host: string
  readonly now_ms: () => number
}

export async function openListener({ ca, handler, port, host, now_ms }: ListenerParts): Promise<Listener> {
  const sockets = new Set<Socket>()
  const plain = createHttpServer(handler)
  /** HTTP/2 is translated to a request over this loopback port; nobody else knows of it. */
  const inner = createHttpServer(handler)
  const inner_port = await listen(inner, 0, '127.0.0.1')
  const contextNow = renewing(ca, now_ms)

  const server = createServer({
    SNICallback: (_name, done) => done(null, contextNow()),
    ...certificateOf(ca, now_ms()),
    ALPNCallback: ({ protocols }) =>
      ['http/1.1', 'h2'].find((known) => protocols.includes(known)) ?? protocols[0],
  })
  server.on('secureConnection', (socket: TLSSocket) => {
    if (socket.alpnProtocol !== 'h2') {
      plain.emit('connection', socket)
      return
    }
    const session = performServerHandshake(socket)
    session.on('error', () => socket.destroy())
    session.on('stream', (stream, headers) => translate(stream, headers, inner_port))
  })
  // A client that does not trust the CA, or scans ports: its own affair.
  server.on('tlsClientError', (_error, socket) => socket.destroy())
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  })
  const bound = await listen(server, port, host).catch((error) => {
    inner.close()
    throw error
  })
  const releases = [bound, inner_port].map(holdPort)

  return {
    port: bound,
    take: (socket) => void server.emit('connection', socket),
    close: async () => {
      for (const release of releases) release()
      for (const socket of sockets) socket.destroy()
      inner.closeAllConnections()
      await Promise.all([server, inner].map((closing) => new Promise((resolve) => closing.close(resolve))))
    },
  }
}

function certificateOf(ca: Issued, now_ms: number) {
  const leaf = createLeaf(ca, CAPTURED_HOSTS, now_ms)
  return { key: leaf.key, cert: leaf.cert + ca.cert }
}

/** The context of now: made anew in the last day of its certificate. */
function renewing(ca: Issued, now_ms: () => number): () => SecureContext {
  let context: SecureContext | null = null
  let until = 0
  return () => {
    if (context === null || now_ms() >= until) {
      context = createSecureContext(certificateOf(ca, now_ms()))
      until = now_ms() + (LEAF_DAYS - 1) * 86_400_000
    }
    return context
  }
}

/** Answers the port. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}

/** One stream of HTTP/2 as one request of HTTP/1, answered as it is answered. */
function translate(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, port: number): void {
  const {
    ':method': method,
    ':path': path,
    ':authority': host,
  } = headers as Record<string, string | undefined>
  const plain = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':')))
  const asked = request({
    host: '127.0.0.1',
    port,
    method: method ?? 'GET',
    path: path ?? '/',
    headers: { ...plain, host: host ?? '', 'x-forwarded-proto': 'https' },
  })
  stream.on('error', () => asked.destroy()).on('close', () => asked.destroy())
  asked.on('error', () => {
    if (stream.headersSent || stream.destroyed) stream.close()
    else stream.respond({ ':status': 502 }, { endStream: true })
  })
  asked.on('response', (answer) => {
    if (stream.destroyed) return
    const { connection, 'transfer-encoding': chunked, 'keep-alive': alive, ...rest } = answer.headers
    stream.respond({ ...rest, ':status': answer.statusCode ?? 500 })
    pipeline(answer, stream, () => {})
  })
  stream.pipe(asked)
}
