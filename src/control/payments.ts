/** Payments: a whole shopper in one call, and what the buyer, the PG, the bank and the administrator do. */
import { z } from 'zod'
import type { Acts } from '../acts/acts.ts'
import { OutcomeShape, ShopperOrder } from '../acts/shopper-order.ts'
import { showPayment } from '../acts/show.ts'
import type { Visit } from '../acts/visit.ts'
import { DEFAULT_PG } from '../catalog/pgs/index.ts'
import { type Operation, operation } from '../core/operation.ts'
import { SORTINGS } from '../payments/list-store.ts'
import { type Payment, STATUSES } from '../payments/payment.ts'
import type { Payments } from '../payments/payments.ts'
import type { ControlParts } from './parts.ts'
import { ByImpUid, Paging, row } from './row.ts'

const Result = z.unknown().describe('{ payment, rsp, redirect_url }')

export function paymentControl(parts: ControlParts): Operation[] {
  const { acts, payments } = parts
  return [...readings(parts), ...buyerRows(acts, payments), ...otherRows(acts, payments)]
}

function readings({ acts, merchants, payments }: ControlParts): Operation[] {
  return [
    operation({
      ...row(
        'POST',
        '/payments',
        'A whole shopper in one call: request_pay’s parameters and what the buyer does.',
      ),
      body: ShopperOrder,
      returns: Result,
      example: {
        body: {
          pg: DEFAULT_PG,
          merchant_uid: 'order_1',
          name: '주문명:결제테스트',
          amount: 14000,
          buyer_tel: '010-1234-5678',
        },
      },
      handle: async ({ body }) => showVisit(payments, await acts.pay(body)),
    }),
    operation({
      ...row('GET', '/payments', 'Payments with their timelines, newest first.'),
      query: Paging.extend({
        status: z.enum(STATUSES).optional(),
        merchant_uid: z.string().optional(),
        sorting: z.enum(SORTINGS).default('-started'),
      }),
      returns: z.unknown(),
      handle: ({ query: { limit, page, ...filter } }) => {
        const merchant = merchants.byDefault().id
        const offset = (page - 1) * limit
        const { total, list } = payments.read.list({ merchant, ...filter, limit, offset })
        return { list: list.map((payment) => showPayment(payments, payment)), total }
      },
    }),
    operation({
      ...row('GET', '/payments/{imp_uid}', 'A payment with its timeline.'),
      params: ByImpUid,
      returns: z.unknown(),
      handle: ({ params }) => showPayment(payments, payments.get(params.imp_uid)),
    }),
  ]
}

/** At an open window. */
function buyerRows(acts: Acts, payments: Payments): Operation[] {
  const act = { params: ByImpUid, returns: Result }
  return [
    operation({
      ...row(
        'POST',
        '/payments/open',
        'The buyer orders and leaves the window open: request_pay’s parameters. An order that gets no window is refused.',
      ),
      body: ShopperOrder,
      returns: Result,
      example: {
        body: { pg: DEFAULT_PG, merchant_uid: 'order_1', amount: 14000, buyer_tel: '010-1234-5678' },
      },
      handle: ({ body }) => showChange(payments, acts.open(body)),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/end',
        'The buyer ends the open window so, as `outcome` of POST /payments says it. A window that has ended tells how it ended.',
      ),
      ...act,
      body: z.strictObject({ outcome: OutcomeShape.default('approve') }),
      handle: async ({ params: { imp_uid }, body: { outcome } }) =>
        showVisit(payments, await acts.endOrTell(imp_uid, outcome)),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/approve',
        'The buyer finishes the open window and the PG approves. `late`: a failed payment is approved after all.',
      ),
      ...act,
      body: z.strictObject({
        amount: z.number().positive().optional().describe('a tampered amount'),
        late: z.boolean().default(false),
      }),
      handle: async ({ params: { imp_uid }, body: { amount, late } }) =>
        late
          ? showChange(payments, acts.approveLate(imp_uid))
          : showVisit(payments, await acts.end(imp_uid, { approve: { amount } })),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/expire',
        'The time of an account without a deposit, or of an open window, is over now.',
      ),
      ...act,
      handle: ({ params: { imp_uid } }) => showVisit(payments, acts.expire(imp_uid)),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/fail',
        'The PG declines: with `code` from its list, or with your own `code` and `message`. Without them the buyer cancels.',
      ),
      ...act,
      body: z.strictObject({ code: z.string().optional(), message: z.string().optional() }),
      handle: async ({ params: { imp_uid }, body: { code, message } }) => {
        const decline = code === undefined || message === undefined ? code : { code, message }
        return showVisit(payments, await acts.end(imp_uid, decline === undefined ? 'cancel' : { decline }))
      },
    }),
    operation({
      ...row('POST', '/payments/{imp_uid}/close', 'The buyer closes the window.'),
      ...act,
      body: z.strictObject({ outcome: OutcomeShape.optional() }),
      handle: async ({ params: { imp_uid } }) => showVisit(payments, await acts.end(imp_uid, 'close')),
    }),
  ]
}

/** At the bank, and on the admin page. */
function otherRows(acts: Acts, payments: Payments): Operation[] {
  const act = { params: ByImpUid, returns: Result }
  return [
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/deposit',
        'Money arrives on the virtual account. A wrong or late deposit is 409 unless `force`.',
      ),
      ...act,
      body: z.strictObject({
        amount: z.number().optional().describe('major units; default: the exact amount'),
        force: z.boolean().default(false),
      }),
      handle: async ({ params: { imp_uid }, body }) =>
        showChange(payments, await acts.deposit(imp_uid, body)),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/cancel',
        'The administrator cancels on the admin page: this one is announced by a webhook.',
      ),
      ...act,
      body: z.strictObject({
        amount: z.number().optional().describe('major units; default: all that is left'),
        reason: z.string().max(256).optional(),
      }),
      handle: ({ params: { imp_uid }, body }) => showChange(payments, acts.cancel(imp_uid, body)),
    }),
  ]
}

function showVisit(payments: Payments, { payment, rsp, redirect_url }: Visit) {
  return { payment: payment && showPayment(payments, payment), rsp, redirect_url }
}

function showChange(payments: Payments, payment: Payment) {
  return showVisit(payments, { payment, rsp: null, redirect_url: null })
}
