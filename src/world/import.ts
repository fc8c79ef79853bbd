/** Payments of the real service as a world: what identifies a person is masked, and what we do not have is named. */
import { type Bilingual, BilingualError, both, inLang, say } from '../core/bilingual.ts'
import { isRecord } from '../core/record.ts'
import { readWorld, WorldError } from './read.ts'
import type { WorldFile } from './schema.ts'

/** What cannot be made a world. */
export class ImportError extends BilingualError {}

export interface Imported {
  readonly world: WorldFile & { readonly payments: readonly Record<string, unknown>[] }
  readonly masked: readonly string[]
  /** Known, but of no use here, or too personal. */
  readonly left_out: readonly string[]
  /** What the real answer has more than ours. */
  readonly unknown: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/** As they are. */
const OWN = [
  'imp_uid',
  'merchant_uid',
  'amount',
  'status',
  'currency',
  'pay_method',
  'channel',
  'pg_provider',
  'pg_id',
  'pg_tid',
  'fail_reason',
  'cancel_reason',
]
const MOMENTS = ['started_at', 'paid_at', 'failed_at', 'cancelled_at']
const ORDER = ['name', 'escrow', 'cash_receipt_issued', 'customer_uid_usage', 'promotion']
const APPROVAL = [
  'bank_code',
  'bank_name',
  'card_code',
  'card_name',
  'card_quota',
  'card_type',
  'vbank_code',
  'vbank_name',
  'vbank_date',
  'vbank_issued_at',
  'emb_pg_provider',
]

const stars = (text: string, keep = 1) => text.slice(0, keep) + '*'.repeat(Math.max(text.length - keep, 1))
const zeros = (text: string) => text.replace(/\d/g, '0')

/** Alike for its length and form, so that a shop that reads it goes the same way. */
const MASKS: Readonly<Record<string, (text: string) => string>> = {
  buyer_name: stars,
  buyer_email: () => 'buyer@example.com',
  buyer_tel: (text) => text.slice(0, 3) + zeros(text.slice(3)),
  buyer_addr: (text) => stars(text, 2),
  buyer_postcode: zeros,
  apply_num: zeros,
  card_number: (text) => text.slice(0, 6) + text.slice(6).replace(/\d/g, '*'),
  vbank_num: zeros,
  vbank_holder: stars,
}
const IN_APPROVAL = ['apply_num', 'card_number', 'vbank_num', 'vbank_holder']

/** Links to somebody's receipt, a text of the shop's own, a browser, and what follows of the rest. */
const LEFT_OUT = ['receipt_url', 'cancel_receipt_urls', 'custom_data', 'user_agent', 'cancel_amount']
const KNOWN = new Set([
  ...OWN,
  ...MOMENTS,
  ...ORDER,
  ...APPROVAL,
  ...Object.keys(MASKS),
  ...LEFT_OUT,
  'customer_uid',
  'cancel_history',
])
const OF_CANCEL = ['amount', 'cancelled_at', 'reason', 'cancellation_id', 'pg_tid']

export function worldOfPayments(raw: unknown): Imported {
  const found = paymentsIn(raw)
  const [masked, left_out, unknown] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const customers = new Map<string, string>()
  const payments = found.map((payment) => {
    for (const [name, value] of Object.entries(payment)) {
      if (isEmpty(value)) continue
      if (!KNOWN.has(name)) unknown.add(name)
      if (LEFT_OUT.includes(name) && name !== 'cancel_amount') left_out.add(name)
      if (name in MASKS || name === 'customer_uid') masked.add(name)
    }
    const cancels = Array.isArray(payment.cancel_history) ? payment.cancel_history.filter(isRecord) : []
    for (const name of cancels.flatMap(Object.keys)) {
      if (!OF_CANCEL.includes(name) && name !== 'receipt_url') unknown.add(`cancel_history.${name}`)
    }
    return convert(payment, cancels, customers)
  })
  const world = { payments } as unknown as Imported['world']
  mustBeUsable(world)
  return { world, masked: [...masked], left_out: [...left_out], unknown: [...unknown] }
}

/** One, a list, `{ code, message, response }`, or the pages of GET /payments/status/…. */
function paymentsIn(raw: unknown): Fields[] {
  const inside = isRecord(raw) && 'response' in raw ? raw.response : raw
  const list = isRecord(inside) && Array.isArray(inside.list) ? inside.list : inside
  const found = (Array.isArray(list) ? list : [list]).flatMap((one: unknown) =>
    Array.isArray(one) ? one : [isRecord(one) && isRecord(one.response) ? one.response : one],
  )
  const wrong = found.findIndex(
    (one) => !isRecord(one) || typeof one.imp_uid !== 'string' || typeof one.status !== 'string',
  )
  if (found.length === 0 || wrong >= 0) throw new ImportError(notPayments(raw, wrong, found.length))
  return found
}

function notPayments(raw: unknown, wrong: number, count: number): Bilingual {
  if (isRecord(raw) && raw.response === null)
    return say(
      `아임포트가 결제를 주지 않은 응답입니다: ${String(raw.message ?? '')}`,
      `iamport answered without a payment: ${String(raw.message ?? '')}`,
    )
  const where = count > 1 ? `[${wrong}] ` : ''
  return say(
    `${where}imp_uid와 status가 있는 결제가 아닙니다; GET /payments/{imp_uid}의 응답을 주세요.`,
    `${where}this is no payment with imp_uid and status; give the answer of GET /payments/{imp_uid}.`,
  )
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === ''

function pick(payment: Fields, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (isEmpty(payment[name]) ? [] : [[name, payment[name]]])))
}

