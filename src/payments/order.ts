/**
 * Reads what a page gave to request_pay and says no where iamport would, before any window opens.
 *
 * The browser checks nothing; the server decides. The order of the checks is assumed: the order itself first,
 * then its PG, then what happened to the merchant_uid before.
 */
import { z } from 'zod'
import type { ChosenPg, Device } from '../catalog/choose.ts'
import { payMethod } from '../catalog/methods/index.ts'
import type { Pg } from '../catalog/pg.ts'
import { refusal } from '../catalog/refusals.ts'
import { parseDue } from '../core/kst.ts'
import { isCurrency, toMajor, toMinor } from '../core/money.ts'
import { read } from '../core/schema.ts'
import type { OrderFacts } from './payment.ts'
import { findFault } from './pg-rules.ts'

/** The parameters of request_pay (manual 2.1.1, 2.1.2). What a PG wants besides is kept, too. */
export const RequestPay = z.looseObject({
  pg: z.string().optional().describe('`{PG}` or `{PG}.{MID}`; missing or unknown takes the default PG'),
  pay_method: z.string().optional().describe('card, trans, vbank, phone …; default card'),
  merchant_uid: z.string().optional().describe('the shop’s own order number, at most 40 characters'),
  name: z.string().optional(),
  amount: z.unknown().optional().describe('a number, in major units of the currency'),
  currency: z.string().optional(),
  tax_free: z.number().optional(),
  language: z.string().optional(),
  escrow: z.boolean().optional(),
  digital: z.boolean().optional(),
  buyer_name: z.string().optional(),
  buyer_tel: z.string().optional(),
  buyer_email: z.string().optional(),
  buyer_addr: z.string().optional(),
  buyer_postcode: z.string().optional(),
  custom_data: z.unknown().optional(),
  notice_url: z.union([z.array(z.string()), z.string()]).optional(),
  display: z.looseObject({ card_quota: z.array(z.number()).optional() }).optional(),
  confirm_url: z.string().optional().describe('asked before the approval; the shop may still say no'),
  vbank_due: z.string().optional().describe('YYYYMMDDhhmm and the later forms'),
  m_redirect_url: z.string().optional(),
  app_scheme: z.string().optional(),
  biz_num: z.string().optional(),
  customer_uid: z.string().optional(),
  popup: z.boolean().optional(),
  channelKey: z.string().optional().describe('v1 only: the channel in place of `pg`'),
})
export type RequestPay = z.infer<typeof RequestPay>

/** Where an order comes from. */
export interface Origin {
  readonly sdk: string
  readonly device: Device
  readonly user_agent: string
}

/** What is known of the order's merchant_uid. */
export interface OrderHistory {
  /** Whether a payment of this merchant_uid is paid, or was cancelled after being paid. */
  readonly sibling_paid: boolean
  /** The amount (minor units) and currency registered by POST /payments/prepare. */
  readonly prepared: { readonly amount: number; readonly currency: string | null } | null
}

/** An order that passed: what the payment is made of. */
export interface Order {
  readonly merchant_uid: string
  readonly pay_method: string
  readonly amount: number
  readonly currency: string
  readonly customer_uid: string | null
  readonly facts: OrderFacts
}

/** Reads the raw parameters; throws a refusal for a value that has the wrong type. */
export function readRequestPay(raw: unknown): RequestPay {
  const result = read(RequestPay, raw)
  if ('value' in result) return result.value
  const { parameter, allowed } = result.problem
  throw refusal('order_parameter_invalid', { parameter, why: `(${allowed})` })
}

/** Checks an order against its PG and its history. Throws the refusal that the shop reads in its result. */
export function checkOrder(
  param: RequestPay,
  chosen: ChosenPg,
  origin: Origin,
  history: OrderHistory,
): Order {
  const merchant_uid = checkMerchantUid(param)
  const currency = checkCurrency(param, chosen.pg)
  const amount = checkAmount(param, chosen.pg, currency)
  const pay_method = checkPayMethod(param, chosen.pg)
  const fault = findFault(chosen.pg, param, { device: origin.device, pay_method, amount, currency })
  if (fault && fault.code === null)
    throw refusal('order_parameter_missing', { message: fault.message }, fault.hint)
  const refused_by_pg = fault?.code == null ? undefined : { code: fault.code, message: fault.message }
  const facts = { ...readFacts(param, origin), refused_by_pg, extra: readExtra(param) }
  if (history.sibling_paid) throw refusal('order_already_paid', {}, ALREADY_PAID)
  checkPrepared(amount, currency, history.prepared)
  const customer_uid = chosen.pg.billing?.charges === 'no window' ? null : (param.customer_uid ?? null)
  return { merchant_uid, pay_method, amount, currency, customer_uid, facts }
}

const ALREADY_PAID =
  'A merchant_uid that was paid once, even if cancelled since, cannot be paid again: give each order a new one.'

function checkMerchantUid(param: RequestPay): string {
  const merchant_uid = param.merchant_uid ?? ''
  if (merchant_uid.trim() === '' || merchant_uid.length > 40) throw refusal('order_merchant_uid_invalid')
  return merchant_uid
}

