/** The rows of the emulated REST API, noun by noun. */
import { chargeOperations } from '../billing/charge-operations.ts'
import { customerOperations } from '../billing/customer-operations.ts'
import { scheduleOperations } from '../billing/schedules/operations.ts'
import { certificationOperations } from '../certifications/operations.ts'
import { codeOperations } from '../codes/operations.ts'
import { type Operation, withReadsByPost } from '../core/operation.ts'
import { escrowOperations } from '../escrow/operations.ts'
import { merchantOperations } from '../merchants/operations.ts'
import { pgOperations } from '../orders/operations.ts'
import { paymentOperations } from '../payments/operations.ts'
import { receiptOperations } from '../receipts/operations.ts'
import { vbankOperations } from '../vbanks/operations.ts'
import type { Parts } from './parts.ts'

export function restRows(parts: Parts): readonly Operation[] {
  const { billing, certifications, clock, dice, escrow, merchants, naverco, payments, pg_orders } = parts
  const { receipts, schedules, settingsOf, url, vbanks } = parts
  return withReadsByPost([
    ...merchantOperations(merchants, dice),
    ...paymentOperations(payments, clock, {
      shows_sandbox: (merchant) => settingsOf(merchant).include_sandbox,
      key_set: (merchant) => settingsOf(merchant).payment_keys,
    }),
    ...customerOperations(billing, payments),
    ...chargeOperations(billing, payments),
    ...scheduleOperations(schedules, payments, (merchant) => settingsOf(merchant).payment_keys),
    ...vbankOperations(vbanks, payments),
    ...receiptOperations(receipts, (receipt_tid) => `${url()}/checkout/cash-receipts/${receipt_tid}`),
    ...codeOperations,
    ...certificationOperations(certifications, settingsOf, pg_orders.channel),
    ...escrowOperations(escrow),
    ...pgOperations(pg_orders, naverco, payments.print),
  ])
}
