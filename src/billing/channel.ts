/** Which channel a call of the shop's server gets: the one it names, one of the group it names, or the default PG's. */

import type { InsistingOperation } from '../catalog/pg.ts'
import { refusal } from '../catalog/refusals.ts'
import { mustSendAll } from '../choice/api-requirements.ts'
import { chooseApiChannel, type ListedChannel, listChannels, type Wish } from '../choice/channels.ts'
import type { ChosenPg } from '../choice/choose.ts'
import { say } from '../core/bilingual.ts'
import { askChannels, drawChannel, groupOf, type KeyChannel } from './groups.ts'
import type { BillingParts } from './parts.ts'

/** A channel that takes charges of the shop's server. */
export type ApiChannel = ChosenPg & Pick<ListedChannel, 'sandbox'>

/** A wish for one channel, or for a group of them. */
export type GroupWish = Wish & { readonly channel_group_id?: string }

type Parts = Pick<BillingParts, 'settings' | 'dice'>

/** How the operation says that no channel took the card. */
export type CardRefusal = 'billing_key_refused' | 'schedule_card_refused' | 'card_refused'

export function chooseChannel({ settings, dice }: Parts, merchant: number, wish: Wish): ApiChannel {
  const chosen = chooseApiChannel('billing', wish, settings(merchant), dice)
  if (chosen) return chosen
  throw refusal(
    'api_channel_missing',
    {},
    say(
      '결제창 없이 결제할 수 있는 채널이 없습니다.',
      'None of the channels can be charged without a window.',
    ),
  )
}

/** The channel of a call that may name a group: one of the group's, drawn by what the call is about. */
export function chooseOfGroup(
  parts: Parts,
  merchant: number,
  wish: GroupWish,
  refused: CardRefusal,
  about: string,
): { channel: ApiChannel; channels: KeyChannel[] } {
  const group = groupOf(parts.settings(merchant), wish.channel_group_id)
  if (!group) return { channel: chooseChannel(parts, merchant, wish), channels: [] }
  const channels = askChannels(group)
  const drawn = drawChannel(channels, parts.dice, about)
  if (!drawn) throw refusal(refused, { why: channels[0]?.failure ?? '' })
  const channel = chooseChannel(parts, merchant, { pg: `${drawn.pg_provider}.${drawn.pg_id}` })
  return { channel, channels }
}

/** The channel that a call names, as a `pg`; undefined where it names none. */
export function pgOf(
  { settings, dice }: Parts,
  merchant: number,
  { pg, channel_key }: Wish,
): string | undefined {
  if (!channel_key) return pg
  const found = listChannels(settings(merchant), dice).find((one) => one.channel_key === channel_key)
  return found ? `${found.pg_provider}.${found.pg_id}` : pg
}

/** Refuses a call that lacks what its PG insists on. */
export function insist(
  { settings }: Pick<Parts, 'settings'>,
  operation: InsistingOperation,
  merchant: number,
  { pg }: Pick<ApiChannel, 'pg'>,
  sent: Readonly<Record<string, unknown>>,
  is_named: boolean,
): void {
  mustSendAll(operation, pg, sent, settings(merchant), is_named)
}
