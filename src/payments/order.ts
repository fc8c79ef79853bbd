/**
 * Checks an order and says no where iamport or the PG would, before any window opens. What only a document asks for is
 * remarked, and the payment goes on.
 *
 * The browser checks nothing; the server decides. The order of the checks is assumed: the order itself first,
 * then its PG, then what happened to the merchant_uid before.
 */

import { PAY_METHODS, payMethod } from '../catalog/methods/index.ts'
import type { Pg } from '../catalog/pg.ts'
import { fillWords, ORDER_WHY } from '../catalog/refusals/why.ts'
import { type Refusal, refusal } from '../catalog/refusals.ts'
import { chargesOf, issues, keyMid } from '../choice/billing-window.ts'
import type { ChosenPg } from '../choice/choose.ts'
import { type Bilingual, say } from '../core/bilingual.ts'
import { isCurrency, largestSum, type Money, readMoney, toMajor, toMinor } from '../core/money.ts'
import { nearest } from '../core/nearest.ts'
import { type OrderHistory, type Origin, readFacts } from './order-facts.ts'
import type { OrderFacts } from './payment.ts'
import { type Fault, faultsOf } from './pg-rules.ts'
import type { RequestPay } from './request-pay.ts'
import { sumWas } from './sum-was.ts'

export type { OrderHistory, Origin } from './order-facts.ts'

/** An order that passed: what the payment is made of. */
export interface Order {
  readonly merchant_uid: string
  readonly pay_method: string
  readonly amount: number
  readonly currency: string
  readonly customer_uid: string | null
  readonly facts: OrderFacts
  /** What the developer should know, though the order is taken: refusals that were not thrown. */
  readonly remarks: readonly Refusal[]
}

/** Checks an order against its PG and its history. Throws the refusal that the shop reads in its result. */
export function checkOrder(
  param: RequestPay,
  chosen: ChosenPg,
  origin: Origin,
  history: OrderHistory,
): Order {
  const { pg } = chosen
  const { now, digital_contract } = history
  const remarks: Refusal[] = []
  const merchant_uid = checkMerchantUid(param, pg, remarks)
  const currency = checkCurrency(param, pg)
  const { pay_method, unsold } = checkPayMethod(param, pg)
  const is_for_key = param.customer_uid !== undefined && issues(pg, pay_method, chosen.pg_id)
  const amount = checkAmount(param, pg, currency, is_for_key && chargesOf(pg, pay_method) !== 'always')
  const money = checkTax(param, amount, currency)
  const { device, sdk } = origin
  const faults = faultsOf(pg, param, { device, pay_method, amount, currency, sdk, now, digital_contract })
  const fault = unsold ?? faults.refused
  if (fault && fault.code === null) throw asRefusal(fault)
  remarks.push(...faults.remarked.map(asRefusal))
  const refused_by_pg = fault?.code == null ? undefined : { code: fault.code, message: fault.message }
  if (param.customer_uid) remarks.push(...noKey(chosen, pay_method))
  const asked = { pay_method, money, currency, refused_by_pg }
  const facts = readFacts(param, pg, origin, history, asked, remarks)
  if (history.sibling_paid) throw refusal('order_already_paid', {}, ALREADY_PAID)
  checkPrepared(amount, currency, history.prepared)
  const customer_uid = is_for_key ? (param.customer_uid ?? null) : null
  return { merchant_uid, pay_method, amount, currency, customer_uid, facts, remarks }
}

function asRefusal({ message, hint }: Fault): Refusal {
  return refusal('order_parameter_missing', { message }, hint)
}

const ALREADY_PAID = say(
  '한 번 결제된 merchant_uid는 취소한 뒤에도 다시 결제할 수 없습니다. 주문마다 새 merchant_uid를 쓰세요.',
  'A merchant_uid that was paid once, even if cancelled since, cannot be paid again: give each order a new one.',
)

/** The longest that iamport's document allows. */
const LONGEST = 40

function checkMerchantUid(param: RequestPay, pg: Pg, remarks: Refusal[]): string {
  const merchant_uid = keptUid(param, pg)
  const length = pg.order.merchant_uid_max?.length ?? LONGEST
  if (merchant_uid.trim() === '') throw refusal('order_merchant_uid_invalid', { length })
  if (merchant_uid.length > length) remarks.push(refusal('order_merchant_uid_long', { length }))
  return merchant_uid
}

