/**
 * The forward proxy, for programs that cannot be told otherwise (Go, PHP, curl, Java): captured names come to us, all else is
 * tunnelled as it is, neither opened nor written down, through the proxy that the user already had. Loopback only.
 */
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type ServerResponse,
} from 'node:http'
import { request as requestTls } from 'node:https'
import { connect, type Socket } from 'node:net'
import { pipeline } from 'node:stream'
import { inLang, langOfEnvironment, langOfHeader, say } from '../core/bilingual.ts'
import { hostName } from '../core/hosts.ts'
import { isCaptured, nameOf } from './hosts.ts'
import { listen } from './listener.ts'
import { holdPort } from './own-ports.ts'

export interface ProxyParts {
  /** Takes a connection for a captured name, as if it had come to port 443. */
  readonly take: (socket: Socket) => void
  /** Answers a request for a captured name that came in clear. */
  readonly handler: RequestListener
  /** Whether a host that is not captured may be reached. */
  readonly allows: (host: string) => boolean
  /** Told of each one that may not. */
  readonly refused: (host: string) => void
  /** The proxy that the user already had. */
  readonly upstream: URL | null
}

export interface Proxy {
  readonly port: number
  readonly close: () => Promise<void>
}

export async function openProxy(parts: ProxyParts): Promise<Proxy> {
  const tunnels = new Set<Socket>()
  const server = createServer((req, res) => forward(parts, req, res))
  server.on('connect', (req: IncomingMessage, socket: Socket, head: Buffer) => {
    tunnels.add(socket)
    socket.on('close', () => tunnels.delete(socket)).on('error', () => socket.destroy())
    tunnel(parts, req.url ?? '', socket, head)
  })
  const port = await listen(server, 0, '127.0.0.1')
  const release = holdPort(port)
  return {
    port,
    close: async () => {
      release()
      for (const socket of tunnels) socket.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const ESTABLISHED = 'HTTP/1.1 200 Connection Established\r\n\r\n'

/** CONNECT host:port */
function tunnel(
  { take, allows, refused, upstream }: ProxyParts,
  target: string,
  socket: Socket,
  head: Buffer,
): void {
  const to = splitTarget(target)
  if (to === null) {
    socket.end(
      `HTTP/1.1 400 Bad Request\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n${inLang(NO_TARGET, langAsked(undefined))}`,
    )
    return
  }
  const { hostname: host, port } = to
  if (isCaptured(host) && port === 443) {
    socket.write(ESTABLISHED)
    if (head.length > 0) socket.unshift(head)
    take(socket)
    return
  }
  if (!allows(host)) {
    refused(host)
    socket.end(
      `HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain; charset=utf-8\r\nconnection: close\r\n\r\n${offline(host, undefined)}`,
    )
    return
  }
  const next = upstream ? connect(Number(upstream.port || 80), upstream.hostname) : connect(port, host)
  next.on('connect', () => {
    if (upstream) next.write(connectRequest(target, upstream))
    else socket.write(ESTABLISHED)
    if (head.length > 0) next.write(head)
    next.pipe(socket).pipe(next)
  })
  next.on('error', (error: NodeJS.ErrnoException) => {
    socket.end(
      `HTTP/1.1 502 Bad Gateway\r\ncontent-type: text/plain\r\nconnection: close\r\n\r\n${host}: ${error.code}\n`,
    )
  })
  next.on('close', () => socket.destroy())
  socket.on('close', () => next.destroy())
}

function connectRequest(target: string, { username, password }: URL): string {
  return `CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n${authorization(username, password)}\r\n`
}

function authorization(username: string, password: string): string {
  if (!username) return ''
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
  return `proxy-authorization: Basic ${Buffer.from(pair).toString('base64')}\r\n`
}

/** `GET http://host/path`, and what axios up to 0.26 sends: `GET https://host/path` in clear. */
function forward(parts: ProxyParts, req: IncomingMessage, res: ServerResponse): void {
  const url = URL.canParse(req.url ?? '') ? new URL(req.url!) : null
  if (!url || !/^https?:$/.test(url.protocol)) {
    res
      .writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
      .end(inLang(OURS, langAsked(req.headers['accept-language'])))
    return
  }
  if (isCaptured(url.hostname)) {
    req.url = url.pathname + url.search
    req.headers.host = url.host
    parts.handler(req, res)
    return
  }
  if (!parts.allows(url.hostname)) {
    parts.refused(url.hostname)
    res
      .writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
      .end(offline(url.hostname, req.headers['accept-language']))
    return
  }
  passOn(parts.upstream, url, req, res)
}

const OURS = say(
  'iamport-sandbox의 프록시입니다. 프록시 설정에 쓰는 주소이고, 열어 볼 페이지는 없습니다.\n',
  'This is the proxy of iamport-sandbox: an address for proxy settings, without pages to open.\n',
)

/** Of a tunnel only the process is known: its terminal is where people read of it. */
const langAsked = (accept_language: string | undefined) =>
  langOfHeader(accept_language) ?? langOfEnvironment(process.env)

/** To the host itself, or by the user's own proxy with the whole address. */
function passOn(upstream: URL | null, url: URL, req: IncomingMessage, res: ServerResponse): void {
  const { 'proxy-connection': _, 'proxy-authorization': __, ...headers } = req.headers
  const to = upstream ?? url
  const send = to.protocol === 'https:' ? requestTls : request
  const path = upstream ? url.href : url.pathname + url.search
  /** An answer that has begun cannot say so: it breaks off. */
  const fail = (why: string): void => {
    if (res.headersSent) res.destroy()
    else res.writeHead(502, { 'content-type': 'text/plain' }).end(`${url.hostname}: ${why}\n`)
  }
  const asked = send({
    host: to.hostname,
    port: to.port,
    method: req.method,
    path,
    headers: { ...headers, host: url.host },
  })
  asked.on('response', (answer) => {
    const { statusCode = 0 } = answer
    if (statusCode < 200) return fail(`HTTP ${statusCode}`)
    pipeline(answer, res.writeHead(statusCode, answer.headers), () => {})
  })
  asked.on('upgrade', (answer, socket) => {
    socket.destroy()
    fail(`HTTP ${answer.statusCode}`)
  })
  asked.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.message))
  res.on('close', () => asked.destroy())
  req.pipe(asked)
}

const NO_TARGET = say('CONNECT에는 호스트와 포트를 쓰세요.\n', 'CONNECT takes a host and a port.\n')

/** Null for what is no name or address, or no port. */
function splitTarget(target: string): { hostname: string; port: number } | null {
  const at = target.lastIndexOf(':')
  const host = at < 0 || target.endsWith(']') ? target : target.slice(0, at)
  const port = Number(target.slice(host.length + 1) || 443)
  if (hostName(host) === null || !Number.isInteger(port) || port < 1 || port > 65_535) return null
  return { hostname: host.startsWith('[') ? host.slice(1, -1) : nameOf(host), port }
}

function offline(host: string, accept_language: string | undefined): string {
  return inLang(
    say(
      `iamport-sandbox --offline: ${host}에는 연결하지 않습니다. 이 호스트만 열려면 --allow ${host}\n`,
      `iamport-sandbox --offline: ${host} is not connected to. To open this host alone: --allow ${host}\n`,
    ),
    langAsked(accept_language),
  )
}
