/** A payment for tables: paid by card in a window, unless the row says otherwise. */
import { NO_APPROVAL } from '../../src/catalog/method.ts'
import { NO_FACTS, type Payment } from '../../src/payments/payment.ts'

export function paymentLike(more: Partial<Payment> = {}): Payment {
  return {
    imp_uid: 'imp_1',
    merchant: 1,
    merchant_uid: 'o1',
    status: 'paid',
    amount: 14_000,
    cancel_amount: 0,
    currency: 'KRW',
    pay_method: 'card',
    channel: 'pc',
    pg_provider: 'html5_inicis',
    pg_id: 'INIpayTest',
    pg_tid: 'T1',
    sandbox: true,
    started_at: 1767193200,
    paid_at: 1767193260,
    failed_at: 0,
    cancelled_at: 0,
    fail_reason: null,
    cancel_reason: null,
    receipt_url: null,
    customer_uid: null,
    approval: NO_APPROVAL,
    order: NO_FACTS,
    cancels: [],
    ...more,
  }
}
