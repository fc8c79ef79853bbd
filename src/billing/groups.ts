/**
 * Smart routing: one card registered at every channel of a group ("슈퍼빌링키"), and each charge at one of them.
 *
 * Which channel a charge takes is drawn by its merchant_uid, all alike; iamport's ratios are no part of the sandbox.
 */
import { isAble } from '../catalog/abilities.ts'
import type { Contracts } from '../catalog/channels.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
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
    const [pg_provider = '', ...mid] = name.split('.')
    const pg_id = mid.join('.') || (pgByCode(pg_provider)?.test_mids[0] ?? '')
    const isTaken = pgByCode(pg_provider) !== undefined && isAble(pg_provider, 'billing')
    return { channel_group_id, pg_provider, pg_id, failure: isTaken ? null : NO_KEYS }
  })
}

const NO_KEYS = 'API 방식의 빌링키 발급을 지원하지 않는 PG사입니다.'

/** The group that a call names. A merchant without groups has none, and the name is left aside. */
export function groupOf(
  { channel_groups }: Contracts & { readonly channel_groups: readonly ChannelGroup[] },
  channel_group_id: string | undefined,
): ChannelGroup | null {
  return channel_groups.find((group) => group.channel_group_id === channel_group_id) ?? null
}

/** The key as the chosen channel has it: the PG that is named, else one drawn by the order. */
export function routed(
  key: BillingKey,
  channels: readonly KeyChannel[],
  dice: Dice,
  { merchant_uid, pg }: { merchant_uid: string; pg?: string },
): BillingKey {
  const open = channels.filter(({ failure }) => failure === null)
  if (open.length === 0) return key
  const named = open.find(({ pg_provider, pg_id }) => pg === pg_provider || pg === `${pg_provider}.${pg_id}`)
  const drawn = open[Number(dice.digits(6, 'channel', key.customer_uid, merchant_uid)) % open.length]!
  const { pg_provider, pg_id } = named ?? drawn
  return { ...key, pg_provider, pg_id }
}
