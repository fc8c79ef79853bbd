/** The payment operations of the REST API, one row each. */

import { z } from 'zod'
import { refusal } from '../catalog/refusals.ts'
import { say } from '../core/bilingual.ts'
import type { Clock } from '../core/clock.ts'
import { toMajor } from '../core/money.ts'
import { Answer, type Operation, operation } from '../core/operation.ts'
import { docs, observed } from '../core/provenance.ts'
import { documented, orNothing } from '../core/schema.ts'
import { MerchantUid, UnixSeconds } from './api-facts.ts'
import { BalanceView, printBalance } from './balance.ts'
import { SORTINGS } from './list-store.ts'
import { pageOf } from './page.ts'
import { type Payment, STATUSES, type Status } from './payment.ts'
import type { Payments } from './payments.ts'
import type { Prepared } from './store.ts'
import { type KeySet, PagedPayments, PaymentView } from './view.ts'

const document = docs('API document v1')
const Sorting = z.enum(SORTINGS).default('-started')
const Page = orNothing(z.int().optional(), 0)
const Limit = z.int().min(1).max(1000).default(20)
const DAYS_90 = 90 * 86_400

const PrepareBody = z.object({
  merchant_uid: MerchantUid,
  amount: z.number(),
  currency: z.string().optional(),
})
const PrepareView = z.object({
  amount: z.number(),
  currency: z.string().nullable().optional(),
  merchant_uid: z.string(),
})

export interface PaymentOperationParts {
  /** Whether test payments are shown to those who do not ask for them (`include_sandbox`). */
  readonly shows_sandbox: (merchant: number) => boolean
  readonly key_set: (merchant: number) => KeySet
}

