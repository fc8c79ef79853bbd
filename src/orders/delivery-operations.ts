/** What payco and paymentwall are told about an order, and the shops behind a platform's sales slip. */

import { z } from 'zod'
import { fillWords, PG_ORDER_WHY } from '../catalog/refusals/why.ts'
import { refusal } from '../catalog/refusals.ts'
import { ableTo } from '../choice/abilities.ts'
import { say } from '../core/bilingual.ts'
import { type Money, readMoney, toMajor } from '../core/money.ts'
import { type Operation, operation } from '../core/operation.ts'
import { docs, observed } from '../core/provenance.ts'
import { documented } from '../core/schema.ts'
import { balance } from '../payments/payment.ts'
import { type PgOrders, paymentAt } from './pg-orders.ts'

const PAYCO_STATUSES = ['DELIVERY_START', 'PURCHASE_DECISION', 'CANCELED']
const params = z.object({ imp_uid: z.string() })
const Text = z.string().optional()

const Delivery = z.object({
  imp_uid: z.string().max(40),
  merchant_uid: z.string().max(40),
  type: z.enum(['physical', 'digital']),
  status: z.enum(['order_placed', 'order_shipped', 'delivering', 'delivered']),
  carrier_tracking_id: Text,
  carrier_type: Text,
  estimated_delivery_datetime: z.int().describe('Unix seconds'),
  estimated_update_datetime: z.int().describe('Unix seconds'),
  reason: Text,
  refundable: z.enum(['yes', 'no']),
  details: Text,
  shipping_address_email: z.string().max(50),
  shipping_address_country: Text,
  shipping_address_city: Text,
  shipping_address_zip: Text,
  shipping_address_state: Text,
  shipping_address_street: Text,
  shipping_address_phone: Text,
  shipping_address_firstname: Text,
  shipping_address_lastname: Text,
})

/** What Paymentwall wants of goods that travel (API document v1, paymentwall). */
const PHYSICAL = [
  'carrier_tracking_id',
  'carrier_type',
  'shipping_address_country',
  'shipping_address_city',
  'shipping_address_zip',
  'shipping_address_state',
  'shipping_address_street',
  'shipping_address_phone',
  'shipping_address_firstname',
  'shipping_address_lastname',
] as const

