/** Identity verification over HTTP: what its ready frame asks, and the pages of its windows. */
import { json, type Request, type Response, Router, urlencoded } from 'express'
import { certificationPg } from '../catalog/certifications/index.ts'
import type { Text } from '../kit/steps.ts'
import type { Views } from '../views.ts'
import type { CertificationOutcome, Certify } from '../windows/certification/certify.ts'
import { prefilled, stepsOf } from '../windows/certification/steps.ts'
import type { WindowWatch } from '../windows/watch.ts'
import { closing, leave, NOT_ASKED, readAsked, readForm, sendPage, windowAddresses } from './http.ts'

export function certificationRoutes(certify: Certify, watch: WindowWatch, views: Views): Router {
  const router = Router()
  const form = urlencoded({ extended: true })

  /** What the ready frame asks when a page called IMP.certification. */
  router.post('/certificates/requests', json({ limit: '1mb' }), (req, res) => {
    const asked = readAsked(req)
    if (!asked) return void res.status(400).json(NOT_ASKED)
    const opened = certify.request(asked.user_code, asked.frame_pg, asked.data, asked.from)
    if ('refused' in opened) {
      res.json({ done: opened.refused, hint: opened.reason.hint ?? opened.reason.message })
      return
    }
    const { id, kind, home } = opened.window
    res.json({
      window: { kind, home, name: opened.name, silent: false, ...windowAddresses('/certificates', id) },
    })
  })

  router.get('/certificates/:window_id/events', (req, res) => {
    const { window_id } = req.params
    const answer = () => {
      const { is_over, rsp } = certify.home(window_id)
      return is_over ? { rsp, alert: null } : null
    }
    if (req.accepts(['json', 'text/event-stream']) === 'text/event-stream') {
      watch.follow(req, res, window_id, answer)
    } else {
      res.set('cache-control', 'no-store').json({ over: answer() })
    }
  })

  router.get('/certificates/:window_id/presence', (req, res) => {
    watch.attend(req, res, certify.find(req.params.window_id).id)
  })

  /** The buyer closed the popup, or pressed the X of the layer. */
  router.post('/certificates/:window_id/closed', (req, res) => {
    const { id, kind } = certify.find(req.params.window_id)
    if (kind === 'popup') watch.whenGone(id, () => void certify.end(id, 'close'))
    else certify.end(id, 'close')
    res.json({})
  })

  const show = (req: Request<{ window_id: string }>, res: Response) => {
    const { id, ended } = certify.find(req.params.window_id)
    if (ended) goHome(res, id)
    else sendWindow(res, id)
  }
  router.get('/certificates/:window_id', show)
  router.post('/certificates/:window_id', form, show)

  router.post('/certificates/:window_id/steps/:step_id', form, (req, res) => {
    const { window_id = '', step_id = '' } = req.params as Record<string, string>
    const input = readForm(req.body)
    if (req.query.back !== undefined) certify.back(window_id)
    else {
      const problems = certify.submit(window_id, step_id, input)
      if (Object.keys(problems).length > 0 && !certify.find(window_id).ended) {
        res.status(422)
        return sendWindow(res, window_id, problems, input)
      }
    }
    if (certify.find(window_id).ended) goHome(res, window_id)
    else res.redirect(303, `/certificates/${window_id}`)
  })
  router.get('/certificates/:window_id/steps/:step_id', (req, res) => {
    res.redirect(303, `/certificates/${req.params.window_id}`)
  })

  router.post('/certificates/:window_id/outcome', form, (req, res) => {
    const { window_id = '' } = req.params as Record<string, string>
    const { outcome = '', fail = '' } = readForm(req.body)
    certify.end(window_id, readOutcome(outcome, fail))
    goHome(res, window_id)
  })

  function sendWindow(
    res: Response,
    window_id: string,
    problems: Readonly<Record<string, Text>> = {},
    typed: Readonly<Record<string, string>> = {},
  ): void {
    const window = certify.find(window_id)
    const certification = certify.certifications.get(window.imp_uid)
    const pg = certificationPg(certification.pg_provider)!
    const step = stepsOf(certification)[window.step]!
    const values = { ...prefilled(certification), ...window.input, ...typed }
    const otp = certification.otp_sent_at > 0 ? certify.certifications.otpOf(certification) : null
    const t = (words: Text) => words.ko
    sendPage(
      res,
      views.render('certification/window', {
        window,
        certification,
        pg,
        step,
        values,
        fixed: [],
        problems,
        otp,
        t,
      }),
    )
  }

  function goHome(res: Response, window_id: string): void {
    const { redirect_url, certification, rsp } = certify.home(window_id)
    if (redirect_url !== null) {
      leave(res, views, redirect_url, 'get')
      return
    }
    const window = certify.find(window_id)
    sendPage(res, closing(views.render('certification/ended', { window, certification, rsp }), window.kind))
  }
  return router
}

const FAILURES = ['wrong_otp', 'under_age', 'timeout', 'mismatch'] as const

function readOutcome(outcome: string, fail: string): CertificationOutcome {
  if (outcome === 'cancel' || outcome === 'close' || outcome === 'abandon') return outcome
  if (outcome !== 'fail') return 'certify'
  return { fail: FAILURES.find((known) => known === fail) ?? 'mismatch' }
}
