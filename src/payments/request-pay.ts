/**
 * The parameters of request_pay, and how they are read: one coercion for all of them.
 *
 * Pages send what they have: `'39000'` for a number, `'true'` for a boolean. What can be understood is taken as it is meant;
 * what cannot is as if it were missing, but for money, which nobody may guess. The developer hears of both.
 */

import { z } from 'zod'
import { ORDER_WHY } from '../catalog/refusals/why.ts'
import { type Refusal, refusal } from '../catalog/refusals.ts'
import { koreanMust, koreanPath } from '../core/korean.ts'
import { convert, isRecord } from '../core/schema.ts'
import { misspeltIn } from './misspelt.ts'
import { valueWas } from './sum-was.ts'

/** Manual 2.1.1, 2.1.2. What a PG wants besides is kept, too. */
export const RequestPay = z.looseObject({
  pg: z.string().optional().describe('`{PG}` or `{PG}.{MID}`; missing or unknown takes the default PG'),
  pay_method: z.string().optional().describe('card, trans, vbank, phone …; default card'),
  merchant_uid: z.string().optional().describe('the shop’s own order number, at most 40 characters'),
  name: z.string().optional(),
  amount: z.number().optional().describe('in major units of the currency'),
  currency: z.string().optional(),
  tax_free: z.number().optional(),
  vat_amount: z.number().optional(),
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
  display: z
    .looseObject({
      card_quota: z.array(z.number()).optional(),
      only_installment: z.boolean().optional(),
    })
    .optional(),
  card: z
    .looseObject({
      direct: z.looseObject({ code: z.string().optional(), quota: z.number().optional() }).optional(),
      useCardPoint: z.boolean().optional(),
      useInstallment: z.boolean().optional(),
    })
    .optional(),
  appCard: z.boolean().optional(),
  useCardPoint: z.boolean().optional(),
  useFreeInterestFromMall: z.boolean().optional(),
  niceMobileV2: z.boolean().optional(),
  kakaopayMobileAsPC: z.boolean().optional(),
  naverPopupMode: z.boolean().optional(),
  confirm_url: z
    .string()
    .optional()
    .describe('asked before the approval, where the setting `confirm_process` has activated it'),
  vbank_due: z.string().optional().describe('YYYYMMDDhhmm and the later forms'),
  m_redirect_url: z.string().optional(),
  app_scheme: z.string().optional(),
  biz_num: z.string().optional(),
  customer_uid: z.string().optional(),
  popup: z.boolean().optional(),
  channelKey: z.string().optional().describe('v1 only: the channel in place of `pg`'),
  channelGroupId: z
    .string()
    .optional()
    .describe('v1 only: a group of channels (smart routing); `pg` is ignored'),
  promotion_id: z.string().optional().describe('a card promotion; counts with `card.direct`'),
})
export type RequestPay = z.infer<typeof RequestPay>

const NAMES = Object.keys(RequestPay.shape)

/** Sums that nobody may guess: what is no number here is refused. */
const MONEY = ['amount', 'tax_free', 'vat_amount']

export interface ReadOrder {
  readonly param: RequestPay
  /** What was understood, or left aside, though it is not as documented. */
  readonly remarks: readonly Refusal[]
  /** A sentence for each name that nobody reads though it nearly is one. */
  readonly misspelt: readonly string[]
}

/** What a page asks for, and how it is read once it is known who is refused. */
export const askedToPay = (raw: unknown) => ({ raw, read: (): ReadOrder => readRequestPay(raw) })

function readRequestPay(raw: unknown): ReadOrder {
  const given: unknown = convert(RequestPay, raw)
  if (!isRecord(given))
    throw refusal('order_parameter_invalid', { parameter: 'param', why: ORDER_WHY.object })
  const remarks = isRecord(raw) ? typed(raw, given, []) : []
  for (;;) {
    const parsed = RequestPay.safeParse(given, { reportInput: true })
    if (parsed.success) return { param: parsed.data, remarks, misspelt: misspeltIn(parsed.data, NAMES) }
    const issue = parsed.error.issues[0]!
    remarks.push(unreadable(issue))
    leaveOut(given, issue.path)
  }
}

/** Every text that was taken for a number or a boolean. */
function typed(raw: unknown, read: unknown, path: readonly PropertyKey[]): Refusal[] {
  if (isRecord(raw) && isRecord(read))
    return Object.keys(read).flatMap((key) => typed(raw[key], read[key], [...path, key]))
  if (Array.isArray(raw) && Array.isArray(read))
    return raw.flatMap((item, n) => typed(item, read[n], [...path, n])).slice(0, 1)
  if (typeof raw !== 'string' || !['number', 'boolean'].includes(typeof read)) return []
  const parameter = koreanPath(path)
  const type = typeof read === 'number' ? '숫자' : 'true 또는 false'
  const name = MONEY.includes(String(path[0])) ? 'order_money_is_text' : 'order_parameter_is_text'
  return [refusal(name, { parameter, type, read: String(read) })]
}

function unreadable(issue: z.core.$ZodIssue): Refusal {
  const parameter = koreanPath(issue.path)
  const why = koreanMust(issue)
  if (issue.path[0] === 'amount')
    throw refusal('order_amount_invalid', { why }, valueWas('amount', shown(issue.input)))
  if (MONEY.includes(String(issue.path[0]))) throw refusal('order_parameter_invalid', { parameter, why })
  return refusal('order_parameter_unreadable', { parameter, why })
}

/** As it came; a number that is too large for any has become infinite. */
const shown = (input: unknown): string => (typeof input === 'number' ? String(input) : JSON.stringify(input))

function leaveOut(from: Record<string, unknown>, path: readonly PropertyKey[]): void {
  let at: unknown = from
  for (const key of path.slice(0, -1)) at = isRecord(at) ? at[String(key)] : undefined
  const last = String(path.at(-1))
  if (isRecord(at)) delete at[last]
  // An item of a list: the list is left out whole.
  else delete from[String(path[0])]
}
