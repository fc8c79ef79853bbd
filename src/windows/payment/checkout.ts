/**
 * The way of one payment through the browser: request_pay asks, a window opens, the buyer decides, the result goes home.
 *
 * Browsers walk it over HTTP (routes.ts), the control API walks it in one call; both call these functions and no others.
 */

import { declinesOf } from '../../catalog/declines.ts'
import type { Pg, TestRefusal, WindowRule } from '../../catalog/pg.ts'
import { pgByCode } from '../../catalog/pgs/index.ts'
import { Refusal, refusal } from '../../catalog/refusals.ts'
import { has, pgAsked } from '../../catalog/sdk-versions.ts'
import { listChannels } from '../../choice/channels.ts'
import { type ChosenPg, choosePg, chooseWindow } from '../../choice/choose.ts'
import { paidBy } from '../../choice/paid-by.ts'
import type { Dice } from '../../core/ids.ts'
import { toMajor } from '../../core/money.ts'
import { isRecord } from '../../core/schema.ts'
import type { Text } from '../../kit/steps.ts'
import type { MerchantSettings } from '../../merchants/merchant.ts'
import type { Merchants } from '../../merchants/merchants.ts'
import { type Origin, type RequestPay, readRequestPay } from '../../payments/order.ts'
import type { Payment } from '../../payments/payment.ts'
import { contract, type Payments } from '../../payments/payments.ts'
import { type Moments, NO_MOMENTS, type Subject } from '../../scenarios/moments.ts'
import type { WebhookOrder } from '../../webhooks/rules.ts'
import { type WayHome, wayHome } from '../home/home.ts'
import { shapeResult } from '../home/shape.ts'
import type { WindowStore } from '../store.ts'
import type { Ending, PaymentWindow } from '../window.ts'
import { handsOver } from './app.ts'
import { magicOutcome } from './magic.ts'
import { type Rsp, refusedResult } from './result.ts'
import { stepsOf, valuesFor } from './steps.ts'

/** What a buyer, or a test in the buyer's place, does with a window. */
export type Outcome =
  | 'approve'
  | 'cancel'
  | 'close'
  | 'abandon'
  /** Approved, and the browser dies before it comes home. */
  | 'vanish'
  /** `late`: the PG approves afterwards all the same, once the shop has read its failure. */
  | { decline: string | { code: string; message: string }; late?: boolean | undefined }
  | { approve: { amount?: number | undefined } }

/** What request_pay comes to: a window, or a refusal before any. */
export type Requested =
  | {
      window: PaymentWindow
      payment: Payment
      /** Name and size of the popup, as the page has opened it. */
      rule: WindowRule
      /** Nobody comes home from this window: the page need not wait. */
      stays_away: boolean
    }
  | { refused: Rsp; reason: Refusal }

export interface Home extends WayHome {
  readonly payment: Payment
}

export interface CheckoutParts {
  readonly payments: Payments
  readonly windows: WindowStore
  readonly merchants: Merchants
  readonly dice: Dice
  /** Tells the developer why an order was refused. */
  readonly refused: (reason: Refusal, merchant_uid: string | null) => void
  /** Asks the shop whether it still wants the sale (confirm_url); answers why not, or null. `amount` is in major units. */
  readonly confirm: (payment: Payment, url: string, amount: number) => Promise<string | null>
  /** Which comes first now that this payment is approved: its webhook or the browser. */
  readonly orderOf: (payment: Payment) => WebhookOrder
  /** Sends the webhooks of a payment, and waits for the shop's answers. */
  readonly deliverFirst: (imp_uid: string) => Promise<void>
  /** Tells the page that waits for a window that it has ended. */
  readonly ended: (window_id: string) => void
  /** What a scenario does on the way. */
  readonly moments?: Pick<Moments, 'request' | 'approve' | 'outcome'>
}

export type Checkout = ReturnType<typeof createCheckout>

