/** What PGs have of orders beside payments, put together: naverco's product orders, and the small operations of single PGs. */
import type { Billing } from '../billing/billing.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import { createNaverSync } from '../orders/naver-sync.ts'
import { createNaverco } from '../orders/naverco.ts'
import { createPgOrders } from '../orders/pg-orders.ts'
import type { Payments } from '../payments/payments.ts'
import type { Ground } from './ground.ts'
import type { Telling } from './telling.ts'

interface OrderGround extends Pick<Ground, 'clock' | 'dice' | 'stores'> {
  readonly billing: Billing
  readonly payments: Payments
  readonly settingsOf: (merchant: number) => MerchantSettings
  readonly poke: () => void
}

export function createOrders(ground: OrderGround, telling: Telling) {
  const { billing, clock, dice, payments, poke, settingsOf: settings } = ground
  const store = ground.stores.orders
  const naverco = createNaverco({ store, clock, dice, payments })
  const naver_sync = createNaverSync({
    store,
    clock,
    naverco,
    isDelayed: (merchant) => settings(merchant).naverco_sync === 'minute',
    poke,
    refused: telling.missed,
  })
  const pg_orders = createPgOrders({ store, clock, dice, payments, billing, settings })
  return { naverco, naver_sync, pg_orders }
}
