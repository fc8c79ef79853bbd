/** Who waits for another one inside a shop, and who only looks like it. */
import { once } from 'node:events'
import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { createPatience } from '../../src/replay/patience.ts'
import { type RaceParts, type Run, type Runner, race } from '../../src/replay/race.ts'

/** A shop over real HTTP whose process stands still for so many milliseconds with each `GET`, as on a busy machine. */
async function slowShop(still_ms: number) {
  const server = createServer((req, res) => {
    if (req.method === 'GET') standStill(still_ms)
    res.end()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const ask = async (method: string): Promise<void> => {
    const [answer] = await once(get({ port, method, agent: false }), 'response')
    answer.resume()
    await once(answer, 'end')
  }
  return { ask, hasTurned: () => ask('OPTIONS') }
}

function standStill(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}

/** The sandbox, as far as a race asks it: calls of the REST API, each held back until it is its turn. */
function restApi() {
  let watch: { before?: (call: { operation: string }) => Promise<void> } | null = null
  const scenarios = {
    watcher: () => null,
    watchRest: (next: typeof watch) => {
      watch = next
    },
  }
  const instance = { scenarios } as unknown as RaceParts['instance']
  return { instance, call: async (operation: string) => watch?.before?.({ operation }) }
}

/** A shop that was quick so far. */
function quick() {
  const patience = createPatience()
  for (let n = 0; n < 64; n++) patience.took(1)
  return patience
}

test('a shop that stood still is waited for: what happens at once does so in the order that was chosen', async () => {
  const { ask, hasTurned } = await slowShop(120)
  for (let round = 0; round < 8; round++) {
    const { instance, call } = restApi()
    const run: Run = { choices: [], order: [] }
    const runner = (name: string): Runner => ({
      name,
      async start() {
        await ask('GET')
        // What else a shop does before it calls: more turns than an answer to `OPTIONS` takes.
        for (let turn = 0; turn < 60; turn++) await nextTurn()
        await call('getPayment')
      },
    })
    await race([runner('a'), runner('b')], [], { instance, shop: { patience: quick(), hasTurned }, run })
    expect(run.order).toEqual(['a begins', 'a gets getPayment', 'b begins', 'b gets getPayment'])
    expect(run.choices.map(({ from }) => from.join())).toEqual(['a,b', 'a,b', 'b', 'b'])
  }
})

test.each([
  ['that answers others meanwhile', true],
  ['that does one thing at a time', false],
])('one that waits for another inside a shop %s holds nobody up', async (_what, is_answering) => {
  const shop = await slowShop(0)
  const hasTurned = is_answering ? shop.hasTurned : () => new Promise<void>(() => {})
  const { instance, call } = restApi()
  const run: Run = { choices: [], order: [] }
  let unlock = () => {}
  const locked = new Promise<void>((resolve) => {
    unlock = resolve
  })
  const waiting: Runner = { name: 'waiting', start: () => locked.then(() => call('cancelPayment')) }
  const holder: Runner = { name: 'holder', start: () => call('getPayment').then(unlock) }
  await race([waiting, holder], [], { instance, shop: { patience: quick(), hasTurned }, run })
  expect(run.order).toEqual([
    'waiting begins',
    'holder begins',
    'holder gets getPayment',
    'waiting gets cancelPayment',
  ])
})
