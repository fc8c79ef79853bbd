/** What an order says that its payment only carries along: the buyer, the goods, the deadline, what the window reads. */

import { payMethod } from '../catalog/methods/index.ts'
import type { Pg } from '../catalog/pg.ts'
import { fillWords, ORDER_WHY } from '../catalog/refusals/why.ts'
import { type Refusal, refusal } from '../catalog/refusals.ts'
import { given } from '../catalog/rules.ts'
import { say } from '../core/bilingual.ts'
import { kstText, parseDue } from '../core/kst.ts'
import { type Money, toMajor } from '../core/money.ts'
import { textOf } from '../core/record.ts'
import type { Device } from '../kit/steps.ts'
import { noticeUrls, oddAddresses } from './odd-address.ts'
import type { OrderFacts } from './payment.ts'
import type { RequestPay } from './request-pay.ts'

/** Where an order comes from. */
export interface Origin {
  readonly sdk: string
  readonly device: Device
  readonly user_agent: string
  /** The page that asked, where it is not trusted: see core/page-trust.ts. */
  readonly untrusted_page?: string
}

/** What is known of the order's merchant_uid and of the merchant, and what time it is. */
export interface OrderHistory {
  readonly now: number
  /** See Asked in catalog/pg.ts. */
  readonly digital_contract: boolean | null
  /** Whether the shop has had confirm_url activated. */
  readonly confirm_process: boolean
  /** Whether a payment of this merchant_uid is paid, or was cancelled after being paid. */
  readonly sibling_paid: boolean
  /** The amount (minor units) and currency registered by POST /payments/prepare. */
  readonly prepared: { readonly amount: number; readonly currency: string | null } | null
}

/** What the checks have found out already. */
interface Checked {
  readonly pay_method: string
  readonly money: Money
  readonly currency: string
  readonly refused_by_pg: OrderFacts['refused_by_pg']
}

export function readFacts(
  param: RequestPay,
  pg: Pg,
  origin: Origin,
  history: OrderHistory,
  { pay_method, money, currency, refused_by_pg }: Checked,
  remarks: Refusal[],
): OrderFacts {
  return {
    name: param.name ?? null,
    buyer_name: param.buyer_name ?? null,
    buyer_email: param.buyer_email ?? null,
    buyer_tel: param.buyer_tel ?? null,
    buyer_addr: param.buyer_addr ?? null,
    buyer_postcode: param.buyer_postcode ?? null,
    custom_data: readCustomData(param.custom_data),
    notice_url: readNoticeUrl(param.notice_url, remarks),
    escrow: param.escrow === true && hasEscrow(pg, pay_method),
    tax_free: toMajor(money.tax_free, currency),
    vat_amount: money.vat_amount === null ? null : toMajor(money.vat_amount, currency),
    language: param.language ?? '',
    vbank_due: refused_by_pg ? null : readDue(param, pay_method, history.now, remarks),
    confirm_url: confirmUrl(param, history, remarks),
    refused_by_pg,
    extra: readExtra(param, pg),
    digital: param.digital ?? false,
    card_quota: param.display?.card_quota ?? null,
    m_redirect_url: param.m_redirect_url || null,
    user_agent: origin.user_agent,
    sdk: origin.sdk,
    app_scheme: param.app_scheme || null,
    naver_products: Array.isArray(param.naverProducts) ? param.naverProducts : undefined,
  }
}

/** Escrow is a contract with the PG, for some pay_methods of it only. */
function hasEscrow({ sells: { escrow } }: Pg, pay_method: string): boolean {
  return escrow !== undefined && (escrow.pay_methods?.includes(pay_method) ?? true)
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

function readNoticeUrl(notice_url: RequestPay['notice_url'], remarks: Refusal[]): string[] {
  const urls = noticeUrls(notice_url)
  remarks.push(...oddAddresses('notice_url', urls))
  return urls
}

/** Only where the shop has had it activated (the vendor's page on confirm_process: by e-mail to support). */
function confirmUrl(
  { confirm_url }: RequestPay,
  { confirm_process }: OrderHistory,
  remarks: Refusal[],
): string | null {
  const url = confirm_url?.trim() || null
  if (url === null) return null
  if (confirm_process) {
    remarks.push(...oddAddresses('confirm_url', [url]))
    return url
  }
  remarks.push(
    refusal(
      'order_confirm_url_inactive',
      {},
      say(
        '샌드박스에서는 설정 confirm_process로 confirm_url을 활성화합니다.',
        'The setting confirm_process activates confirm_url.',
      ),
    ),
  )
  return null
}

/**
 * The deadline of an account, or of a payment in a store (`cvs.payment_deadline`): asked for nowhere else. One that is past or
 * cannot be read leaves the PG's own.
 */
function readDue(
  { vbank_due, ...param }: RequestPay,
  pay_method: string,
  now: number,
  remarks: Refusal[],
): number | null {
  if (payMethod(pay_method)?.settles !== 'deposit') return null
  const hours = Number(given(param, 'cvs.payment_deadline.valid_hours'))
  if (pay_method === 'cvs' && hours > 0) return now + Math.round(hours * 3600)
  const wanted = (pay_method === 'cvs' && given(param, 'cvs.payment_deadline.due_date')) || vbank_due
  if (!wanted) return null
  const due = parseDue(textOf(wanted))
  if (due !== null && due > now) return due
  const why = due === null ? ORDER_WHY.due : fillWords(ORDER_WHY.future, { now: kstText(now) })
  remarks.push(refusal('order_parameter_unreadable', { parameter: 'vbank_due', why }))
  return null
}
