/** The control API's operations on webhooks: what was sent, sending it again, and what is done to it on purpose. */
import { z } from 'zod'
import { type Operation, operation } from '../core/operation.ts'
import { assumed } from '../core/provenance.ts'
import type { Merchants } from '../merchants/merchants.ts'
import type { Payments } from '../payments/payments.ts'
import type { Ticker } from '../ticker.ts'
import { pgNotice, targetsOf } from '../webhooks/policy.ts'
import { WebhookRule } from '../webhooks/rules.ts'
import type { DeliveryView, Webhooks } from '../webhooks/webhooks.ts'
import { ControlError } from './errors.ts'
import type { ShopperOrder } from './shopper.ts'

export interface WebhookWorld {
  readonly merchants: Merchants
  readonly payments: Payments
  readonly ticker: Ticker
  readonly webhooks: Webhooks
}

const own = assumed('the sandbox’s own control API')
const Id = z.object({ id: z.int() })
const Filter = z.object({
  imp_uid: z.string().optional(),
  merchant_uid: z.string().optional(),
  state: z.enum(['pending', 'sending', 'delivered', 'failed']).optional(),
  event: z.string().optional().describe('paid, ready, cancelled, confirm_url …'),
  error: z
    .string()
    .optional()
    .describe('how an attempt failed: dns, refused, connect timeout, read timeout, tls …'),
  q: z.string().optional().describe('a text in an id, an address or the body'),
})
const Paging = z.object({ limit: z.int().min(1).max(1000).default(100), page: z.int().min(1).default(1) })

