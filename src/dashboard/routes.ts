/** The dashboard over HTTP, in place of admin.iamport.kr: pages, and forms that end in a page with a message. */
import { type NextFunction, type Request, type Response, Router, urlencoded } from 'express'
import type { Acts } from '../acts/acts.ts'
import { CallerError } from '../core/caller-error.ts'
import type { GuardOptions } from '../core/guard.ts'
import { originOf } from '../core/origin.ts'
import type { Ticker } from '../core/ticker.ts'
import type { Views } from '../core/views.ts'
import { eventStream } from '../event-stream.ts'
import { DONE } from '../telling/words.ts'
import { createAccess } from './access.ts'
import {
  asFormProblem,
  type Fields,
  FormProblem,
  readAmount,
  readContentType,
  readFields,
  readUrls,
} from './forms.ts'
import { type HomeParts, homePage } from './home-page.ts'
import { paymentPage } from './payment-page.ts'
import { FAULT, problemPage } from './problem.ts'

export interface DashboardParts extends GuardOptions, HomeParts {
  readonly acts: Pick<Acts, 'cancel' | 'deposit' | 'resend'>
  readonly reset: () => Promise<void>
  readonly ticker: Ticker
  readonly views: Views
  /** Told about a fault of the sandbox itself. */
  readonly fault: (error: unknown, req: Request) => void
}

export function dashboardRoutes(parts: DashboardParts): Router {
  const { acts, merchants, payments, ticker, views } = parts
  const access = createAccess(parts, views)
  const router = Router()
  router.use(access.headers, access.knownHost, access.ownPages)
  router.use(urlencoded({ extended: false, limit: '64kb' }))

  /** Carries no form token: whoever sees this form is not known yet, and what is typed is the proof. */
  router.post('/login', (req, res) => {
    const fields = readFields(req.body)
    try {
      access.logIn(req, res, fields)
      res.redirect(303, ownPath(fields.next))
    } catch (error) {
      const problem = asFormProblem(error)
      if (!problem) throw error
      draw(res.status(problem.status), 'login', { next: ownPath(fields.next), problem })
    }
  })

  router.use(access.loggedIn, access.ownForms)

  router.get('/', (req, res) => drawHome(req, res))
  router.get('/events', eventStream(parts.journal))
  router.get('/payments/:imp_uid', (req, res) => drawPayment(req, res))

  router.post(
    '/payments/:imp_uid/cancel',
    paymentForm('cancelled', (imp_uid, fields) => {
      const { currency } = payments.get(imp_uid)
      acts.cancel(imp_uid, {
        amount: readAmount(fields, currency),
        // What was left when the form was drawn: pressed twice, it cancels once.
        checksum: fields.checksum ? readAmount({ amount: fields.checksum }, currency) : null,
        reason: fields.reason?.slice(0, 256) || null,
      })
    }),
  )

  router.post(
    '/payments/:imp_uid/deposit',
    paymentForm('deposited', async (imp_uid, fields) => {
      const { currency } = payments.get(imp_uid)
      const force = fields.force !== undefined
      await acts.deposit(imp_uid, { amount: readAmount(fields, currency), force })
    }),
  )

  router.post('/webhooks/:id/resend', async (req, res) => {
    const id = /^\d{1,15}$/.test(req.params.id) ? Number(req.params.id) : 0
    const { imp_uid, state } = await acts.resend(id)
    const page =
      imp_uid !== null && payments.read.exists(imp_uid) ? `/dashboard/payments/${imp_uid}` : '/dashboard'
    done(res, page, state === 'delivered' ? 'resent' : 'resend_failed')
  })

  router.post(
    '/settings',
    homeForm('settings', (fields) => {
      const notification_url = readUrls(fields)
      const notification_content_type = readContentType(fields)
      merchants.changeSettings(merchants.byDefault().id, { notification_url, notification_content_type })
    }),
  )

  router.post(
    '/settle',
    homeForm('settled', () => ticker.settle()),
  )

  router.post(
    '/reset',
    homeForm('reset', (fields) => {
      if (fields.confirm === undefined)
        throw new FormProblem(422, '초기화하려면 확인란을 선택하세요.', 'confirm')
      return parts.reset()
    }),
  )

  router.use(() => {
    throw new CallerError(404, 'not_found', 'There is no such page.')
  })

  router.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    if (error instanceof CallerError && error.name === 'token_required') {
      res.status(401).set('www-authenticate', 'Bearer')
      draw(res, 'login', { next: ownPath(req.method === 'GET' ? req.originalUrl : undefined), problem: null })
      return
    }
    const problem = problemPage(error)
    if (!problem) parts.fault(error, req)
    const page = problem ?? FAULT
    draw(res.status(page.status), 'problem', { page })
  })

  /** A form of a payment's page: done, or the same page again with what is wrong and nothing changed. */
  function paymentForm(name: string, work: (imp_uid: string, fields: Fields) => unknown) {
    return async (req: Request<{ imp_uid: string }>, res: Response) => {
      const { imp_uid } = req.params
      const fields = readFields(req.body)
      try {
        await work(imp_uid, fields)
        done(res, `/dashboard/payments/${imp_uid}`, name)
      } catch (error) {
        const problem = asFormProblem(error)
        if (!problem) throw error
        drawPayment(req, res, fields, problem)
      }
    }
  }

  function homeForm(name: string, work: (fields: Fields) => unknown) {
    return async (req: Request, res: Response) => {
      const fields = readFields(req.body)
      try {
        await work(fields)
        done(res, '/dashboard', name)
      } catch (error) {
        const problem = asFormProblem(error)
        if (!problem) throw error
        drawHome(req, res, name === 'settings' ? fields : null, problem)
      }
    }
  }

  function drawHome(
    req: Request,
    res: Response,
    typed: Fields | null = null,
    problem: FormProblem | null = null,
  ) {
    const origin = originOf(req)
    if (problem) res.status(problem.status)
    draw(res, 'home', { ...homePage(parts, req.query, origin, typed), problem, message: message(req) })
  }

  function drawPayment(
    req: Request<{ imp_uid: string }>,
    res: Response,
    typed: Fields = {},
    problem: FormProblem | null = null,
  ) {
    const payment = payments.get(req.params.imp_uid)
    if (problem) res.status(problem.status)
    draw(res, 'payment', { ...paymentPage(parts, payment, typed), problem, message: message(req) })
  }

  function draw(res: Response, page: string, model: Readonly<Record<string, unknown>>) {
    res.type('html').send(views.render(`dashboard/${page}`, { form_token: access.form_token, ...model }))
  }

  return router
}

/** Post, redirect, get: reloading the page repeats nothing. */
function done(res: Response, page: string, name: string): void {
  res.redirect(303, `${page}?done=${name}`)
}

function message(req: Request): string | null {
  const { done } = req.query
  return req.method === 'GET' && typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done]! : null
}

/** Where to go after the login: a page of the dashboard, whatever was asked for. */
function ownPath(path = ''): string {
  const { pathname, search } = URL.canParse(path, HERE) ? new URL(path, HERE) : new URL(HERE)
  return /^\/dashboard(?!\/(login|events))(\/|$)/.test(pathname) ? pathname + search : '/dashboard'
}

const HERE = 'http://localhost'
