/** Between a payment and how a world file writes it. What the file leaves out is what a shopper would have made. */

import { NO_APPROVAL } from '../catalog/method.ts'
import { payMethod } from '../catalog/methods/index.ts'
import { SDK_DEFAULT } from '../catalog/sdk-versions.ts'
import { choosePg } from '../choice/choose.ts'
import type { Dice } from '../core/ids.ts'
import { kstEndOfDay, kstIso } from '../core/kst.ts'
import { toMajor, toMinor } from '../core/money.ts'
import type { Merchant } from '../merchants/merchant.ts'
import { contract } from '../payments/contract.ts'
import { cancelSlipUrl, drawCancellationId, drawTid, slipUrl } from '../payments/numbers.ts'
import {
  type Cancel,
  type Deposit,
  NO_FACTS,
  type OrderFacts,
  type Payment,
  type TimelineEntry,
} from '../payments/payment.ts'
import { valuesFor } from '../windows/payment/values.ts'
import { moment, momentOf } from './moment.ts'
import type { WorldFile, WorldPayment } from './schema.ts'

export interface Making {
  readonly merchant: Merchant
  /** Row number: with the merchant, the address of the drawn imp_uid. */
  readonly no: number
  readonly dice: Dice
  /** Unix seconds of the world's beginning. */
  readonly now: number
  readonly origin: string
}

const NO_ORDER: OrderFacts = { ...NO_FACTS, user_agent: 'iamport-sandbox', sdk: SDK_DEFAULT }

/** A payment of the file with everything that it left out. */
export function makePayment(row: WorldPayment, { merchant, no, dice, now, origin }: Making): Payment {
  const { status, pay_method, currency, channel, customer_uid = null, sandbox } = row
  const { channels, default_pg } = merchant.settings
  const { pg, pg_id } = choosePg(wanted(row), channels, default_pg)
  const imp_uid = row.imp_uid ?? `imp_${dice.digits(12, 'imp_uid', merchant.id, no, 0)}`
  const started_at = moment(row.started_at) ?? moment(row.paid_at) ?? now
  const is_voided = status === 'cancelled' && row.cancel_history?.length === 0 && !moment(row.paid_at)
  const is_paid = status === 'paid' || (status === 'cancelled' && !is_voided)
  const paid_at = is_paid ? (moment(row.paid_at) ?? started_at) : 0
  const amount = minor(row.amount, currency)
  const bare: Payment = {
    imp_uid,
    merchant: merchant.id,
    merchant_uid: row.merchant_uid,
    status,
    amount,
    cancel_amount: 0,
    currency,
    pay_method,
    channel,
    pg_provider: pg.code,
    pg_id: row.pg_id ?? pg_id,
    pg_tid: null,
    sandbox,
    started_at,
    paid_at,
    failed_at: status === 'failed' ? (moment(row.failed_at) ?? started_at) : 0,
    cancelled_at: 0,
    fail_reason: row.fail_reason ?? (status === 'failed' ? pg.refusals.cancelled.message : null),
    cancel_reason: row.cancel_reason ?? null,
    receipt_url: null,
    customer_uid,
    approval: { ...NO_APPROVAL, ...row.approval },
    order: { ...NO_ORDER, ...row.order },
    cancels: [],
  }
  const is_issued = payMethod(pay_method)?.settles === 'deposit' && status !== 'failed'
  const pg_tid = row.pg_tid !== undefined ? row.pg_tid : is_paid || is_issued ? tidOf(bare, dice, 0) : null
  const slip = is_paid ? slipUrl(pg, imp_uid, pay_method, origin) : null
  const payment: Payment = {
    ...bare,
    pg_tid,
    receipt_url: row.receipt_url !== undefined ? atOrigin(row.receipt_url, origin) : slip,
    approval:
      is_paid || is_issued || is_voided
        ? { ...NO_APPROVAL, ...approvalOf(bare, dice), ...row.approval }
        : bare.approval,
  }
  const settled = row.deposit_history
    ? { ...payment, deposits: row.deposit_history.map(depositOf(currency)) }
    : payment
  return status === 'cancelled' ? withCancels(settled, row, dice, origin) : settled
}

