/** The steps that a payment's window has, and how their forms are read. */

import { carriersFor } from '../../catalog/carriers.ts'
import { CARDS, WINDOW_BANKS, WINDOW_CARDS } from '../../catalog/codes.ts'
import type { Charges } from '../../catalog/pg.ts'
import { pgByCode } from '../../catalog/pgs/index.ts'
import { given } from '../../catalog/rules.ts'
import { chargesOf } from '../../choice/billing-window.ts'
import { josa } from '../../core/josa.ts'
import { formatMoney } from '../../core/money.ts'
import { isRecord } from '../../core/schema.ts'
import { BILLING_STEPS } from '../../kit/billing-steps.ts'
import type { Field, Option, Step, Text } from '../../kit/steps.ts'
import { text } from '../../kit/steps.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract } from '../../payments/payments.ts'
import type { PaymentWindow } from '../window.ts'

/** A step with everything resolved that depends on the payment. */
export interface OpenStep extends Omit<Step, 'fields'> {
  readonly fields: readonly OpenField[]
  /** Reads the step's form: the values, and what is wrong with them by field. */
  read(input: Readonly<Record<string, string>>): {
    values: Record<string, string>
    problems: Record<string, Text>
  }
}

export interface OpenField extends Omit<Field, 'options'> {
  readonly options: readonly Option[]
}

type Input = Readonly<Record<string, string>>

/**
 * The steps of a payment's window: those of the PG before, then the pay_method's or the PG's own in their place. Some
 * steps are only for those who chose something before, so what was typed decides, too.
 */
export function stepsOf(payment: Payment, input: Input = {}): OpenStep[] {
  const all = allSteps(payment)
  const direct = directCard(payment)
  const chosen = (name: string) => {
    const field = all.flatMap(({ fields }) => fields).find((one) => one.name === name)
    return (
      (field && decided(field, payment)) ??
      direct?.[name] ??
      (input[name] || (field && beforehand(field, payment)) || field?.sample || '')
    )
  }
  return all
    .filter(({ when }) => !when || when.is.includes(chosen(when.field)))
    .filter((step) => isAsked(step, payment))
    .filter(({ fields }) => !direct || !fields.some(({ name }) => name === 'card_code'))
    .map((step) => {
      const fields = openFields(step, payment)
      return { ...step, fields, read: (form: Input) => readForm(fields, form, payment) }
    })
    .filter(({ fields, id }) => fields.length > 0 || !isAllDecided(all, id))
}

function allSteps(payment: Payment): readonly Step[] {
  const { pg, method } = contract(payment)
  const { refused_by_pg } = payment.order
  if (refused_by_pg) return [refusedStep(refused_by_pg.message)]
  const { before = [], instead = {} } = pg.window
  const own = instead[method.code]
  const registers = issuesKey(payment) !== null && method.code === 'card'
  if (registers) return [...before, ...(instead.billing ?? own ?? BILLING_STEPS)]
  return [...before, ...(own ?? method.steps)]
}

/** Some steps are only for orders with a certain parameter, or without it. */
function isAsked({ asked }: Step, { order, customer_uid, channel }: Payment): boolean {
  if (!asked) return true
  const { param, value, device, not } = asked
  const found = given({ ...order.extra, escrow: order.escrow, digital: order.digital, customer_uid }, param)
  const is_so = 'value' in asked ? found === value : Boolean(found)
  return (is_so && (device ?? channel) === channel) !== (not === true)
}

/** What happens to the amount when this window issues a billing key; null where it issues none. */
export function issuesKey(payment: Payment): Exclude<Charges, 'no window'> | null {
  if (payment.customer_uid === null) return null
  const charges = chargesOf(contract(payment).pg, payment.pay_method)
  return charges === 'no window' ? null : charges
}

/** A PG that has something against the order says so in its window; whatever the buyer presses, the payment fails. */
function refusedStep(message: string): Step {
  return {
    id: 'refused',
    title: text('결제를 진행할 수 없습니다', 'This cannot be paid', 'お支払いを続行できません'),
    notice: text(message, message, message),
    fields: [],
    next: text('확인', 'OK', 'OK'),
  }
}

function openFields({ fields }: Step, payment: Payment): OpenField[] {
  const { pg } = contract(payment)
  return fields
    .filter(({ only }) => !only || pg.window[only])
    .filter((field) => decided(field, payment) === null)
    .map((field) => ({ ...field, options: optionsOf(field, payment) }))
}

/** Whether a step has nothing left to ask, because the order has decided all of it. */
function isAllDecided(all: readonly Step[], id: string): boolean {
  return (all.find((step) => step.id === id)?.fields.length ?? 0) > 0
}

/** What the order has decided of a field, so that the buyer is not asked; null where it has not. */
function decided({ decided_by = [] }: Pick<Field, 'decided_by'>, { order }: Payment): string | null {
  for (const { param, is } of decided_by) {
    const value = given(order.extra ?? {}, param)
    const found = value === undefined ? undefined : is[String(value)]
    if (found !== undefined) return found
  }
  return null
}