function convert(
  payment: Fields,
  cancels: readonly Fields[],
  customers: Map<string, string>,
): Record<string, unknown> {
  const hidden = Object.entries(MASKS).flatMap(([name, mask]): [string, string][] => {
    const value = payment[name]
    return typeof value === 'string' && value !== '' ? [[name, mask(value)]] : []
  })
  const is_approval = ([name]: [string, string]) => IN_APPROVAL.includes(name)
  const moments = MOMENTS.flatMap((name) => (Number(payment[name]) > 0 ? [[name, payment[name]]] : []))
  const dates = pick(payment, APPROVAL)
  for (const name of ['vbank_date', 'vbank_issued_at']) if (dates[name] === 0) delete dates[name]
  return {
    ...pick(payment, OWN),
    ...Object.fromEntries(moments),
    ...customerOf(payment, customers),
    order: { ...pick(payment, ORDER), ...Object.fromEntries(hidden.filter((one) => !is_approval(one))) },
    approval: { ...dates, ...Object.fromEntries(hidden.filter(is_approval)) },
    ...historyOf(payment, cancels),
  }
}

/** The same customer stays the same. */
function customerOf({ customer_uid }: Fields, customers: Map<string, string>): Record<string, string> {
  if (typeof customer_uid !== 'string' || customer_uid === '') return {}
  const name = customers.get(customer_uid) ?? `customer_${customers.size + 1}`
  customers.set(customer_uid, name)
  return { customer_uid: name }
}

/** Answers of older versions say only how much was cancelled. */
function historyOf(payment: Fields, cancels: readonly Fields[]): Record<string, unknown> {
  if (payment.status !== 'cancelled') return {}
  if (cancels.length > 0) return { cancel_history: cancels.map((cancel) => pick(cancel, OF_CANCEL)) }
  const { cancel_amount, cancelled_at, cancel_reason } = payment
  if (!(Number(cancel_amount) > 0)) return { cancel_history: [] }
  const whole = { amount: cancel_amount, cancelled_at, reason: cancel_reason ?? undefined }
  return { cancel_history: [pick(whole, ['amount', 'cancelled_at', 'reason'])] }
}

function mustBeUsable(world: unknown): void {
  try {
    readWorld(world)
  } catch (error) {
    if (!(error instanceof WorldError)) throw error
    const why = error
    throw new ImportError(
      both(
        (lang) =>
          `${lang === 'ko' ? '초기 상태로 바꿀 수 없습니다' : 'cannot be made a world'}\n${inLang(why.said, lang)}`,
      ),
    )
  }
}
