/** Shops that misbehave as targets of webhooks, each in its way, beside one that does not. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

type Behaves = (req: IncomingMessage, res: ServerResponse) => void

const MEGABYTE = Buffer.alloc(1024 * 1024, 'x')

const KINDS: Readonly<Record<string, Behaves>> = {
  'never answers': () => {},
  'resets the connection': (req) => void req.socket.resetAndDestroy(),
  'closes without a word': (req) => void req.socket.destroy(),
  'answers byte by byte, without an end': (_req, res) => {
    const timer = setInterval(() => res.write('.'), 20)
    res.on('close', () => clearInterval(timer))
  },
  'answers ten megabytes': (_req, res) => {
    for (let n = 0; n < 10; n++) res.write(MEGABYTE)
    res.end()
  },
  'answers headers without an end': (req) => {
    const timer = setInterval(() => req.socket.write('x-drip: 1\r\n'), 20)
    req.socket.write('HTTP/1.1 200 OK\r\n')
    req.socket.on('close', () => clearInterval(timer))
  },
  'promises more than it sends': (req) =>
    void req.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nhalf'),
  'speaks no HTTP': (req) => void req.socket.end('\x00\xffno http\r\n\r\n'),
  'answers 500': (_req, res) => void res.writeHead(500).end('no'),
  'answers 503 with ten thousand headers': (_req, res) => {
    for (let n = 0; n < 10_000; n++) res.setHeader(`x-${n}`, 'y')
    res.writeHead(503).end()
  },
  'redirects to itself': (req, res) => void res.writeHead(302, { location: req.url ?? '/' }).end(),
}

export interface Target {
  readonly kind: string
  readonly url: string
  /** How many requests came. */
  requests: number
  open: number
  /** How many connections were open at once, at most. */
  most_open: number
  close(): Promise<void>
}

async function startTarget(kind: string, behaves: Behaves): Promise<Target> {
  const server = createServer((req, res) => {
    target.requests++
    req.resume()
    res.on('error', () => {})
    behaves(req, res)
  })
  server.on('connection', (socket: Socket) => {
    target.open++
    target.most_open = Math.max(target.most_open, target.open)
    socket.on('error', () => {}).on('close', () => target.open--)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const target: Target = {
    kind,
    url: `http://127.0.0.1:${port}/hook`,
    requests: 0,
    open: 0,
    most_open: 0,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return target
}

export async function startBadTargets(): Promise<Target[]> {
  return Promise.all(Object.entries(KINDS).map(([kind, behaves]) => startTarget(kind, behaves)))
}

/** The healthy one, which tells of each webhook as it comes. */
export function startHealthyTarget(came: (merchant_uid: string) => void): Promise<Target> {
  return startTarget('is well', (req, res) => {
    let body = ''
    req.on('data', (chunk) => {
      body += chunk
    })
    req.on('end', () => {
      res.end('ok')
      came(JSON.parse(body).merchant_uid)
    })
  })
}
