/**
 * The verbs of a payment. `change` is the only writer: the new state, its line in the timeline and its webhook are one
 * transaction. If one of them fails, none happened.
 */
import { isAble } from '../catalog/abilities.ts'
import { NO_APPROVAL } from '../catalog/method.ts'
import { payMethod } from '../catalog/methods/index.ts'
import type { Decline, Pg } from '../catalog/pg.ts'
import { pgByCode } from '../catalog/pgs/index.ts'
import { refusal } from '../catalog/refusals.ts'
import { fill } from '../catalog/template.ts'
import { chargesOf } from '../choice/billing-window.ts'
import { type ChosenPg, chooseWindow } from '../choice/choose.ts'
import { paidBy } from '../choice/paid-by.ts'
import type { Clock } from '../core/clock.ts'
import type { Dice } from '../core/ids.ts'
import { kstEndOfDay } from '../core/kst.ts'
import { toMajor, toMinor } from '../core/money.ts'
import { type ApiOrder, apiPayment } from './by-api.ts'
import { checkOrder, keptUid, type Origin, type RequestPay } from './order.ts'
import type { Payment, TimelineEntry } from './payment.ts'
import type { PaymentStore } from './store.ts'
import { type Announcement, type Command, transition } from './transition.ts'
import { type KeySet, type PaymentView, printPayment } from './view.ts'

export interface PaymentsParts {
  readonly store: PaymentStore
  readonly clock: Clock
  readonly dice: Dice
  /** Writes the webhook of a change, inside its transaction. */
  readonly announce: (payment: Payment, announcement: Announcement) => void
  /** Tells everybody who watches (log, dashboard) what has happened, after the transaction. */
  readonly happened: (payment: Payment, entry: TimelineEntry) => void
  /** Origin of the sandbox, for the addresses of sales slips. */
  readonly origin: () => string
  /** A payment was opened or changed: inside that transaction. */
  readonly written?: (payment: Payment) => void
  /** Keeps a billing key for an order with a customer_uid that a window approved, inside its transaction. */
  readonly keyed?: (payment: Payment) => void
  /** The money of a payment is there whose buyer asked for a cash receipt. Belongs inside that transaction. */
  readonly receipted?: (payment: Payment) => void
  /** What a merchant has agreed with its PG for phone payments. */
  readonly digital_contract?: (merchant: number) => boolean | null
  /** The key set that a merchant's REST answers have. */
  readonly key_set?: (merchant: number) => KeySet
}

export interface CancelRequest {
  readonly by: 'shop' | 'admin'
  /** Major units, as they came over the wire. Null and 0: all that is left. */
  readonly amount: number | null
  readonly checksum: number | null
  readonly reason: string | null
  readonly refund: {
    holder: string | null
    bank: string | null
    account: string | null
    tel?: string | null
  }
  /** Major units. */
  readonly tax_free?: number | null
  readonly vat_amount?: number | null
  readonly requester?: string | null
  readonly retain_promotion?: boolean
  readonly enable_webhook?: boolean
}

export type Payments = ReturnType<typeof createPayments>

