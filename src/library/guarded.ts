/** After `close` every member says that it is too late. Those that answer no promise throw, the others reject. */
import type { Lang } from '../core/bilingual.ts'
import type { Sandbox } from './sandbox-api.ts'
import { speaking, throughout, told } from './speaking.ts'

/** Closing once is enough: a second `close` answers with the first. */
export function guarded(api: Omit<Sandbox, 'close'>, end: () => Promise<void>, lang: Lang): Sandbox {
  let closing: Promise<void> | null = null
  const sandbox = throughout(api, (name, work) =>
    speaking(lang, () => {
      if (closing === null || name === 'now') return work()
      if (ANSWER_AT_ONCE.has(name)) throw late(name)
      return Promise.reject(late(name))
    }),
  )
  const close: Sandbox['close'] = () => {
    closing ??= speaking(lang, end)
    return closing
  }
  return Object.defineProperty(sandbox, 'close', { value: close, enumerable: true }) as Sandbox
}

const late = (name: string) =>
  told(
    `닫힌 샌드박스입니다: close()한 뒤에 ${name}을(를) 불렀습니다.`,
    `This sandbox is closed: ${name} came after close().`,
  )

const ANSWER_AT_ONCE: ReadonlySet<string> = new Set<keyof Sandbox>([
  'payment',
  'payments',
  'webhooks',
  'webhookRule',
  'webhookRules',
  'clearWebhookRules',
  'requests',
  'events',
  'settings',
  'expireTokens',
  'export',
])
