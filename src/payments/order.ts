/**
 * Reads what a page gave to request_pay and says no where iamport would, before any window opens.
 *
 * The browser checks nothing; the server decides. The order of the checks is assumed: the order itself first,
 * then its PG, then what happened to the merchant_uid before.
 */
import { z } from 'zod'
import { payMethod } from '../catalog/methods/index.ts'
import type { Pg } from '../catalog/pg.ts'
import { refusal } from '../catalog/refusals.ts'
import { given } from '../catalog/rules.ts'
import { chargesOf, issues } from '../choice/billing-window.ts'
import type { ChosenPg } from '../choice/choose.ts'
import { kstText, parseDue } from '../core/kst.ts'
import { isCurrency, type Money, readMoney, toMajor, toMinor } from '../core/money.ts'
import { read } from '../core/schema.ts'
import type { Device } from '../kit/steps.ts'
import type { OrderFacts } from './payment.ts'
import { type Fault, fillWords, findFault } from './pg-rules.ts'

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

/** What is known of the order's merchant_uid and of the merchant, and what time it is. */
export interface OrderHistory {
  readonly now: number
  /** See Asked in catalog/pg.ts. */
  readonly digital_contract: boolean | null
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
  const { parameter, must } = result.problem.in_korean
  throw refusal('order_parameter_invalid', { parameter, why: must })
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
  const merchant_uid = checkMerchantUid(param, pg)
  const currency = checkCurrency(param, pg)
  const { pay_method, unsold } = checkPayMethod(param, pg)
  const is_for_key = param.customer_uid !== undefined && issues(pg, pay_method)
  const amount = checkAmount(param, pg, currency, is_for_key && chargesOf(pg, pay_method) !== 'always')
  const money = checkTax(param, amount, currency)
  const { device, sdk } = origin
  const fault =
    unsold ?? findFault(pg, param, { device, pay_method, amount, currency, sdk, now, digital_contract })
  if (fault && fault.code === null)
    throw refusal('order_parameter_missing', { message: fault.message }, fault.hint)
  const refused_by_pg = fault?.code == null ? undefined : { code: fault.code, message: fault.message }
  const vbank_due = refused_by_pg ? null : checkDue(param, pay_method, now)
  const escrow = param.escrow === true && hasEscrow(pg, pay_method)
  const facts = {
    ...readFacts(param, origin, money, currency),
    escrow,
    vbank_due,
    refused_by_pg,
    extra: readExtra(param, pg),
  }
  if (history.sibling_paid) throw refusal('order_already_paid', {}, ALREADY_PAID)
  checkPrepared(amount, currency, history.prepared)
  const customer_uid = is_for_key ? (param.customer_uid ?? null) : null
  return { merchant_uid, pay_method, amount, currency, customer_uid, facts }
}

const ALREADY_PAID =
  'A merchant_uid that was paid once, even if cancelled since, cannot be paid again: give each order a new one.'

/** The longest that iamport keeps (docs, request_pay). */
const LONGEST = 40

