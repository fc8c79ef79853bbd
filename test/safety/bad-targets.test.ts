/** Shops that hang, reset, drip or answer without measure: the one beside them is served, the API answers, and nothing piles up. */
import { expect, onTestFinished, test } from 'vitest'
import { createSandbox } from '../../src/index.ts'
import { restClient } from '../rest-client.ts'
import { startBadTargets, startHealthyTarget } from './bad-targets.ts'

const PAYMENTS = 25

test('beside eleven shops that misbehave one is told of every payment, while the API answers', async () => {
  const awaited = new Map<string, () => void>()
  const healthy = await startHealthyTarget((merchant_uid) => awaited.get(merchant_uid)?.())
  const bad = await startBadTargets()
  const sandbox = await createSandbox({
    seed: 1,
    live: true,
    webhook: [...bad, healthy].map(({ url }) => url),
  })
  onTestFinished(async () => {
    await sandbox.close()
    await Promise.all([...bad, healthy].map((target) => target.close()))
  })
  const rest = await restClient(sandbox)

  const uids = Array.from({ length: PAYMENTS }, (_, n) => `order_${n}`)
  const all = uids.map((uid) => new Promise<void>((resolve) => awaited.set(uid, resolve)))
  for (const merchant_uid of uids) {
    await sandbox.pay({ merchant_uid, name: '주문', amount: 1000, buyer_tel: '010-1234-5678' })
    expect((await rest.get(`/payments/find/${merchant_uid}`)).status).toBe(200)
  }
  await Promise.all(all)

  expect(healthy.requests).toBe(PAYMENTS)
  // No shop has more than its share of connections, however many wait for it.
  for (const { kind, most_open } of bad) expect([kind, most_open <= 16]).toEqual([kind, true])
  const hanging = bad.find(({ kind }) => kind === 'never answers')!
  expect(hanging.requests).toBeLessThanOrEqual(16)
  // Of ten megabytes no more is kept than of one.
  const kept = sandbox
    .webhooks()
    .flatMap(({ attempts }) => attempts.map(({ response }) => response?.body ?? ''))
  expect(Math.max(...kept.map((body) => body.length))).toBeLessThanOrEqual(64 * 1024)
  expect(sandbox.events().filter(({ kind }) => kind === 'fault')).toEqual([])
}, 60_000)
