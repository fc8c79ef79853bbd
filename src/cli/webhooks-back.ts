/** Webhooks to the shop that `run` started: its Notification URL, and public addresses that stand in its source. */

import type { Started } from '../sandbox.ts'
import { t } from './lang.ts'

/** Hosts of tunnels: a shop's source has the address that its developer had on another day. */
const TUNNELS = [
  'ngrok.io',
  'ngrok.app',
  'ngrok.dev',
  'ngrok-free.app',
  'ngrok-free.dev',
  'loca.lt',
  'trycloudflare.com',
  'serveo.net',
  'localhost.run',
  'lhr.life',
]

/** Where shops of the field receive webhooks, for whoever has not said where. */
const USUAL =
  '/iamport/webhook, /iamport-webhook, /payments/webhook, /api/payments/webhook, /webhooks/iamport'

export function webhooksBack(
  instance: Started,
  { webhookPath }: { readonly webhookPath?: string },
  tell: (line: string) => void,
) {
  let known: string | null = null
  const { id } = instance.merchants.byDefault()

  /** What the developer has set himself stays, and goes before. */
  function aim(origin: string): void {
    const { settings } = instance.merchants.byDefault()
    const rewrites = TUNNELS.flatMap((host) =>
      ['https', 'http'].map((scheme) => ({ from: `${scheme}://*.${host}`, to: origin })),
    )
    const isNew = !settings.webhook_rewrites.some(({ from }) => from === rewrites[0]!.from)
    const urls = settings.notification_url.length > 0 ? null : urlAt(origin)
    if (!isNew && urls === null) return
    instance.merchants.changeSettings(id, {
      ...(isNew ? { webhook_rewrites: [...settings.webhook_rewrites, ...rewrites] } : {}),
      ...(urls === null ? {} : { notification_url: [urls] }),
    })
  }

  function urlAt(origin: string): string | null {
    return webhookPath === undefined ? null : new URL(webhookPath, origin).href
  }

  return {
    isKnown: () => known !== null,

    /** After a reset they are set again: it sets the shop up anew. */
    keep(): void {
      if (known !== null) aim(known)
    },

    found(origin: string | null): void {
      if (known !== null || origin === null) return
      known = origin
      const has_url = instance.merchants.byDefault().settings.notification_url.length > 0
      aim(origin)
      if (has_url) return
      const url = urlAt(origin)
      tell(
        url === null
          ? t(
              `상점은 ${origin}에 있습니다. 웹훅을 받으려면 --webhook-path로 경로를 주세요 (흔한 경로: ${USUAL}).`,
              `The shop is at ${origin}. To get webhooks, say where with --webhook-path (often ${USUAL}).`,
            )
          : t(
              `웹훅은 ${url}로 보냅니다. 주문의 notice_url에 있는 ngrok 같은 터널 주소도 ${origin}로 바꿔 보냅니다.`,
              `Webhooks go to ${url}. Addresses of tunnels such as ngrok in the notice_url of orders become ${origin}.`,
            ),
      )
    },
  }
}
