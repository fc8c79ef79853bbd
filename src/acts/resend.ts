/** Somebody sends webhooks once more, with the same body to the same address. */
import { say } from '../core/bilingual.ts'
import { CallerError } from '../core/caller-error.ts'
import type { DeliveryFilter } from '../webhooks/delivery.ts'
import type { DeliveryView } from '../webhooks/webhooks.ts'
import type { ActParts } from './parts.ts'

/** Answers the delivery with its new attempt. */
export async function resend({ webhooks }: ActParts, id: number): Promise<DeliveryView> {
  const delivery = await webhooks.resend(id)
  if (delivery) return delivery
  throw deliveryNotFound(id)
}

/** All that fit, one after the other. */
export async function resendAll({ webhooks }: ActParts, filter: DeliveryFilter): Promise<DeliveryView[]> {
  const sent: DeliveryView[] = []
  for (const { id } of webhooks.list({ ...filter, limit: 1000 }).list) {
    const delivery = await webhooks.resend(id)
    if (delivery) sent.push(delivery)
  }
  return sent
}

export function deliveryNotFound(id: number): CallerError {
  return new CallerError(
    404,
    'delivery_not_found',
    say(`${id}번 웹훅이 없습니다.`, `There is no webhook delivery ${id}.`),
  )
}
