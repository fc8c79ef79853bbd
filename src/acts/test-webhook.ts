/** The admin page's test call: the documented body, to the Notification URLs. */
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import type { ContentType } from '../webhooks/delivery.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import type { ActParts } from './parts.ts'
import { shopOf } from './shops.ts'

const BODY = { imp_uid: 'imp_1234567890', merchant_uid: 'merchant_1234567890', status: 'ready' } as const

export interface TestCall {
  /** Default: the default shop. */
  readonly user_code?: string | undefined
  /** In place of the Notification URLs: tried before it is set. */
  readonly url?: string | undefined
  readonly content_type?: ContentType | undefined
}

export async function testWebhook(parts: ActParts, call: TestCall = {}): Promise<DeliveryView[]> {
  const { webhooks } = parts
  const { id, settings } = shopOf(parts, call.user_code)
  const { notification_content_type } = settings
  const urls = call.url === undefined ? settings.notification_url : [call.url]
  if (urls.length === 0) {
    throw new CallerError(
      409,
      'no_notification_url',
      say('Notification URL이 설정되지 않았습니다.', 'No Notification URL is set.'),
      say(
        '--webhook URL이나 설정 화면, 또는 PUT /_sandbox/settings로 설정하세요.',
        'Set one with --webhook URL, on the settings page or with PUT /_sandbox/settings.',
      ),
    )
  }
  const notice = { event: 'test', body: BODY }
  const content_type = call.content_type ?? notification_content_type
  const written = webhooks.record(id, BODY, notice, urls, content_type)
  const sent = await webhooks.sendNow(written)
  if (sent.length === written.length) return sent
  throw new CallerError(
    409,
    'reset_meanwhile',
    say(
      '시험 웹훅을 보내는 동안 샌드박스가 초기화되었습니다.',
      'The sandbox was reset while the test webhook was on its way.',
    ),
  )
}