/** What the buyer typed, completed by the samples of fields that the buyer never came to. */
export function valuesFor(window: PaymentWindow, payment: Payment): Record<string, string> {
  const fields = stepsOf(payment, window.input).flatMap((step) => step.fields)
  const samples = fields.map((field) => [field.name, beforehand(field, payment) || field.sample] as const)
  const typed = Object.entries(window.input).filter(([, value]) => value !== '')
  const by_order = allSteps(payment)
    .flatMap((step) => step.fields)
    .flatMap((field) => {
      const value = decided(field, payment)
      return value === null ? [] : [[field.name, value] as const]
    })
  return { ...Object.fromEntries([...samples, ...typed, ...by_order]), ...directCard(payment) }
}

/** What the order has filled in already; empty where nothing. */
export function beforehand({ prefill }: Pick<Field, 'prefill'>, payment: Payment): string {
  const { order } = payment
  switch (prefill) {
    case undefined:
      return ''
    case 'buyer_tel':
      return fixedPhone(payment) ?? order.buyer_tel ?? ''
    case 'cash_receipt':
      return CASH_RECEIPTS[String(besideOrIn(order, 'cashReceiptType')).toLowerCase()] ?? ''
    case 'cash_receipt_id':
      return String(besideOrIn(order, 'customerIdentifier') ?? '')
    default:
      return order[prefill] ?? ''
  }
}

/** Most PGs read these in `bypass`, galaxia in the order itself. */
function besideOrIn({ extra = {} }: Payment['order'], name: string): unknown {
  return given(extra, `bypass.${name}`) ?? extra[name]
}

/** Words of `cashReceiptType` (docs, PG pages) as the window's own. */
const CASH_RECEIPTS: Readonly<Record<string, string>> = {
  personal: 'person',
  corporate: 'company',
  anonymous: 'anonymous',
}

/** `prefill.phoneNumber`, where this PG lets the shop fix the number that pays; null everywhere else. */
export function fixedPhone(payment: Payment): string | null {
  if (!contract(payment).pg.quirks.fixes_phone) return null
  const number = given(payment.order.extra ?? {}, 'prefill.phoneNumber')
  return number === undefined ? null : String(number)
}

/** `card.direct {code, quota}`: the shop's page has asked for the card company already. A code that is none is ignored. */
function directCard({ order }: Payment): Readonly<Record<string, string>> | null {
  const { card } = order.extra ?? {}
  const direct = isRecord(card) && isRecord(card.direct) ? card.direct : {}
  const found = CARDS.find(({ code }) => code === String(direct.code))
  return found ? { card_code: found.code, card_quota: String(Number(direct.quota) || 0) } : null
}

/** `card.detail [{card_code, enabled}]`: what the shop does not want to be offered; `*` is for all that it does not name. */
function isOffered(code: string, { order }: Payment): boolean {
  const { card } = order.extra ?? {}
  const details = isRecord(card) && Array.isArray(card.detail) ? card.detail.filter(isRecord) : []
  const rule =
    details.find(({ card_code }) => card_code === code) ?? details.find(({ card_code }) => card_code === '*')
  return rule?.enabled !== false
}

function optionsOf(field: Field, payment: Payment): readonly Option[] {
  switch (field.options) {
    case undefined:
      return []
    case 'cards':
      return WINDOW_CARDS.filter(({ code }) => isOffered(code, payment)).map(({ code, name }) => ({
        value: code,
        label: text(name, name),
      }))
    case 'banks':
      return WINDOW_BANKS.map(({ code, name }) => ({ value: code, label: text(name, name) }))
    case 'carriers':
      return carriersFor(contract(payment).pg, payment.order.extra ?? {})
    case 'quotas':
      return quotas(payment).map((months) => ({ value: String(months), label: quotaLabel(months, payment) }))
    default:
      return field.options
  }
}

const TWO_TO_TWELVE = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]

/**
 * Instalments need 50,000 won. No `display.card_quota`: the PG's list; `[]`: one payment; a list: what that PG makes of it
 * (manual 2.1.1.a, and the PG's `quota`).
 */
function quotas(payment: Payment): number[] {
  const { amount, currency } = payment
  const { pg } = contract(payment)
  const isLarge = currency === 'KRW' ? amount >= 50_000 : pg.window.quota?.offers !== undefined
  if (!isLarge) return [0]
  const { reads = 'list', offers = TWO_TO_TWELVE } = pg.window.quota ?? {}
  const asked = isQuotaRead(payment) ? quotaAsked(payment) : null
  if (asked === null) return reads === 'none' ? [0] : [0, ...offers]
  const months = asked.filter((month) => month > 1)
  const longest = Math.max(0, ...months)
  if (reads === 'fixed' && asked.length === 1) return [longest]
  if (reads === 'exactly') return asked.map((month) => (month > 1 ? month : 0))
  if (reads === 'up to') return withoutSingle(payment, [0, ...offers.filter((month) => month <= longest)])
  return [0, ...(pg.window.quota?.offers ? months.filter((month) => offers.includes(month)) : months)]
}