export function createPayments(parts: PaymentsParts) {
  const { store, clock, dice, announce, happened, origin } = parts

  /** Decides, writes and announces in one transaction. */
  function change(imp_uid: string, command: Command | ((payment: Payment) => Command)): Payment {
    const { payment, entry } = store.transaction(() => {
      const before = get(imp_uid)
      const now = clock.now()
      const sibling_paid = store.wasPaid(before.merchant, before.merchant_uid, imp_uid)
      const decided = typeof command === 'function' ? command(before) : command
      const {
        payment: after,
        entry: line,
        announce: news,
      } = transition(before, decided, {
        now,
        sibling_paid,
        cancel_rules: pgByCode(before.pg_provider)?.cancel,
        pg_says: pgByCode(before.pg_provider)?.refusals,
      })
      const entry: TimelineEntry = { at: now, ...line }
      store.update(after, now)
      store.note(imp_uid, entry)
      parts.written?.(after)
      if (news) announce(after, news)
      if (isKeyed(before, after)) parts.keyed?.(after)
      if (!hasJustBeenPaid(before, after) || !after.order.cash_receipt) return { payment: after, entry }
      parts.receipted?.(after)
      return { payment: get(imp_uid), entry }
    })
    happened(payment, entry)
    return payment
  }

  /** A payment by its imp_uid; refuses one that does not exist. */
  function get(imp_uid: string): Payment {
    const payment = store.byImpUid(imp_uid)
    if (!payment) throw refusal('payment_not_found', {}, `There is no payment ${imp_uid}.`)
    return payment
  }

  /** Opens a payment for an order that passed every check: `ready`, its window on the way. Refuses others. */
  function open(merchant: number, chosen: ChosenPg, param: RequestPay, from: Origin): Payment {
    const { payment, entry } = store.transaction(() => {
      const now = clock.now()
      const merchant_uid = keptUid(param, chosen.pg)
      const order = checkOrder(param, chosen, from, {
        now,
        digital_contract: parts.digital_contract?.(merchant) ?? null,
        sibling_paid: store.wasPaid(merchant, merchant_uid, ''),
        prepared: store.prepared(merchant, merchant_uid),
      })
      const no = store.nextNo()
      const payment: Payment = {
        imp_uid: drawImpUid(merchant, no),
        merchant,
        merchant_uid: order.merchant_uid,
        status: 'ready',
        amount: order.amount,
        cancel_amount: 0,
        currency: order.currency,
        pay_method: order.pay_method,
        channel: from.device,
        pg_provider: chosen.pg.code,
        pg_id: chosen.pg_id,
        pg_tid: null,
        sandbox: chosen.sandbox ?? true,
        started_at: now,
        paid_at: 0,
        failed_at: 0,
        cancelled_at: 0,
        fail_reason: null,
        cancel_reason: null,
        receipt_url: null,
        customer_uid: order.customer_uid,
        approval: NO_APPROVAL,
        order: order.facts,
        cancels: [],
      }
      const window = chooseWindow(chosen.pg, from.device, from.sdk, param)
      const entry: TimelineEntry = {
        at: now,
        what: 'window opened',
        by: 'buyer',
        detail: {
          pg: chosen.pg.code,
          pay_method: order.pay_method,
          device: from.device,
          window: window.kind,
        },
      }
      store.insert(no, payment, now)
      store.note(payment.imp_uid, entry)
      parts.written?.(payment)
      return { payment, entry }
    })
    happened(payment, entry)
    return payment
  }

  /** Opens a payment that the shop's server asked for; it is not approved yet. */
  function openByApi(merchant: number, order: ApiOrder): Payment {
    const { payment, entry } = store.transaction(() => {
      const now = clock.now()
      const no = store.nextNo()
      const payment = apiPayment(order, {
        imp_uid: drawImpUid(merchant, no, 'imps'),
        merchant,
        now,
        sibling_paid: store.wasPaid(merchant, order.merchant_uid, ''),
      })
      const { pay_method, pg_provider } = payment
      const entry: TimelineEntry = {
        at: now,
        what: 'requested by the API',
        by: 'shop',
        detail: { pg: pg_provider, pay_method },
      }
      store.insert(no, payment, now)
      store.note(payment.imp_uid, entry)
      return { payment, entry }
    })
    happened(payment, entry)
    return payment
  }

  /** `imp_` and 12 digits, addressed by merchant and row number; `imps_` where the shop's server opened it. */
  function drawImpUid(merchant: number, no: number, prefix: 'imp' | 'imps' = 'imp'): string {
    for (let attempt = 0; ; attempt++) {
      const imp_uid = `${prefix}_${dice.digits(12, 'imp_uid', merchant, no, attempt)}`
      if (!store.exists(imp_uid)) return imp_uid
    }
  }

  /** The PG says yes: paid, or an account issued. `values` is what the buyer typed; `amount` (major) a tampered one. */
  function approve(imp_uid: string, values: Readonly<Record<string, string>>, amount?: number): Payment {
    return change(imp_uid, (payment) => {
      const { pg, method: asked } = contract(payment)
      const { method, reports } = paidBy(pg, asked, values, isForKey(payment))
      const now = clock.now()
      const pg_tid = drawTid(pg, payment, now, 0)
      const due = payment.order.vbank_due ?? kstEndOfDay(now, pg.vbank.days)
      const vbank_date = deadlineOf(pg, due)
      const approved = method.approve({
        imp_uid,
        values,
        now,
        dice,
        vbank_date,
        vbank_holder: holderOf(pg, payment),
      })
      if (approved.vbank_num && pg.vbank.num && method.code === 'vbank')
        approved.vbank_num = fill(pg.vbank.num, {
          mid: payment.pg_id,
          now,
          dice,
          address: ['vbank_num', imp_uid],
        })
      if (payment.order.vbank_num) approved.vbank_num = payment.order.vbank_num
      if (pg.quirks.card_number_zeros)
        approved.card_number = approved.card_number?.replaceAll('*', '0') ?? null
      const approval = { ...approved, ...reports }
      const pay_method = method.code
      const cash_receipt = cashReceiptOf(values)
      if (method.settles === 'deposit')
        return { do: 'issue', pg_tid, approval, receipt_url: null, pay_method, cash_receipt }
      const charged = amount === undefined ? chargedFor(pg, payment) : toMinor(amount, payment.currency)
      const receipt_url = slipUrl(payment, pay_method)
      return {
        do: 'approve',
        pg_tid,
        approval,
        receipt_url,
        amount: charged ?? undefined,
        pay_method,
        cash_receipt,
      }
    })
  }

  /** Where the sales slip can be read; null for a PG that gives none. */
  function slipUrl(payment: Payment, pay_method = payment.pay_method): string | null {
    const { receipt } = contract(payment).pg.reports
    const isGiven = typeof receipt === 'boolean' ? receipt : receipt.includes(pay_method)
    return isGiven ? `${origin()}/checkout/slips/${payment.imp_uid}` : null
  }

  function drawTid(pg: Pg, payment: Payment, now: number, n: number | string): string {
    const template =
      (isForKey(payment) && pg.reports.pg_tid.billing) ||
      (pg.reports.pg_tid[payment.pay_method] ?? pg.reports.pg_tid['*'] ?? '{uuid}')
    return fill(template, { mid: payment.pg_id, now, dice, address: ['pg_tid', payment.imp_uid, n] })
  }

  /** The PG says no, in its own code and text. */
  function decline(imp_uid: string, { code, message }: Pick<Decline, 'code' | 'message'>): Payment {
    return change(imp_uid, (payment) => {
      const { format } = contract(payment).pg.refusals
      return { do: 'fail', by: 'pg', reason: format.replace('{code}', code).replace('{message}', message) }
    })
  }

  /** iamport itself says no at the last moment. */
  function refuse(imp_uid: string, reason: string): Payment {
    return change(imp_uid, { do: 'fail', by: 'pg', reason })
  }

  /** The buyer presses cancel, or closes the window. */
  function giveUp(imp_uid: string): Payment {
    return change(imp_uid, (payment) => ({
      do: 'fail',
      by: 'buyer',
      reason: contract(payment).pg.refusals.cancelled.message,
    }))
  }

  /** The browser dies: the payment stays ready and nobody comes home. */
  function abandon(imp_uid: string): Payment {
    return change(imp_uid, { do: 'abandon' })
  }

  /** Money arrives on the virtual account: `amount` in major units, or the exact amount when null. */
  function deposit(imp_uid: string, amount: number | null = null, force = false): Payment {
    return change(imp_uid, (payment) => {
      const minor = amount === null ? null : toMinor(amount, payment.currency)
      if (amount !== null && (minor === null || minor <= 0)) {
        throw refusal('deposit_amount_wrong', { amount, expected: toMajor(payment.amount, payment.currency) })
      }
      const n = `deposit ${payment.deposits?.length ?? 0}`
      const pg_tid = payment.order.vbank_unlimited
        ? drawTid(contract(payment).pg, payment, clock.now(), n)
        : undefined
      return { do: 'deposit', amount: minor, force, receipt_url: slipUrl(payment), pg_tid }
    })
  }

  /** Gives money back, in full or in part: asked for by the shop's server, or by the administrator. */
  function cancel(imp_uid: string, request: CancelRequest): Payment {
    return change(imp_uid, (payment) => {
      const n = payment.cancels.length + 1
      return {
        do: 'cancel',
        by: request.by,
        amount: request.amount ? inMinor(request.amount, payment) : null,
        checksum: request.checksum === null ? null : inMinor(request.checksum, payment),
        reason: request.reason || (request.by === 'admin' ? '관리자페이지취소' : '취소요청api'),
        refund: request.refund,
        given_reason: request.reason,
        requester: request.requester ?? null,
        tax_free: request.tax_free == null ? null : inMinor(request.tax_free, payment),
        vat_amount: request.vat_amount == null ? null : inMinor(request.vat_amount, payment),
        retain_promotion: request.retain_promotion ?? false,
        enable_webhook: request.enable_webhook ?? false,
        cancellation_id: dice.base32(20, 'cancellation_id', imp_uid, n),
        pg_tid: drawTid(contract(payment).pg, payment, clock.now(), n),
        receipt_url: payment.receipt_url ? `${payment.receipt_url}/cancels/${n}` : null,
      }
    })
  }

  /** The time of an account or of a window is over. */
  function expire(imp_uid: string): Payment {
    return change(imp_uid, ({ approval }) => ({
      do: 'expire',
      what: approval.vbank_num === null ? 'window' : 'vbank',
    }))
  }

  /** The PG approves after all, though it had declined or the buyer had left. */
  function approveLate(imp_uid: string): Payment {
    return change(imp_uid, (payment) => {
      const { pg, method } = contract(payment)
      const now = clock.now()
      const facts = { imp_uid, values: {}, now, dice, vbank_date: 0, vbank_holder: null }
      return {
        do: 'approve_late',
        pg_tid: drawTid(pg, payment, now, 'late'),
        approval: method.settles === 'now' ? method.approve(facts) : {},
        receipt_url: slipUrl(payment),
      }
    })
  }

  /** The PG cancels a test payment by itself, all that is left of it (manual 1). */
  function cancelByPg(imp_uid: string, isSeen: boolean): Payment {
    return change(imp_uid, (payment) => {
      if (!isSeen) return { do: 'cancel_unseen' }
      const n = payment.cancels.length + 1
      return {
        do: 'cancel',
        by: 'pg',
        amount: null,
        checksum: null,
        reason: 'PG 테스트 결제 자동취소',
        refund: { holder: null, bank: null, account: null },
        cancellation_id: dice.base32(20, 'cancellation_id', imp_uid, n),
        pg_tid: drawTid(contract(payment).pg, payment, clock.now(), n),
        receipt_url: payment.receipt_url ? `${payment.receipt_url}/cancels/${n}` : null,
      }
    })
  }

  function inMinor(amount: number, { currency }: Payment): number {
    const minor = toMinor(amount, currency)
    if (minor === null) throw refusal('cancel_amount_invalid', {}, `${amount} is no amount of ${currency}.`)
    return minor
  }

  /** Changes the amount (major units) or the deadline of an account that waits for money. */
  function adjust(imp_uid: string, amount: number | null, due: number | null): Payment {
    return change(imp_uid, (payment) => ({
      do: 'adjust',
      amount: amount === null ? null : (toMinor(amount, payment.currency) ?? -1),
      due,
    }))
  }

  /** Voids an account or a barcode that waits for money. */
  function withdraw(imp_uid: string, reason: string): Payment {
    return change(imp_uid, { do: 'void', reason })
  }

  /** Remembers that a cash receipt stands for it, or no longer does. */
  function noteReceipt(imp_uid: string, receipt_tid: string, is_issued: boolean): Payment {
    return change(imp_uid, { do: 'receipt', is_issued, receipt_tid })
  }

  /** A payment of this merchant; another merchant's payment does not exist for it. */
  function find(merchant: number, imp_uid: string): Payment {
    const payment = store.byImpUid(imp_uid)
    if (payment?.merchant === merchant) return payment
    throw refusal('payment_not_found', {}, `There is no payment ${imp_uid}.`)
  }

  /** A payment as this merchant's REST answers print it. */
  function print(payment: Payment): PaymentView {
    return printPayment(payment, parts.key_set?.(payment.merchant))
  }

  return {
    get,
    find,
    open,
    openByApi,
    print,
    adjust,
    withdraw,
    noteReceipt,
    approve,
    approveLate,
    decline,
    refuse,
    giveUp,
    abandon,
    deposit,
    expire,
    cancel,
    cancelByPg,
    store,
  }
}

