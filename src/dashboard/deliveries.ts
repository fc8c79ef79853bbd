/** Webhook deliveries as the dashboard shows them: in a list, and with every attempt. */
import { say } from '../core/bilingual.ts'
import { kstText } from '../core/kst.ts'
import { DELIVERY_BADGES, failureText, faultText } from '../telling/words.ts'
import { KEEP_BYTES } from '../webhooks/carry.ts'
import type { Attempt } from '../webhooks/delivery.ts'
import type { DeliveryView, Webhooks } from '../webhooks/webhooks.ts'

/** Every delivery of one payment, newest first. */
export function deliveriesOf(webhooks: Webhooks, imp_uid: string) {
  return webhooks.list({ imp_uid, limit: 1000 }).list.reverse().map(showDelivery)
}

export function showDelivery(delivery: DeliveryView) {
  const { id, imp_uid, merchant_uid, event, url, original_url, state, due_at, attempts, fault } = delivery
  const shown = attempts.map(showAttempt)
  return {
    id,
    imp_uid,
    merchant_uid,
    event,
    url,
    /** Where the shop wanted it, when a rule sent it elsewhere. */
    original_url: original_url === url ? null : original_url,
    fault: fault === null ? null : faultText(fault),
    at: kstText(due_at),
    badge: DELIVERY_BADGES[state],
    attempts: shown,
    last: shown.at(-1) ?? null,
  }
}

function showAttempt({ at, ms, status, error, request, response }: Attempt) {
  return {
    at: kstText(at),
    ms: ms === null ? null : `${ms} ms`,
    status,
    failure: error === null ? null : { name: error, word: failureText(error) },
    request: { headers: headerText(request.headers), body: request.body },
    response: response && {
      headers: headerText(response.headers),
      body: response.body,
      more: response.is_cut ? MORE : null,
    },
  }
}

const MORE = say(
  `앞 ${KEEP_BYTES / 1024}KB만 남깁니다; 뒤가 더 있었습니다.`,
  `Only the first ${KEEP_BYTES / 1024} KB are kept; there was more.`,
)

function headerText(headers: Readonly<Record<string, string>>): string {
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n')
}
