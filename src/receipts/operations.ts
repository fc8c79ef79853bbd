/** Cash receipts in the REST API, one row each. */
import { z } from 'zod'
import { type Operation, operation } from '../core/operation.ts'
import { assumed, docs } from '../core/provenance.ts'
import { ChannelKey } from '../payments/api-facts.ts'
import type { Receipts } from './receipts.ts'
import type { CashReceipt } from './store.ts'

const document = docs('API document v1')
const again = assumed('documented; that one may be issued again after it was cancelled is not')
const byPayment = z.object({ imp_uid: z.string() })
const byOrder = z.object({ merchant_uid: z.string().min(1).max(40) })

const Fields = {
  identifier: z.string().describe('a phone number, a cash receipt card, or a company’s number'),
  identifier_type: z.enum(['person', 'business', 'phone', 'taxcard']).optional(),
  type: z.enum(['person', 'company']).default('person').describe('소득공제용 or 지출증빙용'),
  product_type: z.enum(['real', 'digital']).optional(),
  buyer_name: z.string().optional(),
  buyer_email: z.string().optional(),
  buyer_tel: z.string().optional(),
  company_name: z.string().optional(),
  company_tel: z.string().optional(),
  corp_reg_no: z.string().optional(),
  tax_free: z.int().min(0).optional(),
  vat: z.int().min(0).optional(),
  vat_amount: z.number().min(0).optional(),
} as const

const Body = z.object(Fields)

const common = {
  amount: z.int(),
  applied_at: z.int(),
  apply_num: z.string(),
  cancelled_at: z.int(),
  receipt_tid: z.string(),
  receipt_url: z.string().nullable(),
  type: z.enum(['person', 'company']),
  vat: z.int(),
} as const
const ReceiptView = z.object({ ...common, imp_uid: z.string() })
const ExternalView = z.object({ ...common, merchant_uid: z.string() })

/** `page` is where a receipt can be read, by its receipt_tid. */
export function receiptOperations(receipts: Receipts, page: (receipt_tid: string) => string): Operation[] {
  const print = (receipt: CashReceipt): z.infer<typeof ReceiptView> => {
    const { amount, applied_at, apply_num, cancelled_at, ...rest } = printCommon(receipt, page)
    return { amount, applied_at, apply_num, cancelled_at, imp_uid: receipt.uid, ...rest }
  }
  const printExternal = (receipt: CashReceipt): z.infer<typeof ExternalView> => {
    const { amount, applied_at, apply_num, cancelled_at, ...rest } = printCommon(receipt, page)
    return { amount, applied_at, apply_num, cancelled_at, merchant_uid: receipt.uid, ...rest }
  }

  return [
    operation({
      method: 'GET',
      path: '/receipts/{imp_uid}',
      statuses: [400, 404],
      tag: 'receipts',
      summary: 'The cash receipt of a payment; a cancelled one has cancelled_at.',
      params: byPayment,
      returns: ReceiptView,
      known: document,
      example: { params: { imp_uid: 'imp_448280090638' } },
      handle: ({ merchant, params }) => print(receipts.get(merchant, 'payment', params.imp_uid)),
    }),
    operation({
      method: 'POST',
      path: '/receipts/{imp_uid}',
      statuses: [400, 500, 501],
      tag: 'receipts',
      asks: (merchant, given) => receipts.payment(merchant, given('imp_uid')),
      summary: 'Issues a cash receipt for what is left of a paid vbank or trans.',
      params: byPayment,
      body: Body,
      returns: ReceiptView,
      known: again,
      example: {
        params: { imp_uid: 'imp_448280090638' },
        body: { identifier: '010-1234-5678', type: 'person' },
      },
      handle: ({ merchant, params, body }) => print(receipts.issue(merchant, params.imp_uid, asked(body))),
    }),
    operation({
      method: 'DELETE',
      path: '/receipts/{imp_uid}',
      statuses: [400, 500, 501],
      tag: 'receipts',
      summary: 'Cancels the cash receipt of a payment.',
      params: byPayment,
      returns: ReceiptView,
      known: document,
      example: { params: { imp_uid: 'imp_448280090638' } },
      handle: ({ merchant, params }) => print(receipts.cancel(merchant, 'payment', params.imp_uid)),
    }),
    operation({
      method: 'GET',
      path: '/receipts/external/{merchant_uid}',
      statuses: [400, 404],
      tag: 'receipts',
      summary: 'The cash receipt of a sale outside iamport.',
      params: byOrder,
      returns: ExternalView,
      known: document,
      example: { params: { merchant_uid: 'order_1' } },
      handle: ({ merchant, params }) =>
        printExternal(receipts.get(merchant, 'external', params.merchant_uid)),
    }),
    operation({
      method: 'POST',
      path: '/receipts/external/{merchant_uid}',
      statuses: [400, 500, 501],
      tag: 'receipts',
      summary: 'Issues a cash receipt for a sale outside iamport.',
      params: byOrder,
      body: z.object({
        ...Fields,
        name: z.string().min(1),
        amount: z.int(),
        pay_method: z.enum(['trans', 'vbank']).optional(),
        pg: z.string().max(80).optional(),
        channel_key: ChannelKey,
      }),
      returns: ExternalView,
      known: again,
      example: {
        params: { merchant_uid: 'order_1' },
        body: { name: '주문명', amount: 11000, identifier: '010-1234-5678', type: 'person' },
      },
      handle: ({ merchant, params, body }) => {
        const { pg, channel_key, amount, name } = body
        const request = { ...asked(body), name }
        return printExternal(
          receipts.issueExternal(merchant, params.merchant_uid, { pg, channel_key }, amount, request),
        )
      },
    }),
    operation({
      method: 'DELETE',
      path: '/receipts/external/{merchant_uid}',
      statuses: [400, 404, 500, 501],
      tag: 'receipts',
      summary: 'Cancels the cash receipt of a sale outside iamport.',
      params: byOrder,
      returns: ExternalView,
      known: document,
      example: { params: { merchant_uid: 'order_1' } },
      handle: ({ merchant, params }) =>
        printExternal(receipts.cancel(merchant, 'external', params.merchant_uid)),
    }),
  ]
}

function asked({ identifier, type, tax_free, vat, vat_amount, ...more }: z.infer<typeof Body>) {
  return {
    identifier,
    type,
    tax_free: tax_free ?? null,
    vat_amount: vat_amount ?? vat ?? null,
    sent: { identifier, type, ...more },
  }
}

/** In alphabetical order, but for the uid. */
function printCommon(receipt: CashReceipt, page: (receipt_tid: string) => string) {
  const { amount, applied_at, apply_num, cancelled_at, receipt_tid, type, vat } = receipt
  return {
    amount,
    applied_at,
    apply_num,
    cancelled_at,
    receipt_tid,
    receipt_url: page(receipt_tid),
    type,
    vat,
  }
}
