/** Between billing keys and schedules and how a world file writes them. */
import type { BillingKey, Schedule, ScheduledOrder } from '../billing/key.ts'
import { card } from '../catalog/codes.ts'
import { DEFAULT_KEY_PG } from '../catalog/pgs/index.ts'
import { choosePg } from '../choice/choose.ts'
import { kstIso } from '../core/kst.ts'
import { toMajor, toMinor } from '../core/money.ts'
import type { Merchant } from '../merchants/merchant.ts'
import { moment, momentOf } from './moment.ts'
import type { WorldBillingKey, WorldFile, WorldSchedule } from './schema.ts'

/** An order that said nothing. */
export const NO_ORDER: ScheduledOrder = {
  name: null,
  buyer_name: null,
  buyer_email: null,
  buyer_tel: null,
  buyer_addr: null,
  buyer_postcode: null,
  custom_data: null,
  notice_url: [],
  tax_free: 0,
  vat_amount: null,
  card_quota: 0,
  digital: false,
  promotion_id: null,
}

export function makeKey(row: WorldBillingKey, merchant: Merchant, now: number): BillingKey {
  const { user_code: _u, inserted, updated, pg_provider = DEFAULT_KEY_PG, pg_id, ...facts } = row
  const { channels, default_pg } = merchant.settings
  const chosen = choosePg(pg_provider, channels, default_pg)
  const is_card = row.pay_method === 'card'
  const code = row.card_code ?? '366'
  const drawn = is_card
    ? { card_code: code, card_name: card(code).name, card_number: '43302700****123*', card_type: 0 }
    : {}
  const since = moment(inserted) ?? now
  return {
    card_code: null,
    card_name: null,
    card_number: null,
    card_type: null,
    ...drawn,
    customer_id: null,
    customer_name: null,
    customer_tel: null,
    customer_email: null,
    customer_addr: null,
    customer_postcode: null,
    ...facts,
    merchant: merchant.id,
    pg_provider,
    pg_id: pg_id ?? chosen.pg_id,
    inserted: since,
    updated: moment(updated) ?? since,
  }
}

export function makeSchedule(row: WorldSchedule, key: BillingKey): Schedule {
  const { merchant, pg_provider, pg_id, sandbox, customer_id } = key
  const { merchant_uid, customer_uid, currency, status, imp_uid = null, attempts, amount, order } = row
  return {
    merchant,
    merchant_uid,
    customer_uid,
    pg_provider: row.pg_provider ?? pg_provider,
    pg_id: row.pg_id ?? pg_id,
    sandbox: row.sandbox ?? sandbox,
    customer_id: row.customer_id ?? customer_id,
    schedule_at: moment(row.schedule_at) ?? 0,
    executed_at: moment(row.executed_at) ?? 0,
    revoked_at: moment(row.revoked_at) ?? 0,
    status,
    imp_uid,
    attempts,
    amount: toMinor(amount, currency) ?? 0,
    currency,
    order: { ...NO_ORDER, ...order },
  }
}

export function writeKey({ merchant: _m, inserted, updated, ...key }: BillingKey, user_code: string) {
  const row: NonNullable<WorldFile['billing_keys']>[number] = {
    ...key,
    user_code,
    inserted: kstIso(inserted),
    updated: kstIso(updated),
  }
  return row
}

export function writeSchedule({ merchant: _m, amount, order, ...schedule }: Schedule, user_code: string) {
  const { currency, schedule_at, executed_at, revoked_at } = schedule
  const row: NonNullable<WorldFile['schedules']>[number] = {
    ...schedule,
    user_code,
    amount: toMajor(amount, currency),
    schedule_at: kstIso(schedule_at),
    executed_at: momentOf(executed_at),
    revoked_at: momentOf(revoked_at),
    order: { ...order, notice_url: [...order.notice_url] },
  }
  return row
}
