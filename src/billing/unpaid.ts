/** A merchant_uid is charged once, whatever charges it. */
import { refusal } from '../catalog/refusals.ts'
import type { BillingParts } from './parts.ts'

export function mustBeUnpaid(
  { payments }: Pick<BillingParts, 'payments'>,
  merchant: number,
  merchant_uid: string,
): void {
  if (payments.read.wasPaid(merchant, merchant_uid, '')) throw refusal('api_order_already_paid')
}
