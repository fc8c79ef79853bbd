/** The dashboard over HTTP, in place of admin.iamport.kr: pages, and forms that end in a page with a message. */
import { type NextFunction, type Request, type Response, Router, urlencoded } from 'express'
import { CallerError } from '../core/caller-error.ts'
import { onDashboardName } from '../core/two-names.ts'
import { eventStream } from '../event-stream.ts'
import { createAccess } from './access.ts'
import { formRoutes } from './form-routes.ts'
import { asFormProblem, readFields } from './forms.ts'
import { createPages } from './pages.ts'
import type { DashboardParts } from './parts.ts'
import { FAULT, problemPage } from './problem.ts'

export function dashboardRoutes(parts: DashboardParts): Router {
  const access = createAccess(parts, parts.views)
  const { draw, drawHome, drawPayment } = createPages(parts, access.form_token)
  const router = Router()
  router.use(access.headers, access.knownHost, access.ownPages, onDashboardName)
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

  formRoutes(router, parts, { draw, drawHome, drawPayment })

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

  return router
}

/** Where to go after the login: a page of the dashboard, whatever was asked for. */
function ownPath(path = ''): string {
  const { pathname, search } = URL.canParse(path, HERE) ? new URL(path, HERE) : new URL(HERE)
  return /^\/dashboard(?!\/(login|events))(\/|$)/.test(pathname) ? pathname + search : '/dashboard'
}

const HERE = 'http://localhost'
