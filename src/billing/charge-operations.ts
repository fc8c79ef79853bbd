/** Charges by the shop's server: with card data, or with a billing key. */
import { z } from 'zod'
import { type Operation, operation } from '../core/operation.ts'
import { docs, observed } from '../core/provenance.ts'
import { documented } from '../core/schema.ts'
import { type Charge, ChargeFields, MerchantUid, readFacts } from '../payments/api-facts.ts'
import type { Payments } from '../payments/payments.ts'
import { PaymentView } from '../payments/view.ts'
import type { Billing } from './billing.ts'
import { CardFields } from './card-fields.ts'
import type { ChargeOrder } from './charge.ts'

const CustomerUid = z.string().trim().min(1).max(80)
const document = docs('API document v1')
const Pg = {
  pg: z.string().max(80).optional().describe('`{PG}` or `{PG}.{MID}`; default: the default PG'),
  channel_key: z.string().max(55).optional(),
} as const

const OnetimeBody = z.object({
  merchant_uid: MerchantUid,
  amount: z.number(),
  ...CardFields,
  ...ChargeFields,
  ...Pg,
  customer_uid: CustomerUid.optional().describe('keeps the card as a billing key under this name'),
  channelGroupId: z
    .string()
    .max(55)
    .optional()
    .describe('one channel of this group is charged; `pg` is left aside'),
  channel_group_id: z.string().max(55).optional().describe('the same, as the other operations spell it'),
  secure_3d_charge_id: z.string().optional(),
  secure_3d_token: z.string().optional(),
})

const card_example = {
  card_number: '5242-4242-4242-4242',
  expiry: '2030-12',
  birth: '900101',
  pwd_2digit: '00',
}

export function chargeOperations(billing: Billing, payments: Pick<Payments, 'print'>): Operation[] {
  const charge = (merchant: number, user_agent: string, body: z.infer<typeof OnetimeBody>) => {
    const { customer_uid = null, pg, channel_key, channelGroupId, channel_group_id } = body
    const wish = { pg, channel_key, channel_group_id: channel_group_id ?? channelGroupId }
    return payments.print(billing.onetime(merchant, body, wish, customer_uid, orderOf(body, user_agent)))
  }
  const onetime = {
    method: 'POST',
    tag: 'subscribe',
    body: OnetimeBody,
    returns: PaymentView,
  } as const

  return [
    operation({
      ...onetime,
      path: '/subscribe/payments/onetime',
      summary:
        'Charges a card once. Card data that are no good are code -1; a decline is a payment that failed.',
      known: document,
      example: { body: { merchant_uid: 'order_1', amount: 1004, name: '주문명', ...card_example } },
      handle: ({ merchant, user_agent, body }) => charge(merchant, user_agent, body),
    }),
    operation({
      ...onetime,
      path: '/subscribe/payments/foreign',
      summary: 'Charges a foreign card once, without birth and PIN. Never documented, but clients call it.',
      known: observed('three clients have it; it answers as onetime does'),
      example: {
        body: {
          merchant_uid: 'order_2',
          amount: 1004,
          card_number: '4242-4242-4242-4242',
          expiry: '2030-12',
        },
      },
      handle: ({ merchant, user_agent, body }) => charge(merchant, user_agent, body),
    }),
    operation({
      method: 'POST',
      path: '/subscribe/payments/again',
      tag: 'subscribe',
      asks: (merchant, given) => billing.mustBeKnown(merchant, given('customer_uid')),
      summary: 'Charges a billing key. A decline is a payment that failed: look at its status.',
      body: z.object({
        customer_uid: CustomerUid,
        merchant_uid: MerchantUid,
        amount: z.number(),
        ...ChargeFields,
        name: documented(ChargeFields.name, { max: 40, is_required: true }),
        ...Pg,
      }),
      returns: PaymentView,
      known: document,
      example: {
        body: { customer_uid: 'customer_1', merchant_uid: 'order_3', amount: 9900, name: '월간 구독' },
      },
      handle: ({ merchant, user_agent, body }) =>
        payments.print(
          billing.again(merchant, body.customer_uid, {
            ...orderOf(body, user_agent),
            pg: billing.pgOf(merchant, body),
          }),
        ),
    }),
  ]
}

function orderOf(body: Charge & { merchant_uid: string; amount: number }, user_agent: string): ChargeOrder {
  const { merchant_uid, amount, currency, card_quota, promotion_id } = body
  const facts = { ...readFacts(body), user_agent: user_agent || 'sorry_not_supported_anymore' }
  return { merchant_uid, amount, currency, card_quota, promotion_id, facts, sent: { ...body } }
}
