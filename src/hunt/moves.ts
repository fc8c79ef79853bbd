/**
 * The vocabulary of made-up lives: each move, how often it is drawn, and the step that it is where the model allows it.
 *
 * A move that makes no sense where it stands is left out, so that a shorter life is a legal life too. The plainest moves stand
 * first: shrinking goes towards them.
 */
import type { Step } from '../replay/steps.ts'
import type { Facts } from './facts.ts'
import {
  approveTab,
  bringHome,
  failTab,
  giveBack,
  hearAll,
  type Model,
  type ModelPayment,
  type ModelTab,
  newOrder,
  openTab,
  payIn,
  paymentOf,
  paymentsIn,
  wait,
} from './world-model.ts'

/** What a move was drawn with: a number for its choices, and turns for what happens at once. */
export interface Dice {
  readonly pick: number
  readonly takes: readonly number[]
}

interface Move {
  readonly weight: number
  /** The step, after the model was changed by it; null where it cannot be. */
  readonly make: (model: Model, dice: Dice, facts: Facts) => Step | null
}

/** One of a list, the first for 0. */
const one = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(list.length, 1)]

/** A tab whose result can come to the shop, now or once more. */
const canComeHome = ({ state, homes }: ModelTab) => /^(approved|issued|failed)$/.test(state) && homes < 3

/** A part of an amount that shops really give back, the smallest for 0. */
const PARTS = [0.1, 0.5, 0.9]
const part = (amount: number, pick: number) => Math.max(1, Math.floor((amount * one(PARTS, pick)!) / 10) * 10)

const DAYS = [
  ['1h', 1],
  ['1d', 24],
  ['2d', 48],
  ['15d', 360],
  ['40d', 960],
] as const

/** An account is surely open for so long, and surely closed after so much longer, whatever the PG. */
const SURELY_OPEN_HOURS = 23
const SURELY_CLOSED_HOURS = 24 * 31

export const MOVES = {
  /** What a move that is not needed shrinks to: fast-check shortens a list at its ends, and makes plainer what is in between. */
  nothing: { weight: 1, make: () => null },
  open: {
    weight: 12,
    make(model, { pick }) {
      if (model.tabs.length >= model.most * 2) return null
      const is_new = model.orders.length === 0
      if (is_new) model.orders.push(newOrder())
      const order = (pick % model.orders.length) + 1
      openTab(model, order)
      return model.orders.length === 1 ? 'open' : { open: { order } }
    },
  },
  approve: {
    weight: 16,
    make(model) {
      if (model.tab?.state !== 'open') return null
      approveTab(model)
      return 'approve'
    },
  },
  come_home: {
    weight: 12,
    make(model, { pick }) {
      const tabs = model.tabs.filter(canComeHome)
      const tab = model.tab && canComeHome(model.tab) && pick < 70 ? model.tab : one(tabs, pick)
      if (!tab) return null
      bringHome(model, tab)
      const window = model.tabs.indexOf(tab) + 1
      return tab === model.tab ? 'come_home' : { come_home: { window } }
    },
  },
  webhooks: {
    weight: 10,
    make(model) {
      if (model.webhooks === 0) return null
      hearAll(model)
      return 'webhooks'
    },
  },
  at_once: {
    weight: 8,
    make(model, { takes }, { refund }) {
      const tab = model.tab
      const steps: Step[] = []
      if (tab && canComeHome(tab)) {
        tab.homes++
        steps.push('come_home')
      }
      if (model.webhooks > 0) steps.push('webhooks')
      const paid = paymentsIn(model, 'paid').find(
        ({ payment }) => isWhole(model, payment) && payment.left === payment.amount,
      )
      if (steps.length < 2 && refund && paid && model.is_partial) {
        const amount = part(paid.payment.left, 0)
        // Whether the second was refused is the shop's to say: nothing more is given back of it.
        giveBack(paid.payment)
        steps.push(...[1, 2].map(() => ({ refund: { order: paid.payment.order, amount } })))
      }
      if (steps.length < 2) return undo(tab, steps)
      hearAll(model)
      return { at_once: { steps, takes: takes.map((turn) => (turn % steps.length) + 1) } }
    },
  },
  deposit: {
    weight: 20,
    make(model) {
      const found = paymentsIn(model, 'issued').find(
        ({ payment }) => payment.waited <= SURELY_OPEN_HOURS || payment.waited >= SURELY_CLOSED_HOURS,
      )
      if (!found) return null
      const { payment, n } = found
      const is_late = payment.waited > SURELY_OPEN_HOURS
      // The bank takes it, too, where the order was paid in another way meanwhile.
      if (!is_late) payIn(model, payment)
      const of = n === model.payments.length ? {} : { payment: n }
      return is_late ? { deposit: { ...of, bounces: true } } : { deposit: of }
    },
  },
  refund: { weight: 24, make: refundOf },
  decline: {
    weight: 5,
    make(model) {
      if (model.tab?.state !== 'open') return null
      failTab(model)
      return { decline: { code: 'E0001', message: '한도가 초과되었습니다.' } }
    },
  },
  give_up: {
    weight: 3,
    make(model) {
      if (model.tab?.state !== 'open') return null
      failTab(model)
      return 'give_up'
    },
  },
  admin_cancel: {
    weight: 6,
    make(model, dice, facts) {
      // What waits for a cancel of the shop waits for nothing where only people cancel.
      if (model.is_cancel_struck) return refundOf(model, dice, facts)
      const { pick } = dice
      const whole = paymentsIn(model, 'paid').filter(({ payment }) => isWhole(model, payment))
      const found = one(whole, pick)
      if (!found) return null
      const { payment, n } = found
      const amount = pick < 60 || !model.is_partial ? undefined : part(payment.left, pick)
      giveBack(payment, amount)
      model.webhooks++
      const of = n === model.payments.length ? {} : { payment: n }
      return { admin_cancel: amount === undefined ? of : { ...of, amount } }
    },
  },
  open_tampered: {
    weight: 5,
    make(model, { pick }) {
      if (model.tabs.length >= model.most * 2) return null
      if (model.orders.length === 0) model.orders.push(newOrder())
      const order = (pick % model.orders.length) + 1
      const amount = one([100, model.amount * 2], pick)!
      openTab(model, order, amount)
      return { open: { ...(model.orders.length === 1 ? {} : { order }), pay: { amount } } }
    },
  },
  order: {
    weight: 4,
    make(model) {
      if (model.orders.length === 0 || model.orders.length >= model.most) return null
      model.orders.push(newOrder())
      return 'order'
    },
  },
  window: {
    weight: 4,
    make(model, { pick }) {
      const others = model.tabs.filter((tab) => tab !== model.tab && tab.state === 'open')
      const tab = one(others, pick)
      if (!tab) return null
      model.tab = tab
      return { window: model.tabs.indexOf(tab) + 1 }
    },
  },
  advance: {
    weight: 5,
    make(model, { pick }) {
      if (model.tabs.length === 0) return null
      const [text, hours] = one(DAYS, pick)!
      wait(model, hours)
      return { advance: text }
    },
  },
  resend: {
    weight: 4,
    make: (model, { pick }) =>
      model.webhooks === 0 ? null : pick < 60 ? 'resend' : { resend: { nth: (pick % model.webhooks) + 1 } },
  },
  claim: {
    weight: 4,
    make(model, { pick }) {
      const tab = model.tab
      if (!tab || tab.payment === 0 || tab.state === 'gone') return null
      const crossed = pick % 2 === 1 ? crossing(model, tab) : null
      if (crossed) return { come_home: { ...crossed, claim: CLAIM } }
      return { come_home: { claim: { ...CLAIM, imp_uid: '{imp_uid}' } } }
    },
  },
  forge_webhook: {
    weight: 4,
    make(model, { pick }) {
      const tab = model.tab
      if (!tab || tab.payment === 0) return null
      const known = { imp_uid: '{imp_uid}', merchant_uid: '{merchant_uid}', status: 'paid' }
      const unknown = { ...known, imp_uid: 'imp_000000000000' }
      return { forge_webhook: { body: pick % 3 === 2 ? unknown : known } }
    },
  },
  close: {
    weight: 2,
    make(model) {
      if (model.tab?.state !== 'open') return null
      failTab(model)
      return 'close'
    },
  },
  abandon: {
    weight: 3,
    make(model) {
      if (model.tab?.state !== 'open') return null
      model.tab.state = 'gone'
      return 'abandon'
    },
  },
  approve_late: {
    weight: 3,
    make(model, { pick }) {
      const failed = paymentsIn(model, 'failed').filter(
        ({ payment }) =>
          payment.was_declined && model.pay_method === 'other' && !model.orders[payment.order - 1]!.was_paid,
      )
      const found = one(failed, pick)
      if (!found) return null
      payIn(model, found.payment)
      return { approve_late: found.n === model.payments.length ? {} : { payment: found.n } }
    },
  },
  restart: {
    weight: 1,
    make: (model, { pick }) => (model.tabs.length > 0 && pick < 30 ? 'restart' : null),
  },
} as const satisfies Record<string, Move>

