/** A PG's own webhook: a KG이니시스 escrow that changed, a convenience store that is about to take money. */
import { ownUrls, pgNotice, targetsOf } from '../webhooks/announce.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import type { ActParts } from './parts.ts'

export const PG_EVENTS = ['Inicis.Escrow.Changed', 'Galaxia.Cvs.Confirm'] as const

/** Answers the deliveries, which leave as others do. */
export function notify(
  { merchants, payments, ticker, webhooks }: ActParts,
  imp_uid: string,
  event: (typeof PG_EVENTS)[number],
  extra: Readonly<Record<string, unknown>>,
): DeliveryView[] {
  const payment = payments.get(imp_uid)
  const { notification_url, notification_content_type } = merchants.byId(payment.merchant).settings
  const notice = pgNotice(event, payment, extra)
  const urls = targetsOf(ownUrls(payment), notification_url)
  const ids = webhooks.record(payment.merchant, payment, notice, urls, notification_content_type)
  ticker.poke()
  return ids.flatMap((id) => webhooks.byId(id) ?? [])
}
