/**
 * The parts of a sandbox, each listed once: a noun is handed what it needs of the others, of the clock and of the journal.
 *
 * What has to look back (payments at those who hear of a change, the ticker at what falls due) gets a list that is filled
 * at the end. Surfaces take what they need out of `Parts`.
 */
import { createBilling } from '../billing/billing.ts'
import { createSchedules } from '../billing/schedules/schedules.ts'
import { createCertifications } from '../certifications/certifications.ts'
import { type Chores, createChores } from '../core/chores.ts'
import type { DueWork } from '../core/due-work.ts'
import { toMajor } from '../core/money.ts'
import { createQuiet } from '../core/quiet.ts'
import { createTicker } from '../core/ticker.ts'
import { createDeadlines, type DeadlineParts } from '../deadlines/deadlines.ts'
import { createEscrow } from '../escrow/escrow.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import { createMerchants } from '../merchants/merchants.ts'
import type { Listener } from '../payments/change.ts'
import { createPayments, type Payments } from '../payments/payments.ts'
import { createReceipts } from '../receipts/receipts.ts'
import { createRetention } from '../retention/retention.ts'
import { createScenarios } from '../scenarios/scenarios.ts'
import { createVbanks } from '../vbanks/vbanks.ts'
import type { Checkout } from '../windows/payment/checkout.ts'
import type { Ground } from './ground.ts'
import { listenersOf, noteTestCharge } from './listeners.ts'
import { createOrders } from './orders.ts'
import { createSending } from './sending.ts'
import { createTelling, type Telling } from './telling.ts'
import { createWaiter } from './wait.ts'
import { createWindows } from './windows.ts'

export type Parts = ReturnType<typeof createParts>

export function createParts(ground: Ground) {
  const { clock, dice, journal, stores, trace, url } = ground
  const telling = createTelling(journal, trace)
  const merchants = createMerchants(stores.merchants, stores.tokens, clock, dice)
  const settings = (merchant: number): MerchantSettings => merchants.byId(merchant).settings

  const { chores, quiet, rememberClock, ticker, works } = createTime(ground, telling)
  const scenarios = createScenarios({ clock, dice, acted: telling.acted })
  const { moments } = scenarios
  const { webhooks, confirm } = createSending(
    { ...ground, settingsOf: settings, moments, quiet, poke: ticker.poke, later: chores.forCaller },
    telling,
  )

  const listeners: Listener[] = []
  const payments = createPayments({
    store: stores.payments,
    clock,
    dice,
    origin: url,
    settings,
    listeners,
    happened: (payment, entry) => {
      telling.payment(payment, entry)
      ticker.poke()
    },
  })
  const charging = { store: stores.billing, clock, dice, payments, settings }
  const billing = createBilling(charging)
  const schedules = createSchedules({ ...charging, poke: ticker.poke })
  const receipts = createReceipts({ store: stores.receipts, clock, dice, payments, settings })
  const vbanks = createVbanks({
    clock,
    dice,
    payments,
    settings,
    confirm: (payment, confirm_url, body) =>
      confirm({ ...payment, url: confirm_url, amount: toMajor(payment.amount, payment.currency), body }),
  })
  const escrow = createEscrow({ store: stores.escrow, clock, find: payments.find, note: payments.note })
  const orders = createOrders(
    { ...ground, billing, payments, settingsOf: settings, poke: ticker.poke },
    telling,
  )
  const certifications = createCertifications({
    store: stores.certifications,
    clock,
    dice,
    happened: telling.certification,
  })

  const shown = createWindows(
    { ...ground, certifications, chores, confirm, merchants, moments, payments, webhooks },
    telling,
  )
  const deadlines = createDeadlines({
    store: stores.deadlines,
    clock,
    settingsOf: settings,
    work: deadlineWork({ payments, checkout: shown.checkout, settings }),
    fault: telling.fault('deadline'),
  })
  const waiter = createWaiter({ journal, later: chores.forCaller, merchants, payments, webhooks })
  const retention = createRetaining(ground, chores, ticker.isLive)

  works.push(scenarios.jumps, deadlines, schedules.due, orders.naver_sync, webhooks)
  const nouns = {
    billing,
    certifications,
    deadlines,
    escrow,
    merchants,
    payments,
    ...orders,
    receipts,
    schedules,
    vbanks,
    webhooks,
  }
  listeners.push(...listenersOf({ ...nouns, telling }))
  return {
    ...ground,
    ...nouns,
    ...shown,
    chores,
    quiet,
    rememberClock,
    retention,
    scenarios,
    settingsOf: settings,
    ticker,
    waiter,
    windows: stores.windows,
  }
}

/** What walks virtual time, what goes by real time, and who is waited for meanwhile. `works` is filled by those who have some. */
function createTime({ clock, settings, stores }: Ground, telling: Telling) {
  const works: DueWork[] = []
  const rememberClock = (): void => stores.memory.keep('clock', JSON.stringify(clock.state()))
  const quiet = createQuiet(settings.shop_quiet_ms)
  const ticker = createTicker(clock, works, {
    moved: rememberClock,
    quiet: quiet.come,
    fault: telling.fault('ticker'),
  })
  return { chores: createChores(telling.fault('chore')), quiet, rememberClock, ticker, works }
}

/** How often it is looked for old payments, in real time. */
const SWEEP_MS = 5000

/** Old payments go by themselves while the sandbox is live, and no request waits for more than a little of it. */
function createRetaining(
  { stores, clock, journal, settings, trace }: Ground,
  chores: Chores,
  isLive: () => boolean,
) {
  const { keep } = settings
  const began = () => journal.happened('clock', `오래된 결제를 지우기 시작했습니다 (--keep ${keep})`)
  const retention = createRetention({ store: stores.retention, clock, keep, flush: trace.flush, began })
  const sweep = (): void => {
    if (isLive() && retention.sweep()) chores.after(SWEEP_MS / 50, sweep)
  }
  if (retention.is_on) chores.every(SWEEP_MS, sweep)
  return retention
}

interface DeadlineGround {
  readonly payments: Payments
  readonly checkout: Pick<Checkout, 'expire'>
  readonly settings: (merchant: number) => MerchantSettings
}

/** What is done when a deadline of a payment has come. */
function deadlineWork({ payments, checkout, settings }: DeadlineGround): DeadlineParts['work'] {
  return {
    vbank: payments.expire,
    window: checkout.expire,
    auto_cancel: (imp_uid) => {
      const { auto_cancel, auto_cancel_is_seen } = settings(payments.get(imp_uid).merchant)
      if (auto_cancel !== 'off') payments.cancelByPg(imp_uid, auto_cancel_is_seen)
    },
    test_charge: (imp_uid) => noteTestCharge(payments, payments.get(imp_uid), 'test charge given back'),
  }
}
