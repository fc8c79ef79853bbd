/** What happens to an account or a barcode that waits for money: changed, withdrawn, paid into. */
import { refusal } from '../catalog/refusals.ts'
import { isAble } from '../choice/abilities.ts'
import { mustSendAll } from '../choice/api-requirements.ts'
import type { Payment } from '../payments/payment.ts'
import type { VbankParts } from './parts.ts'

/** Another amount (major units) or deadline, before the money arrives. */
export const change =
  ({ payments }: VbankParts) =>
  (merchant: number, imp_uid: string, amount: number | null, due: number | null): Payment => {
    const payment = payments.find(merchant, imp_uid)
    mustBeVbank(payment)
    mustBeAble(payment, 'vbank_change')
    return payments.adjust(imp_uid, amount, due)
  }

export const withdraw =
  ({ payments, settings }: VbankParts) =>
  (merchant: number, imp_uid: string, sent: Readonly<Record<string, unknown>> = {}): Payment => {
    const payment = payments.find(merchant, imp_uid)
    mustBeVbank(payment)
    mustBeAble(payment, 'vbank_void')
    mustSendAll('DELETE /vbanks/{imp_uid}', { code: payment.pg_provider }, sent, settings(merchant), false)
    return payments.withdraw(imp_uid, '가상계좌발급취소')
  }

export const withdrawBarcode =
  ({ payments }: VbankParts) =>
  (merchant: number, imp_uid: string): Payment => {
    const payment = payments.find(merchant, imp_uid)
    if (payment.pay_method !== 'cvs') throw notVbank(payment)
    return payments.withdraw(imp_uid, '편의점수납취소')
  }

/** Money arrives. A convenience store asks the shop first, when the shop wants to be asked (POST /cvs confirm_url). */
export const deposit =
  ({ payments, confirm }: VbankParts) =>
  async (imp_uid: string, amount: number | null = null, force = false): Promise<Payment> => {
    const payment = payments.get(imp_uid)
    const { cvs_confirm_url } = payment.order
    if (cvs_confirm_url && payment.status === 'ready') {
      const { merchant_uid, approval } = payment
      const extra = { barcode: approval.vbank_num, payType: 'CASH' }
      const event = { event: 'Galaxia.Cvs.Confirm', imp_uid, merchant_uid, status: 'ready', extra }
      const reason = await confirm(payment, cvs_confirm_url, event)
      if (reason !== null) throw refusal('cvs_not_confirmed', { answer: reason })
    }
    return payments.deposit(imp_uid, amount, force)
  }

function mustBeVbank(payment: Payment): void {
  if (payment.pay_method !== 'vbank') throw notVbank(payment)
}

function notVbank({ pay_method }: Payment) {
  return refusal('vbank_not_vbank', { pay_method })
}

function mustBeAble({ pg_provider }: Payment, ability: 'vbank_change' | 'vbank_void'): void {
  if (!isAble(pg_provider, ability)) throw refusal('vbank_pg_unsupported', { pg: pg_provider })
}
