/**
 * Smart routing: one card registered at every channel of a group ("슈퍼빌링키"), and each charge at one of them.
 *
 * Which channel a charge takes is drawn by its merchant_uid, all alike; iamport's ratios are no part of the sandbox.
 */

import { pgByCode } from '../catalog/pgs/index.ts'
import { CARD_WHY } from '../catalog/refusals/why.ts'
import { isAble } from '../choice/abilities.ts'
import type { Contracts } from '../choice/channels.ts'
import type { Dice } from '../core/ids.ts'
import type { BillingKey } from './key.ts'

/** What became of a card at one channel of a group. */
export interface KeyChannel {
  readonly channel_group_id: string
  readonly pg_provider: string
  readonly pg_id: string
  /** Why no key was issued there; null where one was. */
  readonly failure: string | null
}

export interface ChannelGroup {
  readonly channel_group_id: string
  /** `{PG}` or `{PG}.{MID}` each. */
  readonly channels: readonly string[]
}

/** Asks every channel of a group; those without billing keys say no. */
export function askChannels({ channel_group_id, channels }: ChannelGroup): KeyChannel[] {
  return channels.map((name) => {
    const { pg_provider, pg_id } = read(name)
    const is_taken = pgByCode(pg_provider) !== undefined && isAble(pg_provider, 'billing')
    return { channel_group_id, pg_provider, pg_id, failure: is_taken ? null : CARD_WHY.no_keys }
  })
}

/** The group that a call names. A merchant without groups has none, and the name is left aside. */
export function groupOf(
  { channel_groups }: Contracts & { readonly channel_groups: readonly ChannelGroup[] },
  channel_group_id: string | undefined,
): ChannelGroup | null {
  return channel_groups.find((group) => group.channel_group_id === channel_group_id) ?? null
}

/** One of the channels that said yes, drawn by what it is for; undefined where all said no. */
export function drawChannel(channels: readonly KeyChannel[], dice: Dice, ...about: string[]) {
  const open = channels.filter(({ failure }) => failure === null)
  return open[Number(dice.digits(6, 'channel', ...about)) % Math.max(1, open.length)]
}

/** The channel of a group whose window an order opens, drawn by the order as a charge over REST is. */
export function drawWindow(
  { channel_group_id, channels }: ChannelGroup,
  dice: Dice,
  merchant_uid: string,
): string | undefined {
  const open = channels
    .map((name) => ({ ...read(name), channel_group_id, failure: null }))
    .filter(({ pg_provider }) => pgByCode(pg_provider) !== undefined)
  const drawn = drawChannel(open, dice, merchant_uid)
  return drawn && `${drawn.pg_provider}.${drawn.pg_id}`
}

/** `{PG}` or `{PG}.{MID}`: without a shop id, the PG's first test shop. */
function read(name: string): Pick<KeyChannel, 'pg_provider' | 'pg_id'> {
  const [pg_provider = '', ...mid] = name.split('.')
  return { pg_provider, pg_id: mid.join('.') || (pgByCode(pg_provider)?.mids.test[0] ?? '') }
}

/** The key as the chosen channel has it: the PG that is named, else one drawn by the order. */
export function routed(
  key: BillingKey,
  channels: readonly KeyChannel[],
  dice: Dice,
  { merchant_uid, pg }: { merchant_uid: string; pg?: string },
): BillingKey {
  const named = channels.find(
    ({ failure, pg_provider, pg_id }) =>
      failure === null && (pg === pg_provider || pg === `${pg_provider}.${pg_id}`),
  )
  const chosen = named ?? drawChannel(channels, dice, key.customer_uid, merchant_uid)
  if (!chosen) return key
  const { pg_provider, pg_id } = chosen
  return { ...key, pg_provider, pg_id }
}