function checkMerchantUid(param: RequestPay, pg: Pg): string {
  const merchant_uid = keptUid(param, pg)
  const length = pg.order.merchant_uid_max?.length ?? LONGEST
  if (merchant_uid.trim() === '' || merchant_uid.length > length)
    throw refusal('order_merchant_uid_invalid', { length })
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
function checkAmount(param: RequestPay, pg: Pg, currency: string, may_be_free: boolean): number {
  const { amount } = param
  if (amount === undefined || amount === null || amount === '') {
    if (pg.quirks.unset_amount_is_zero || may_be_free) return 0
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
  if (minor < 0 || (minor === 0 && !may_be_free)) throw why('0보다 커야 합니다.', `amount was ${amount}.`)
  return minor
}

/** Tax-free and VAT are parts of the amount. An order for a key alone has none. */
function checkTax({ tax_free, vat_amount }: RequestPay, minor: number, currency: string): Money {
  const own_vat = typeof vat_amount === 'number' ? vat_amount : null
  const money = readMoney({ amount: toMajor(minor, currency), tax_free, vat_amount: own_vat }, currency)
  if (!('flaw' in money)) return money
  throw refusal('order_parameter_invalid', {
    parameter: money.flaw,
    why: '(0 이상, amount 이하여야 합니다.)',
  })
}

/** Escrow is a contract with the PG, for some pay_methods of it only. */
function hasEscrow({ sells: { escrow } }: Pg, pay_method: string): boolean {
  return escrow !== undefined && (escrow.pay_methods?.includes(pay_method) ?? true)
}

/** A missing pay_method is card (manual 2.1.1); the SDK fills that in, callers of the control API may leave it out. */
function checkPayMethod(param: RequestPay, pg: Pg): { pay_method: string; unsold: Fault | null } {
  const pay_method = param.pay_method || 'card'
  if (pg.sells.any_pay_method) return { pay_method: pg.sells.pay_methods[0]!, unsold: null }
  if (pg.sells.pay_methods.includes(pay_method)) return { pay_method, unsold: null }
  if (!payMethod(pay_method)) throw refusal('order_pay_method_unknown', { pay_method })
  const allowed = pg.sells.pay_methods.join(', ')
  const own = pg.sells.pay_method_message
  if (!own) throw refusal('order_pay_method_unsupported', { pg: pg.code, pay_method, allowed })
  const message = fillWords(own.message, own.words?.(pay_method))
  const hint = `${pg.code} sells with ${allowed}.`
  if (own.in_window === undefined) throw refusal('order_parameter_missing', { message }, hint)
  return { pay_method, unsold: { message, code: own.in_window, hint } }
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

function readFacts(param: RequestPay, origin: Origin, money: Money, currency: string): OrderFacts {
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
    escrow: false,
    tax_free: toMajor(money.tax_free, currency),
    vat_amount: money.vat_amount === null ? null : toMajor(money.vat_amount, currency),
    language: param.language ?? '',
    vbank_due: null,
    digital: param.digital ?? false,
    card_quota: param.display?.card_quota ?? null,
    m_redirect_url: param.m_redirect_url || null,
    user_agent: origin.user_agent,
    sdk: origin.sdk,
    app_scheme: param.app_scheme || null,
    naver_products: Array.isArray(param.naverProducts) ? param.naverProducts : undefined,
  }
}

/** What windows of every PG show, or read to decide their steps. What only one PG's reads is in its file (`window.reads`). */
const EXTRAS = [
  'bypass',
  'card',
  'cashReceiptType',
  'company',
  'customerIdentifier',
  'display',
  'escrowProducts',
  'period',
  'phone',
  'prefill',
  'products',
  'useFreeInterestFromMall',
  'vat',
  'vat_amount',
] as const

/** The parameters that this PG's window reads. */
export function windowParameters({ window }: Pg): readonly string[] {
  return [...EXTRAS, ...(window.reads ?? [])]
}

function readExtra(param: RequestPay, pg: Pg): Record<string, unknown> | undefined {
  const given = windowParameters(pg).filter((name) => param[name] !== undefined && param[name] !== null)
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

/**
 * The deadline of an account, or of a payment in a store (`cvs.payment_deadline`). One that is past is no deadline; orders without an
 * account may say what they like.
 */
function checkDue({ vbank_due, ...param }: RequestPay, pay_method: string, now: number): number | null {
  const hours = Number(given(param, 'cvs.payment_deadline.valid_hours'))
  if (pay_method === 'cvs' && hours > 0) return now + Math.round(hours * 3600)
  const wanted = (pay_method === 'cvs' && given(param, 'cvs.payment_deadline.due_date')) || vbank_due
  if (!wanted) return null
  const due = parseDue(String(wanted))
  const invalid = (why: string) => refusal('order_parameter_invalid', { parameter: 'vbank_due', why })
  if (due === null) throw invalid('(YYYYMMDDhhmm 형식이어야 합니다.)')
  if (payMethod(pay_method)?.settles === 'deposit' && due <= now) {
    throw invalid(`(현재 시각 ${kstText(now)} 이후여야 합니다.)`)
  }
  return due
}
