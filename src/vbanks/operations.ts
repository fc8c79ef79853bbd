/** Accounts and convenience store barcodes in the REST API, one row each. */
import { z } from 'zod'
import { type Operation, operation } from '../core/operation.ts'
import { assumed, docs } from '../core/provenance.ts'
import { documented } from '../core/schema.ts'
import { ChannelKey, Count, MerchantUid, OrderFields, readFacts, UnixSeconds } from '../payments/api-facts.ts'
import type { Payments } from '../payments/payments.ts'
import { PaymentView } from '../payments/view.ts'
import type { Vbanks } from './vbanks.ts'

const document = docs('API document v1')
const params = z.object({ imp_uid: z.string() })
const Wish = { pg: z.string().max(80).optional(), channel_key: ChannelKey } as const

export function vbankOperations(
  vbanks: Vbanks,
  { find, print }: Pick<Payments, 'find' | 'print'>,
): Operation[] {
  const asks = (merchant: number, given: (name: string) => string) => find(merchant, given('imp_uid'))
  return [
    operation({
      method: 'POST',
      path: '/vbanks',
      tag: 'vbanks',
      summary: 'Issues a virtual account: the payment is ready until the money arrives.',
      query: z.object({ pg_api_key: z.string().optional() }),
      body: z.object({
        merchant_uid: MerchantUid,
        amount: z.number(),
        vbank_code: z.string().describe('three digits, or as the PG writes it: 088, 88, BK88'),
        vbank_due: UnixSeconds,
        vbank_holder: documented(z.string().max(50).optional(), { max: 16 }),
        vbank_num: z.string().max(32).optional().describe('a fixed account that the PG gave to the shop'),
        vbank_key: documented(z.string().max(50).optional(), { max: 13 }),
        fixed_unlimited_vbank: z
          .boolean()
          .default(false)
          .describe('takes money again and again; each deposit stands in deposit_history (settle)'),
        ...OrderFields,
        ...Wish,
        tax_free: z.number().min(0).optional(),
        vat_amount: z.number().min(0).optional(),
        product_type: z.enum(['real', 'digital']).optional(),
        product_count: Count,
        business_registration_number: documented(z.string().optional(), { max: 10 }),
        escrow_password: z.string().optional(),
        pg_api_key: z.string().optional(),
      }),
      returns: PaymentView,
      known: document,
      example: {
        body: {
          merchant_uid: 'order_4',
          amount: 14000,
          vbank_code: '088',
          vbank_due: 1900000000,
          vbank_holder: '아임포트',
          name: '주문명',
          buyer_name: '홍길동',
        },
      },
      handle: ({ merchant, user_agent, query, body }) => {
        const { merchant_uid, amount, vbank_code, vbank_due, pg, channel_key } = body
        const payment = vbanks.issue(merchant, {
          merchant_uid,
          amount,
          wish: { pg, channel_key },
          vbank_code,
          vbank_due,
          vbank_holder: body.vbank_holder ?? null,
          vbank_num: body.vbank_num ?? null,
          unlimited: body.fixed_unlimited_vbank,
          sent: { ...query, ...body },
          facts: { ...readFacts(body), ...agent(user_agent) },
        })
        return print(payment)
      },
    }),
    operation({
      method: 'PUT',
      path: '/vbanks/{imp_uid}',
      statuses: [400, 404],
      tag: 'vbanks',
      asks,
      summary: 'Changes the amount or the deadline of an account that waits for money (settle).',
      params,
      body: z.object({
        amount: z.number().optional(),
        vbank_due: UnixSeconds.optional(),
      }),
      returns: PaymentView,
      known: document,
      example: { params: { imp_uid: 'imps_448280090638' }, body: { amount: 15000, vbank_due: 1900086400 } },
      handle: ({ merchant, params, body }) =>
        print(vbanks.change(merchant, params.imp_uid, body.amount ?? null, body.vbank_due ?? null)),
    }),
    operation({
      method: 'DELETE',
      path: '/vbanks/{imp_uid}',
      statuses: [400, 404],
      tag: 'vbanks',
      asks,
      summary:
        'Withdraws an account that waits for money: the payment is cancelled, without any money given back.',
      params,
      query: z.object({ pg_api_key: z.string().optional() }),
      returns: PaymentView,
      known: assumed('the operation is documented, the status after it is not'),
      example: { params: { imp_uid: 'imps_448280090638' } },
      handle: ({ merchant, params, query }) => print(vbanks.withdraw(merchant, params.imp_uid, query)),
    }),
    operation({
      method: 'GET',
      path: '/vbanks/holder',
      statuses: [400, 404],
      tag: 'vbanks',
      summary: 'Whose account it is. Hidden from the document since 2025, but five clients have it.',
      query: z.object({ bank_code: z.string().min(1), bank_num: z.string().min(1) }),
      returns: z.object({ bank_holder: z.string() }),
      known: docs('the document before 2025'),
      example: { query: { bank_code: '088', bank_num: '110123456789' } },
      handle: ({ query }) => ({ bank_holder: vbanks.holderOf(query.bank_code, query.bank_num) }),
    }),
    operation({
      method: 'POST',
      path: '/cvs',
      tag: 'cvs',
      summary: 'Registers a barcode that convenience stores take money for (galaxia).',
      body: z.object({
        merchant_uid: MerchantUid,
        amount: z.number(),
        barcode: z.string().min(1).max(32).optional().describe('the shop’s own; otherwise one is drawn'),
        expired_at: UnixSeconds.optional(),
        confirm_url: z.string().optional().describe('asked before money is taken; only 200 means yes'),
        ...OrderFields,
        ...Wish,
      }),
      returns: PaymentView,
      known: assumed('documented, but not where the number stands: vbank_num'),
      example: { body: { merchant_uid: 'order_5', amount: 14000, name: '주문명', expired_at: 1900000000 } },
      handle: ({ merchant, user_agent, body }) => {
        const { merchant_uid, amount, pg, channel_key } = body
        const payment = vbanks.issueBarcode(merchant, {
          merchant_uid,
          amount,
          wish: { pg, channel_key },
          barcode: body.barcode ?? null,
          expired_at: body.expired_at ?? null,
          confirm_url: body.confirm_url || null,
          facts: { ...readFacts(body), ...agent(user_agent) },
        })
        return print(payment)
      },
    }),
    operation({
      method: 'DELETE',
      path: '/cvs/{imp_uid}',
      tag: 'cvs',
      summary: 'Withdraws a barcode before money was taken for it.',
      params,
      returns: PaymentView,
      known: assumed('the operation is documented, the status after it is not'),
      example: { params: { imp_uid: 'imps_448280090638' } },
      handle: ({ merchant, params }) => print(vbanks.withdrawBarcode(merchant, params.imp_uid)),
    }),
  ]
}

function agent(user_agent: string): { user_agent?: string } {
  return user_agent === '' ? {} : { user_agent }
}