export type MoveName = keyof typeof MOVES
export const MOVE_NAMES = Object.keys(MOVES) as MoveName[]

/** The shop's people give money back, all or a part. */
function refundOf(model: Model, { pick }: Dice, { refund }: Facts): Step | null {
  const found = paymentsIn(model, 'paid').find(({ payment }) => isWhole(model, payment))
  if (!refund || !found) return null
  const { payment } = found
  // Of what a shop has not heard it seldom knows what to refund.
  if (!payment.is_heard && pick >= 10) return null
  const amount = pick < 15 || !model.is_partial ? undefined : part(payment.left, pick)
  giveBack(payment, amount)
  const order = model.orders.length === 1 ? {} : { order: payment.order }
  return { refund: amount === undefined ? order : { ...order, amount } }
}

/** The only payment of its order, of the order’s own amount: another is the shop’s to give back, and nobody knows when it does. */
const isWhole = (model: Model, payment: ModelPayment) =>
  payment.amount === model.amount && !model.is_bent && !model.orders[payment.order - 1]!.was_paid_twice

/** A paid payment that is shown for an order which was not paid: the tab's payment for another order, or another one for the tab's. */
function crossing(model: Model, tab: ModelTab): { order: number } | { payment: number } | null {
  const unpaid = model.orders.findIndex(({ was_paid }, n) => n + 1 !== tab.order && !was_paid)
  if (paymentOf(model, tab)?.state === 'paid' && unpaid >= 0) return { order: unpaid + 1 }
  const others = model.payments.filter(({ order }) => order !== tab.order)
  const other = others.find(({ state }) => state === 'paid') ?? others[0]
  return other ? { payment: model.payments.indexOf(other) + 1 } : null
}

/** What a forged page says. */
const CLAIM = { success: true, imp_success: true, status: 'paid' }

function undo(tab: ModelTab | null, steps: readonly Step[]): null {
  if (tab && steps.includes('come_home')) tab.homes--
  return null
}
