/** Any program of commands and advances: the same seed does the same, byte for byte, and small steps do what a big one does. */
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../src/index.ts'
import { type Receiver, type ReceiverOptions, startReceiver } from '../receiver.ts'

const ORDER = { pg: 'html5_inicis', name: '주문명', amount: 14000, buyer_tel: '010-1234-5678' }

type Command =
  | { do: 'pay'; pay_method: 'card' | 'vbank'; outcome: 'approve' | 'cancel'; rule: number }
  | { do: 'open' }
  | { do: 'deposit' | 'cancel' | 'expire' | 'approveLate'; of: number }
  | { do: 'settle' }
  | { do: 'advance'; seconds: number }

const WEBHOOK_RULES = [
  undefined,
  { copies: 2 },
  { delay_ms: 90_500 },
  { swap: true },
  { order: 'webhook_first' },
] as const

const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      pay_method: fc.constantFrom('card' as const, 'vbank' as const),
      outcome: fc.constantFrom('approve' as const, 'approve' as const, 'cancel' as const),
      rule: fc.nat(WEBHOOK_RULES.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('deposit' as const, 'cancel' as const, 'expire' as const, 'approveLate' as const),
      of: fc.nat(7),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      seconds: fc.oneof(fc.nat(200), fc.nat(100_000), fc.constant(86_400 * 31)),
    }),
  },
)

const program = fc.record({
  commands: fc.array(command, { maxLength: 14 }),
  auto_cancel: fc.constantFrom('off' as const, 'midnight' as const, 'interval' as const),
  webhook_retries: fc.boolean(),
})

/** A shop whose answers depend on nothing but what it is sent, and how often. */
let shop: Receiver
const options: ReceiverOptions = {}
beforeEach(async () => {
  shop = await startReceiver(options)
  options.onRequest = ({ body }) => {
    const times = shop.received.filter((earlier) => earlier.body === body).length
    options.status = body.length % 3 === 0 && times < 3 ? 503 : 200
  }
})
afterEach(() => shop.close())

/** Everything that a run leaves behind, but for measured durations and what the shop itself said. */
async function run({ commands, ...settings }: typeof program extends fc.Arbitrary<infer P> ? P : never) {
  shop.received.length = 0
  // The shop only answers: there is nothing to wait for when time moves.
  const at = { seed: 7, clock: '2026-01-30T23:40:00+09:00', shop_quiet_ms: 0 }
  const sandbox = await createSandbox({ ...at, webhook: shop.url })
  sandbox.settings(settings)
  const made: string[] = []
  const ran: string[] = []
  for (const command of commands) ran.push(...(await act(sandbox, command, made)))
  ran.push(...(await sandbox.advance('40 days')))
  const requests = shop.received.map(({ method, path, headers: { host: _, ...headers }, body }) => ({
    method,
    path,
    headers,
    body,
  }))
  const payments = made.map((imp_uid) => JSON.stringify(sandbox.payment(imp_uid)).replaceAll(sandbox.url, ''))
  const webhooks = sandbox.webhooks().map(({ attempts, ...delivery }) => ({
    ...delivery,
    attempts: attempts.map(({ at, why, status, error, request }) => ({ at, why, status, error, request })),
  }))
  await sandbox.close()
  return { requests, payments, webhooks, ran }
}

async function act(sandbox: Sandbox, command: Command, made: string[]): Promise<string[]> {
  const merchant_uid = `o${made.length}`
  if (command.do === 'pay') {
    const { pay_method, outcome, rule } = command
    const webhook = WEBHOOK_RULES[rule]
    const order = { ...ORDER, merchant_uid, pay_method, outcome, webhook }
    made.push((await sandbox.pay(order)).payment!.imp_uid)
  }
  if (command.do === 'open') made.push((await sandbox.open({ ...ORDER, merchant_uid })).imp_uid)
  if ('of' in command && made.length > 0) {
    // What may not be done is refused in both runs alike.
    await sandbox[command.do](made[command.of % made.length]!).catch(() => {})
  }
  if (command.do === 'settle') return sandbox.settle()
  return command.do === 'advance' ? sandbox.advance(command.seconds) : []
}

test('the same program with the same seed does the same, byte for byte', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(program, async (given) => {
      expect(await run(given)).toEqual(await run(given))
    }),
    { numRuns: 25, seed: 1 },
  )
})

test('one big advance does what many small ones do', { timeout: 120_000 }, async () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 })
  await fc.assert(
    fc.asyncProperty(program, pieces, async (given, cuts) => {
      const small = given.commands.flatMap((command): Command[] =>
        command.do === 'advance' ? split(command.seconds, cuts) : [command],
      )
      expect(await run({ ...given, commands: small })).toEqual(await run(given))
    }),
    { numRuns: 25, seed: 2 },
  )
})

/** Steps that add up to the same; each cut is a share in percent of what is left. */
function split(seconds: number, cuts: readonly number[]): Command[] {
  let left = seconds
  const steps = cuts.map((percent): Command => {
    const step = Math.floor((left * percent) / 100)
    left -= step
    return { do: 'advance', seconds: step }
  })
  return [...steps, { do: 'advance', seconds: left }]
}