export function paymentOperations(
  payments: Payments,
  clock: Clock,
  { shows_sandbox, key_set }: PaymentOperationParts,
): Operation[] {
  const { read, find, print } = payments

  function page(
    merchant: number,
    filter: { merchant_uid?: string; status?: Status; from?: number; to?: number },
    query: Paging,
  ) {
    const { sorting } = query
    const all = pageOf(query.page, query.limit, (limit, offset) =>
      read.list({ merchant, ...filter, sorting, limit, offset }),
    )
    return { ...all, list: all.list.map(print) }
  }

  return [
    operation({
      method: 'GET',
      path: '/payments/{imp_uid}',
      statuses: [400, 404],
      tag: 'payments',
      summary: 'A payment by its imp_uid: the call that verifies a sale.',
      params: z.object({ imp_uid: z.string() }),
      query: z.object({
        include_sandbox: z.boolean().optional().describe('needed for test payments where the setting is off'),
        extension: z.boolean().optional().describe('adds `extension.REMITTER`, who paid into the account'),
      }),
      returns: PaymentView.extend({
        extension: z.object({ REMITTER: z.string().nullable() }).optional(),
      }),
      asks: (merchant, given) => find(merchant, given('imp_uid')),
      known: observed("merchants' code and clients"),
      example: { params: { imp_uid: 'imp_448280090638' } },
      handle: ({ merchant, params, query }) => {
        const payment = find(merchant, params.imp_uid)
        if (payment.sandbox && !query.include_sandbox && !shows_sandbox(merchant)) {
          throw refusal(
            'payment_not_found',
            {},
            say(
              '테스트 결제입니다. include_sandbox=true로 조회하세요.',
              'A test payment: ask with include_sandbox=true.',
            ),
          )
        }
        return query.extension ? { ...print(payment), extension: extensionOf(payment) } : print(payment)
      },
    }),
    operation({
      method: 'GET',
      path: '/payments/{imp_uid}/balance',
      statuses: [400, 404, 405],
      tag: 'payments',
      summary: 'How much of a payment was paid by which means, less what was cancelled (payco, kcp).',
      params: z.object({ imp_uid: z.string() }),
      returns: BalanceView,
      known: document,
      example: { params: { imp_uid: 'imp_448280090638' } },
      handle: ({ merchant, params }) => printBalance(find(merchant, params.imp_uid)),
    }),
    operation({
      method: 'GET',
      path: '/payments',
      statuses: [207, 400, 404],
      tag: 'payments',
      summary: 'Up to 100 payments by imp_uid[] and merchant_uid[], newest first. 207 when some are missing.',
      query: z.object({
        imp_uid: z.array(z.string()).default([]),
        merchant_uid: z.array(z.string()).default([]),
      }),
      returns: z.array(PaymentView),
      known: document,
      example: { query: { 'imp_uid[]': ['imp_448280090638', 'imp_000000000000'] } },
      handle: ({ merchant, query }) => {
        const wanted = new Set([...query.imp_uid, ...query.merchant_uid])
        if (wanted.size > 100) throw refusal('too_many_ids')
        const found = read.byIds(merchant, query.imp_uid, query.merchant_uid)
        if (found.length === 0) throw refusal('payment_not_found')
        const isThere = (id: string) => found.some((p) => p.imp_uid === id || p.merchant_uid === id)
        return new Answer([...wanted].every(isThere) ? 200 : 207, found.map(print))
      },
    }),
    operation({
      method: 'GET',
      path: '/payments/find/{merchant_uid}/{payment_status?}',
      statuses: [400, 404],
      tag: 'payments',
      asks: mustExist,
      summary: 'The first payment of a merchant_uid in the order of `sorting`, of one status or of all.',
      params: z.object({ merchant_uid: z.string(), payment_status: z.string().optional() }),
      query: z.object({ sorting: Sorting }),
      returns: PaymentView,
      known: document,
      example: { params: { merchant_uid: 'merchant_1448280088556' } },
      handle: ({ merchant, params, query }) => {
        const status = readStatus(params.payment_status)
        const { list } = read.list({
          merchant,
          merchant_uid: params.merchant_uid,
          status,
          sorting: query.sorting,
          limit: 1,
          offset: 0,
        })
        if (!list[0]) throw refusal('payment_not_found')
        return print(list[0])
      },
    }),
    operation({
      method: 'GET',
      path: '/payments/findAll/{merchant_uid}/{payment_status?}',
      statuses: [400, 404],
      tag: 'payments',
      asks: mustExist,
      summary: 'Every payment of a merchant_uid, of one status or of all.',
      params: z.object({ merchant_uid: z.string(), payment_status: z.string().optional() }),
      query: z.object({ page: Page, limit: Limit, sorting: Sorting }),
      returns: PagedPayments,
      known: document,
      example: { params: { merchant_uid: 'merchant_1448280088556' } },
      handle: ({ merchant, params: { merchant_uid, payment_status }, query }) => {
        const status = readStatus(payment_status)
        const found = page(merchant, { merchant_uid, status }, query)
        if (found.total === 0) throw refusal('payment_not_found')
        return found
      },
    }),
    operation({
      method: 'GET',
      path: '/payments/status/{payment_status}',
      statuses: [400],
      tag: 'payments',
      summary: 'Payments of one status or all, within at most 90 days (default: the last 90).',
      params: z.object({
        payment_status: documented(z.string(), { values: ['all', ...STATUSES], is_only_printed: true }),
      }),
      query: z.object({
        page: Page,
        limit: Limit,
        sorting: Sorting,
        from: UnixSeconds.optional().describe('Unix seconds, inclusive'),
        to: UnixSeconds.optional().describe('Unix seconds, inclusive'),
      }),
      returns: PagedPayments,
      known: document,
      example: { params: { payment_status: 'all' } },
      handle: ({ merchant, params, query }) => {
        const status = readStatus(params.payment_status)
        const to = query.to ?? clock.now()
        const from = query.from ?? to - DAYS_90
        if (from > to || to - from > DAYS_90) throw refusal('period_invalid')
        return page(merchant, { status, from, to }, query)
      },
    }),
    operation({
      method: 'POST',
      path: '/payments/cancel',
      asks: (merchant, given) =>
        cancelTarget(merchant, { imp_uid: given('imp_uid'), merchant_uid: given('merchant_uid') }),
      tag: 'payments',
      summary:
        'Gives back all that is left of a payment, or part of it. Every refusal is HTTP 200 with code 1 or -1.',
      body: z.object({
        imp_uid: z.string().optional().describe('wins over merchant_uid'),
        merchant_uid: z.string().optional(),
        amount: z.number().optional().describe('major units; absent or 0: all that is left'),
        tax_free: z.number().optional(),
        vat_amount: z.number().optional(),
        checksum: z.number().optional().describe('what the shop believes is left; refused when it is wrong'),
        reason: documented(z.string().optional(), { max: 256 }),
        refund_holder: z.string().optional().describe('required for a deposited vbank'),
        refund_bank: z.string().optional().describe('required for a deposited vbank'),
        refund_account: z.string().optional().describe('required for a deposited vbank'),
        refund_tel: z
          .string()
          .optional()
          .describe('required for a deposited vbank of smartro and smartro_v2'),
        escrow_confirmed: z.boolean().optional().describe('as the Java client sends it; nothing follows'),
        retain_promotion: z.boolean().optional().describe('keeps a promotion whose minimum is no longer met'),
        enable_webhook: z.boolean().optional().describe('announces this cancel, which is silent otherwise'),
        extra: z
          .looseObject({ requester: z.enum(['customer', 'admin']).optional() })
          .optional()
          .describe('`requester`: who wants it; naverpay insists'),
      }),
      returns: PaymentView,
      known: document,
      example: { body: { imp_uid: 'imp_448280090638', amount: 1000, checksum: 14000, reason: '단순 변심' } },
      handle: ({ merchant, body }) => {
        const target = cancelTarget(merchant, body)
        const refund = {
          holder: body.refund_holder ?? null,
          bank: body.refund_bank ?? null,
          account: body.refund_account ?? null,
          tel: body.refund_tel ?? null,
        }
        const { amount = null, checksum = null, reason = null, tax_free = null, vat_amount = null } = body
        const { retain_promotion = false, enable_webhook = false } = body
        const requester = body.extra?.requester ?? null
        const cancelled = payments.cancel(target.imp_uid, {
          by: 'shop',
          amount,
          checksum,
          reason,
          refund,
          tax_free,
          vat_amount,
          requester,
          retain_promotion,
          enable_webhook,
        })
        return print(cancelled)
      },
    }),
    operation({
      method: 'POST',
      path: '/payments/prepare',
      tag: 'payments.validation',
      summary:
        'Registers the amount that a merchant_uid must be paid with; request_pay with another one is refused.',
      body: PrepareBody,
      returns: PrepareView,
      known: document,
      example: { body: { merchant_uid: 'order_1', amount: 14000 } },
      handle: ({ merchant, body }) => {
        if (read.prepared(merchant, body.merchant_uid)) throw refusal('prepare_duplicate')
        return printPrepared(payments.prepare(merchant, body), key_set(merchant))
      },
    }),
    operation({
      method: 'PUT',
      path: '/payments/prepare',
      statuses: [404],
      tag: 'payments.validation',
      asks: (merchant, given) => {
        if (!read.prepared(merchant, given('merchant_uid'))) throw refusal('prepare_not_found')
      },
      summary: 'Changes a registered amount.',
      body: PrepareBody,
      returns: PrepareView,
      known: document,
      example: { body: { merchant_uid: 'order_1', amount: 15000 } },
      handle: ({ merchant, body }) => {
        if (!read.prepared(merchant, body.merchant_uid)) throw refusal('prepare_not_found')
        return printPrepared(payments.prepare(merchant, body), key_set(merchant))
      },
    }),
    operation({
      method: 'GET',
      path: '/payments/prepare/{merchant_uid}',
      statuses: [400, 404],
      tag: 'payments.validation',
      summary: 'Reads a registered amount.',
      params: z.object({ merchant_uid: z.string() }),
      returns: PrepareView,
      known: document,
      example: { params: { merchant_uid: 'order_1' } },
      handle: ({ merchant, params }) => {
        const prepared = read.prepared(merchant, params.merchant_uid)
        if (!prepared) throw refusal('prepare_not_found')
        return printPrepared(prepared, key_set(merchant))
      },
    }),
  ]

  function mustExist(merchant: number, given: (name: string) => string): void {
    if (read.byIds(merchant, [], [given('merchant_uid')]).length === 0) throw refusal('payment_not_found')
  }

  /** imp_uid wins, even when it is wrong and the merchant_uid right. Of one merchant_uid, the payment that was paid. */
  function cancelTarget(merchant: number, body: { imp_uid?: string; merchant_uid?: string }): Payment {
    if (body.imp_uid) {
      const payment = read.byImpUid(body.imp_uid)
      if (payment?.merchant === merchant) return payment
      throw refusal(
        'cancel_payment_not_found',
        {},
        say(`결제 ${body.imp_uid}이(가) 없습니다.`, `There is no payment ${body.imp_uid}.`),
      )
    }
    if (!body.merchant_uid) throw refusal('cancel_target_missing')
    const all = read.byIds(merchant, [], [body.merchant_uid])
    const target = all.find((payment) => payment.paid_at > 0) ?? all[0]
    if (!target)
      throw refusal(
        'cancel_payment_not_found',
        {},
        say(
          `merchant_uid가 ${body.merchant_uid}인 결제가 없습니다.`,
          `There is no payment of ${body.merchant_uid}.`,
        ),
      )
    return target
  }
}

/** Who paid into the account (PG page of daou; the value is assumed: the buyer). */
function extensionOf({ approval, order }: Payment): { REMITTER: string | null } {
  return { REMITTER: approval.vbank_num === null ? null : order.buyer_name }
}

interface Paging {
  page?: number
  limit: number
  sorting: z.infer<typeof Sorting>
}

/** Missing, empty and `all` mean every status (clients send all three). */
function readStatus(text: string | undefined): Status | undefined {
  if (!text || text === 'all') return undefined
  const status = STATUSES.find((known) => known === text)
  if (!status)
    throw refusal(
      'status_unknown',
      {},
      say(
        `payment_status에는 all, ${STATUSES.join(', ')} 중 하나를 쓰세요. (받은 값: ${text})`,
        `payment_status was ${text}; allowed: all, ${STATUSES.join(', ')}.`,
      ),
    )
  return status
}

function printPrepared(
  { merchant_uid, amount, currency }: Prepared,
  keys: KeySet,
): z.infer<typeof PrepareView> {
  const major = toMajor(amount, currency ?? 'KRW')
  return keys === 'classic' ? { amount: major, merchant_uid } : { amount: major, currency, merchant_uid }
}
