/** What goes out to shops, put together: webhooks, and the question whether a sale is still wanted (confirm_url). */
import { capturePorts } from '../capture/own-ports.ts'
import type { Chores } from '../core/chores.ts'
import { parsedUrl } from '../core/parsed-url.ts'
import type { Quiet } from '../core/quiet.ts'
import type { MerchantSettings } from '../merchants/merchant.ts'
import type { Moments } from '../scenarios/moments.ts'
import { createConfirm } from '../webhooks/confirm.ts'
import { createWebhooks } from '../webhooks/webhooks.ts'
import type { Ground } from './ground.ts'
import type { Telling } from './telling.ts'

interface SendingGround extends Pick<Ground, 'clock' | 'stores' | 'settings' | 'url'> {
  readonly settingsOf: (merchant: number) => MerchantSettings
  readonly moments: Moments
  readonly quiet: Pick<Quiet, 'told'>
  readonly poke: () => void
  readonly later: Chores['forCaller']
}

export function createSending(ground: SendingGround, telling: Telling) {
  const { clock, settings, settingsOf, moments, quiet, poke, later, url } = ground
  const { outbox, rules } = ground.stores
  const sending = {
    outbox,
    clock,
    allow_public: settings.allow_public_webhooks,
    own_ports: () => [...portsOf(url()), ...capturePorts()],
    settingsOf,
  }
  const webhooks = createWebhooks({
    ...sending,
    rules,
    later,
    effects: moments.webhook,
    leaves: telling.leaves,
    attempted: (delivery, attempt) => {
      if (attempt.status !== null) quiet.told()
      telling.attempted(delivery, attempt)
    },
    waiting: telling.waiting,
    moved: poke,
    fault: telling.fault('webhook'),
  })
  return { webhooks, confirm: createConfirm({ ...sending, asks: telling.asks, attempted: telling.asked }) }
}

/** The port in the sandbox's own address. */
function portsOf(url: string): number[] {
  const parsed = parsedUrl(url)
  return parsed ? [Number(parsed.port) || 80] : []
}
