/** A shop's webhook endpoint: takes what comes, keeps it, and answers as told. */
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Received {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export interface ReceiverOptions {
  /** Status of every answer. Default 200. */
  status?: number
  headers?: Record<string, string>
  /** Body of every answer. Default `ok`. */
  body?: string
  /** Drops the connection instead of answering. */
  drop?: boolean
  /** Runs before the answer. */
  onRequest?: (request: Received) => void | Promise<void>
}

export interface Receiver {
  url: string
  received: Received[]
  /** What it answers from now on. */
  answer(status: number): void
  /** The next request that comes. */
  next(): Promise<Received>
  close(): Promise<void>
}

/** Inside a test it closes when the test is over. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const received: Received[] = []
  const waiting: ((request: Received) => void)[] = []
  /** What `answer` said; until then the options say it, which a test may change. */
  let told: number | null = null
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = []
    for await (const chunk of req) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = req
    const request = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') }
    received.push(request)
    await options.onRequest?.(request)
    if (options.drop) req.socket.destroy()
    else res.writeHead(told ?? options.status ?? 200, options.headers).end(options.body ?? 'ok')
    waiting.shift()?.(request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  closeAfterTest(close)
  return {
    url: `http://127.0.0.1:${port}/iamport/webhook`,
    received,
    answer: (next) => {
      told = next
    },
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close,
  }
}

/** Hooks and benches start receivers, too; they close them themselves. */
function closeAfterTest(close: () => Promise<void>): void {
  try {
    onTestFinished(close)
  } catch {
    // Not inside of a test.
  }
}
