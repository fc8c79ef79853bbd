/** What is done to webhooks on purpose: a rule is set, or taken back. */
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import type { WebhookRule } from '../webhooks/rules.ts'
import type { ArmedRule } from '../webhooks/store.ts'
import type { ActParts } from './parts.ts'
import { shopOf } from './shops.ts'

export function addWebhookRule(parts: ActParts, rule: WebhookRule, user_code?: string): ArmedRule {
  return parts.webhooks.addRule(shopOf(parts, user_code).id, rule)
}

/** One, or all of a shop. Answers how many went. */
export function removeWebhookRules(parts: ActParts, id?: number, user_code?: string): number {
  const removed = parts.webhooks.removeRules(shopOf(parts, user_code).id, id)
  if (id === undefined || removed > 0) return removed
  throw new CallerError(
    404,
    'rule_not_found',
    say(`${id}번 웹훅 규칙이 없습니다.`, `There is no webhook rule ${id}.`),
  )
}
