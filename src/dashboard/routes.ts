/** The dashboard over HTTP, in place of admin.iamport.kr: each page, form and file by its row. */

import { type NextFunction, type Request, type Response, Router, urlencoded } from 'express'
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import { goingOn } from '../core/go-on.ts'
import { LANG_COOKIE } from '../core/page-lang.ts'
import { onDashboardName } from '../core/two-names.ts'
import { createAccess } from './access.ts'
import { createDrawing, scriptsOf } from './draw.ts'
import { pageEvents } from './events.ts'
import { asFormProblem, type FormProblem, readFields } from './forms.ts'
import type { Form, Page } from './page.ts'
import { PAGES as LISTED } from './pages/index.ts'
import type { DashboardParts } from './parts.ts'
import { fill, HOME, ownPath, withQuery } from './paths.ts'
import { FAULT, problemPage } from './problem.ts'
import { SHELL_FORMS } from './shell-forms.ts'

const PAGES: readonly Page[] = LISTED.flatMap((page) => [page, ...(page.below ?? [])])

export function dashboardRoutes(parts: DashboardParts): Router {
  const access = createAccess(parts, parts.views, scriptsOf(PAGES))
  const { ask, drawPage, drawBare } = createDrawing(parts, PAGES, access.form_token)
  const router = Router()
  router.use(access.headers, access.knownHost, access.ownPages, onDashboardName)

  /** Carries no form token: whoever sees this form is not known yet, and what is typed is the proof. */
  router.post('/login', urlencoded({ extended: false, limit: '64kb' }), (req, res) => {
    const fields = readFields(req.body)
    try {
      access.logIn(req, res, fields)
      res.redirect(303, ownPath(fields.next))
    } catch (error) {
      const problem = asFormProblem(error)
      if (!problem) throw error
      drawBare(req, res.status(problem.status), 'login', { next: ownPath(fields.next), problem })
    }
  })

  router.use(access.loggedIn, goingOn(urlencoded({ extended: false, limit: '8mb' })), access.ownForms)

  router.get('/events', pageEvents(parts.journal, parts.trace))

  /** A choice that stays; by a form, because it changes something. */
  router.post('/language', (req, res) => {
    const { lang, back } = readFields(req.body)
    if (lang === 'ko' || lang === 'en')
      res.cookie(LANG_COOKIE, lang, { path: '/', sameSite: 'lax', maxAge: YEAR_MS })
    res.redirect(303, ownPath(back))
  })

  for (const page of PAGES) {
    router.get(page.path === '' ? '/' : page.path, (req, res) => drawPage(page, req, res))
    for (const { path, send } of page.files ?? []) {
      router.get(path, (req, res) => send(parts, ask(req), res))
    }
    for (const form of page.forms ?? []) router.post(form.path, submit(form, page))
  }
  for (const form of SHELL_FORMS) router.post(form.path, submit(form, null))

  /** Post, redirect, get: reloading the page repeats nothing. */
  function submit(form: Form, page: Page | null) {
    return async (req: Request, res: Response) => {
      const asked = ask(req)
      try {
        const { say, to } = (await form.act(parts, asked)) ?? {}
        const back = asked.fields.back
        const next = to ?? (back ? ownPath(back) : page ? fill(page.path, asked.params) : HOME)
        res.redirect(303, withQuery(next, { done: say ?? Object.keys(form.says)[0] ?? null }))
      } catch (error) {
        const problem = asFormProblem(error, asked.fields)
        if (!problem) throw error
        await refuse(problem.of(form.name), page, req, res)
      }
    }
  }

  /** The same page again, with what is wrong and what was typed; forms of every page have none of their own. */
  async function refuse(problem: FormProblem, page: Page | null, req: Request, res: Response) {
    if (page) return drawPage(page, req, res, problem)
    drawBare(req, res.status(problem.status), 'problem', {
      page: { status: problem.status, title: problem.said, text: problem.hint ?? '', hint: null },
      problem: null,
    })
  }

  router.use(() => {
    throw new CallerError(404, 'not_found', say('그런 페이지가 없습니다.', 'There is no such page.'))
  })

  router.use((error: unknown, req: Request, res: Response, _next: NextFunction) => {
    if (error instanceof CallerError && error.name === 'token_required') {
      res.status(401).set('www-authenticate', 'Bearer')
      const next = ownPath(req.method === 'GET' ? req.originalUrl : undefined)
      drawBare(req, res, 'login', { next, problem: null })
      return
    }
    const problem = problemPage(error)
    if (!problem) parts.fault(error, req)
    const page = problem ?? FAULT
    drawBare(req, res.status(page.status), 'problem', { page, problem: null })
  })

  return router
}

const YEAR_MS = 365 * 86_400_000
