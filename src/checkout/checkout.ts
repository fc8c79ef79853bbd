/**
 * The way of one payment through the browser: request_pay asks, a window opens, the buyer decides, the result goes home.
 *
 * Browsers walk it over HTTP (routes.ts), the control API walks it in one call; both call these functions and no others.
 */
import { type ChosenPg, choosePg, chooseWindow } from '../catalog/choose.ts'
import type { Pg } from '../catalog/pg.ts'
import { Refusal, refusal } from '../catalog/refusals.ts'
import type { Dice } from '../core/ids.ts'
import { isRecord } from '../core/schema.ts'
import type { Merchants } from '../merchants/merchants.ts'
import { type Origin, type RequestPay, readRequestPay } from '../payments/order.ts'
import type { Payment } from '../payments/payment.ts'
import { contract, type Payments } from '../payments/payments.ts'
import type { Ending, PaymentWindow, WindowStore } from '../payments/windows.ts'
import { redirectUrl } from './home/redirect.ts'
import { failureResult, type Rsp, refusedResult, successResult } from './result.ts'
import { stepsOf, valuesFor } from './steps.ts'

/** What a buyer, or a test in the buyer's place, does with a window. */
export type Outcome =
  | 'approve'
  | 'cancel'
  | 'close'
  | 'abandon'
  | { decline: string | { code: string; message: string } }
  | { approve: { amount?: number } }

/** What request_pay comes to: a window, or a refusal before any. */
export type Requested = { window: PaymentWindow; payment: Payment } | { refused: Rsp; reason: Refusal }

export interface Home {
  readonly payment: Payment
  /** What the callback gets; null when nobody comes home. */
  readonly rsp: Rsp | null
  /** Where the browser goes; null where the result comes by callback, or where there is nowhere to go. */
  readonly redirect_url: string | null
}

export interface CheckoutParts {
  readonly payments: Payments
  readonly windows: WindowStore
  readonly merchants: Merchants
  readonly dice: Dice
  /** Tells the developer why an order was refused. */
  readonly refused: (reason: Refusal, merchant_uid: string | null) => void
  /** Tells the page that waits for a window that it has ended. */
  readonly ended: (window_id: string) => void
}

export type Checkout = ReturnType<typeof createCheckout>