export function webhookOperations({ merchants, payments, ticker, webhooks }: WebhookWorld): Operation[] {
  const row = (method: Operation['method'], path: string, summary: string) => ({
    method,
    path,
    summary,
    tag: path.split('/')[1]!,
    token: false,
    known: own,
  })
  const noDelivery = (id: number) =>
    new ControlError(404, 'delivery_not_found', `There is no webhook delivery ${id}.`)

  return [
    operation({
      ...row('GET', '/webhooks', 'Deliveries with every attempt, oldest first.'),
      query: Filter.extend(Paging.shape),
      returns: z.unknown(),
      handle: ({ query: { page, limit, ...filter } }) =>
        webhooks.list({ ...filter, limit, offset: (page - 1) * limit }),
    }),
    operation({
      ...row('GET', '/webhooks/{id}', 'One delivery with every attempt.'),
      params: Id,
      returns: z.unknown(),
      handle: ({ params: { id } }) => {
        const delivery = webhooks.byId(id)
        if (delivery) return delivery
        throw noDelivery(id)
      },
    }),
    operation({
      ...row(
        'POST',
        '/webhooks/{id}/resend',
        'Sends a delivery once more and answers it with the new attempt.',
      ),
      params: Id,
      returns: z.unknown(),
      handle: async ({ params: { id } }) => {
        const delivery = await webhooks.resend(id)
        if (delivery) return delivery
        throw noDelivery(id)
      },
    }),
    operation({
      ...row(
        'POST',
        '/webhooks/resend',
        'Sends many once more, one after the other: by default all that failed.',
      ),
      body: Filter.extend({ state: Filter.shape.state.default('failed') }),
      returns: z.unknown(),
      handle: async ({ body }) => {
        const list: DeliveryView[] = []
        for (const { id } of webhooks.list({ ...body, limit: 1000 }).list) {
          const delivery = await webhooks.resend(id)
          if (delivery) list.push(delivery)
        }
        return { list, total: list.length }
      },
    }),
    operation({
      ...row(
        'POST',
        '/webhooks/test',
        'The admin page’s test call: the documented body, to the Notification URLs.',
      ),
      returns: z.unknown(),
      handle: async () => {
        const { id, settings } = merchants.byDefault()
        const { notification_url, notification_content_type } = settings
        if (notification_url.length === 0) {
          throw new ControlError(
            409,
            'no_notification_url',
            'No Notification URL is set.',
            'Set one with --webhook URL or PUT /_sandbox/settings.',
          )
        }
        const body = { imp_uid: 'imp_1234567890', merchant_uid: 'merchant_1234567890', status: 'ready' }
        const notice = { event: 'test', body }
        const ids = webhooks.record(id, body, notice, notification_url, notification_content_type)
        const list = await webhooks.sendNow(ids)
        return { list, total: list.length }
      },
    }),
    operation({
      ...row(
        'GET',
        '/webhooks/rules',
        'What is done to webhooks on purpose, and how often each rule was met.',
      ),
      returns: z.unknown(),
      handle: () => {
        const list = webhooks.rules(merchants.byDefault().id)
        return { list, total: list.length }
      },
    }),
    operation({
      ...row(
        'POST',
        '/webhooks/rules',
        'Orders webhooks against the browser, delays, doubles, swaps, spoils or loses them: those that match, from the nth on, so many times, until.',
      ),
      body: WebhookRule,
      returns: z.unknown(),
      example: { body: { match: { event: 'paid' }, copies: 2, nth: 1 } },
      handle: ({ body }) => webhooks.addRule(merchants.byDefault().id, body),
    }),
    operation({
      ...row('DELETE', '/webhooks/rules', 'Takes every rule back.'),
      returns: z.unknown(),
      handle: () => ({ removed: webhooks.removeRules(merchants.byDefault().id) }),
    }),
    operation({
      ...row('DELETE', '/webhooks/rules/{id}', 'Takes a rule back.'),
      params: Id,
      returns: z.unknown(),
      handle: ({ params: { id } }) => {
        if (webhooks.removeRules(merchants.byDefault().id, id) > 0) return { removed: 1 }
        throw new ControlError(404, 'rule_not_found', `There is no webhook rule ${id}.`)
      },
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/arrived',
        'The shop has answered the browser: webhooks that let the browser go first leave now.',
      ),
      params: z.object({ imp_uid: z.string() }),
      returns: z.unknown(),
      handle: ({ params: { imp_uid } }) => ({ released: webhooks.arrived(payments.get(imp_uid).imp_uid) }),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/events',
        'A PG’s own webhook: a KG이니시스 escrow that changed, a convenience store that is about to take money.',
      ),
      params: z.object({ imp_uid: z.string() }),
      body: z.strictObject({
        event: z.enum(['Inicis.Escrow.Changed', 'Galaxia.Cvs.Confirm']),
        extra: z
          .record(z.string(), z.unknown())
          .describe('escrow_status, changed_at, denied_reason; or barcode, payType'),
      }),
      returns: z.unknown(),
      example: {
        body: { event: 'Inicis.Escrow.Changed', extra: { escrow_status: 3, changed_at: 1767193200 } },
      },
      handle: ({ params, body }) => {
        const payment = payments.get(params.imp_uid)
        const { notification_url, notification_content_type } = merchants.byId(payment.merchant).settings
        const notice = pgNotice(body.event, payment, body.extra)
        const urls = targetsOf(payment.order.notice_url, notification_url)
        const ids = webhooks.record(payment.merchant, payment, notice, urls, notification_content_type)
        ticker.poke()
        const list = ids.map((id) => webhooks.byId(id))
        return { list, total: list.length }
      },
    }),
  ].map((operation) => operation as Operation)
}

/** What an order says of its own webhooks is a rule for that order alone. */
export function armTwist(
  webhooks: Webhooks,
  merchant: number,
  { merchant_uid, webhook }: ShopperOrder,
): void {
  if (!webhook) return
  if (!merchant_uid) {
    throw new ControlError(400, 'parameter_missing', 'merchant_uid is missing: webhook needs one to go by.')
  }
  webhooks.addRule(merchant, { match: { merchant_uid }, ...webhook })
}
