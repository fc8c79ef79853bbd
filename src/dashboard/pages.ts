/** Drawing the dashboard's pages: as they are, or with what somebody typed and what is wrong with it. */
import type { Request, Response } from 'express'
import { originOf } from '../core/origin.ts'
import { DONE } from '../telling/words.ts'
import type { Fields, FormProblem } from './forms.ts'
import { homePage } from './home-page.ts'
import type { DashboardParts } from './parts.ts'
import { paymentPage } from './payment-page.ts'

export type Pages = ReturnType<typeof createPages>

export function createPages(parts: DashboardParts, form_token: string) {
  const { payments, views } = parts

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
    res.type('html').send(views.render(`dashboard/${page}`, { form_token, ...model }))
  }

  return { draw, drawHome, drawPayment }
}

function message(req: Request): string | null {
  const { done } = req.query
  return req.method === 'GET' && typeof done === 'string' && Object.hasOwn(DONE, done) ? DONE[done]! : null
}
