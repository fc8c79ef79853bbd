/** The frames that the SDK loads and speaks to, and what they ask when a page calls request_pay or certification. */
import { type NextFunction, type Request, type Response, Router } from 'express'
import type { WindowRule } from '../catalog/pg.ts'
import type { Refusal } from '../catalog/refusals.ts'
import { has } from '../catalog/sdk-versions.ts'
import { inLang } from '../core/bilingual.ts'
import { isFromOwnPage } from '../core/browser-request.ts'
import { asHint, hintHeaders } from '../core/hint.ts'
import { langOf } from '../core/page-lang.ts'
import { jsonBody } from '../core/read-body.ts'
import type { Views } from '../core/views.ts'
import { askedToPay } from '../payments/request-pay.ts'
import type { Certify } from '../windows/certification/certify.ts'
import { askedToCertify } from '../windows/certification/param.ts'
import type { Checkout } from '../windows/payment/checkout.ts'
import type { Proofs } from '../windows/proof.ts'
import { NOT_ASKED, readAsked, sendPage, windowAddresses } from './http.ts'

/**
 * Under v1 the PG's page stands in #imp-iframe itself, where shops' recorded tests press its buttons (observed of
 * tosspayments, assumed of the others).
 */
function fillsFrame(sdk: string, { kind }: WindowRule): boolean {
  return has(sdk, 'wrapper') && kind === 'layer'
}

/** Whether the page with this origin is one of the shop's. */
export type Trusts = (page: string | null) => boolean

export function readyRoutes(
  checkout: Checkout,
  certify: Certify,
  views: Views,
  proofs: Proofs,
  trusts: Trusts,
): Router {
  const router = Router()
  const body = jsonBody({ limit: '1mb' })

  /** The real one has no provider for the default PG. */
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

  router.post('/checkout/requests', ownPage, body, (req, res) => {
    const asked = readAsked(req, trusts)
    if (!asked) return void res.status(400).json(NOT_ASKED)
    const requested = checkout.request(asked.user_code, asked.frame_pg, askedToPay(asked.data), asked.from)
    if ('refused' in requested) {
      const hint = hintOf(requested.reason)
      res.set(hintHeaders(hint)).json({ done: requested.refused, hint: inLang(hint, langOf(req)) })
      return
    }
    const remarks = requested.remarks.map((remark) => inLang(remark, langOf(req)))
    res.set(hintHeaders(asHint(requested.remarks)))
    const { id, kind, home } = requested.window
    const name = requested.rule.name ?? `IMP_${requested.payment.pg_provider}`
    const silent = requested.stays_away
    const fills = fillsFrame(asked.from.sdk, requested.rule)
    res.json({
      window: { kind, home, name, silent, fills, ...windowAddresses('/checkout', id, proofs) },
      remarks,
    })
  })

  router.post('/certificates/requests', ownPage, body, (req, res) => {
    const asked = readAsked(req, trusts)
    if (!asked) return void res.status(400).json(NOT_ASKED)
    const opened = certify.request(asked.user_code, asked.frame_pg, askedToCertify(asked.data), asked.from)
    if ('refused' in opened) {
      res.json({ done: opened.refused, hint: inLang(hintOf(opened.reason), langOf(req)) })
      return
    }
    const { id, kind, home } = opened.window
    const { name } = opened
    res.json({ window: { kind, home, name, silent: false, ...windowAddresses('/certificates', id, proofs) } })
  })
  return router
}

/** For the page's console: what iamport says where we have nothing to add. */
const hintOf = ({ hint, message }: Refusal) => hint ?? message

/** Only the ready frame asks here: what a page may say, it says to the frame. */
function ownPage(req: Request, res: Response, next: NextFunction): void {
  if (isFromOwnPage(req)) next()
  else res.status(403).json({ error: { name: 'foreign_page', message: FOREIGN, hint: null } })
}

const FOREIGN = 'Only the frame of this sandbox asks here; a page speaks with that frame.'