export function createCheckout({ payments, windows, merchants, dice, refused, ended }: CheckoutParts) {
  /**
   * What happens when a page calls request_pay. `frame_pg` is the PG of the frame that the page asked through; `planned`
   * is what a caller without a window will do in it: what that PG cannot do is said before anything is opened.
   */
  function request(
    user_code: string,
    frame_pg: string | undefined,
    raw: unknown,
    from: Origin,
    planned: Outcome = 'approve',
  ): Requested {
    try {
      return openWindow(user_code, frame_pg, readRequestPay(raw), from, planned)
    } catch (error) {
      if (!(error instanceof Refusal) || error.error_code === null) throw error
      const param = isRecord(raw) ? raw : {}
      const merchant_uid = typeof param.merchant_uid === 'string' ? param.merchant_uid : undefined
      const pay_method = typeof param.pay_method === 'string' ? param.pay_method : undefined
      refused(error, merchant_uid ?? null)
      return { refused: refusedResult({ merchant_uid, pay_method }, error), reason: error }
    }
  }

  function openWindow(
    user_code: string,
    frame_pg: string | undefined,
    param: RequestPay,
    from: Origin,
    planned: Outcome,
  ): Requested {
    const merchant = merchants.byUserCode(user_code)
    if (!merchant) throw refusal('user_code_unknown', { user_code })
    const { channels, default_pg } = merchant.settings
    const chosen: ChosenPg = choosePg(param.pg || frame_pg, channels, default_pg)
    const rule = chooseWindow(chosen.pg, from.device, from.sdk, param)
    if (typeof planned === 'object' && 'decline' in planned) {
      findDecline(chosen.pg, param.pay_method ?? 'card', planned.decline)
    }
    return windows.transaction(() => {
      const payment = payments.open(merchant.id, chosen, param, from)
      const id = dice.hex(32, 'window', payment.imp_uid)
      windows.insert({ id, imp_uid: payment.imp_uid, device: from.device, kind: rule.kind, home: rule.home })
      return { window: windows.byId(id)!, payment }
    })
  }

  function find(window_id: string): PaymentWindow {
    const window = windows.byId(window_id)
    if (!window) throw refusal('window_not_found')
    return window
  }

  /** The buyer is through with all steps, or a test says what happens. A window ends once; a second ending changes nothing. */
  async function end(window_id: string, outcome: Outcome): Promise<Home> {
    const window = find(window_id)
    if (window.ended) return home(window_id)
    windows.transaction(() => {
      const payment = payments.get(window.imp_uid)
      const { ending, error_code } =
        payment.status === 'ready' ? decide(window, payment, outcome) : late(payment)
      windows.end(window.id, ending, error_code)
    })
    ended(window.id)
    return home(window_id)
  }

  function decide(
    window: PaymentWindow,
    payment: Payment,
    outcome: Outcome,
  ): { ending: Ending; error_code: string | null } {
    if (outcome === 'abandon') {
      payments.abandon(payment.imp_uid)
      return { ending: 'abandon', error_code: null }
    }
    if (outcome === 'cancel' || outcome === 'close') {
      payments.giveUp(payment.imp_uid)
      return { ending: outcome, error_code: null }
    }
    if (typeof outcome === 'object' && 'decline' in outcome) {
      const decline = findDecline(contract(payment).pg, payment.pay_method, outcome.decline)
      payments.decline(payment.imp_uid, decline)
      return { ending: 'decline', error_code: decline.code }
    }
    return approve(window, payment, outcome === 'approve' ? undefined : outcome.approve.amount)
  }

  /** Approved, unless the same order was paid in another window meanwhile: that one is declined with iamport's own text. */
  function approve(window: PaymentWindow, payment: Payment, amount: number | undefined) {
    try {
      payments.approve(payment.imp_uid, valuesFor(window, payment), amount)
      return { ending: 'approve', error_code: null } as const
    } catch (error) {
      if (!(error instanceof Refusal) || error.error_code === null) throw error
      payments.refuse(payment.imp_uid, error.message)
      return { ending: 'decline', error_code: error.error_code } as const
    }
  }

  /** The result of a window: what the page's callback gets, or where its browser goes. */
  function home(window_id: string): Home {
    const window = find(window_id)
    const payment = payments.get(window.imp_uid)
    if (window.ended === null || window.ended === 'abandon') return { payment, rsp: null, redirect_url: null }
    const rsp =
      payment.status === 'failed' ? failureResult(payment, window.error_code) : successResult(payment)
    if (window.home === 'callback') return { payment, rsp, redirect_url: null }
    const { m_redirect_url } = payment.order
    return { payment, rsp, redirect_url: m_redirect_url === null ? null : redirectUrl(m_redirect_url, rsp) }
  }

  /** The buyer sends a step's form. Answers what is wrong with it, or nothing and goes on; the last step approves. */
  async function submit(window_id: string, step_id: string, input: Readonly<Record<string, string>>) {
    const window = find(window_id)
    const payment = payments.get(window.imp_uid)
    const steps = stepsOf(payment)
    const step = steps[window.step]
    if (window.ended || !step || step.id !== step_id) return { problems: {} }
    const { values, problems } = step.read(input)
    if (Object.keys(problems).length > 0) return { problems }
    windows.move(window.id, Math.min(window.step + 1, steps.length), { ...window.input, ...values })
    if (window.step + 1 >= steps.length) await end(window_id, 'approve')
    return { problems: {} }
  }

  /** One step back from the step that the form is of, keeping what was rightly typed into it. */
  function back(window_id: string, step_id: string, input: Readonly<Record<string, string>>): void {
    const window = find(window_id)
    const step = stepsOf(payments.get(window.imp_uid))[window.step]
    if (window.ended || step?.id !== step_id) return
    const { values } = step.read(input)
    windows.move(window.id, Math.max(0, window.step - 1), { ...window.input, ...values })
  }

  return { request, find, end, home, submit, back, payments }
}

/** The payment ended elsewhere (the control API, another tab): the window only reports it. */
function late(payment: Payment): { ending: Ending; error_code: string | null } {
  return { ending: payment.status === 'failed' ? 'cancel' : 'approve', error_code: null }
}

/** A decline by its code, from that PG's list for that pay_method; or one of the caller's own making. */
function findDecline(pg: Pg, pay_method: string, wanted: string | { code: string; message: string }) {
  if (typeof wanted === 'object') return wanted
  const list = pg.refusals.declined[pay_method] ?? []
  const found = list.find((decline) => decline.code === wanted)
  if (found) return found
  throw refusal('decline_unknown', {
    pg: pg.code,
    code: wanted,
    allowed: list.map(({ code }) => code).join(', '),
  })
}
