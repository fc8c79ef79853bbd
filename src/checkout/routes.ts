/** The checkout over HTTP: ready frames, what they ask, and the pages of payment windows. No cookies, no storage. */
import { json, type Request, type Response, Router, urlencoded } from 'express'
import type { Device } from '../catalog/choose.ts'
import { Refusal } from '../catalog/refusals.ts'
import { SDK_DEFAULT, SDK_VERSIONS } from '../catalog/sdk-versions.ts'
import { formatMoney } from '../core/money.ts'
import { isRecord } from '../core/schema.ts'
import type { Views } from '../views.ts'
import type { Checkout, Outcome } from './checkout.ts'
import { pageModel } from './page.ts'
import { slipModel } from './slip.ts'
import type { WindowWatch } from './watch.ts'

/** iamport's own test for a phone (SDK source): iPhone, iPad, iPod, Android, or Mobile in the user agent. */
export function deviceOf(user_agent: string): Device {
  return /iPhone|iPad|iPod|Android|Mobile/i.test(user_agent) ? 'mobile' : 'pc'
}

export function checkoutRoutes(checkout: Checkout, watch: WindowWatch, views: Views): Router {
  const router = Router()
  const form = urlencoded({ extended: true })

  /** The frame that the SDK loads and speaks to. The real one has no provider for the default PG. */
  router.get('/payments/ready/:user_code{/:provider}{/:mid}', (req, res) => {
    const { user_code, provider, mid } = req.params
    const frame_pg = [provider, mid].filter(Boolean).join('.')
    res.set('cache-control', 'no-store').send(views.render('checkout/ready', { user_code, frame_pg }))
  })

  /** What the ready frame asks when a page called request_pay. */
  router.post('/checkout/requests', json({ limit: '1mb' }), (req, res) => {
    const body: unknown = req.body
    if (!isRecord(body) || typeof body.user_code !== 'string' || !isRecord(body.data)) {
      res
        .status(400)
        .json({ error: { name: 'bad_request', message: 'user_code and data are missing', hint: null } })
      return
    }
    const user_agent = req.get('user-agent') ?? ''
    const frame_pg = typeof body.frame_pg === 'string' && body.frame_pg !== '' ? body.frame_pg : undefined
    const requested = checkout.request(body.user_code, frame_pg, body.data, {
      sdk: readVersion(body.version),
      device: deviceOf(user_agent),
      user_agent,
    })
    if ('refused' in requested) {
      res.json({ done: requested.refused, hint: requested.reason.hint ?? requested.reason.message })
      return
    }
    const { id, kind, home } = requested.window
    res.json({
      window: { kind, home, url: `/checkout/${id}`, events: `/checkout/${id}/events`, name: `iamport_${id}` },
    })
  })

  /** The result of a window, as soon as it has ended. Polling asks the same without the event stream. */
  router.get('/checkout/:window_id/events', (req, res) => {
    const { window_id } = req.params
    const answer = () => checkout.home(window_id).rsp
    if (req.accepts(['json', 'text/event-stream']) === 'text/event-stream') {
      watch.follow(req, res, window_id, answer)
    } else {
      res.set('cache-control', 'no-store').json({ done: answer() })
    }
  })

  /** The window itself. It answers POST as well, because form posts open it on phones. */
  const show = (req: Request<{ window_id: string }>, res: Response) => {
    const window = checkout.find(req.params.window_id)
    if (window.ended) return goHome(res, window.id)
    const payment = checkout.payments.get(window.imp_uid)
    send(res, views.render('checkout/window', { ...pageModel(window, payment) }))
  }
  router.get('/checkout/:window_id', show)
  router.post('/checkout/:window_id', form, show)

  /** One step's form. */
  router.post('/checkout/:window_id/steps/:step_id', form, async (req, res) => {
    const { window_id = '', step_id = '' } = req.params as Record<string, string>
    const input = readForm(req.body)
    if (req.query.back !== undefined) checkout.back(window_id, step_id, input)
    else {
      const { problems } = await checkout.submit(window_id, step_id, input)
      if (Object.keys(problems).length > 0) {
        const window = checkout.find(window_id)
        const payment = checkout.payments.get(window.imp_uid)
        res.status(422)
        return send(res, views.render('checkout/window', { ...pageModel(window, payment, problems, input) }))
      }
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
    const { outcome = '', decline = '' } = readForm(req.body)
    await checkout.end(window_id, readOutcome(outcome, decline))
    goHome(res, window_id)
  })

  /** The sales slip that receipt_url names. */
  router.get('/checkout/slips/:imp_uid{/cancels/:n}', (req, res) => {
    const payment = checkout.payments.get(String(req.params.imp_uid))
    const n = req.params.n === undefined ? null : Number(req.params.n)
    send(res, views.render('checkout/slip', { ...slipModel(payment, n) }))
  })

  /** Where the browser ends when a shop gave no m_redirect_url. */
  router.get('/payments/fail', (req, res) => {
    const { imp_uid = '', merchant_uid = '', error_msg = '' } = req.query as Record<string, string>
    send(res, views.render('checkout/fail', { imp_uid, merchant_uid, error_msg }))
  })

  function goOn(res: Response, window_id: string) {
    if (checkout.find(window_id).ended) goHome(res, window_id)
    else res.redirect(303, `/checkout/${window_id}`)
  }

  /** Redirects leave with 302; callbacks are announced by the ready frame, so the page only says that it is over. */
  function goHome(res: Response, window_id: string) {
    const { redirect_url, payment, rsp } = checkout.home(window_id)
    if (redirect_url !== null) {
      res.redirect(302, redirect_url)
      return
    }
    const window = checkout.find(window_id)
    send(
      res,
      views.render('checkout/ended', {
        window,
        payment,
        rsp,
        amount: formatMoney(payment.amount, payment.currency),
      }),
    )
  }

  router.use((error: unknown, _req: Request, res: Response, next: (error: unknown) => void) => {
    if (!(error instanceof Refusal)) return next(error)
    res.status(error.status)
    send(res, views.render('checkout/problem', { message: error.message }))
  })
  return router
}

function send(res: Response, html: string) {
  res.set('cache-control', 'no-store').type('html').send(html)
}

function readForm(body: unknown): Record<string, string> {
  if (!isRecord(body)) return {}
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, String(value)]))
}

function readOutcome(outcome: string, decline: string): Outcome {
  if (outcome === 'cancel' || outcome === 'close' || outcome === 'abandon') return outcome
  return outcome === 'decline' ? { decline } : 'approve'
}

function readVersion(version: unknown): string {
  return SDK_VERSIONS.find((known) => known === version) ?? SDK_DEFAULT
}