/** How a world file writes a payment: whole, so that the same payment comes of it. */
export function writePayment(
  payment: Payment,
  user_code: string,
  timeline: readonly TimelineEntry[],
  origin: string,
) {
  const {
    amount,
    currency,
    approval,
    order,
    cancels,
    deposits,
    merchant: _m,
    cancel_amount: _c,
    ...columns
  } = payment
  const { started_at, paid_at, failed_at, cancelled_at } = payment
  const row: NonNullable<WorldFile['payments']>[number] = {
    ...columns,
    user_code,
    amount: toMajor(amount, currency),
    currency,
    receipt_url: ownPath(payment.receipt_url, origin),
    started_at: kstIso(started_at),
    paid_at: momentOf(paid_at),
    failed_at: momentOf(failed_at),
    cancelled_at: momentOf(cancelled_at),
    order: JSON.parse(JSON.stringify(order)),
    approval,
    cancel_history: cancels.map((cancel) => ({
      ...cancel,
      amount: toMajor(cancel.amount, currency),
      cancelled_at: kstIso(cancel.cancelled_at),
      receipt_url: ownPath(cancel.receipt_url, origin),
      tax_free: toMajor(cancel.tax_free ?? 0, currency),
      vat_amount: cancel.vat_amount == null ? null : toMajor(cancel.vat_amount, currency),
    })),
    deposit_history: deposits?.map((deposit) => ({
      ...deposit,
      amount: toMajor(deposit.amount, currency),
      deposited_at: kstIso(deposit.deposited_at),
    })),
    timeline: timeline.map((entry) => ({ ...entry, at: kstIso(entry.at) })),
  }
  if (payment.status !== 'cancelled') delete row.cancel_history
  if (deposits === undefined) delete row.deposit_history
  return row
}

/** What the file tells of its past, or the shortest story that leads here. */
export function timelineOf(row: WorldPayment, payment: Payment): TimelineEntry[] {
  if (row.timeline)
    return row.timeline.map((entry) => ({ ...entry, at: moment(entry.at) ?? payment.started_at }))
  return [
    {
      at: payment.started_at,
      what: 'from the world file',
      by: 'sandbox',
      detail: { status: payment.status },
    },
  ]
}

function approvalOf(payment: Payment, dice: Dice) {
  const { pg, method } = contract(payment)
  const window = { input: {} } as Parameters<typeof valuesFor>[0]
  const { started_at: now, order, imp_uid } = payment
  return method.approve({
    imp_uid,
    values: valuesFor(window, payment),
    now,
    dice,
    vbank_date: order.vbank_due ?? kstEndOfDay(now, pg.vbank.days),
    vbank_holder: pg.vbank.holder,
  })
}

function withCancels(payment: Payment, row: WorldPayment, dice: Dice, origin: string): Payment {
  const { currency, imp_uid, started_at, paid_at } = payment
  const given = row.cancel_history ?? [{ amount: row.amount }]
  const cancels = given.map(
    (cancel, n): Cancel => ({
      cancellation_id: cancel.cancellation_id ?? drawCancellationId(dice, imp_uid, n + 1),
      amount: minor(cancel.amount, currency),
      cancelled_at: moment(cancel.cancelled_at) ?? moment(row.cancelled_at) ?? (paid_at || started_at),
      reason: cancel.reason ?? row.cancel_reason ?? '취소요청api',
      pg_tid: cancel.pg_tid ?? tidOf(payment, dice, n + 1),
      receipt_url:
        cancel.receipt_url !== undefined
          ? atOrigin(cancel.receipt_url, origin)
          : cancelSlipUrl(payment, n + 1),
      tax_free: minor(cancel.tax_free ?? 0, currency),
      vat_amount: cancel.vat_amount == null ? null : minor(cancel.vat_amount, currency),
    }),
  )
  const last = cancels.at(-1)
  return {
    ...payment,
    cancels,
    cancel_amount: cancels.reduce((sum, cancel) => sum + cancel.amount, 0),
    cancelled_at: moment(row.cancelled_at) ?? last?.cancelled_at ?? started_at,
    cancel_reason: row.cancel_reason ?? last?.reason ?? null,
  }
}

function depositOf(currency: string) {
  return ({
    amount,
    deposited_at,
    ...facts
  }: NonNullable<WorldPayment['deposit_history']>[number]): Deposit => ({
    ...facts,
    amount: minor(amount, currency),
    deposited_at: moment(deposited_at) ?? 0,
  })
}

function tidOf(payment: Payment, dice: Dice, n: number): string {
  return drawTid(dice, contract(payment).pg, payment, payment.paid_at || payment.started_at, n)
}

function wanted({ pg_provider, pg_id }: WorldPayment): string | undefined {
  return pg_provider === undefined || pg_id === undefined ? pg_provider : `${pg_provider}.${pg_id}`
}

/** A slip of our own is written without the address of this sandbox: the next one has another. */
function ownPath(url: string | null, origin: string): string | null {
  return url?.startsWith(`${origin}/`) ? url.slice(origin.length) : url
}

function atOrigin(url: string | null, origin: string): string | null {
  return url?.startsWith('/') ? origin + url : url
}

const minor = (amount: number, currency: string) => toMinor(amount, currency) ?? 0
