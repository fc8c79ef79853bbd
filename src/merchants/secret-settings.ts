/**
 * Passwords in a shop's settings: those in the addresses of its webhooks, and its own tokens among their headers. Whoever is shown
 * settings sees `***` in their place; whoever gives settings back with `***` leaves them as they were.
 */

import { redactHeaders, redactUrl } from '../webhooks/redact.ts'
import type { RewriteRule } from '../webhooks/settings.ts'
import type { MerchantSettings } from './merchant.ts'

type Secretive = Partial<Pick<MerchantSettings, 'notification_url' | 'webhook_headers' | 'webhook_rewrites'>>

/** As they are shown, exported and logged. */
export function withoutSecrets<S extends Secretive>(settings: S): S {
  return mapped(settings, redactUrl, redactHeaders)
}

/** What was given, with the secrets that stand behind its `***`. What nobody knows any more is left out. */
export function withSecretsOf<S extends Secretive>(given: S, known: Secretive | undefined): S {
  const { notification_url = [], webhook_headers = {}, webhook_rewrites = [] } = known ?? {}
  const urls = [...notification_url, ...webhook_rewrites.map(({ to }) => to)]
  const url = (shown: string) =>
    shown.includes(HIDDEN) ? (urls.find((one) => redactUrl(one) === shown) ?? withoutHidden(shown)) : shown
  const headers = (shown: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(shown).flatMap(([name, value]) => {
        const kept = Object.hasOwn(webhook_headers, name) ? webhook_headers[name] : undefined
        if (value !== HIDDEN) return [[name, value]]
        return kept === undefined ? [] : [[name, kept]]
      }),
    )
  return mapped(given, url, headers)
}

const HIDDEN = '***'

function mapped<S extends Secretive>(
  settings: S,
  url: (text: string) => string,
  headers: (all: Readonly<Record<string, string>>) => Record<string, string>,
): S {
  const { notification_url, webhook_headers, webhook_rewrites } = settings
  return {
    ...settings,
    ...(notification_url && { notification_url: notification_url.map(url) }),
    ...(webhook_headers && { webhook_headers: headers(webhook_headers) }),
    ...(webhook_rewrites && {
      webhook_rewrites: webhook_rewrites.map((rule): RewriteRule => ({ ...rule, to: url(rule.to) })),
    }),
  }
}

function withoutHidden(text: string): string {
  if (!URL.canParse(text)) return text
  const url = new URL(text)
  if (url.password === HIDDEN) url.password = ''
  for (const [name, value] of [...url.searchParams]) if (value === HIDDEN) url.searchParams.delete(name)
  return url.href
}
