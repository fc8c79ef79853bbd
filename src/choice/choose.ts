/** Which PG and which window an order gets. */

import type { Pg, WindowRule } from '../catalog/pg.ts'
import { PGS, pgByCode } from '../catalog/pgs/index.ts'
import { atLeast } from '../catalog/sdk-versions.ts'
import type { Device } from '../kit/steps.ts'
import { issues } from './billing-window.ts'

/** A PG contract of a merchant, as the admin page lists them. */
export interface Channel {
  readonly pg_provider: string
  readonly pg_id: string
  /** `api_payment`: charged by the shop's server, without a window. */
  readonly type: 'payment' | 'api_payment' | 'certification'
  /** Whether it is a test channel; absent: it is. */
  readonly sandbox?: boolean
  readonly channel_name?: string
  readonly channel_key?: string
}

export interface ChosenPg {
  readonly pg: Pg
  readonly pg_id: string
  /** True when the order's `pg` was missing or unknown, so that the default PG was taken silently (manual 2.1.1). */
  readonly by_default: boolean
  /** Whether it is a test channel; absent: it is. */
  readonly sandbox?: boolean
}

/**
 * The PG for `pg: '{PG}'` or `'{PG}.{MID}'`. An exact match first, then any shop id of that PG, then the default PG.
 * A merchant without channels has every PG of the catalogue. `key_for`: the pay_method that a billing key is asked of.
 */
export function choosePg(
  wanted: string | undefined,
  channels: readonly Channel[],
  default_pg: string,
  key_for: string | null = null,
): ChosenPg {
  const payable = payableOf(channels)
  const [provider, mid] = split(wanted)
  if (payable.length === 0) {
    const pg = payableByCode(provider)
    const testMid = (of: Pg) =>
      (key_for !== null && issues(of, key_for) && of.mids.billing) || of.mids.test[0]!
    if (pg) return { pg, pg_id: mid ?? testMid(pg), by_default: false }
    const [default_provider, default_mid] = split(default_pg)
    const fallback = payableByCode(default_provider) ?? PGS[0]!
    return { pg: fallback, pg_id: default_mid ?? testMid(fallback), by_default: true }
  }
  const same = payable.filter((channel) => channel.pg_provider === provider)
  const found = same.find((channel) => channel.pg_id === mid) ?? same[0]
  const [default_provider, default_mid] = split(default_pg)
  const chosen =
    found ??
    payable.find((c) => c.pg_provider === default_provider && (default_mid ?? c.pg_id) === c.pg_id) ??
    payable[0]!
  return {
    pg: pgByCode(chosen.pg_provider)!,
    pg_id: chosen.pg_id,
    by_default: !found,
    sandbox: chosen.sandbox,
  }
}

/** The channels that windows open for. */
function payableOf(channels: readonly Channel[]): readonly Channel[] {
  return channels.filter(({ type, pg_provider }) => type === 'payment' && payableByCode(pg_provider))
}

/** Whether the merchant has set up any channel for windows; one without has every PG of the catalogue. */
export function hasWindows(channels: readonly Channel[]): boolean {
  return payableOf(channels).length > 0
}

/** A PG that sells: those that only verify identities take no orders. */
function payableByCode(code: string): Pg | undefined {
  const pg = pgByCode(code)
  return pg && pg.sells.pay_methods.length > 0 ? pg : undefined
}

function split(pg: string | undefined): [provider: string, mid: string | undefined] {
  const [provider = '', ...rest] = (pg ?? '').split('.')
  return [provider, rest.length > 0 ? rest.join('.') : undefined]
}

/** The window rule that holds for this PG, device, SDK version and the order's parameters: the last one that fits. */
export function chooseWindow(
  pg: Pg,
  device: Device,
  sdk: string,
  param: Readonly<Record<string, unknown>> = {},
): WindowRule {
  const rules = pg.window.opens[device].filter(
    ({ since, before, popup, asked }) =>
      (!since || atLeast(sdk, since)) &&
      (!before || !atLeast(sdk, before)) &&
      (popup === undefined || popup === param.popup) &&
      (!asked || ('value' in asked ? param[asked.param] === asked.value : Boolean(param[asked.param]))),
  )
  return rules.at(-1)!
}
