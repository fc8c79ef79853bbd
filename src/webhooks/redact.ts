/** Secrets in what is kept of a delivery: a shop's own tokens and passwords do not stand on pages and in logs. */
import { parsedUrl } from '../core/parsed-url.ts'
import { remembering } from '../core/remembering.ts'
import { redactText } from '../trace/redact.ts'
import type { Attempt } from './delivery.ts'

/** What a shop answered, as it is kept. */
export function redactAnswer(response: Attempt['response']): Attempt['response'] {
  if (response === null) return null
  return { ...response, headers: redactHeaders(response.headers), body: redactText(response.body) }
}

const SECRET_NAME = /token|secret|passw|api[-_]?key|signature|^key$/i
const SECRET_HEADERS =
  /^(authorization|proxy-authorization|cookie|set-cookie)$|token|secret|passw|api[-_]?key|signature|auth$/i

/** An address without its password, and without the values of parameters that are named like secrets. */
export function redactUrl(text: string): string {
  const parsed = parsedUrl(text)
  if (parsed === null || (parsed.password === '' && parsed.search === '')) return text
  const names = [...parsed.searchParams.keys()].filter((name) => SECRET_NAME.test(name))
  if (parsed.password === '' && names.length === 0) return text
  const url = new URL(text)
  if (url.password !== '') url.password = '***'
  for (const name of names) url.searchParams.set(name, '***')
  return url.href
}

export function redactHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (!Object.keys(headers).some(isSecret)) return headers
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecret(name) ? '***' : value]),
  )
}

/** Names come again and again: each is looked at once. */
const isSecret = remembering((name) => SECRET_HEADERS.test(name))