function checkCurrency(param: RequestPay, pg: Pg): string {
  const currency = param.currency || pg.currencies[0]!
  if (!isCurrency(currency) || !pg.currencies.includes(currency)) {
    if (pg.any_currency) return pg.currencies[0]!
    if (pg.currency_message) throw refusal('order_parameter_missing', { message: pg.currency_message })
    throw refusal('order_currency_invalid', { pg: pg.code, currency, allowed: pg.currencies.join(', ') })
  }
  return currency
}

function checkAmount(param: RequestPay, pg: Pg, currency: string): number {
  const { amount } = param
  if (amount === undefined || amount === null || amount === '') {
    if (pg.unset_amount_is_zero) return 0
    throw refusal('order_amount_missing')
  }
  const why = (text: string, hint: string) => refusal('order_amount_invalid', { why: text }, hint)
  if (typeof amount !== 'number') {
    throw why(
      '문자열이 아닌 숫자여야 합니다.',
      `amount was ${JSON.stringify(amount)}: give request_pay a number.`,
    )
  }
  const minor = toMinor(amount, currency)
  if (minor === null) {
    throw why(
      `${currency}에 맞는 단위여야 합니다.`,
      `amount was ${amount}: ${currency} has fewer decimal places.`,
    )
  }
  const isFree = minor === 0 && param.customer_uid !== undefined
  if (minor <= 0 && !isFree) throw why('0보다 커야 합니다.', `amount was ${amount}.`)
  return minor
}

/** A missing pay_method is card (manual 2.1.1); the SDK fills that in, callers of the control API may leave it out. */
function checkPayMethod(param: RequestPay, pg: Pg): string {
  const pay_method = param.pay_method || 'card'
  if (pg.any_pay_method) return pg.pay_methods[0]!
  if (!payMethod(pay_method)) throw refusal('order_pay_method_unknown', { pay_method })
  if (!pg.pay_methods.includes(pay_method)) {
    const allowed = pg.pay_methods.join(', ')
    throw refusal('order_pay_method_unsupported', { pg: pg.code, pay_method, allowed })
  }
  return pay_method
}

function checkPrepared(amount: number, currency: string, prepared: OrderHistory['prepared']): void {
  if (!prepared) return
  const sameCurrency = prepared.currency === null || prepared.currency === currency
  if (sameCurrency && prepared.amount === amount) return
  throw refusal(
    'order_amount_not_prepared',
    { amount: toMajor(amount, currency), prepared: toMajor(prepared.amount, prepared.currency ?? currency) },
    'POST /payments/prepare registered another amount for this merchant_uid.',
  )
}

function readFacts(param: RequestPay, origin: Origin): OrderFacts {
  return {
    name: param.name ?? null,
    buyer_name: param.buyer_name ?? null,
    buyer_email: param.buyer_email ?? null,
    buyer_tel: param.buyer_tel ?? null,
    buyer_addr: param.buyer_addr ?? null,
    buyer_postcode: param.buyer_postcode ?? null,
    custom_data: readCustomData(param.custom_data),
    notice_url: readNoticeUrl(param.notice_url),
    confirm_url: param.confirm_url?.trim() || null,
    escrow: param.escrow ?? false,
    tax_free: param.tax_free ?? 0,
    language: param.language ?? '',
    vbank_due: readDue(param.vbank_due),
    digital: param.digital ?? false,
    card_quota: param.display?.card_quota ?? null,
    m_redirect_url: param.m_redirect_url || null,
    user_agent: origin.user_agent,
    sdk: origin.sdk,
    app_scheme: param.app_scheme || null,
    naver_products: Array.isArray(param.naverProducts) ? param.naverProducts : undefined,
  }
}

/** What only a window shows. */
const EXTRAS = [
  'company',
  'period',
  'products',
  'card',
  'display',
  'vat',
  'vat_amount',
  'customer_id',
  'bypass',
] as const

function readExtra(param: RequestPay): Record<string, unknown> | undefined {
  const given = EXTRAS.filter((name) => param[name] !== undefined && param[name] !== null)
  return given.length === 0 ? undefined : Object.fromEntries(given.map((name) => [name, param[name]]))
}

/** Objects are stored as JSON text, strings as they are (manual 2.1.1, REST Payment.custom_data). */
function readCustomData(custom_data: unknown): string | null {
  if (custom_data === undefined || custom_data === null) return null
  return typeof custom_data === 'string' ? custom_data : JSON.stringify(custom_data)
}

function readNoticeUrl(notice_url: string | string[] | undefined): string[] {
  const urls = typeof notice_url === 'string' ? [notice_url] : (notice_url ?? [])
  return urls.filter((url) => url.trim() !== '')
}

function readDue(vbank_due: string | undefined): number | null {
  if (!vbank_due) return null
  const due = parseDue(vbank_due)
  if (due !== null) return due
  throw refusal('order_parameter_invalid', {
    parameter: 'vbank_due',
    why: '(YYYYMMDDhhmm 형식이어야 합니다.)',
  })
}
