/** IMP.request_pay: the PG and its window are chosen, the order is checked, the payment is ready and its window open. */

import { drawWindow, groupOf } from '../../billing/groups.ts'
import type { WindowRule } from '../../catalog/pg.ts'
import { pgByCode } from '../../catalog/pgs/index.ts'
import { type Refusal, refusal } from '../../catalog/refusals.ts'
import { has, pgAsked } from '../../catalog/sdk-versions.ts'
import { listChannels } from '../../choice/channels.ts'
import { type Channel, type ChosenPg, choosePg, chooseWindow, hasWindows } from '../../choice/choose.ts'
import { say } from '../../core/bilingual.ts'
import { textOf as asText } from '../../core/record.ts'
import { hear, type Remarked } from '../../core/remarks.ts'
import type { Merchant } from '../../merchants/merchant.ts'
import type { Origin } from '../../payments/order.ts'
import type { Payment } from '../../payments/payment.ts'
import type { ReadOrder, RequestPay } from '../../payments/request-pay.ts'
import { NO_MOMENTS } from '../../scenarios/moments.ts'
import { shapeResult } from '../home/shape.ts'
import { type Asked, type Refused, request as requestWindow, textOf } from '../request.ts'
import type { PaymentWindow } from '../window.ts'
import { findDecline, type Outcome } from './outcome.ts'
import type { CheckoutParts } from './parts.ts'
import { type Rsp, refusedResult } from './result.ts'

/** What request_pay comes to: a window, or a refusal before any. */
export type Requested = Opened | Refused<Rsp>

export interface Opened {
  readonly window: PaymentWindow
  readonly payment: Payment
  /** Name and size of the popup, as the page has opened it. */
  readonly rule: WindowRule
  /** Nobody comes home from this window: the page need not wait. */
  readonly stays_away: boolean
  /** What the developer should know of an order that was taken all the same. */
  readonly remarks: readonly Remarked[]
}

/**
 * What happens when a page calls request_pay. `frame_pg` is the PG of the frame that the page asked through; `planned`
 * is what a caller without a window will do in it: what that PG cannot do is said before anything is opened.
 */
export function request(
  parts: CheckoutParts,
  user_code: string,
  frame_pg: string | undefined,
  { raw, read }: Asked<ReadOrder>,
  from: Origin,
  planned: Outcome = 'approve',
): Requested {
  return requestWindow({
    raw,
    open: () => open(parts, user_code, frame_pg, read(), from, planned),
    refuse: (reason) => refusedRsp(raw, frame_pg, reason, from),
    tell: parts.refused,
  })
}

function open(
  parts: CheckoutParts,
  user_code: string,
  frame_pg: string | undefined,
  order: ReadOrder,
  from: Origin,
  planned: Outcome,
): Opened {
  const { payments, windows, dice } = parts
  const { param } = order
  const merchant = merchantOf(parts, user_code)
  const remarks = [...order.remarks]
  const chosen = choose(parts, merchant, frame_pg, param, from, remarks)
  const rule = chooseWindow(chosen.pg, from.device, from.sdk, param)
  mustSuitScenario(parts, chosen, param, from)
  mustBeAbleTo(chosen, param, planned)
  const heard = new Set<Remarked>()
  return hear(heard, () =>
    windows.transaction(() => {
      const payment = payments.open(merchant.id, chosen, { ...order, remarks }, from)
      const id = dice.hex(32, 'window', payment.imp_uid)
      windows.insert({ id, imp_uid: payment.imp_uid, device: from.device, kind: rule.kind, home: rule.home })
      const stays_away = chosen.pg.quirks.stays_away !== undefined
      return { window: windows.byId(id)!, payment, rule, stays_away, remarks: [...heard] }
    }),
  )
}

function merchantOf({ merchants }: CheckoutParts, user_code: string): Merchant {
  const merchant = merchants.byUserCode(user_code)
  if (!merchant) throw refusal('user_code_unknown', { user_code })
  return merchant
}

/** The PG of the order's channel, of its `pg`, of the frame, or the default one. */
function choose(
  parts: CheckoutParts,
  { settings }: Merchant,
  frame_pg: string | undefined,
  param: RequestPay,
  from: Origin,
  remarks: Refusal[],
): ChosenPg {
  const wanted = pgOfChannel(parts, settings, param, from, remarks) ?? pgAsked(param.pg, from.sdk)
  const pays_by_key = param.customer_uid === undefined ? null : param.pay_method || 'card'
  const chosen = choosePg(wanted || frame_pg, settings.channels, settings.default_pg, pays_by_key)
  if (chosen.by_default && isLookedUp(wanted, settings.channels, from)) throw refusal('order_channel_missing')
  if (chosen.by_default && wanted)
    remarks.push(refusal('order_pg_unknown', { pg: wanted, chosen: chosen.pg.code }))
  return chosen
}

/** A PG of the newer documents is looked up as a channel by /v1/iamport.js; the manual's own fall back to the default PG (2.1.1). */
function isLookedUp(wanted: string | undefined, channels: readonly Channel[], { sdk }: Origin): boolean {
  const pg = pgByCode((wanted ?? '').split('.')[0]!)
  return pg?.quirks.is_channel !== undefined && hasWindows(channels) && has(sdk, 'channel_key')
}

/** `channelGroupId` or `channelKey` of /v1/iamport.js, as a `pg`. One that nobody has is refused as soon as there are channels. */
function pgOfChannel(
  { dice }: CheckoutParts,
  settings: Merchant['settings'],
  param: RequestPay,
  { sdk }: Origin,
  remarks: Refusal[],
): string | undefined {
  if (!has(sdk, 'channel_key')) return undefined
  const { channelGroupId, channelKey: key, merchant_uid = '' } = param
  const group = groupOf(settings, channelGroupId)
  if (group) return drawWindow(group, dice, merchant_uid)
  if (!key) return undefined
  const found = listChannels(settings, dice).find(({ channel_key }) => channel_key === key)
  if (found) return `${found.pg_provider}.${found.pg_id}`
  if (hasWindows(settings.channels))
    throw refusal(
      'order_channel_missing',
      {},
      say(`channelKey가 ${key}인 채널이 없습니다.`, `No channel has the channelKey ${key}.`),
    )
  remarks.push(refusal('order_channel_unknown', { key }))
  return undefined
}

function mustSuitScenario(
  { moments = NO_MOMENTS }: CheckoutParts,
  { pg }: ChosenPg,
  { merchant_uid, pay_method }: RequestPay,
  { device }: Origin,
): void {
  const no = moments.request({ merchant_uid, pg: pg.code, pay_method: pay_method || 'card', device })
  if (!no) return
  throw Object.assign(refusal('order_refused_by_scenario', { message: no.message }), { error_code: no.code })
}

function mustBeAbleTo({ pg }: ChosenPg, { pay_method }: RequestPay, planned: Outcome): void {
  if (typeof planned !== 'object' || !('decline' in planned)) return
  findDecline(pg, pay_method ?? 'card', planned.decline)
}

function refusedRsp(raw: unknown, frame_pg: string | undefined, reason: Refusal, { sdk }: Origin): Rsp {
  const [merchant_uid, pay_method] = [textOf(raw, 'merchant_uid'), textOf(raw, 'pay_method')]
  const asked = typeof raw === 'object' && raw !== null && 'pg' in raw ? raw.pg : undefined
  const pg = pgByCode(asText(asked || frame_pg).split('.')[0]!)
  return shapeResult(refusedResult({ merchant_uid, pay_method }, reason), pg, sdk)
}