function hasJustBeenPaid(before: Payment, after: Payment): boolean {
  return before.status !== 'paid' && after.status === 'paid'
}

/** A window's order with a customer_uid has just been approved: that issues a billing key. */
function isKeyed(before: Payment, after: Payment): boolean {
  return hasJustBeenPaid(before, after) && isForKey(after)
}

function isForKey({ customer_uid, order }: Payment): boolean {
  return customer_uid !== null && (order.customer_uid_usage ?? 'issue') === 'issue'
}

/** A window that issues a billing key charges nothing at most PGs (docs, code page of billing keys). */
function chargedFor(pg: Pg, payment: Payment): number | undefined {
  return isForKey(payment) && chargesOf(pg, payment.pay_method) === 'never' ? 0 : undefined
}

/** The holder that the shop named over REST, where the PG takes one; else the PG's own. */
function holderOf({ code, vbank }: Pg, { order }: Payment): string | null {
  return (isAble(code, 'vbank_holder_own') ? null : order.vbank_holder) ?? vbank.holder
}

/** When an account closes: at `vbank_due`, or when the PG rounds it to. */
function deadlineOf({ quirks: { vbank_whole_days, vbank_whole_minutes } }: Pg, due: number): number {
  if (vbank_whole_days) return kstEndOfDay(due)
  return vbank_whole_minutes ? due - (due % 60) + 59 : due
}

/** What the buyer asked for in the window; nothing where it did not ask, or the buyer did not want one. */
function cashReceiptOf({
  cash_receipt: type,
  cash_receipt_id: identifier,
}: Readonly<Record<string, string>>) {
  if (type === 'anonymous') return { type: 'person', identifier: ANONYMOUS } as const
  if (type !== 'person' && type !== 'company') return undefined
  return { type, identifier: identifier ?? '' } as const
}

/** The number that the tax office has for buyers who gave none (자진발급). */
const ANONYMOUS = '010-000-1234'

/** The PG and pay_method of a payment. Both are in the catalogue, or the payment would not have been opened. */
export function contract(payment: Payment) {
  const pg = pgByCode(payment.pg_provider)
  const method = payMethod(payment.pay_method)
  if (!pg || !method)
    throw new Error(`no ${payment.pg_provider} or no ${payment.pay_method} in the catalogue`)
  return { pg, method }
}
