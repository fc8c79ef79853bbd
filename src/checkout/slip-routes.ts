/** What is printed: sales slips and cash receipts. */
import { Router } from 'express'
import type { Views } from '../core/views.ts'
import type { Payments } from '../payments/payments.ts'
import type { CashReceipt } from '../receipts/store.ts'
import { cashReceiptModel } from './cash-receipt.ts'
import { sendPage } from './http.ts'
import { type SlipPartner, slipModel } from './slip.ts'

/** What of it other nouns know: the shops on a sales slip, and cash receipts. */
export interface Slips {
  readonly partnersOf: (imp_uid: string) => readonly SlipPartner[]
  readonly cashReceipt: (receipt_tid: string) => CashReceipt
}

export function slipRoutes(payments: Payments, slips: Slips, views: Views): Router {
  const router = Router()

  /** The sales slip that receipt_url names. */
  router.get('/checkout/slips/:imp_uid{/cancels/:n}', (req, res) => {
    const payment = payments.get(String(req.params.imp_uid))
    const n = req.params.n === undefined ? null : Number(req.params.n)
    const partners = slips.partnersOf(payment.imp_uid)
    sendPage(res, views.render('checkout/slip', { ...slipModel(payment, n, partners) }))
  })

  /** The cash receipt that a receipt's own receipt_url names. */
  router.get('/checkout/cash-receipts/:receipt_tid', (req, res) => {
    const receipt = slips.cashReceipt(req.params.receipt_tid)
    sendPage(res, views.render('checkout/slip', { ...cashReceiptModel(receipt) }))
  })
  return router
}
