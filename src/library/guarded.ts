/** After `close` every member says that it is too late. Those that answer no promise throw, the others reject. */
import { type Sandbox, SandboxError } from './sandbox-api.ts'

/** Closing once is enough: a second `close` answers with the first. */
export function guarded(api: Omit<Sandbox, 'close'>, end: () => Promise<void>): Sandbox {
  let closing: Promise<void> | null = null
  const late = (name: string) => new SandboxError(`This sandbox is closed: ${name} came after close().`)
  const sandbox = Object.defineProperties({}, Object.getOwnPropertyDescriptors(api))
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(api))) {
    if (typeof value !== 'function') continue
    const call = (...args: unknown[]): unknown => {
      if (closing === null || name === 'now') return Reflect.apply(value, api, args)
      if (ANSWER_AT_ONCE.has(name)) throw late(name)
      return Promise.reject(late(name))
    }
    Object.defineProperty(sandbox, name, { value: call, enumerable: true })
  }
  const close: Sandbox['close'] = () => {
    closing ??= end()
    return closing
  }
  return Object.defineProperty(sandbox, 'close', { value: close, enumerable: true }) as Sandbox
}

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
