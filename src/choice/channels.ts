/** A merchant's PG contracts as `GET /users/pg` lists them, each with its key; and which one an API call gets. */

import type { Ability } from '../catalog/abilities.ts'
import { CERTIFICATION_PGS } from '../catalog/certifications/index.ts'
import type { Pg } from '../catalog/pg.ts'
import { PGS, pgByCode } from '../catalog/pgs/index.ts'
import type { Dice } from '../core/ids.ts'
import { isAble } from './abilities.ts'
import type { Channel, ChosenPg } from './choose.ts'

export interface ListedChannel {
  readonly pg_provider: string
  readonly pg_id: string
  readonly sandbox: boolean
  readonly type: Channel['type']
  readonly channel_name: string
  readonly channel_key: string
}

export interface Contracts {
  readonly default_pg: string
  readonly channels: readonly Channel[]
}

/** Every channel of a merchant. One without channels has every PG of the catalogue, for windows and, where able, for the API. */
export function listChannels({ channels }: Contracts, dice: Dice): readonly ListedChannel[] {
  return listOf(channels.length > 0 ? channels : EVERY_CHANNEL, dice).all
}

/** A list with what was asked of it before: there are more than sixty channels, and every charge asks. */
interface Known {
  readonly seed: string
  readonly all: readonly ListedChannel[]
  /** Those that can do something over the API. */
  readonly able: Map<Ability, readonly ListedChannel[]>
}

/** By the merchant's own list of channels, which is another one as soon as it is changed. */
const known = new WeakMap<readonly Channel[], Known>()

function listOf(channels: readonly Channel[], dice: Dice): Known {
  const found = known.get(channels)
  if (found?.seed === dice.seed) return found
  const made = { seed: dice.seed, all: listed(channels, dice), able: new Map() }
  known.set(channels, made)
  return made
}

function ableOf(list: Known, ability: Ability): readonly ListedChannel[] {
  const found = list.able.get(ability)
  if (found) return found
  const able = preferApi(
    ability,
    list.all.filter(({ type, pg_provider }) => type !== 'certification' && isAble(pg_provider, ability)),
  )
  list.able.set(ability, able)
  return able
}

function listed(channels: readonly Channel[], dice: Dice): readonly ListedChannel[] {
  return channels.map(({ pg_provider, pg_id, type, sandbox = true, channel_name, channel_key }) => ({
    pg_provider,
    pg_id,
    sandbox,
    type,
    channel_name: channel_name ?? `${pgByCode(pg_provider)?.name.ko ?? pg_provider} ${type}`,
    channel_key: channel_key ?? `channel-key-${dice.uuid('channel_key', pg_provider, pg_id, type)}`,
  }))
}

const EVERY_CHANNEL: readonly Channel[] = [
  ...PGS.filter(({ sells }) => sells.pay_methods.length > 0).flatMap(everyChannel),
  ...CERTIFICATION_PGS.map(
    ({ code, test_mids }): Channel => ({ pg_provider: code, pg_id: test_mids[0], type: 'certification' }),
  ),
]

function everyChannel({ code, mids }: Pg): Channel[] {
  const pg_id = mids.test[0]!
  const window: Channel = { pg_provider: code, pg_id, type: 'payment' }
  return isAble(code, 'billing') ? [window, { ...window, type: 'api_payment' }] : [window]
}

export interface Wish {
  /** `{PG}` or `{PG}.{MID}`. */
  readonly pg?: string
  /** Wins over `pg`. */
  readonly channel_key?: string
}

/**
 * The channel for a call of the shop's server that needs an ability: the one of the channel_key, else the PG that is named,
 * else the default PG, else the first that is able (the document: a `pg` that is missing or not valid takes the default).
 * Null when the merchant has channels and none of them is able, or when the channel_key is that of one that is not.
 */
export function chooseApiChannel(
  ability: Ability,
  { pg, channel_key }: Wish,
  contracts: Contracts,
  dice: Dice,
): (ChosenPg & { sandbox: boolean }) | null {
  const list = listOf(contracts.channels.length > 0 ? contracts.channels : EVERY_CHANNEL, dice)
  const { all } = list
  const able = ableOf(list, ability)
  const named = (wanted: string | undefined) => {
    const [provider, mid] = cutAtDot(wanted ?? '')
    const isSame = ({ pg_provider }: ListedChannel) => pg_provider === provider
    const exact = able.find((one) => isSame(one) && one.pg_id === (mid ?? '')) ?? able.find(isSame)
    if (!exact || mid === null || contracts.channels.length > 0) return exact
    return { ...exact, pg_id: mid }
  }
  const meant = channel_key === undefined ? undefined : all.find((one) => one.channel_key === channel_key)
  if (meant && !isAble(meant.pg_provider, ability)) return null
  const asked = able.find((channel) => channel.channel_key === channel_key) ?? named(pg)
  const chosen = asked ?? named(contracts.default_pg) ?? able[0]
  if (!chosen) return null
  const { pg_provider, pg_id, sandbox } = chosen
  return { pg: pgByCode(pg_provider)!, pg_id, sandbox, by_default: !asked }
}

/** `{PG}.{MID}`; a MID may have dots of its own. Null: none is named. */
function cutAtDot(wanted: string): [provider: string, mid: string | null] {
  const dot = wanted.indexOf('.')
  return dot < 0 ? [wanted, null] : [wanted.slice(0, dot), wanted.slice(dot + 1)]
}

/** Charges go to channels that were made for them (`api_payment`), where the merchant has one. */
function preferApi(ability: Ability, channels: readonly ListedChannel[]): readonly ListedChannel[] {
  if (ability !== 'billing') return channels
  const own = channels.filter(({ type }) => type === 'api_payment')
  return own.length > 0 ? own : channels
}
