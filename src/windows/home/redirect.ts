/** Way home: redirect. The browser leaves for m_redirect_url with the result in its query (manual 2.1.3). */
import type { ResultName } from '../../catalog/redirects.ts'
import { has } from '../../catalog/sdk-versions.ts'
import type { Rsp } from '../payment/result.ts'

const USUAL: readonly ResultName[] = ['imp_uid', 'merchant_uid', 'imp_success']

export interface RedirectShape {
  readonly sdk: string
  readonly names?: readonly ResultName[] | undefined
  /** Only imp_uid and merchant_uid, and what went wrong: newer PGs under /v1/iamport.js. */
  readonly is_short?: boolean
}

/** The address to go to. The shop's own query and hash stay as they are; the result comes after its query. */
export function redirectUrl(
  m_redirect_url: string,
  rsp: Rsp,
  { sdk, names = USUAL, is_short }: RedirectShape,
): string {
  const wanted: readonly ResultName[] = is_short ? ['imp_uid', 'merchant_uid'] : names
  const query = wanted.map((name): [string, string] => [name, valueFor(name, rsp)])
  if (!rsp.success) {
    const has_code = has(sdk, 'redirect_error_code') && rsp.error_code
    if (has_code) query.push(['error_code', String(rsp.error_code)])
    query.push(['error_msg', String(rsp.error_msg ?? '')])
  }
  return appendQuery(m_redirect_url, query)
}

/** What the SDK itself appends when no window opened: never an error_code (SDK source). */
export function preflightUrl(m_redirect_url: string, rsp: Rsp): string {
  return appendQuery(m_redirect_url, [
    ['imp_uid', rsp.imp_uid ?? ''],
    ['merchant_uid', rsp.merchant_uid ?? ''],
    ['imp_success', 'false'],
    ['error_msg', String(rsp.error_msg ?? '')],
  ])
}

function valueFor(name: ResultName, rsp: Rsp): string {
  switch (name) {
    case 'imp_uid':
      return rsp.imp_uid ?? ''
    case 'merchant_uid':
      return rsp.merchant_uid ?? ''
    case 'imp_status':
      return rsp.success ? String(rsp.status ?? 'paid') : 'failed'
    case 'kcp_action':
      return 'Pay'
    default:
      return String(rsp.success)
  }
}

/** Appends to a URL's query as text: the URL may be one that no parser likes, such as an app's scheme. */
export function appendQuery(url: string, query: readonly (readonly [string, string])[]): string {
  const [, address = '', hash = ''] = /^([^#]*)(#.*)?$/s.exec(url) ?? []
  const added = query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&'
  return `${address}${separator}${added}${hash}`
}