export function createCheckout(parts: CheckoutParts) {
  const { payments, windows, merchants, dice, refused, ended, moments = NO_MOMENTS } = parts
  /** Windows that are just ending: a shop is being asked, or a webhook goes first. */
  const endings = new Map<string, Promise<Home>>()

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
      const rsp = refusedResult({ merchant_uid, pay_method }, error)
      const pg = pgByCode(String(param.pg || frame_pg).split('.')[0]!)
      return { refused: shapeResult(rsp, pg, from.sdk), reason: error }
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
    const wanted = pgOfChannel(merchant.settings, param, from) ?? pgAsked(param.pg, from.sdk)
    const chosen: ChosenPg = choosePg(
      wanted || frame_pg,
      channels,
      default_pg,
      param.customer_uid === undefined ? null : param.pay_method || 'card',
    )
    const rule = chooseWindow(chosen.pg, from.device, from.sdk, param)
    const no = moments.request({
      merchant_uid: param.merchant_uid,
      pg: chosen.pg.code,
      pay_method: param.pay_method || 'card',
      device: from.device,
    })
    if (no)
      throw Object.assign(refusal('order_refused_by_scenario', { message: no.message }), {
        error_code: no.code,
      })
    if (typeof planned === 'object' && 'decline' in planned) {
      findDecline(chosen.pg, param.pay_method ?? 'card', planned.decline)
    }
    return windows.transaction(() => {
      const payment = payments.open(merchant.id, chosen, param, from)
      const id = dice.hex(32, 'window', payment.imp_uid)
      windows.insert({ id, imp_uid: payment.imp_uid, device: from.device, kind: rule.kind, home: rule.home })
      return {
        window: windows.byId(id)!,
        payment,
        rule,
        stays_away: chosen.pg.quirks.stays_away !== undefined,
      }
    })
  }

  function find(window_id: string): PaymentWindow {
    const window = windows.byId(window_id)
    if (!window) throw refusal('window_not_found')
    return window
  }

  /** The buyer is through with all steps, or a test says what happens. A window ends once; a second ending changes nothing. */
  function end(window_id: string, outcome?: Outcome, held = false): Promise<Home> {
    const ending = endings.get(window_id)
    if (ending) return ending
    const run = endOnce(window_id, outcome, held).finally(() => endings.delete(window_id))
    endings.set(window_id, run)
    return run
  }

  /** Without an outcome the buyer goes through to the end: approved, unless the order or the card is a magic one. */
  async function endOnce(window_id: string, wanted: Outcome | undefined, held: boolean): Promise<Home> {
    const window = find(window_id)
    if (window.ended) return leave(window)
    const before = payments.get(window.imp_uid)
    const asked = wanted ?? magicOutcome(before, window.input) ?? 'approve'
    if (isLate(asked)) mustApproveLate(before)
    const subject = subjectOf(before, window)
    const outcome = (isApproval(asked) && moments.approve(subject)) || asked
    const amount = approvedAmount(before, outcome)
    const { confirm_url } = before.order
    const objection =
      amount !== null && confirm_url && isConfirmable(before)
        ? await parts.confirm(before, confirm_url, amount)
        : null
    // The shop was asked for a while: what the payment is now is looked at again, inside the transaction.
    const order = windows.transaction((): WebhookOrder => {
      const payment = payments.get(window.imp_uid)
      const isOpen = payment.status === 'ready'
      const { ending, error_code } = isOpen ? decide(window, payment, outcome, objection) : late(payment)
      const order = isOpen && ending === 'approve' ? parts.orderOf(payment) : 'at_once'
      const isLost = ending !== 'abandon' && moments.outcome(subject) === 'never'
      const isLeft = isLost || ((order === 'webhook_only' || outcome === 'vanish') && ending === 'approve')
      const error_msg = payments.get(window.imp_uid).fail_reason
      const isShown = held && ending === 'approve' && !isLeft
      windows.end(window.id, { ending: isLeft ? 'abandon' : ending, error_code, error_msg })
      if (isShown) windows.hold(window.id)
      return order
    })
    if (order === 'webhook_first') await parts.deliverFirst(window.imp_uid)
    ended(window.id)
    if (isLate(outcome)) payments.approveLate(window.imp_uid)
    return home(window_id)
  }

  /** The buyer has read what an ended window still showed, and goes home. */
  function leave(window: PaymentWindow): Home {
    if (window.held) {
      windows.release(window.id)
      ended(window.id)
    }
    return home(window.id)
  }

  /** The time of a window is over. One that has ended already is left alone: its payment waits for nobody. */
  function expire(imp_uid: string): void {
    const window = windows.byImpUid(imp_uid)
    if (!window || window.ended) return
    windows.transaction(() => {
      payments.expire(imp_uid)
      windows.end(window.id, { ending: 'close', error_code: null, error_msg: null })
    })
    ended(window.id)
  }

  function decide(
    window: PaymentWindow,
    payment: Payment,
    outcome: Outcome,
    objection: string | null,
  ): { ending: Ending; error_code: string | null } {
    if (outcome === 'abandon') {
      payments.abandon(payment.imp_uid)
      return { ending: 'abandon', error_code: null }
    }
    const { refused_by_pg } = payment.order
    if (refused_by_pg) {
      payments.refuse(payment.imp_uid, refused_by_pg.message)
      return { ending: 'decline', error_code: refused_by_pg.code }
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
    const refusal_of_test = testRefusal(
      payment,
      valuesFor(window, payment),
      merchants.byId(payment.merchant).settings,
    )
    if (refusal_of_test) {
      payments.decline(payment.imp_uid, refusal_of_test)
      return { ending: 'decline', error_code: refusal_of_test.code }
    }
    if (objection !== null) {
      payments.refuse(payment.imp_uid, refusal('confirm_refused', { reason: objection }).message)
      return { ending: 'decline', error_code: null }
    }
    return approve(window, payment, typeof outcome === 'object' ? outcome.approve.amount : undefined)
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

  /** The result of a window: what the page's callback gets, or where its browser goes. `by_app`: through the shop's app. */
  function home(window_id: string, by_app = false): Home {
    const window = find(window_id)
    const payment = payments.get(window.imp_uid)
    return { payment, ...wayHome(window, payment, by_app) }
  }

  /** `channelKey` of /v1/iamport.js, as a `pg`. An unknown key is none. */
  function pgOfChannel(settings: MerchantSettings, param: RequestPay, { sdk }: Origin): string | undefined {
    const key = has(sdk, 'channel_key') ? param.channelKey : undefined
    const found = key && listChannels(settings, dice).find(({ channel_key }) => channel_key === key)
    return found ? `${found.pg_provider}.${found.pg_id}` : undefined
  }

  /**
   * The buyer sends a step's form. Answers what is wrong with it, or nothing and goes on; the last step approves, or hands
   * over to the app of the card or bank when the shop is an app itself.
   */
  async function submit(
    window_id: string,
    step_id: string,
    input: Readonly<Record<string, string>>,
  ): Promise<{ problems: Record<string, Text>; hands_over?: boolean }> {
    const window = find(window_id)
    const payment = payments.get(window.imp_uid)
    const step = stepsOf(payment, window.input)[window.step]
    if (window.ended || !step || step.id !== step_id) return { problems: {} }
    const { values, problems } = step.read(input)
    if (Object.keys(problems).length > 0) return { problems }
    const given = { ...window.input, ...values }
    const steps = stepsOf(payment, given)
    if (window.step + 1 >= steps.length && handsOver(window, payment, given)) {
      windows.move(window.id, window.step, given)
      return { problems: {}, hands_over: true }
    }
    windows.move(window.id, Math.min(window.step + 1, steps.length), given)
    if (window.step + 1 >= steps.length) await end(window_id, undefined, settlesByDeposit(payment, given))
    return { problems: {} }
  }

  /** One step back from the step that the form is of, keeping what was rightly typed into it. */
  function back(window_id: string, step_id: string, input: Readonly<Record<string, string>>): void {
    const window = find(window_id)
    const step = stepsOf(payments.get(window.imp_uid), window.input)[window.step]
    if (window.ended || step?.id !== step_id) return
    const { values } = step.read(input)
    windows.move(window.id, Math.max(0, window.step - 1), { ...window.input, ...values })
  }

  return { request, find, end, expire, home, leave, submit, back, payments }
}

/** What the buyer is about to pay, in major units; null where nothing is about to be approved. */
function approvedAmount({ status, amount, currency }: Payment, outcome: Outcome): number | null {
  if (status !== 'ready') return null
  if (outcome === 'approve' || outcome === 'vanish') return toMajor(amount, currency)
  if (typeof outcome !== 'object' || !('approve' in outcome)) return null
  return outcome.approve.amount ?? toMajor(amount, currency)
}

/** Methods that are authenticated and approved in one step leave no moment to ask in. */
function isConfirmable(payment: Payment): boolean {
  return !contract(payment).pg.sells.one_transaction?.includes(payment.pay_method)
}

/** An account is issued, and shown before the buyer goes home. */
function settlesByDeposit(payment: Payment, values: Readonly<Record<string, string>>): boolean {
  const { pg, method } = contract(payment)
  return paidBy(pg, method, values).method.settles === 'deposit'
}

/** What the PG's test shops refuse of what the buyer chose, where the merchant wants to see that. */
function testRefusal(
  payment: Payment,
  values: Readonly<Record<string, string>>,
  { pg_test_refusals }: MerchantSettings,
): TestRefusal | undefined {
  if (!pg_test_refusals || !payment.sandbox) return undefined
  return contract(payment).pg.refusals.of_test_shops?.find(
    ({ pay_methods, chosen }) =>
      pay_methods.includes(payment.pay_method) && (!chosen || chosen.is.includes(values[chosen.field] ?? '')),
  )
}

function isLate(outcome: Outcome): boolean {
  return typeof outcome === 'object' && 'decline' in outcome && outcome.late === true
}

function mustApproveLate(payment: Payment): void {
  if (!contract(payment).pg.quirks.late_approval)
    throw refusal('late_approval_unknown', { pg: payment.pg_provider })
}

/** The payment ended elsewhere (the control API, another tab): the window only reports it. */
function late(payment: Payment): { ending: Ending; error_code: string | null } {
  return { ending: payment.status === 'failed' ? 'cancel' : 'approve', error_code: null }
}

/** A decline by its code, from that PG's list for that pay_method; or one of the caller's own making. */
function findDecline(pg: Pg, pay_method: string, wanted: string | { code: string; message: string }) {
  if (typeof wanted === 'object') return wanted
  const list = declinesOf(pg, pg.sells.any_pay_method ? pg.sells.pay_methods[0]! : pay_method)
  const found = list.find((decline) => decline.code === wanted)
  if (found) return found
  throw refusal('decline_unknown', {
    pg: pg.code,
    code: wanted,
    allowed: list.map(({ code }) => code).join(', '),
  })
}

function isApproval(outcome: Outcome): boolean {
  return (
    outcome === 'approve' || outcome === 'vanish' || (typeof outcome === 'object' && 'approve' in outcome)
  )
}

/** A payment as a scenario may match it. */
function subjectOf(
  { imp_uid, merchant_uid, pg_provider: pg, pay_method }: Payment,
  { device }: PaymentWindow,
): Subject {
  return { imp_uid, merchant_uid, pg, pay_method, device }
}