function isQuotaRead({ channel, pay_method, pg_provider, order }: Payment): boolean {
  const quota = pgByCode(pg_provider)?.window.quota
  if (quota?.reads === 'ignored')
    return quota.param !== undefined && given(order.extra ?? {}, quota.param) !== undefined
  return !(quota?.ignored_on_phones && channel === 'mobile' && pay_method === 'card')
}

/** `display.card_quota`, or this PG's own parameter: `2:3:4`. */
function quotaAsked({ pg_provider, order }: Payment): readonly number[] | null {
  const param = pgByCode(pg_provider)?.window.quota?.param
  const own = param === undefined ? undefined : given(order.extra ?? {}, param)
  if (own === undefined) return order.card_quota
  return String(own)
    .split(/[:,]/)
    .map(Number)
    .filter((month) => Number.isInteger(month) && month >= 0)
}

/** `display.only_installment`: 일시불 is not offered (tosspayments). */
function withoutSingle({ order }: Payment, months: number[]): number[] {
  const { display } = order.extra ?? {}
  const isOnly = isRecord(display) && display.only_installment === true && months.length > 1
  return isOnly ? months.slice(1) : months
}

/** `card.interest_free`: so many months without interest. `card.detail[].max_month`: the same, borne by the shop. */
function quotaLabel(months: number, { order }: Payment): Text {
  if (months === 0) return text('일시불', 'Pay in full', '一括払い')
  const { card } = order.extra ?? {}
  const details = isRecord(card) && Array.isArray(card.detail) ? card.detail.filter(isRecord) : []
  const is_on = order.extra?.useFreeInterestFromMall === true
  const free = Math.max(
    isRecord(card) ? Number(card.interest_free ?? 0) : 0,
    ...details.map(({ max_month }) => (is_on ? Number(max_month ?? 0) : 0)),
  )
  if (months <= free)
    return text(`${months}개월 (무이자)`, `${months} months (no interest)`, `${months}回払い（手数料なし）`)
  return text(`${months}개월`, `${months} months`, `${months}回払い`)
}

/** A form as its fields want it: the values, and what is wrong with them by field. */
export function readForm(
  fields: readonly OpenField[],
  input: Readonly<Record<string, string>>,
  order?: Pick<Payment, 'amount' | 'currency'>,
) {
  const values: Record<string, string> = {}
  const problems: Record<string, Text> = {}
  for (const field of fields) {
    const given = (input[field.name] ?? '').trim()
    const problem = problemWith(field, given) ?? (order ? problemWithAmount(field, given, order) : null)
    if (problem) problems[field.name] = problem
    else values[field.name] = field.pattern ? bare(given) : given
  }
  return { values, problems }
}

function problemWith(field: OpenField, given: string): Text | null {
  if (given === '') {
    if (field.optional) return null
    return missing(field)
  }
  if (field.options.length > 0 && !field.options.some(({ value }) => value === given)) {
    return text('목록에 있는 값을 선택하세요.', 'Choose from the list.', '一覧から選択してください。')
  }
  if (field.pattern && !field.pattern.test(bare(given))) {
    return (
      field.hint ?? text('형식이 올바르지 않습니다.', 'This does not look right.', '形式が正しくありません。')
    )
  }
  return null
}

function missing({ kind, label }: OpenField): Text {
  const { ko } = label
  if (kind === 'check') return text('동의가 필요합니다.', 'Please agree.', '同意が必要です。')
  const object = `${ko}${josa(ko, '을', '를')}`
  if (kind === 'choice' || kind === 'select')
    return { ...text(`${object} 선택하세요.`, 'Choose: {}.', '{}を選択してください。'), of: label }
  return { ...text(`${object} 입력하세요.`, '{} is missing.', '{}を入力してください。'), of: label }
}

/** What is too much for this way to pay. */
function problemWithAmount(
  { covers_amount, most }: OpenField,
  given: string,
  { amount, currency }: Pick<Payment, 'amount' | 'currency'>,
): Text | null {
  if (currency !== 'KRW') return null
  if (covers_amount && Number(given) < amount) {
    return text(
      `잔액이 부족합니다. (결제금액 ${formatMoney(amount, currency)})`,
      `The balance does not cover ${formatMoney(amount, currency)}.`,
      `残高が不足しています（お支払い金額 ${formatMoney(amount, currency)}）。`,
    )
  }
  if (most === undefined || amount <= most) return null
  return text(
    `결제한도(${formatMoney(most, currency)})를 초과하였습니다.`,
    `More than the limit of ${formatMoney(most, currency)}.`,
    `ご利用限度額（${formatMoney(most, currency)}）を超えています。`,
  )
}

/** Without blanks and hyphens. */
function bare(given: string): string {
  return given.replace(/[\s-]/g, '')
}
