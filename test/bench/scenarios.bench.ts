/** What a replay costs: the whole library against the demo shop, and every order of one payment, beside a bare round trip. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeEach, expect, test, vi } from 'vitest'
import { stopwatch } from '../../src/core/clock.ts'
import { shuffleOrders } from '../../src/replay/shuffle.ts'
import { LIBRARY, scenario, useShop } from '../scenarios/shops.ts'

const shop = useShop('demo')
const say = (text: string) => process.stdout.write(`${text}\n`)

beforeEach(() => {
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => {})
  return () => quiet.mockRestore()
})

/** Milliseconds of one request to a server that does nothing, measured in the same run. */
async function bareRoundTrip(): Promise<number> {
  const server = createServer((_req, res) => res.end('ok'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const elapsed = stopwatch()
  for (let n = 0; n < 500; n++) await (await fetch(url)).text()
  const ms = elapsed() / 500
  server.closeAllConnections()
  server.close()
  return ms
}

test('the library', async () => {
  const bare_ms = await bareRoundTrip()
  await shop.replay(scenario('plain-card-sale'))
  const elapsed = stopwatch()
  for (const script of LIBRARY) expect((await shop.replay(script)).holds).toBe(true)
  const ms = elapsed()
  const each_ms = ms / LIBRARY.length
  say(
    `${LIBRARY.length} scenarios: ${ms} ms, ${each_ms.toFixed(1)} ms each, ${(each_ms / bare_ms).toFixed(0)} bare round trips`,
  )
})

test('every order of one payment', async () => {
  const bare_ms = await bareRoundTrip()
  const elapsed = stopwatch()
  const { tried, broken } = await shuffleOrders(scenario('plain-card-sale'), shop.options())
  const ms = elapsed()
  expect(broken).toEqual([])
  const each_ms = ms / tried
  say(
    `${tried} orders: ${ms} ms, ${(1000 / each_ms).toFixed(1)} per second, ${(each_ms / bare_ms).toFixed(0)} bare round trips each`,
  )
})
