/** The third-party app as pages of the sandbox: it is started, approves or gives up, and opens the shop's app again. */
import { type Request, type Response, Router } from 'express'
import { refusal } from '../catalog/refusals.ts'
import { isFromBrowser, isFromOwnPage } from '../core/browser-request.ts'
import { destinationOf } from '../core/destination.ts'
import { formatMoney } from '../core/money.ts'
import { originOf } from '../core/origin.ts'
import { formBody } from '../core/read-body.ts'
import type { Views } from '../core/views.ts'
import { appOf, appPage, appReturnUrl } from '../windows/payment/app.ts'
import type { Checkout } from '../windows/payment/checkout.ts'
import type { Proofs } from '../windows/proof.ts'
import { isFromWindow, readForm, sendPage } from './http.ts'
import { noWayThere } from './no-way-there.ts'

export function appRoutes(
  checkout: Checkout,
  views: Views,
  proofs: Proofs,
  goHome: (res: Response, window_id: string, by_app?: boolean) => void,
): Router {
  const router = Router()
  const form = formBody({ limit: '100kb' })

  function find(window_id: string) {
    const window = checkout.find(window_id)
    const payment = checkout.payments.get(window.imp_uid)
    const app = appOf(window, payment)
    if (!app) throw refusal('window_not_found')
    const amount = formatMoney(payment.amount, payment.currency)
    return { window, payment, amount, proof: proofs.of(window.id), ...appPage(app, payment) }
  }
  const page = (view: string) => (req: Request, res: Response) => {
    const found = find(String(req.params.window_id))
    if (found.window.ended) goHome(res, found.window.id)
    else sendPage(res, views.render(view, found))
  }

  /** The PG's page starts the app. */
  router.get('/checkout/:window_id/app', page('app/start'))
  /** The app is installed: this is it. */
  router.get('/checkout/:window_id/app/open', page('app/app'))
  /** The app is not installed. */
  router.get('/checkout/:window_id/app/missing', page('app/missing'))

  /** What the buyer does in the app. It opens the shop's app again, or the browser goes on by itself. */
  router.post('/checkout/:window_id/app', form, (req, res) => {
    const { window } = find(String(req.params.window_id))
    const result = readForm(req.body).result === 'cancel' ? 'cancel' : 'approve'
    if (!isFromWindow(req, window.id, proofs)) return res.redirect(303, `/checkout/${window.id}/app`)
    /** A browser asks for the page, so that back and reload send nothing again. */
    if (isFromBrowser(req)) return res.redirect(303, `/checkout/${window.id}/app/back?result=${result}`)
    openShopApp(req, res, result)
  })
  router.get('/checkout/:window_id/app/back', (req, res) => {
    openShopApp(req, res, readForm(req.query).result === 'cancel' ? 'cancel' : 'approve')
  })

  /** It only says where the shop's app goes on; nothing has happened yet. */
  function openShopApp(req: Request, res: Response, result: 'approve' | 'cancel'): void {
    const { window, payment, app } = find(String(req.params.window_id))
    const path = `/checkout/${window.id}/return?result=${result}&proof=${proofs.of(window.id)}`
    const return_url = appReturnUrl(payment, result === 'approve', `${originOf(req)}${path}`)
    if (return_url === null) {
      res.redirect(303, path)
      return
    }
    const destination = destinationOf(return_url)
    const refused =
      'refused' in destination
        ? noWayThere('app_scheme', payment.order.app_scheme ?? '', destination.refused)
        : null
    if (refused) res.status(400)
    sendPage(res, views.render('app/back', { app, payment, path, return_url, refused }))
  }

  /** Where the shop's WebView comes to the end. BankPay answers in codes of its own; 000 is a success. */
  const finish = async (req: Request, res: Response) => {
    const window_id = String(req.params.window_id)
    const { result, bankpay_code = '000' } = { ...readForm(req.body), ...readForm(req.query) }
    const is_approved = result !== 'cancel' && bankpay_code === '000'
    if (!isFromWindow(req, window_id, proofs) && !isFromOwnPage(req))
      return res.redirect(303, `/checkout/${window_id}`)
    const has_app = Boolean(checkout.payments.get(checkout.find(window_id).imp_uid).order.app_scheme)
    await checkout.end(window_id, is_approved ? undefined : 'cancel')
    goHome(res, window_id, has_app)
  }
  router.get('/checkout/:window_id/return', finish)
  router.post('/checkout/:window_id/return', form, finish)
  return router
}
