/** The life of a sandbox's world: how it begins, starts over, is kept under a name, and how its time is walked. */

import type { CaptureInfo } from '../capture/info.ts'
import { type Lang, say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { parseClock } from '../core/clock.ts'
import type { Operation } from '../core/operation.ts'
import type { Snapshots } from '../core/snapshots.ts'
import { DEFAULT_MERCHANT } from '../merchants/default-merchant.ts'
import { filled } from '../merchants/filled.ts'
import type { Merchant } from '../merchants/merchant.ts'
import { exportWorld } from '../world/export.ts'
import type { World } from '../world/schema.ts'
import { keptStates } from './kept-states.ts'
import type { Parts } from './parts.ts'

export interface Beginning {
  /** What `reset` comes back to; null: an empty world. */
  readonly world: World | null
  readonly seed: string
}

/** How a world is put in: its clock before, its rows within the transaction. */
interface PutIn {
  readonly clock: () => void
  readonly rows: (known: readonly Merchant[]) => void
}

export type Life = ReturnType<typeof createLife>

/** All there is of a sandbox: what the surfaces that look at all of it are given. */
export type Whole = Parts &
  Life & {
    /** Of what is told to those who do not say which language they read. */
    readonly lang: Lang
    /** The bearer token that control and dashboard ask for; null on loopback. */
    readonly token: string | null
    /** Where hard-coded names of iamport are answered, once that is open. */
    readonly capture: { current: CaptureInfo | null }
    /** Where the demo shop is, while there is one. */
    readonly demo: { current: string | null }
  }

export function createLife(
  parts: Parts,
  /** The rows of the emulated REST API. */
  loadOperations: () => Promise<readonly Operation[]>,
  snapshots: Snapshots,
  { world: beginning, seed }: Beginning,
  /** All or nothing of what is done to the database. */
  transaction: (work: () => void) => void,
) {
  const { clock, dice, rememberClock, settings, stores, ticker, webhooks } = parts
  let is_walking = false

  /** All or nothing: when the world cannot be put in, the one before goes on. */
  function begin(next_seed: string, putIn: PutIn | null): void {
    const before = { clock: clock.state(), seed: dice.seed }
    try {
      restoreClock()
      if (settings.clock === 'system') putIn?.clock()
      dice.reseed(next_seed)
      transaction(() => {
        const known = stores.merchants.all()
        stores.merchants.clear()
        putIn?.rows(known)
        setUpDefaultMerchant(parts)
        stores.memory.keep('seed', next_seed)
      })
    } catch (error) {
      clock.restore(before.clock)
      dice.reseed(before.seed)
      throw error
    }
  }

  function restoreClock(): void {
    const state = parseClock(settings.clock)
    if (state?.mode === 'frozen') clock.freeze(state.at_ms)
    else clock.follow()
  }

  function clockChanged(): void {
    rememberClock()
    ticker.poke()
  }

  return {
    begin: async (): Promise<void> => begin(seed, await puttingIn(parts, loadOperations, beginning)),
    clockChanged,

    /** Goes on with what the database holds. */
    resume: (): void => transaction(() => setUpDefaultMerchant(parts)),

    /** Starts over: the world of the start with its seed, settings and clock, or the given one. */
    async reset(world: World | null = beginning): Promise<void> {
      const next_seed = world === beginning ? seed : (seedOf(world) ?? seed)
      const putIn = await puttingIn(parts, loadOperations, world)
      webhooks.cutOff()
      await ticker.exclusively(async () => begin(next_seed, putIn))
      forgetAll(parts)
      clockChanged()
    },

    /** An empty world with another seed, as a sandbox that has just started: the tokens of the one before are none here. */
    async startOver(next_seed: string): Promise<void> {
      webhooks.cutOff()
      await ticker.exclusively(async () => begin(next_seed, null))
      stores.tokens.clear()
      stores.rules.forget()
      forgetAll(parts)
      clockChanged()
    },

    exportWorld: (with_secrets = false) => exportWorld({ ...worldGround(parts), with_secrets }),

    /** Two at once would each tell of what the other one did, and a webhook that advances would wait for itself. */
    async walk(to: number): Promise<string[]> {
      if (is_walking) {
        throw new CallerError(409, 'clock_is_walking', STILL_WALKING)
      }
      is_walking = true
      try {
        return await ticker.advance(to)
      } finally {
        is_walking = false
        clockChanged()
      }
    },

    snapshots: keptStates(parts, snapshots, seed),
  }
}

/** What a world is read from, and put into. */
function worldGround(parts: Parts) {
  const { merchants, windows } = parts.stores
  return { ...parts, merchants, windows, origin: parts.url }
}

/** How a world is put in; loaded with the first of them. */
async function puttingIn(
  parts: Parts,
  loadOperations: () => Promise<readonly Operation[]>,
  world: World | null,
): Promise<PutIn | null> {
  if (!world) return null
  const { loadWorld, setClock } = await import('./worlds.ts')
  const ground = { ...worldGround(parts), operations: await loadOperations() }
  return {
    clock: () => setClock(world, parts.clock),
    rows: (known) => loadWorld(world, { ...ground, known }),
  }
}

/** The default merchant, with what the settings say of its admin page. */
function setUpDefaultMerchant({ merchants, settings, stores }: Parts): void {
  const { webhook, webhook_type } = settings
  if (!stores.merchants.byId(DEFAULT_MERCHANT.id))
    stores.merchants.insert({ ...DEFAULT_MERCHANT, settings: filled({}) })
  const type = webhook_type === 'form' ? { notification_content_type: webhook_type } : {}
  const urls = webhook.length > 0 ? { notification_url: webhook } : {}
  const pg = settings.default_pg === null ? {} : { default_pg: settings.default_pg }
  merchants.changeSettings(DEFAULT_MERCHANT.id, { ...urls, ...type, ...pg })
}

/** What is remembered of the world before, besides its rows. */
function forgetAll({ chores, journal, scenarios, watch }: Parts): void {
  chores.reset()
  watch.forget()
  scenarios.disarm()
  journal.clear()
}

export function seedOf(world: World | null): string | null {
  return world?.seed === undefined ? null : String(world.seed)
}

const STILL_WALKING = say(
  '시각을 아직 앞당기는 중입니다; 먼저 부른 advance가 끝난 뒤에 부르세요.',
  'The clock is still advancing: wait for the first advance to end.',
)
