/** The checkout over HTTP: ready frames, what they ask, and the pages of payment windows. No cookies, no storage. */
import { setTimeout as wait } from 'node:timers/promises'
import { json, type Request, type Response, Router, urlencoded } from 'express'
import { Refusal } from '../catalog/refusals.ts'
import { kstText } from '../core/kst.ts'
import { formatMoney } from '../core/money.ts'
import { say } from '../kit/languages.ts'
import type { CashReceipt } from '../receipts/store.ts'
import type { Views } from '../views.ts'
import type { Certify } from '../windows/certification/certify.ts'
import type { Checkout } from '../windows/payment/checkout.ts'
import { languageOf, pageModel } from '../windows/payment/page.ts'
import { readPanel } from '../windows/payment/panel.ts'
import type { WindowWatch } from '../windows/watch.ts'
import { appRoutes } from './app-routes.ts'
import { cashReceiptModel } from './cash-receipt.ts'
import { certificationRoutes } from './certification-routes.ts'
import { closing, leave, NOT_ASKED, readAsked, readForm, sendPage, windowAddresses } from './http.ts'
import { type SlipPartner, slipModel } from './slip.ts'
import { zzimRoutes } from './zzim-routes.ts'

/** What else is printed: the shops on a sales slip, and cash receipts. */
export interface Papers {
  readonly partnersOf: (imp_uid: string) => readonly SlipPartner[]
  readonly cashReceipt: (receipt_tid: string) => CashReceipt
}

