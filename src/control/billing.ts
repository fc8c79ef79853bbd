/** What an administrator does with billing keys, schedules, cash receipts and registered amounts: one call each, the rest filled in. */
import { z } from 'zod'
import { KeyCharge } from '../acts/billing-keys.ts'
import { BillingKeyOrder } from '../acts/issue-billing-key.ts'
import { PreparedAmount } from '../acts/prepare.ts'
import { ReceiptOrder } from '../acts/receipts.ts'
import { ScheduleOrder } from '../acts/schedule.ts'
import { showPayment } from '../acts/show.ts'
import { printCustomer } from '../billing/view.ts'
import { toMajor } from '../core/money.ts'
import { type Operation, operation } from '../core/operation.ts'
import type { Prepared } from '../payments/store.ts'
import type { ControlParts } from './parts.ts'
import { ByImpUid, listOf, row } from './row.ts'

const OfShop = z.object({ user_code: z.string().optional().describe('default: the default shop') })
const ByCustomer = z.object({ customer_uid: z.string() })
const ByOrder = z.object({ merchant_uid: z.string() })

export function billingControl(parts: ControlParts): Operation[] {
  return [...keyRows(parts), ...scheduleRows(parts), ...receiptRows(parts), ...preparedRows(parts)]
}

function keyRows({ acts, billing }: ControlParts): Operation[] {
  return [
    operation({
      ...row(
        'POST',
        '/billing-keys',
        'A billing key for a customer_uid, with a card that is filled in.',
        'billing',
      ),
      body: BillingKeyOrder,
      returns: z.unknown(),
      example: { body: { customer_uid: 'customer_1' } },
      handle: ({ body }) => acts.issueBillingKey(body),
    }),
    operation({
      ...row('GET', '/billing-keys', 'Every billing key of a shop, oldest first.', 'billing'),
      query: OfShop,
      returns: z.unknown(),
      handle: ({ query }) =>
        listOf(billing.read.everyKey(acts.shopOf(query.user_code).id).map((key) => printCustomer(key))),
    }),
    operation({
      ...row(
        'POST',
        '/billing-keys/{customer_uid}/charge',
        'Charges a billing key now. A decline is a payment that failed.',
        'billing',
      ),
      params: ByCustomer,
      body: KeyCharge,
      returns: z.unknown(),
      example: { params: { customer_uid: 'customer_1' }, body: { merchant_uid: 'month_1', amount: 9900 } },
      handle: ({ params: { customer_uid }, body }) => acts.chargeKey(customer_uid, body),
    }),
    operation({
      ...row('DELETE', '/billing-keys/{customer_uid}', 'Takes a billing key away.', 'billing'),
      params: ByCustomer,
      query: OfShop,
      returns: z.unknown(),
      handle: ({ params: { customer_uid }, query }) => acts.deleteBillingKey(customer_uid, query.user_code),
    }),
  ]
}

function scheduleRows({ acts, payments, schedules }: ControlParts): Operation[] {
  return [
    operation({
      ...row('POST', '/schedules', 'A charge of the future on a billing key.', 'billing'),
      body: ScheduleOrder,
      returns: z.unknown(),
      example: {
        body: { customer_uid: 'customer_1', merchant_uid: 'month_2', amount: 9900, schedule_at: '30 days' },
      },
      handle: ({ body }) => acts.schedule(body),
    }),
    operation({
      ...row('GET', '/schedules', 'Every charge of the future, and of the past, of a shop.', 'billing'),
      query: OfShop,
      returns: z.unknown(),
      handle: ({ query }) => listOf(schedules.read.everySchedule(acts.shopOf(query.user_code).id)),
    }),
    operation({
      ...row(
        'POST',
        '/schedules/{merchant_uid}/run',
        'Carries a schedule out now: one that waits, or one that failed or was revoked.',
        'billing',
      ),
      params: ByOrder,
      query: OfShop,
      returns: z.unknown(),
      handle: ({ params: { merchant_uid }, query }) =>
        showPayment(payments, acts.runSchedule(merchant_uid, query.user_code)),
    }),
    operation({
      ...row('DELETE', '/schedules/{merchant_uid}', 'Revokes a schedule that waits.', 'billing'),
      params: ByOrder,
      query: OfShop,
      returns: z.unknown(),
      handle: ({ params: { merchant_uid }, query }) => acts.revokeSchedule(merchant_uid, query.user_code),
    }),
  ]
}

function receiptRows({ acts, receipts }: ControlParts): Operation[] {
  return [
    operation({
      ...row('GET', '/receipts', 'Every cash receipt of a shop, newest first.', 'billing'),
      query: OfShop,
      returns: z.unknown(),
      handle: ({ query }) => listOf(receipts.every(acts.shopOf(query.user_code).id)),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/receipt',
        'A cash receipt for a paid account or transfer, as POST /receipts/{imp_uid} issues it.',
        'billing',
      ),
      params: ByImpUid,
      body: ReceiptOrder,
      returns: z.unknown(),
      handle: ({ params: { imp_uid }, body }) => acts.issueReceipt(imp_uid, body),
    }),
    operation({
      ...row('DELETE', '/payments/{imp_uid}/receipt', 'Cancels the cash receipt of a payment.', 'billing'),
      params: ByImpUid,
      returns: z.unknown(),
      handle: ({ params: { imp_uid } }) => acts.cancelReceipt({ imp_uid }),
    }),
    operation({
      ...row(
        'DELETE',
        '/receipts/external/{merchant_uid}',
        'Cancels the cash receipt of a sale outside iamport.',
        'billing',
      ),
      params: ByOrder,
      query: OfShop,
      returns: z.unknown(),
      handle: ({ params: { merchant_uid }, query }) => acts.cancelReceipt({ merchant_uid, ...query }),
    }),
  ]
}

function preparedRows({ acts, payments }: ControlParts): Operation[] {
  return [
    operation({
      ...row('GET', '/prepared', 'Every amount that was registered with POST /payments/prepare.', 'billing'),
      query: OfShop,
      returns: z.unknown(),
      handle: ({ query }) =>
        listOf(payments.read.everyPrepared(acts.shopOf(query.user_code).id).map(printPrepared)),
    }),
    operation({
      ...row(
        'POST',
        '/prepared',
        'Registers the amount that an order must be paid with, or another one.',
        'billing',
      ),
      body: PreparedAmount,
      returns: z.unknown(),
      example: { body: { merchant_uid: 'order_1', amount: 14000 } },
      handle: ({ body }) => acts.prepare(body),
    }),
  ]
}

function printPrepared({ merchant_uid, amount, currency }: Prepared) {
  return { merchant_uid, amount: toMajor(amount, currency ?? 'KRW'), currency }
}
