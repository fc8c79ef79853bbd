/** The dashboard's forms: each is an act, and ends in a page that says so, or in the same page with what is wrong. */
import type { Request, Response, Router } from 'express'
import {
  asFormProblem,
  type Fields,
  FormProblem,
  readAmount,
  readContentType,
  readFields,
  readUrls,
} from './forms.ts'
import type { Pages } from './pages.ts'
import type { DashboardParts } from './parts.ts'

export function formRoutes(router: Router, parts: DashboardParts, { drawHome, drawPayment }: Pages): void {
  const { acts, merchants, payments, ticker } = parts

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
}

/** Post, redirect, get: reloading the page repeats nothing. */
function done(res: Response, page: string, name: string): void {
  res.redirect(303, `${page}?done=${name}`)
}
