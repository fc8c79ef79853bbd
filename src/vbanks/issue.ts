/** An account is issued, or a barcode that convenience stores take money for. */

import { refusal } from '../catalog/refusals.ts'
import { mustSendAll } from '../choice/api-requirements.ts'
import { chooseApiChannel, type Wish } from '../choice/channels.ts'
import { say } from '../core/bilingual.ts'
import { kstEndOfDay, kstText } from '../core/kst.ts'
import type { OrderFacts, Payment } from '../payments/payment.ts'
import { readBank } from './holder.ts'
import type { VbankParts } from './parts.ts'

export interface WaitingOrder {
  readonly merchant_uid: string
  /** Major units. */
  readonly amount: number
  readonly wish: Wish
  readonly facts: Partial<OrderFacts>
  /** All that the shop sent, for what its PG insists on. */
  readonly sent?: Readonly<Record<string, unknown>>
}

export interface VbankOrder extends WaitingOrder {
  readonly vbank_code: string
  /** Unix seconds. */
  readonly vbank_due: number
  readonly vbank_holder: string | null
  /** Number of an account that the PG gave to the shop once. */
  readonly vbank_num: string | null
  readonly unlimited: boolean
}

export interface CvsOrder extends WaitingOrder {
  readonly barcode: string | null
  readonly expired_at: number | null
  readonly confirm_url: string | null
}

/** Days until a barcode expires when the shop names no time: agreed with the PG in reality, so this is assumed. */
const CVS_DAYS = 3

/** An account: the payment is `ready` and announced as such. */
export const issue =
  (parts: VbankParts) =>
  (merchant: number, order: VbankOrder): Payment => {
    const { payments, settings } = parts
    const { merchant_uid, amount, facts, vbank_due, vbank_holder, vbank_num, unlimited } = order
    const vbank_code = readBank(order.vbank_code)
    mustBeFuture(parts, vbank_due)
    const chosen = choose(parts, merchant, unlimited ? 'vbank_unlimited' : 'vbank_issue', order.wish)
    mustSendAll('POST /vbanks', chosen.pg, order.sent ?? {}, settings(merchant), !chosen.by_default)
    const account = { vbank_due, vbank_holder, vbank_num, ...(unlimited ? { vbank_unlimited: true } : {}) }
    const asked = { merchant_uid, pay_method: 'vbank', amount, chosen, customer_uid: null }
    return payments.byApi(merchant, { ...asked, facts: { ...facts, ...account } }, () => ({
      approve: { vbank_code },
    }))
  }

/** A barcode. REST shows its number where an account's stands. */
export const issueBarcode =
  (parts: VbankParts) =>
  (merchant: number, order: CvsOrder): Payment => {
    const { merchant_uid, amount, facts, barcode, confirm_url } = order
    const vbank_due = order.expired_at ?? kstEndOfDay(parts.clock.now(), CVS_DAYS)
    mustBeFuture(parts, vbank_due)
    const chosen = choose(parts, merchant, 'cvs', order.wish)
    const asked = { merchant_uid, pay_method: 'cvs', amount, chosen, customer_uid: null }
    const code = { vbank_due, vbank_num: barcode, cvs_confirm_url: confirm_url }
    return parts.payments.byApi(merchant, { ...asked, facts: { ...facts, ...code } }, () => ({ approve: {} }))
  }

function choose(
  { settings, dice }: VbankParts,
  merchant: number,
  ability: 'vbank_issue' | 'vbank_unlimited' | 'cvs',
  wish: Wish,
) {
  const chosen = chooseApiChannel(ability, wish, settings(merchant), dice)
  if (chosen) return chosen
  const hint = say(
    `이 기능(${ability})을 쓸 수 있는 채널이 가맹점에 없습니다.`,
    `None of the merchant's channels is able to do this (${ability}).`,
  )
  throw refusal('api_channel_missing', {}, hint)
}

function mustBeFuture({ clock }: VbankParts, due: number): void {
  if (due <= clock.now()) throw refusal('vbank_due_past', { due: kstText(due) })
}
