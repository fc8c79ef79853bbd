/** Members that look: payments, webhooks, calls, events, and waiting for them. */
import { showPayment } from '../../acts/show.ts'
import type { Instance } from '../../sandbox.ts'
import { WebhookRule } from '../../webhooks/rules.ts'
import { named } from '../named.ts'
import type { Sandbox } from '../sandbox-api.ts'
import { readGiven } from '../wrong-input.ts'

export type Looking =
  | 'payment'
  | 'payments'
  | 'webhooks'
  | 'webhookRule'
  | 'webhookRules'
  | 'clearWebhookRules'
  | 'requests'
  | 'events'
  | 'waitFor'

export function lookingMembers(instance: Instance): Pick<Sandbox, Looking> {
  const { journal, merchants, payments, waiter, webhooks } = instance
  const merchant = (): number => merchants.byDefault().id
  return {
    payment: (of) => showPayment(payments, payments.get(named('payment', of))),
    payments: (filter = {}) => {
      const all = { merchant: merchant(), ...filter, sorting: 'started', limit: -1, offset: 0 } as const
      return payments.read.list(all).list.map((payment) => showPayment(payments, payment))
    },
    webhooks: (filter = {}) => webhooks.list({ limit: 1000, ...filter }).list,
    webhookRule: (rule) => webhooks.addRule(merchant(), readGiven('webhookRule', WebhookRule, rule)),
    webhookRules: () => webhooks.rules(merchant()),
    clearWebhookRules: () => void webhooks.removeRules(merchant()),
    requests: () => journal.requests(),
    events: () => journal.events(),
    waitFor: (event, match, { timeout_ms } = {}) => waiter.waitFor(event, match, timeout_ms),
  }
}
