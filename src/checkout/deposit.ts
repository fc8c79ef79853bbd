/** The bank's page of the sandbox: somebody pays into an issued account, the right sum or a wrong one, in time or late. */
import { type Response, Router } from 'express'
import { Refusal, refusal } from '../catalog/refusals.ts'
import { isFromBrowser, isFromOwnPage } from '../core/browser-request.ts'
import { kstText } from '../core/kst.ts'
import { formatMoney, toMajor } from '../core/money.ts'
import { formBody } from '../core/read-body.ts'
import type { Views } from '../core/views.ts'
import type { Payment } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import { readForm, sendPage } from './http.ts'
import { createShownAgain } from './shown-again.ts'

interface Said {
  readonly kind: 'done' | 'refused'
  readonly text: string
  readonly status: number
  readonly typed: Readonly<Record<string, string>>
}

export function depositRoutes(payments: Payments, views: Views, now: () => number): Router {
  const router = Router()
  const form = formBody({ limit: '100kb' })

  function find(imp_uid: string): Payment {
    const payment = payments.get(imp_uid)
    if (payment.approval.vbank_num !== null) return payment
    const { status, pay_method } = payment
    throw refusal('deposit_not_waiting', { status, pay_method })
  }

  const shown_again = createShownAgain<Said>()

  function show(res: Response, payment: Payment, said: Said | null): void {
    const typed = said?.typed ?? {}
    sendPage(res, views.render('checkout/deposit', { ...depositModel(payment, now()), said, typed }))
  }

  /** What came of a deposit is said once: a reload shows the account as it is. */
  router.get('/checkout/deposits/:imp_uid', (req, res) => {
    const payment = find(String(req.params.imp_uid))
    const said = shown_again.of(payment.imp_uid)
    shown_again.forget(payment.imp_uid)
    show(res, payment, said)
  })

  router.post('/checkout/deposits/:imp_uid', form, (req, res) => {
    if (!isFromOwnPage(req)) return res.redirect(303, `/checkout/deposits/${req.params.imp_uid}`)
    const payment = find(String(req.params.imp_uid))
    const typed = readForm(req.body)
    const said = deposit(payment, typed)
    if (isFromBrowser(req)) {
      shown_again.keep(payment.imp_uid, said)
      res.redirect(303, `/checkout/deposits/${payment.imp_uid}`)
      return
    }
    res.status(said.status)
    show(res, payments.get(payment.imp_uid), said)
  })

  function deposit(payment: Payment, typed: Readonly<Record<string, string>>): Said {
    const amount = Number((typed.amount ?? '').replace(/[\s,]/g, ''))
    try {
      mustBeAccount(payment, typed.account ?? '')
      const deposited = payments.deposit(payment.imp_uid, Number.isFinite(amount) ? amount : 0)
      const text = `${formatMoney(deposited.amount, deposited.currency)}이 입금되었습니다.`
      return { kind: 'done', text, status: 200, typed: {} }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { kind: 'refused', text: error.message, status: error.status, typed }
    }
  }
  return router
}

/** Signs and blanks do not count: PGs print numbers with and without them. */
function mustBeAccount({ approval }: Payment, typed: string): void {
  const bare = (number: string) => number.replace(/[\s-]/g, '').toUpperCase()
  if (bare(typed) !== bare(approval.vbank_num ?? ''))
    throw refusal('deposit_account_unknown', { account: typed })
}

export function depositModel(payment: Payment, now: number) {
  const { approval, currency, amount, status } = payment
  const state = status === 'paid' ? '입금완료' : now > approval.vbank_date ? '입금기한 경과' : '입금대기'
  return {
    payment,
    amount: formatMoney(amount, currency),
    amount_major: toMajor(amount, currency),
    due: kstText(approval.vbank_date),
    state: status === 'ready' || status === 'paid' ? state : '입금 불가',
  }
}
