/** Which connections webhooks take: those of shops that keep them, and none for longer than a moment. */
import { once } from 'node:events'
import { createServer as createHttp, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'

/** Sells `count` orders to a shop that is `server`, and sends all webhooks. Answers what became of them, and the connections. */
async function sell(server: Server, count: number) {
  const connections: Socket[] = []
  server.on('connection', (socket) => connections.push(socket))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  const sandbox = await createSandbox({ seed: 1, webhook })
  onTestFinished(async () => {
    await sandbox.close()
    server.close()
  })
  for (let n = 0; n < count; n++) await sandbox.pay({ pg: 'nice', merchant_uid: `o${n}`, amount: 1000 })
  await sandbox.settle()
  return { connections, sent: sandbox.webhooks() }
}

const shop = (listener: RequestListener) => createHttp(listener)

test('a shop that keeps connections gets several webhooks by one, and is let go of at once', async () => {
  const server = createHttp({ keepAliveTimeout: 0 }, (_req, res) => res.end('ok'))
  const { connections, sent } = await sell(server, 5)
  expect(sent.map(({ state }) => state)).toEqual(Array(5).fill('delivered'))
  // On a busy machine the pause between two may be longer than a connection waits.
  expect(connections.length).toBeLessThan(5)
  // The shop itself would keep them for ever.
  for (const connection of connections) if (!connection.closed) await once(connection, 'close')
  expect(sent.flatMap(({ attempts }) => attempts).every(({ error }) => error === null)).toBe(true)
})

test('a shop that closes its connections, or says nothing of them, gets one for each', async () => {
  const closing = await sell(
    shop((_req, res) => res.setHeader('connection', 'close').end('ok')),
    3,
  )
  expect(closing.connections).toHaveLength(3)
  const silent = createTcp((socket) => {
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'))
  })
  const { connections, sent } = await sell(silent, 3)
  expect(connections).toHaveLength(3)
  expect(sent.map(({ state }) => state)).toEqual(Array(3).fill('delivered'))
})

test('what a shop drops on a connection that it kept is dropped, and not sent twice', async () => {
  let asked = 0
  const server = shop((req, res) => {
    if (++asked === 2) req.socket.destroy()
    else res.end('ok')
  })
  const { sent } = await sell(server, 3)
  expect(asked).toBe(3)
  expect(sent.map(({ attempts }) => attempts.map(({ error }) => error))).toEqual([[null], ['reset'], [null]])
})
