/** What the tests of the hunt share: a stage, and a shop that knows it. */
import { resolve } from 'node:path'
import { startDemoShop } from '../../fixtures/shops/demo/shop.js'
import { startMutant } from '../../fixtures/shops/mutants/shop.js'
import type { HuntOptions } from '../../src/hunt/found.ts'
import { hunt } from '../../src/hunt/hunt.ts'
import { readAdapter } from '../../src/replay/replay.ts'
import { openStage, type Stage } from '../../src/replay/stage.ts'

const ADAPTER = resolve(import.meta.dirname, '../../fixtures/shops/demo/iamport-shop.yml')
/** One PG with both kinds of payments, and a wallet: which can be sold is tried first, and all of them take a while. */
const ONLY = ['html5_inicis', 'kakaopay', 'card', 'vbank']
/** Where nobody listens. */
const NOWHERE = 'http://127.0.0.1:1'
const ACCOUNT = {
  imp_key: '0000000000000000',
  imp_secret: 'iamport-sandbox-secret',
  user_code: 'imp00000000',
}

export interface HuntedShop {
  readonly stage: Stage
  readonly url: string
  hunt(options?: Partial<HuntOptions>): Promise<NonNullable<Awaited<ReturnType<typeof hunt>>>>
  /** The shop dies; the hunt goes on without it. */
  closeShop(): Promise<void>
  close(): Promise<void>
}

/** The demo shop, one of its mutants by name, or one that was told of another iamport. */
export async function startHunted(name: string): Promise<HuntedShop> {
  const stage = await openStage(0)
  const options = { sandbox_url: name === 'astray' ? NOWHERE : stage.url, ...ACCOUNT }
  const shop = await (name === 'demo' || name === 'astray'
    ? startDemoShop(options)
    : startMutant(name, options))
  return {
    stage,
    url: shop.url,
    async hunt(given = {}) {
      const plain = { seed: 1, runs: 100, for_ms: Number.POSITIVE_INFINITY, buyers: 1, only: ONLY }
      const whole = { ...plain, timeout_ms: 10_000, known: new Set<string>(), ...given }
      const result = await hunt({ stage, target: shop.url, adapter: readAdapter(ADAPTER), ...whole })
      if (result === null) throw new Error('nothing can be sold')
      return result
    },
    closeShop: shop.close,
    async close() {
      await shop.close()
      await stage.close()
    },
  }
}
