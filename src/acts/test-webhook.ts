/** The admin page's test call: the documented body, to the Notification URLs. */
import { CallerError } from '../core/caller-error.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import type { ActParts } from './parts.ts'

const BODY = { imp_uid: 'imp_1234567890', merchant_uid: 'merchant_1234567890', status: 'ready' } as const

export async function testWebhook({ merchants, webhooks }: ActParts): Promise<DeliveryView[]> {
  const { id, settings } = merchants.byDefault()
  const { notification_url, notification_content_type } = settings
  if (notification_url.length === 0) {
    throw new CallerError(
      409,
      'no_notification_url',
      'No Notification URL is set.',
      'Set one with --webhook URL or PUT /_sandbox/settings.',
    )
  }
  const notice = { event: 'test', body: BODY }
  return webhooks.sendNow(webhooks.record(id, BODY, notice, notification_url, notification_content_type))
}
