/** What PGs do not give back: parts of a phone payment, last month's, the tenth part … iamport passes their "no" on. */

import { payMethod } from '../catalog/methods/index.ts'
import type { CancelRules } from '../catalog/pg.ts'
import { CANCEL_WHY, fillWords } from '../catalog/refusals/why.ts'
import { refusal } from '../catalog/refusals.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import { kstParts } from '../core/kst.ts'
import { balance, type Payment } from './payment.ts'

/** The part of a cancel command that these rules look at. */
export interface CancelAsked {
  /** Minor units, never null: what would be given back. */
  readonly amount: number
  readonly by: 'shop' | 'admin' | 'pg'
  /** Null where the shop sent none. */
  readonly reason: string | null
  readonly requester: string | null
  readonly vat_amount: number | null
  readonly tax_free: number | null
  readonly refund: {
    readonly holder: string | null
    readonly bank: string | null
    readonly account: string | null
    readonly tel?: string | null
  }
}

/** Throws when the PG would say no. */
export function checkCancelRules(
  payment: Payment,
  asked: CancelAsked,
  rules: CancelRules | undefined,
  now: number,
): void {
  if (asked.by === 'pg') return
  const { pay_method } = payment
  const is_part = asked.amount < balance(payment)
  if (rules?.never?.includes(pay_method)) {
    throw saidByPg(fillWords(CANCEL_WHY.never, { pay_method: nameOf(pay_method) }))
  }
  if (pay_method === 'phone' && month(now) !== month(payment.paid_at)) {
    if (!rules?.phone_next_month_by_account) throw saidByPg(CANCEL_WHY.phone_month)
    mustHaveAccount(asked, CANCEL_WHY.phone_account)
  }
  const is_whole =
    rules?.no_partial?.includes(pay_method) || (pay_method === 'phone' && !rules?.partial_phone)
  if (is_part && is_whole) {
    throw saidByPg(fillWords(CANCEL_WHY.no_part, { pay_method: nameOf(pay_method) }))
  }
  const parts = payment.cancels.length
  if (is_part && rules?.max_partials !== undefined && parts >= rules.max_partials) {
    throw saidByPg(fillWords(CANCEL_WHY.parts, { max: rules.max_partials }))
  }
  if (rules?.within_days !== undefined && now > payment.paid_at + rules.within_days * 86_400) {
    throw saidByPg(CANCEL_WHY.period)
  }
  if (pay_method === 'vbank' && isClosed(rules, now)) throw saidByPg(CANCEL_WHY.vbank_hours)
  if (asked.by === 'admin') return
  if (rules?.escrow_by_buyer && payment.order.escrow) {
    throw saidByPg(CANCEL_WHY.escrow)
  }
  if (pay_method === 'vbank') mustHaveAccount(asked, CANCEL_WHY.vbank_account)
  else if (rules?.refund_account?.includes(pay_method)) mustHaveAccount(asked, nameOf(pay_method))
  checkRequired(asked, pay_method, rules)
  if (is_part && rules?.needs_vat_amount && hasOwnVat(payment) && asked.vat_amount === null) {
    throw refusal(
      'cancel_parameter_missing',
      { parameter: 'vat_amount' },
      say('부가세(vat_amount)를 지정한 결제입니다.', 'The payment set its own VAT.'),
    )
  }
  if (is_part && rules?.needs_tax_free && payment.order.tax_free > 0 && asked.tax_free === null) {
    throw refusal(
      'cancel_parameter_missing',
      { parameter: 'tax_free' },
      say('면세금액(tax_free)이 있는 결제입니다.', 'The payment has a tax-free part.'),
    )
  }
}

function nameOf(pay_method: string): string {
  return payMethod(pay_method)?.name.ko ?? pay_method
}

function checkRequired(asked: CancelAsked, pay_method: string, rules: CancelRules | undefined): void {
  if (rules?.needs_reason && !asked.reason) throw refusal('cancel_parameter_missing', { parameter: 'reason' })
  if (rules?.needs_requester && !asked.requester) {
    throw refusal('cancel_parameter_missing', { parameter: 'extra.requester' })
  }
  if (rules?.refund_tel?.includes(pay_method) && !asked.refund.tel) {
    throw refusal('cancel_parameter_missing', { parameter: 'refund_tel' })
  }
}

function mustHaveAccount({ refund }: CancelAsked, what: string): void {
  for (const name of ['holder', 'bank', 'account'] as const) {
    if (!refund[name]) throw refusal('cancel_refund_account_missing', { what, parameter: `refund_${name}` })
  }
}

function hasOwnVat({ order }: Payment): boolean {
  return order.vat_amount !== undefined && order.vat_amount !== null
}

/** Hours of Korean time, over midnight where `from` is the later one. */
function isClosed(rules: CancelRules | undefined, now: number): boolean {
  if (!rules?.vbank_closed) return false
  const { from, to } = rules.vbank_closed
  const hour = Number(kstParts(now).HH)
  return from < to ? hour >= from && hour < to : hour >= from || hour < to
}

function month(unix_s: number): string {
  const { yyyy, MM } = kstParts(unix_s)
  return `${yyyy}-${MM}`
}

/** iamport's general form for what a PG says to a cancel. Some texts stand in brackets, right behind it (observed). */
export function saidByPg(why: string, hint: Bilingual | null = null) {
  return refusal('cancel_refused_by_pg', { why: why.startsWith('(') ? why : ` ${why}` }, hint)
}
