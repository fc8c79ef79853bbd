/** Money is given back, in full or in part: asked for by the shop's server, by the administrator, or by the PG itself. */

import { refusal } from '../catalog/refusals.ts'
import { toMajor, toMinor } from '../core/money.ts'
import type { Desk } from './change.ts'
import { contract } from './contract.ts'
import { cancelSlipUrl, drawCancellationId, drawTid } from './numbers.ts'
import { balance, type Payment } from './payment.ts'
import { sumWas } from './sum-was.ts'

export interface CancelRequest {
  readonly by: 'shop' | 'admin'
  /** Major units, as they came over the wire. Null and 0: all that is left. */
  readonly amount: number | null
  readonly checksum: number | null
  readonly reason: string | null
  readonly refund: {
    holder: string | null
    bank: string | null
    account: string | null
    tel?: string | null
  }
  /** Major units. */
  readonly tax_free?: number | null
  readonly vat_amount?: number | null
  readonly requester?: string | null
  readonly retain_promotion?: boolean
  readonly enable_webhook?: boolean
}

export const cancel =
  (desk: Desk) =>
  (imp_uid: string, request: CancelRequest): Payment =>
    desk.change(imp_uid, (payment) => ({
      do: 'cancel',
      by: request.by,
      amount: request.amount ? inMinor('amount', request.amount, payment) : null,
      checksum: request.checksum === null ? null : inMinor('checksum', request.checksum, payment),
      reason: request.reason || (request.by === 'admin' ? '관리자페이지취소' : '취소요청api'),
      refund: request.refund,
      given_reason: request.reason,
      requester: request.requester ?? null,
      tax_free: request.tax_free == null ? null : inMinor('tax_free', request.tax_free, payment),
      vat_amount: request.vat_amount == null ? null : inMinor('vat_amount', request.vat_amount, payment),
      retain_promotion: request.retain_promotion ?? false,
      enable_webhook: request.enable_webhook ?? false,
      ...numbersOf(desk, payment),
    }))

/** The PG cancels a test payment by itself, all that is left of it (manual 1); unless `isSeen`, iamport never knows. */
export const cancelByPg =
  (desk: Desk) =>
  (imp_uid: string, isSeen: boolean): Payment =>
    desk.change(imp_uid, (payment) =>
      isSeen
        ? {
            do: 'cancel',
            by: 'pg',
            amount: null,
            checksum: null,
            reason: 'PG 테스트 결제 자동취소',
            refund: { holder: null, bank: null, account: null },
            ...numbersOf(desk, payment),
          }
        : { do: 'cancel_unseen' },
    )

function numbersOf({ clock, dice }: Desk, payment: Payment) {
  const n = payment.cancels.length + 1
  return {
    cancellation_id: drawCancellationId(dice, payment.imp_uid, n),
    pg_tid: drawTid(dice, contract(payment).pg, payment, clock.now(), n),
    receipt_url: cancelSlipUrl(payment, n),
  }
}

type Sum = 'amount' | 'checksum' | 'tax_free' | 'vat_amount'

function inMinor(name: Sum, given: number, payment: Payment): number {
  return toMinor(given, payment.currency) ?? refuse(name, given, payment)
}

/** What is no sum of the currency is refused by what it was sent for. */
function refuse(name: Sum, given: number, payment: Payment): never {
  const { currency } = payment
  const hint = sumWas(name, given, currency)
  if (name === 'amount') throw refusal('cancel_amount_invalid', {}, hint)
  if (name !== 'checksum') throw refusal('cancel_tax_invalid', { parameter: name }, hint)
  const left = toMajor(balance(payment), currency)
  throw refusal('cancel_checksum_mismatch', { checksum: given, balance: left }, hint)
}