export function deliveryOperations(parts: PgOrders): Operation[] {
  const { store, note } = parts
  return [
    operation({
      method: 'POST',
      path: '/payco/orders/status/{imp_uid}',
      tag: 'payco',
      asks: (merchant, given) => parts.find(merchant, given('imp_uid')),
      summary: 'Tells PAYCO how far an order is.',
      params,
      body: z.object({ status: documented(z.string(), { values: PAYCO_STATUSES, is_only_printed: true }) }),
      returns: z.object({ status: z.string() }),
      known: observed('API document v1, payco; the text of a wrong status in third-party code'),
      example: { params: { imp_uid: 'imp_436389624339' }, body: { status: 'DELIVERY_START' } },
      handle: ({ merchant, params: { imp_uid }, body: { status } }) => {
        const payment = paymentAt(parts, merchant, imp_uid, ableTo('order_status'))
        if (!PAYCO_STATUSES.includes(status)) {
          throw refusal('payco_status_invalid', { status, allowed: PAYCO_STATUSES.join(', ') })
        }
        const last = store.notes(imp_uid, 'payco').at(-1)?.status
        if (payment.paid_at === 0)
          throw refusal('payco_refused', {
            why: fillWords(PG_ORDER_WHY.payco_status, { status: payment.status }),
          })
        if (last === 'CANCELED' || last === 'PURCHASE_DECISION') {
          throw refusal('payco_refused', {
            why: fillWords(PG_ORDER_WHY.payco_order, { status: String(last) }),
          })
        }
        store.transaction(() => {
          store.addNote(imp_uid, 'payco', { status })
          note(payment, { what: `payco order ${status}`, by: 'shop', detail: {} })
        })
        return { status }
      },
    }),
    operation({
      method: 'POST',
      path: '/paymentwall/delivery',
      tag: 'paymentwall',
      asks: (merchant, given) => given('imp_uid') && parts.find(merchant, given('imp_uid')),
      summary: 'Confirms a delivery to Paymentwall, which pays out only then.',
      body: Delivery,
      returns: z.union([
        z.object({ success: z.literal(1) }),
        z.object({ error_code: z.int(), error: z.string(), notices: z.array(z.string()) }),
      ]),
      known: docs('API document v1, paymentwall; the error_code of what is missing is assumed'),
      example: {
        body: {
          imp_uid: 'imp_448280090004',
          merchant_uid: 'merchant_1448280090004',
          type: 'digital',
          status: 'delivered',
          estimated_delivery_datetime: 1448290000,
          estimated_update_datetime: 1448290000,
          refundable: 'yes',
          shipping_address_email: 'buyer@example.com',
        },
      },
      handle: ({ merchant, body }) => {
        const { imp_uid, merchant_uid, type, status } = body
        const payment = paymentAt(parts, merchant, imp_uid, ableTo('delivery_status'))
        if (payment.merchant_uid !== merchant_uid) {
          throw refusal(
            'payment_not_found',
            {},
            say(
              `${imp_uid}의 merchant_uid는 ${merchant_uid}이(가) 아닙니다.`,
              `${imp_uid} has another merchant_uid than ${merchant_uid}.`,
            ),
          )
        }
        const notices = [
          ...(type === 'physical' ? PHYSICAL.filter((field) => !body[field]) : []).map(
            (f) => `${f} is required`,
          ),
          ...(payment.paid_at === 0 ? [`payment is ${payment.status}`] : []),
        ]
        if (notices.length > 0) return { error_code: 1, error: 'Delivery data is not valid', notices }
        store.transaction(() => {
          store.addNote(imp_uid, 'paymentwall', { type, status })
          note(payment, { what: `paymentwall delivery ${status}`, by: 'shop', detail: { type } })
        })
        return { success: 1 as const }
      },
    }),
    operation({
      method: 'POST',
      path: '/partners/receipts/{imp_uid}',
      statuses: [400, 404, 500, 501],
      tag: 'partners',
      asks: (merchant, given) => parts.find(merchant, given('imp_uid')),
      summary:
        'Puts the shops behind a platform onto the sales slip. Together they may not exceed what is left.',
      params,
      body: z.object({
        data: z
          .array(
            z.object({
              business_registration_number: z.string().min(1),
              company_name: z.string().min(1),
              amount: z.number().positive(),
              tax_free: z.number().min(0).default(0),
              vat_amount: z.number().min(0).optional().describe('default: one eleventh of the amount'),
            }),
          )
          .min(1),
      }),
      returns: z.object({ receipt_url: z.string().nullable() }),
      known: docs('API document v1, partners; that lines add up to the sale at most is assumed'),
      example: {
        params: { imp_uid: 'imp_448280090638' },
        body: {
          data: [{ business_registration_number: '123-45-67890', company_name: '하위상점', amount: 1000 }],
        },
      },
      handle: ({ merchant, params: { imp_uid }, body: { data } }) => {
        const payment = paymentAt(
          parts,
          merchant,
          imp_uid,
          ableTo('partner_receipts'),
          'partner_pg_unsupported',
        )
        if (payment.status !== 'paid') throw refusal('partner_not_paid', { status: payment.status })
        const before = store.notes(imp_uid, 'partner').map((line) => Number(line.amount))
        const lines = data.map((line) => ({ ...line, ...moneyOf(line, payment.currency) }))
        const sum = [...before, ...lines.map(({ amount }) => amount)].reduce((a, b) => a + b, 0)
        if (sum > balance(payment)) {
          throw refusal('partner_amount_exceeds', { balance: toMajor(balance(payment), payment.currency) })
        }
        store.transaction(() => {
          for (const line of lines) store.addNote(imp_uid, 'partner', line)
          note(payment, { what: 'shops put on the slip', by: 'shop', detail: { count: lines.length } })
        })
        return { receipt_url: payment.receipt_url }
      },
    }),
  ]
}

/** The money of one line, in minor units. */
function moneyOf(line: Parameters<typeof readMoney>[0], currency: string): Money {
  const money = readMoney(line, currency)
  if (!('flaw' in money)) return money
  throw refusal(
    'parameter_invalid',
    { parameter: `data.${money.flaw}` },
    say(`${currency} 금액이 아닙니다.`, `It is no amount of ${currency}.`),
  )
}