/** The merchant_uid under which this PG keeps the order. */
export function keptUid({ merchant_uid = '' }: RequestPay, { order: { merchant_uid_max } }: Pg): string {
  return merchant_uid_max?.cut ? merchant_uid.slice(0, merchant_uid_max.length) : merchant_uid
}

function checkCurrency(param: RequestPay, pg: Pg): string {
  const currency = param.currency || pg.sells.currencies[0]!
  if (!isCurrency(currency) || !pg.sells.currencies.includes(currency)) {
    if (pg.quirks.any_currency) return pg.sells.currencies[0]!
    if (pg.sells.currency_message)
      throw refusal('order_parameter_missing', { message: pg.sells.currency_message })
    throw refusal('order_currency_invalid', {
      pg: pg.code,
      currency,
      allowed: pg.sells.currencies.join(', '),
    })
  }
  return currency
}

/** `may_be_free`: the window issues a billing key, and need not charge anything. */
function checkAmount({ amount }: RequestPay, pg: Pg, currency: string, may_be_free: boolean): number {
  if (amount === undefined) {
    if (pg.quirks.unset_amount_is_zero || may_be_free) return 0
    throw refusal('order_amount_missing')
  }
  const minor = toMinor(amount, currency)
  const no = (why: string) => refusal('order_amount_invalid', { why }, sumWas('amount', amount, currency))
  if (amount < 0 || (minor === 0 && !may_be_free)) throw no(ORDER_WHY.positive)
  if (minor !== null) return minor
  const most = largestSum(currency)
  throw no(amount > most ? fillWords(ORDER_WHY.most, { most }) : fillWords(ORDER_WHY.unit, { currency }))
}

/** Tax-free and VAT are parts of the amount. An order for a key alone has none. */
function checkTax({ tax_free, vat_amount }: RequestPay, minor: number, currency: string): Money {
  const money = readMoney({ amount: toMajor(minor, currency), tax_free, vat_amount }, currency)
  if (!('flaw' in money)) return money
  throw refusal('order_parameter_invalid', { parameter: money.flaw, why: ORDER_WHY.part })
}

/** A shop id for single payments was asked for a billing key: it charges, and keeps none. */
function noKey({ pg, pg_id }: ChosenPg, pay_method: string): Refusal[] {
  const mid = keyMid(pg, pay_method, pg_id)
  return mid === null ? [] : [refusal('order_mid_issues_no_key', { pg_id, pg: pg.code, mid })]
}

/** A missing pay_method is card (manual 2.1.1); the SDK fills that in, callers of the control API may leave it out. */
function checkPayMethod(param: RequestPay, pg: Pg): { pay_method: string; unsold: Fault | null } {
  const pay_method = param.pay_method || 'card'
  if (pg.sells.pay_methods.includes(pay_method)) return { pay_method, unsold: null }
  if (pg.sells.any_pay_method) return { pay_method: pg.sells.pay_methods[0]!, unsold: null }
  if (!payMethod(pay_method)) throw refusal('order_pay_method_unknown', { pay_method }, meant(pay_method))
  const allowed = pg.sells.pay_methods.join(', ')
  const own = pg.sells.pay_method_message
  if (!own) throw refusal('order_pay_method_unsupported', { pg: pg.code, pay_method, allowed })
  const message = fillWords(own.message, own.words?.(pay_method))
  const unsold = {
    message,
    code: own.in_window ?? null,
    hint: say(`${pg.code}의 결제수단: ${allowed}.`, `${pg.code} sells with ${allowed}.`),
  }
  return { pay_method, unsold }
}

function meant(pay_method: string): Bilingual | null {
  const near = nearest(
    pay_method,
    PAY_METHODS.map(({ code }) => code),
  )
  return near === null ? null : say(`'${near}'를 쓰려던 것인가요?`, `Did you mean '${near}'?`)
}

function checkPrepared(amount: number, currency: string, prepared: OrderHistory['prepared']): void {
  if (!prepared) return
  const sameCurrency = prepared.currency === null || prepared.currency === currency
  if (sameCurrency && prepared.amount === amount) return
  throw refusal(
    'order_amount_not_prepared',
    { amount: toMajor(amount, currency), prepared: toMajor(prepared.amount, prepared.currency ?? currency) },
    say(
      'POST /payments/prepare로 이 merchant_uid에 다른 금액을 사전등록했습니다.',
      'POST /payments/prepare registered another amount for this merchant_uid.',
    ),
  )
}
