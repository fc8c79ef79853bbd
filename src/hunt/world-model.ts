/**
 * What can be, while a program is made up: orders, windows and payments as iamport would have them, without any sandbox.
 *
 * It knows just enough to tell a step that could happen from one that could not. What it does not know, it does not use.
 */

export type TabState = 'open' | 'refused' | 'approved' | 'issued' | 'failed' | 'gone'

export interface ModelTab {
  /** Its order, counted from 1. */
  readonly order: number
  /** Its payment, counted from 1; 0 where request_pay was refused. */
  readonly payment: number
  state: TabState
  /** How often its result came to the shop. */
  homes: number
}

export interface ModelPayment {
  readonly order: number
  readonly amount: number
  state: 'ready' | 'issued' | 'paid' | 'failed' | 'cancelled'
  /** What was not given back. */
  left: number
  /** The PG said no, or the buyer went: the PG may still approve it late. */
  was_declined: boolean
  /** The shop was told of it, or could have been. */
  is_heard: boolean
  /** Hours since an account was issued. */
  waited: number
}

export interface ModelOrder {
  was_paid: boolean
  /** Money came twice: what the shop gives back of it, and when, nobody knows. */
  was_paid_twice: boolean
}

export const newOrder = (): ModelOrder => ({ was_paid: false, was_paid_twice: false })

export interface Model {
  readonly amount: number
  readonly pay_method: 'vbank' | 'other'
  /** Whether a part of a payment can be given back. */
  readonly is_partial: boolean
  /** Whether the PG approves other amounts than it was asked for. */
  readonly is_bent: boolean
  /** Whether a fault waits for the shop's cancels. */
  readonly is_cancel_struck: boolean
  /** How many orders and windows a life may have. */
  readonly most: number
  readonly orders: ModelOrder[]
  readonly tabs: ModelTab[]
  readonly payments: ModelPayment[]
  /** The tab that the buyer looks at. */
  tab: ModelTab | null
  /** How many webhooks were written so far. */
  webhooks: number
}

export type ModelFacts = Pick<
  Model,
  'amount' | 'pay_method' | 'is_partial' | 'is_bent' | 'is_cancel_struck' | 'most'
>

export const emptyModel = (facts: ModelFacts): Model => ({
  ...facts,
  orders: [],
  tabs: [],
  payments: [],
  tab: null,
  webhooks: 0,
})

/** A window of the nth order opens, with the order's amount or a tampered one. */
export function openTab(model: Model, order: number, amount = model.amount): void {
  const is_refused = model.orders[order - 1]!.was_paid
  if (!is_refused)
    model.payments.push({
      order,
      amount,
      state: 'ready',
      left: amount,
      was_declined: false,
      is_heard: false,
      waited: 0,
    })
  const payment = is_refused ? 0 : model.payments.length
  const tab: ModelTab = { order, payment, state: is_refused ? 'refused' : 'open', homes: 0 }
  model.tabs.push(tab)
  model.tab = tab
}

/** The buyer goes through to the end; an order that was paid in another tab is refused by iamport. */
export function approveTab(model: Model): void {
  const tab = model.tab!
  const payment = paymentOf(model, tab)!
  const order = model.orders[tab.order - 1]!
  if (order.was_paid) {
    payment.state = 'failed'
    tab.state = 'failed'
  } else if (model.pay_method === 'vbank') {
    payment.state = 'issued'
    tab.state = 'issued'
    model.webhooks++
  } else {
    payment.state = 'paid'
    tab.state = 'approved'
    order.was_paid = true
    model.webhooks++
  }
}

export function failTab(model: Model): void {
  const tab = model.tab!
  tab.state = 'failed'
  const payment = paymentOf(model, tab)!
  payment.state = 'failed'
  payment.was_declined = true
}

export function payIn(model: Model, payment: ModelPayment): void {
  payment.state = 'paid'
  const order = model.orders[payment.order - 1]!
  order.was_paid_twice ||= order.was_paid
  order.was_paid = true
  model.webhooks++
}

/** The result of a tab comes to the shop. */
export function bringHome(model: Model, tab: ModelTab): void {
  tab.homes++
  const payment = paymentOf(model, tab)
  if (payment) payment.is_heard = true
}

/** All webhooks come to the shop. */
export function hearAll(model: Model): void {
  for (const payment of model.payments) payment.is_heard ||= payment.state === 'paid'
}

/** Gives money back; without an amount all that is left. */
export function giveBack(payment: ModelPayment, amount = payment.left): void {
  payment.left -= amount
  if (payment.left <= 0) payment.state = 'cancelled'
}

export const paymentOf = (model: Model, tab: ModelTab): ModelPayment | undefined =>
  model.payments[tab.payment - 1]

/** The payments in a state, by their number, the latest first. */
export const paymentsIn = (model: Model, ...states: ModelPayment['state'][]) =>
  model.payments
    .map((payment, n) => ({ payment, n: n + 1 }))
    .filter(({ payment }) => states.includes(payment.state))
    .reverse()

/** Time passes: windows close, accounts grow old. */
export function wait(model: Model, hours: number): void {
  for (const tab of model.tabs) {
    if (tab.state !== 'open') continue
    tab.state = 'gone'
    paymentOf(model, tab)!.state = 'failed'
  }
  if (model.tab?.state === 'gone') model.tab = model.tabs.findLast(({ state }) => state !== 'gone') ?? null
  for (const payment of model.payments) if (payment.state === 'issued') payment.waited += hours
}
