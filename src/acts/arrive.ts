/** The browser is home, and the shop has answered it: webhooks that let the browser go first leave now. */
import type { ActParts } from './parts.ts'

/** Answers how many left. */
export function arrive({ payments, webhooks }: ActParts, imp_uid: string): number {
  return webhooks.arrived(payments.get(imp_uid).imp_uid)
}