export function checkoutRoutes(
  checkout: Checkout,
  certify: Certify,
  watch: WindowWatch,
  views: Views,
  papers: Papers,
): Router {
  const router = Router()
  const form = urlencoded({ extended: true })

  router.use(zzimRoutes(views))

  /** The frame that the SDK loads and speaks to. The real one has no provider for the default PG. */
  router.get(
    ['/payments/ready/:user_code{/:provider}{/:mid}', '/certificates/ready/:user_code{/:provider}{/:mid}'],
    (req, res) => {
      const { user_code, provider, mid } = req.params
      const frame_pg = [provider, mid].filter(Boolean).join('.')
      sendPage(res, views.render('checkout/ready', { user_code, frame_pg }))
    },
  )
  /** The frame of 1.0.0 with its option `foreign`. */
  router.get('/payments/fready/:user_code', (req, res) => {
    sendPage(res, views.render('checkout/ready', { user_code: req.params.user_code, frame_pg: '' }))
  })

  /** What the ready frame asks when a page called request_pay. */
  router.post('/checkout/requests', json({ limit: '1mb' }), (req, res) => {
    const asked = readAsked(req)
    if (!asked) return void res.status(400).json(NOT_ASKED)
    const requested = checkout.request(asked.user_code, asked.frame_pg, asked.data, asked.from)
    if ('refused' in requested) {
      res.json({ done: requested.refused, hint: requested.reason.hint ?? requested.reason.message })
      return
    }
    const { id, kind, home } = requested.window
    const name = requested.rule.name ?? `IMP_${requested.payment.pg_provider}`
    res.json({
      window: { kind, home, name, silent: requested.stays_away, ...windowAddresses('/checkout', id) },
    })
  })

  /** The result of a window, as soon as it has ended. Polling asks the same without the event stream. */
  router.get('/checkout/:window_id/events', (req, res) => {
    const { window_id } = req.params
    const answer = () => {
      const { is_over, rsp, alert } = checkout.home(window_id)
      return is_over ? { rsp, alert } : null
    }
    if (req.accepts(['json', 'text/event-stream']) === 'text/event-stream') {
      watch.follow(req, res, window_id, answer)
    } else {
      res.set('cache-control', 'no-store').json({ over: answer() })
    }
  })

  /** The page of a popup is on the buyer's screen. */
  router.get('/checkout/:window_id/presence', (req, res) => {
    watch.attend(req, res, checkout.find(req.params.window_id).id)
  })

  /** The shop's page says that the buyer closed the popup. */
  router.post('/checkout/:window_id/closed', (req, res) => {
    const { id } = checkout.find(req.params.window_id)
    watch.whenGone(id, () => void checkout.end(id, 'close'))
    res.json({})
  })

  /** The window itself. It answers POST as well, because form posts open it on phones. */
  const show = (req: Request<{ window_id: string }>, res: Response) => {
    const window = checkout.find(req.params.window_id)
    if (window.ended) return goHome(res, window.id)
    const payment = checkout.payments.get(window.imp_uid)
    sendPage(res, views.render('checkout/window', { ...pageModel(window, payment) }))
  }
  router.get('/checkout/:window_id', show)
  router.post('/checkout/:window_id', form, show)

  /** One step's form. */
  router.post('/checkout/:window_id/steps/:step_id', form, async (req, res) => {
    const { window_id = '', step_id = '' } = req.params as Record<string, string>
    const input = readForm(req.body)
    if (req.query.back !== undefined) checkout.back(window_id, step_id, input)
    else {
      const { problems, hands_over } = await checkout.submit(window_id, step_id, input)
      if (Object.keys(problems).length > 0) {
        const window = checkout.find(window_id)
        const payment = checkout.payments.get(window.imp_uid)
        res.status(422)
        return sendPage(
          res,
          views.render('checkout/window', { ...pageModel(window, payment, problems, input) }),
        )
      }
      if (hands_over) return res.redirect(303, `/checkout/${window_id}/app`)
    }
    goOn(res, window_id)
  })

  /** After a form with problems, its address is the one that a reload asks for. */
  router.get('/checkout/:window_id/steps/:step_id', (req, res) => {
    res.redirect(303, `/checkout/${req.params.window_id}`)
  })

  /** The sandbox panel: what happens, from any step, in one press. */
  router.post('/checkout/:window_id/outcome', form, async (req, res) => {
    const { window_id = '' } = req.params as Record<string, string>
    const { outcome, wait_ms } = readPanel(readForm(req.body))
    if (wait_ms > 0) await wait(wait_ms)
    await checkout.end(window_id, outcome)
    goHome(res, window_id)
  })

  /** The buyer has read the issued account, and goes home. */
  router.post('/checkout/:window_id/leave', (req, res) => {
    const { window_id } = req.params
    checkout.leave(checkout.find(window_id))
    goHome(res, window_id)
  })

  /** The sales slip that receipt_url names. */
  router.get('/checkout/slips/:imp_uid{/cancels/:n}', (req, res) => {
    const payment = checkout.payments.get(String(req.params.imp_uid))
    const n = req.params.n === undefined ? null : Number(req.params.n)
    const partners = papers.partnersOf(payment.imp_uid)
    sendPage(res, views.render('checkout/slip', { ...slipModel(payment, n, partners) }))
  })

  /** The cash receipt that a receipt's own receipt_url names. */
  router.get('/checkout/cash-receipts/:receipt_tid', (req, res) => {
    const receipt = papers.cashReceipt(req.params.receipt_tid)
    sendPage(res, views.render('checkout/slip', { ...cashReceiptModel(receipt) }))
  })

  /** Where the browser ends when a shop gave no m_redirect_url. */
  router.get('/payments/fail', (req, res) => {
    const { imp_uid = '', merchant_uid = '', error_msg = '' } = req.query as Record<string, string>
    sendPage(res, views.render('checkout/fail', { imp_uid, merchant_uid, error_msg }))
  })

  router.use(appRoutes(checkout, views, goHome))
  router.use(certificationRoutes(certify, watch, views))

  function goOn(res: Response, window_id: string) {
    if (checkout.find(window_id).ended) goHome(res, window_id)
    else res.redirect(303, `/checkout/${window_id}`)
  }

  /** Redirects leave; callbacks are announced by the ready frame, so the page only says that it is over. */
  function goHome(res: Response, window_id: string, by_app = false) {
    const { redirect_url, method, payment, rsp } = checkout.home(window_id, by_app)
    if (redirect_url !== null) return leave(res, views, redirect_url, method)
    const window = checkout.find(window_id)
    const amount = formatMoney(payment.amount, payment.currency)
    const lang = window.held ? languageOf(window, payment) : 'ko'
    const html = views.render('checkout/ended', {
      window,
      payment,
      rsp,
      amount,
      lang,
      say: (ko: string, en: string, ja: string) => say({ ko, en, ja }, lang),
      due: kstText(payment.approval.vbank_date),
    })
    sendPage(res, window.held ? html : closing(html, window.kind))
  }

  router.use((error: unknown, _req: Request, res: Response, next: (error: unknown) => void) => {
    if (!(error instanceof Refusal)) return next(error)
    res.status(error.status)
    sendPage(res, views.render('checkout/problem', { message: error.message }))
  })
  return router
}
