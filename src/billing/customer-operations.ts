/** The billing key operations of the REST API, one row each. */
import { z } from 'zod'
import { refusal } from '../catalog/refusals.ts'
import { Answer, type Operation, operation } from '../core/operation.ts'
import { docs, observed } from '../core/provenance.ts'
import { documented, orNothing } from '../core/schema.ts'
import { ChannelKey } from '../payments/api-facts.ts'
import { pageOf } from '../payments/page.ts'
import type { Payments } from '../payments/payments.ts'
import { PagedPayments } from '../payments/view.ts'
import type { Billing } from './billing.ts'
import { CardFields } from './card-fields.ts'
import type { BillingKey } from './key.ts'
import { CustomerView, printCustomer, printSuperKey, SuperKeyView } from './view.ts'

const CustomerUid = z.string().trim().min(1).max(80)
const params = z.object({ customer_uid: CustomerUid })
const document = docs('API document v1')
/** Naverpay only; whatever else is said is taken for the shop's own (API document v1). */
const Requester = documented(z.string().optional(), { values: ['customer', 'admin'] }).describe(
  'who wants it, for naverpay: `customer` or `admin` (default)',
)
const PAGE_SIZE = 20
const AnyKeyView = z.union([CustomerView, SuperKeyView])

export function customerOperations(
  billing: Billing,
  payments: Pick<Payments, 'read' | 'print'>,
): Operation[] {
  /** A key at a whole group of channels has another shape, which the Go client does not decode. */
  const print = (key: BillingKey) => {
    const channels = billing.read.channels(key.merchant, key.customer_uid)
    const { payment_keys } = billing.settings(key.merchant)
    const is_group = channels.length > 0 && payment_keys !== 'classic'
    return is_group ? printSuperKey(key, channels) : printCustomer(key, payment_keys)
  }

  return [
    operation({
      method: 'GET',
      path: '/subscribe/customers',
      statuses: [207, 400, 404],
      tag: 'subscribe.customer',
      summary: 'Several billing keys by customer_uid[]. 207 when some are missing.',
      query: z.object({ customer_uid: z.array(z.string()) }),
      returns: z.array(AnyKeyView),
      known: document,
      example: { query: { 'customer_uid[]': ['customer_1', 'customer_2'] } },
      handle: ({ merchant, query }) => {
        const wanted = new Set(query.customer_uid)
        if (wanted.size > 100) throw refusal('too_many_ids')
        const found = billing.read.keys(merchant, [...wanted])
        if (found.length === 0) throw refusal('customers_not_found')
        return new Answer(found.length === wanted.size ? 200 : 207, found.map(print))
      },
    }),
    operation({
      method: 'GET',
      path: '/subscribe/customers/{customer_uid}',
      statuses: [400, 404],
      tag: 'subscribe.customer',
      summary: 'A billing key. One that is not there is HTTP 200 with code 1.',
      params,
      returns: AnyKeyView,
      known: observed("clients' tests; the document says 404 for a key that is not there"),
      example: { params: { customer_uid: 'customer_1' } },
      handle: ({ merchant, params }) => print(billing.find(merchant, params.customer_uid)),
    }),
    operation({
      method: 'POST',
      path: '/subscribe/customers/{customer_uid}',
      tag: 'subscribe.customer',
      summary:
        'Registers a card under a customer_uid, without charging it. Another card replaces the one before.',
      params,
      body: z.object({
        ...CardFields,
        pg: z.string().max(80).optional().describe('`{PG}` or `{PG}.{MID}`; default: the default PG'),
        channel_key: ChannelKey,
        channel_group_id: z
          .string()
          .max(55)
          .optional()
          .describe('registers the card at every channel of a group'),
        customer_id: z.string().optional(),
        customer_name: documented(z.string().max(100).optional(), { max: 20 }),
        customer_tel: documented(z.string().max(50).optional(), { max: 20 }),
        customer_email: z.string().max(200).optional(),
        customer_addr: z.string().max(200).optional(),
        customer_postcode: documented(z.string().max(20).optional(), { max: 8 }),
      }),
      returns: AnyKeyView,
      known: document,
      example: {
        params: { customer_uid: 'customer_1' },
        body: { card_number: '5242-4242-4242-4242', expiry: '2030-12', birth: '900101', pwd_2digit: '00' },
      },
      handle: ({ merchant, params, body }) =>
        print(billing.issue(merchant, params.customer_uid, body, body, body)),
    }),
    operation({
      method: 'DELETE',
      path: '/subscribe/customers/{customer_uid}',
      statuses: [404],
      tag: 'subscribe.customer',
      asks: (merchant, given) => billing.find(merchant, given('customer_uid')),
      summary: 'Deletes a billing key, for good. What is scheduled with it is not revoked, and will fail.',
      params,
      query: z.object({
        reason: z.string().optional(),
        requester: z.string().optional().describe('as the Go client spells it'),
        extra: z.looseObject({ requester: Requester }).optional(),
      }),
      returns: AnyKeyView,
      known: observed("clients' tests; the document says 404 for a key that is not there"),
      example: { params: { customer_uid: 'customer_1' } },
      handle: ({ merchant, params: { customer_uid } }) => {
        const printed = print(billing.find(merchant, customer_uid))
        billing.remove(merchant, customer_uid)
        return printed
      },
    }),
    operation({
      method: 'GET',
      path: '/subscribe/customers/{customer_uid}/payments',
      statuses: [400, 404],
      tag: 'subscribe.customer',
      summary:
        'The payments made with a billing key, 20 to a page; none for a customer_uid that nobody knows.',
      params,
      query: z.object({ page: orNothing(z.int().optional(), 0) }),
      returns: PagedPayments,
      known: observed('third-party code; the document says 404 for an unknown customer_uid'),
      example: { params: { customer_uid: 'customer_1' } },
      handle: ({ merchant, params: { customer_uid }, query }) =>
        pageOf(query.page, PAGE_SIZE, (limit, offset) => {
          const { total, list } = payments.read.list({
            merchant,
            customer_uid,
            sorting: '-started',
            limit,
            offset,
          })
          return { total, list: list.map(payments.print) }
        }),
    }),
  ]
}
