/** A shop of a few lines for one test: it does exactly what the test says, and shows its orders. */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { ShopAdapter } from '../../src/replay/adapter.ts'
import { type ReplayOptions, replay, type Script } from '../../src/replay/replay.ts'
import { openStage } from '../../src/replay/stage.ts'
import type { Verdict } from '../../src/replay/verdict.ts'

export interface TinyRequest {
  readonly method: string
  readonly path: string
  readonly body: Record<string, unknown>
  /** Calls the REST API as the shop would, with a token. */
  // biome-ignore lint/suspicious/noExplicitAny: an answer is whatever came over the wire
  rest(method: string, path: string, body?: unknown): Promise<any>
}

type Reply = { status?: number; body?: unknown; text?: string } | 'hang up'
export type Handler = (request: TinyRequest) => Reply | Promise<Reply>

export interface TinyShop extends ReplayOptions {
  play(script: Script): Promise<Verdict>
}

/** Every address goes to one handler. */
export async function startTinyShop(
  handle: Handler,
  adapter: Record<string, unknown> = {},
): Promise<TinyShop> {
  const stage = await openStage(0)
  const server = createServer(async (req, res) => {
    const text = await read(req)
    const body = text.startsWith('{') ? JSON.parse(text) : {}
    const reply = await handle({
      method: req.method ?? '',
      path: req.url ?? '',
      body,
      rest: restOf(stage.url),
    })
    if (reply === 'hang up') req.socket.destroy()
    else res.writeHead(reply.status ?? 200).end(reply.text ?? JSON.stringify(reply.body ?? {}))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await stage.close()
  })
  const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const options = { stage, target, adapter: ShopAdapter.parse(adapter), timeout_ms: 10_000 }
  return { ...options, play: (script) => replay(script, options) }
}

function restOf(url: string): TinyRequest['rest'] {
  const call = async (method: string, path: string, body: unknown, authorization: string) => {
    const answer = await fetch(url + path, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: JSON.stringify(body ?? {}) }),
    })
    return JSON.parse(await answer.text())
  }
  return async (method, path, body) => {
    const keys = { imp_key: '0000000000000000', imp_secret: 'iamport-sandbox-secret' }
    const { response } = await call('POST', '/users/getToken', keys, '')
    return (await call(method, path, body, response.access_token)).response
  }
}

async function read(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}
