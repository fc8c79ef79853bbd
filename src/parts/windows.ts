/** Windows put together: of payments and of identity verification, with who watches for their end. */
import type { Certifications } from '../certifications/certifications.ts'
import type { Chores } from '../core/chores.ts'
import type { Merchants } from '../merchants/merchants.ts'
import type { Payments } from '../payments/payments.ts'
import type { Moments } from '../scenarios/moments.ts'
import type { Confirm } from '../webhooks/confirm.ts'
import type { Webhooks } from '../webhooks/webhooks.ts'
import { createCertify } from '../windows/certification/certify.ts'
import { createCheckout } from '../windows/payment/checkout.ts'
import { createWindowWatch } from '../windows/watch.ts'
import type { Ground } from './ground.ts'
import type { Telling } from './telling.ts'

interface WindowGround extends Pick<Ground, 'clock' | 'dice' | 'stores'> {
  readonly chores: Chores
  readonly certifications: Certifications
  readonly confirm: Confirm
  readonly merchants: Merchants
  readonly moments: Moments
  readonly payments: Payments
  readonly webhooks: Webhooks
}

export function createWindows(ground: WindowGround, telling: Telling) {
  const { certifications, clock, confirm, dice, merchants, moments, payments, stores, webhooks } = ground
  const watch = createWindowWatch(ground.chores)
  const walking = { merchants, dice, refused: telling.refused, ended: watch.ended }
  const certify = createCertify({ ...walking, certifications, windows: stores.certification_windows, clock })
  const checkout = createCheckout({
    ...walking,
    payments,
    windows: stores.windows,
    confirm: async (payment, confirm_url, amount) => {
      const struck = moments.confirm_url({ ...payment, pg: payment.pg_provider })
      if (struck === 'lost') return '알 수 없음'
      return struck === 'skip' ? null : confirm({ ...payment, url: confirm_url, amount })
    },
    orderOf: ({ merchant, imp_uid }) => webhooks.orderOf(merchant, imp_uid),
    deliverFirst: webhooks.deliverOf,
    moments,
  })
  return { certify, checkout, watch }
}
