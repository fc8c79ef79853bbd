/** The checkout over HTTP: ready frames, windows, slips, and the buyer's bank. No cookies, no storage. */
import { type Request, type Response, Router } from 'express'
import { Refusal } from '../catalog/refusals.ts'
import { drawSecret } from '../core/ids.ts'
import type { Views } from '../core/views.ts'
import type { Certify } from '../windows/certification/certify.ts'
import * as verification from '../windows/certification/page.ts'
import { readPanel as readVerificationPanel } from '../windows/certification/panel.ts'
import type { Checkout } from '../windows/payment/checkout.ts'
import { endedModel } from '../windows/payment/ended.ts'
import { heldModel } from '../windows/payment/held.ts'
import { pageModel } from '../windows/payment/page.ts'
import { readPanel } from '../windows/payment/panel.ts'
import { createProofs } from '../windows/proof.ts'
import type { WindowWatch } from '../windows/watch.ts'
import { appRoutes } from './app-routes.ts'
import { assetRoutes } from './assets.ts'
import { depositRoutes } from './deposit.ts'
import { readForm, sendPage } from './http.ts'
import { readyRoutes, type Trusts } from './ready-routes.ts'
import { type Slips, slipRoutes } from './slip-routes.ts'
import { windowRoutes } from './window-routes.ts'
import { zzimRoutes } from './zzim-routes.ts'

export interface CheckoutSurface {
  readonly checkout: Checkout
  readonly certify: Certify
  readonly watch: WindowWatch
  readonly slips: Slips
  readonly views: Views
  readonly now: () => number
  readonly trusts: Trusts
}

export function checkoutRoutes({
  checkout,
  certify,
  watch,
  slips,
  views,
  now,
  trusts,
}: CheckoutSurface): Router {
  const { payments } = checkout
  const { certifications } = certify
  const proofs = createProofs(drawSecret())
  const ground = { watch, views, proofs }
  const paying = windowRoutes(
    {
      base: '/checkout',
      engine: checkout,
      page: (window, returned) => pageModel(window, payments.get(window.imp_uid), returned),
      ended: (window, { payment, rsp }) => endedModel(window, payment, rsp),
      held: (window) => heldModel(window, payments.get(window.imp_uid)),
      readPanel,
    },
    ground,
  )
  const verifying = windowRoutes(
    {
      base: '/certificates',
      engine: certify,
      page: (window, returned) =>
        verification.pageModel(window, certifications.get(window.imp_uid), certifications, returned),
      ended: (window, { certification, rsp }) => verification.endedModel(window, certification, rsp),
      readPanel: readVerificationPanel,
    },
    ground,
  )
  const router = Router()
  router.use(assetRoutes(views))
  router.use(zzimRoutes(views))
  router.use(readyRoutes(checkout, certify, views, proofs, trusts))
  router.use(depositRoutes(payments, views, now))
  router.use(slipRoutes(payments, slips, views))
  router.use(appRoutes(checkout, views, proofs, paying.goHome))
  router.use(paying.router)
  router.use(verifying.router)

  /** Where the browser ends when a shop gave no m_redirect_url. */
  router.get('/payments/fail', (req, res) => {
    const { imp_uid = '', merchant_uid = '', error_msg = '' } = readForm(req.query)
    sendPage(res, views.render('checkout/fail', { imp_uid, merchant_uid, error_msg }))
  })

  router.use((error: unknown, _req: Request, res: Response, next: (error: unknown) => void) => {
    if (!(error instanceof Refusal)) return next(error)
    res.status(error.status)
    sendPage(res, views.render('checkout/problem', { message: error.message }))
  })
  return router
}
