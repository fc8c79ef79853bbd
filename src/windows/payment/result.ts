/** What a page gets from request_pay: the `rsp` of its callback. Keys stand in the order of the real objects. */

import type { Refusal } from '../../catalog/refusals.ts'
import { toMajor } from '../../core/money.ts'
import type { ImpResult } from '../../imp.ts'
import type { Payment } from '../../payments/payment.ts'
import type { RequestPay } from '../../payments/request-pay.ts'

/** The keys that pages know, typed; a PG's own besides. */
export type Rsp = Readonly<ImpResult> & Readonly<Record<string, unknown>>

/** Paid, or a virtual account issued: both are `success: true` (manual 2.1.4). */
export function successResult(payment: Payment): Rsp {
  const { order, approval } = payment
  return {
    success: true,
    imp_uid: payment.imp_uid,
    pay_method: payment.pay_method,
    merchant_uid: payment.merchant_uid,
    name: order.name ?? '',
    paid_amount: toMajor(payment.amount, payment.currency),
    currency: payment.currency,
    pg_provider: payment.pg_provider,
    pg_type: 'payment',
    ...(approval.emb_pg_provider ? { emb_pg_provider: approval.emb_pg_provider } : {}),
    pg_tid: payment.pg_tid,
    apply_num: approval.apply_num ?? '',
    buyer_name: order.buyer_name ?? '',
    buyer_email: order.buyer_email ?? '',
    buyer_tel: order.buyer_tel ?? '',
    buyer_addr: order.buyer_addr ?? '',
    buyer_postcode: order.buyer_postcode ?? '',
    custom_data: readCustomData(order.custom_data),
    status: payment.status,
    paid_at: payment.paid_at,
    receipt_url: payment.receipt_url ?? '',
    card_name: approval.card_name,
    bank_name: approval.bank_name,
    card_quota: approval.card_quota,
    card_number: approval.card_number ?? '',
    ...(approval.vbank_num === null ? {} : vbankResult(approval.vbank_num, payment)),
  }
}

function vbankResult(vbank_num: string, { approval }: Payment) {
  return {
    vbank_num,
    vbank_name: approval.vbank_name,
    vbank_holder: approval.vbank_holder,
    vbank_date: approval.vbank_date,
  }
}

/** Failed after the window opened. There is an error_code only where the PG gave one: a buyer's cancel has none. */
export function failureResult(
  payment: Payment,
  { error_code, error_msg }: { error_code: string | null; error_msg: string | null },
): Rsp {
  return {
    success: false,
    imp_uid: payment.imp_uid,
    merchant_uid: payment.merchant_uid,
    pay_method: payment.pay_method,
    pg_provider: payment.pg_provider,
    pg_type: 'payment',
    ...(error_code === null ? {} : { error_code }),
    error_msg: payment.fail_reason ?? error_msg ?? '',
  }
}

/** Refused before the window opened: there is no payment, so imp_uid is null (manual 2.1.4). */
export function refusedResult(param: Pick<RequestPay, 'merchant_uid' | 'pay_method'>, refused: Refusal): Rsp {
  return {
    success: false,
    imp_uid: null,
    merchant_uid: param.merchant_uid ?? null,
    pay_method: param.pay_method ?? 'card',
    error_code: refused.error_code,
    error_msg: refused.message,
  }
}

/** An object given as custom_data comes back as one; REST has it as JSON text. */
function readCustomData(custom_data: string | null): unknown {
  if (custom_data === null) return null
  try {
    return JSON.parse(custom_data)
  } catch {
    return custom_data
  }
}
