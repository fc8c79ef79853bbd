/** The adapter: one small file per shop that says where its addresses are and how its orders are read. */
import { z } from 'zod'
import { say } from '../core/bilingual.ts'
import type { Flaw } from '../core/flaws.ts'

/** What an order can be, in words that fit every shop. */
export const ORDER_WORDS = ['pending', 'waiting', 'paid', 'failed', 'cancelled'] as const
export type OrderWord = (typeof ORDER_WORDS)[number]

const Method = z.enum(['GET', 'POST', 'PUT', 'DELETE'])
const Words = z.union([z.string(), z.array(z.string())])

/** `{imp_uid}`, `{merchant_uid}`, `{amount}` … in paths and bodies are filled in. */
export const ShopAdapter = z.strictObject({
  name: z.string().optional(),
  order: z
    .strictObject({
      method: Method.default('POST'),
      path: z.string(),
      body: z.unknown().optional(),
      merchant_uid: z.string().default('merchant_uid').describe('where it stands in the answer'),
      amount: z.string().default('amount'),
    })
    .optional()
    .describe('how the checkout page asks for an order; without it the scenario makes the merchant_uid'),
  complete: z
    .strictObject({
      method: Method.default('POST'),
      path: z.string(),
      form: z.boolean().default(false),
      body: z
        .record(z.string(), z.unknown())
        .default({ imp_uid: '{imp_uid}', merchant_uid: '{merchant_uid}' }),
      when: z
        .enum(['always', 'payment', 'success'])
        .default('payment')
        .describe('which results the page passes on: all, those with an imp_uid, or successes only'),
    })
    .default({
      method: 'POST',
      path: '/payments/complete',
      form: false,
      body: { imp_uid: '{imp_uid}', merchant_uid: '{merchant_uid}' },
      when: 'payment',
    })
    .describe('where the page posts the callback’s result'),
  redirect: z.string().default('/payments/complete').describe('path of m_redirect_url'),
  webhook: z.string().default('/iamport/webhook').describe('path of the Notification URL'),
  still_works_ms: z
    .int()
    .min(0)
    .max(60_000)
    .default(200)
    .describe(
      'real milliseconds in which the shop may still begin a REST call after it has answered a webhook; 0: it is done then',
    ),
  refund: z
    .strictObject({ method: Method.default('POST'), path: z.string(), body: z.unknown().optional() })
    .optional()
    .describe('how the shop’s own people refund'),
  ledger: z
    .strictObject({
      path: z.string().optional().describe('answers the shop’s orders as JSON'),
      command: z.string().optional().describe('or a command that prints them'),
      list: z.string().default('').describe('where the list stands in the answer'),
      merchant_uid: z.string().default('merchant_uid'),
      amount: z.string().default('amount'),
      status: z.string().default('status'),
      refunded: z.string().optional().describe('how much the shop believes it gave back'),
      shipments: z.string().optional().describe('how often the order was fulfilled'),
      words: z
        .strictObject({
          pending: Words.default('pending'),
          waiting: Words.default('waiting'),
          paid: Words.default('paid'),
          failed: Words.default('failed'),
          cancelled: Words.default('cancelled'),
        })
        .prefault({})
        .describe('the shop’s own words for what an order is'),
    })
    .optional()
    .describe('the shop’s orders, for expect.ledger'),
  reset: z
    .strictObject({ method: Method.default('POST'), path: z.string() })
    .optional()
    .describe('forgets all orders; hunt asks for it before each life'),
  browser: z
    .strictObject({
      page: z
        .string()
        .describe(
          'the page on which an order is paid, with {merchant_uid} in its path; may name {pg}, {pay_method} … of the scenario, too',
        ),
      press: z
        .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
        .describe('what is pressed there, by its name: a button or link, or a few in turn'),
    })
    .optional()
    .describe('where `--browser` pays'),
  pay: z.record(z.string(), z.unknown()).default({}).describe('request_pay’s parameters of this shop'),
})
export type ShopAdapter = z.infer<typeof ShopAdapter>

/** Whether the shop's own page is told of this parameter of request_pay, by its address or when its order is made. */
const isPageTold = ({ browser, order }: ShopAdapter, name: string): boolean =>
  [browser?.page, JSON.stringify(order?.body)].some((text) => text?.includes(`{${name}}`))

/** Whether it asks with this one as it is wanted: it is told of it, or always asks so. */
export function pageAsksWith(adapter: ShopAdapter, name: string, value: unknown): boolean {
  const { [name]: always } = adapter.pay
  // A shop’s own mid stands behind the PG’s code, after a dot.
  const is_same = always === value || (name === 'pg' && String(always).split('.')[0] === value)
  return is_same || isPageTold(adapter, name)
}

/** Whether it can be known which way to pay the page asks for. */
export const isPageKnown = (adapter: ShopAdapter): boolean =>
  ['pg', 'pay_method'].every((name) => typeof adapter.pay[name] === 'string' || isPageTold(adapter, name))

/** What no schema can say: the page belongs to one order, and to this shop. */
export function checkAdapter({ browser }: ShopAdapter): Flaw[] {
  if (!browser || /^\/(?!\/).*\{merchant_uid\}/.test(browser.page)) return []
  const message = say(
    `/로 시작하고 {merchant_uid}가 들어 있는 경로여야 합니다: ${browser.page}`,
    `must be a path that begins with / and has {merchant_uid} in it, not ${browser.page}`,
  )
  return [{ path: ['browser', 'page'], at: 'value', message }]
}
