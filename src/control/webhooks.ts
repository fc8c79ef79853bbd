/** Webhooks over the control API: what was sent, sending it again, and what is done to it on purpose. */
import { z } from 'zod'
import { PG_EVENTS } from '../acts/notify.ts'
import { deliveryNotFound } from '../acts/resend.ts'
import { inLang } from '../core/bilingual.ts'
import { type Operation, operation } from '../core/operation.ts'
import { silencesOf } from '../telling/silences.ts'
import { WebhookRule } from '../webhooks/rules.ts'
import type { ControlParts } from './parts.ts'
import { ById, ByImpUid, listOf, Paging, row } from './row.ts'

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
  user_code: z.string().optional().describe('webhooks of this shop; default: of all'),
})

export function webhookControl(parts: ControlParts): Operation[] {
  return [...deliveryRows(parts), ...ruleRows(parts), ...paymentRows(parts)]
}

function deliveryRows({ acts, webhooks }: ControlParts): Operation[] {
  /** The outbox knows shops by their row. */
  const ofShop = <T extends { user_code?: string | undefined }>({ user_code, ...filter }: T) =>
    user_code === undefined ? filter : { ...filter, merchant: acts.shopOf(user_code).id }
  return [
    operation({
      ...row('GET', '/webhooks', 'Deliveries with every attempt, oldest first.'),
      query: Filter.extend({ ...Paging.shape, newest_first: z.boolean().default(false) }),
      returns: z.unknown(),
      handle: ({ query: { page, limit, ...filter } }) =>
        webhooks.list({ ...ofShop(filter), limit, offset: (page - 1) * limit }),
    }),
    operation({
      ...row('GET', '/webhooks/{id}', 'One delivery with every attempt.'),
      params: ById,
      returns: z.unknown(),
      handle: ({ params: { id } }) => {
        const delivery = webhooks.byId(id)
        if (delivery) return delivery
        throw deliveryNotFound(id)
      },
    }),
    operation({
      ...row(
        'POST',
        '/webhooks/{id}/resend',
        'Sends a delivery once more and answers it with the new attempt.',
      ),
      params: ById,
      returns: z.unknown(),
      handle: ({ params: { id } }) => acts.resend(id),
    }),
    operation({
      ...row(
        'POST',
        '/webhooks/resend',
        'Sends many once more, one after the other: by default all that failed.',
      ),
      body: Filter.extend({ state: Filter.shape.state.default('failed') }),
      returns: z.unknown(),
      handle: async ({ body }) => listOf(await acts.resendAll(ofShop(body))),
    }),
    operation({
      ...row(
        'POST',
        '/webhooks/test',
        'The admin page’s test call: the documented body, to the Notification URLs or to the given address.',
      ),
      body: z.strictObject({
        user_code: z.string().optional().describe('default: the default shop'),
        url: z.string().optional().describe('default: the Notification URLs'),
        content_type: z.enum(['json', 'form']).optional(),
      }),
      returns: z.unknown(),
      handle: async ({ body }) => listOf(await acts.testWebhook(body)),
    }),
  ]
}

const OfShop = z.object({ user_code: z.string().optional().describe('default: the default shop') })

function ruleRows({ acts, webhooks }: ControlParts): Operation[] {
  return [
    operation({
      ...row(
        'GET',
        '/webhooks/rules',
        'What is done to webhooks on purpose, and how often each rule was met.',
      ),
      query: OfShop,
      returns: z.unknown(),
      handle: ({ query }) => listOf(webhooks.rules(acts.shopOf(query.user_code).id)),
    }),
    operation({
      ...row(
        'POST',
        '/webhooks/rules',
        'Orders webhooks against the browser, delays, doubles, swaps, spoils or loses them: those that match, from the nth on, so many times, until.',
      ),
      query: OfShop,
      body: WebhookRule,
      returns: z.unknown(),
      example: { body: { match: { event: 'paid' }, copies: 2, nth: 1 } },
      handle: ({ query, body }) => acts.addWebhookRule(body, query.user_code),
    }),
    operation({
      ...row('DELETE', '/webhooks/rules', 'Takes every rule back.'),
      query: OfShop,
      returns: z.unknown(),
      handle: ({ query }) => ({ removed: acts.removeWebhookRules(undefined, query.user_code) }),
    }),
    operation({
      ...row('DELETE', '/webhooks/rules/{id}', 'Takes a rule back.'),
      params: ById,
      query: OfShop,
      returns: z.unknown(),
      handle: ({ params: { id }, query }) => ({ removed: acts.removeWebhookRules(id, query.user_code) }),
    }),
  ]
}

/** Of one payment. */
function paymentRows({ acts, clock, lang, merchants, payments, webhooks }: ControlParts): Operation[] {
  return [
    operation({
      ...row(
        'GET',
        '/payments/{imp_uid}/silences',
        'Why no webhook came: each change of the payment that was not announced, or whose webhook has not left, in a sentence with its source.',
      ),
      params: ByImpUid,
      returns: z.unknown(),
      handle: ({ params: { imp_uid }, lang: to = lang }) => {
        const payment = payments.get(imp_uid)
        const silences = silencesOf(payment, {
          timeline: payments.read.timeline(imp_uid),
          deliveries: webhooks.list({ imp_uid, limit: 1000 }).list,
          notification_url: merchants.byId(payment.merchant).settings.notification_url,
          now: clock.now(),
        })
        return listOf(silences.map((silence) => ({ ...silence, text: inLang(silence.text, to) })))
      },
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/arrived',
        'The shop has answered the browser: webhooks that let the browser go first leave now.',
      ),
      params: ByImpUid,
      returns: z.unknown(),
      handle: ({ params: { imp_uid } }) => ({ released: acts.arrive(imp_uid) }),
    }),
    operation({
      ...row(
        'POST',
        '/payments/{imp_uid}/events',
        'A PG’s own webhook: a KG이니시스 escrow that changed, a convenience store that is about to take money.',
      ),
      params: ByImpUid,
      body: z.strictObject({
        event: z.enum(PG_EVENTS),
        extra: z
          .record(z.string(), z.unknown())
          .describe('escrow_status, changed_at, denied_reason; or barcode, payType'),
      }),
      returns: z.unknown(),
      example: {
        body: { event: 'Inicis.Escrow.Changed', extra: { escrow_status: 3, changed_at: 1767193200 } },
      },
      handle: ({ params: { imp_uid }, body: { event, extra } }) => listOf(acts.notify(imp_uid, event, extra)),
    }),
  ]
}
