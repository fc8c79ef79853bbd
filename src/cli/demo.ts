/** `--demo`: the demo shop on a port of its own, with the webhooks going there for this run. */
import { payMethod } from '../catalog/methods/index.ts'
import type { Takes } from '../catalog/pg.ts'
import { PGS } from '../catalog/pgs/index.ts'
import { packageModule } from '../core/package.ts'
import type { Started } from '../sandbox.ts'
import { Failure } from './failure.ts'
import { t } from './lang.ts'

export interface DemoShop {
  readonly url: string
  readonly close: () => Promise<void>
}

/** What fixtures/shops/demo/shop.js exports: a shop as a merchant writes one, plain JavaScript outside of this source tree. */
interface DemoModule {
  startDemoShop(options: {
    sandbox_url: string
    imp_key: string
    imp_secret: string
    user_code: string
    pgs: readonly DemoPg[]
    port: number
  }): Promise<{ url: string; webhook_url: string; close(): Promise<void> | void }>
}

interface DemoPg {
  readonly code: string
  readonly name: { readonly ko: string; readonly en: string }
  readonly currency: string
  readonly pay_methods: readonly Omit<DemoPg, 'currency' | 'pay_methods'>[]
}

/** Every PG that sells something, with its pay methods. One whose window only registers a card sells nothing there. */
export const demoPgs = (): DemoPg[] =>
  PGS.filter(({ sells, order }) => sells.pay_methods.length > 0 && !registersOnly(order)).map(
    ({ code, name, sells }) => ({
      code,
      name,
      currency: sells.currencies[0] ?? 'KRW',
      pay_methods: sells.pay_methods.map((method) => ({ code: method, name: payMethod(method)!.name })),
    }),
  )

function registersOnly({ required }: Takes): boolean {
  return required.some(({ field, pay_methods }) => field === 'customer_uid' && pay_methods === undefined)
}

/** Throws a `Failure` when the shop cannot be started. */
export async function openDemoShop(instance: Started, sandbox_url: string): Promise<DemoShop> {
  try {
    return await open(instance, sandbox_url)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Failure(t(`데모 상점을 띄울 수 없습니다: ${why}`, `The demo shop cannot be started: ${why}`))
  }
}

async function open(instance: Started, sandbox_url: string): Promise<DemoShop> {
  const { startDemoShop }: DemoModule = await import(packageModule('fixtures/shops/demo/shop.js'))
  const { id, imp_key, imp_secret, user_code, settings } = instance.merchants.byDefault()
  const shop = await startDemoShop({
    sandbox_url,
    imp_key,
    imp_secret,
    user_code,
    pgs: demoPgs(),
    port: 0,
  })
  const is_asked = instance.settings.webhook.length > 0
  if (!is_asked) {
    instance.merchants.changeSettings(id, { notification_url: [shop.webhook_url] })
    // A reset sets the merchant up from the settings again; the shop stays where the webhooks go.
    instance.settings.webhook = [shop.webhook_url]
  }
  instance.demo.current = shop.url
  return {
    url: shop.url,
    close: async () => {
      instance.demo.current = null
      // The next start without --demo must not call a shop that is gone.
      if (!is_asked) instance.merchants.changeSettings(id, { notification_url: settings.notification_url })
      await shop.close()
    },
  }
}
