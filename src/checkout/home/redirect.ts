/** Way home: redirect. The browser leaves for m_redirect_url with the result in its query (manual 2.1.3). */
import type { Rsp } from '../result.ts'

/** The address to go to. The shop's own query and hash stay as they are; the result comes after its query. */
export function redirectUrl(m_redirect_url: string, rsp: Rsp): string {
  const query: [string, string][] = [
    ['imp_uid', rsp.imp_uid ?? ''],
    ['merchant_uid', rsp.merchant_uid ?? ''],
    ['imp_success', String(rsp.success)],
  ]
  if (!rsp.success) query.push(['error_msg', String(rsp.error_msg ?? '')])
  return appendQuery(m_redirect_url, query)
}

/** Appends to a URL's query as text: the URL may be one that no parser likes, such as an app's scheme. */
export function appendQuery(url: string, query: readonly (readonly [string, string])[]): string {
  const [, address = '', hash = ''] = /^([^#]*)(#.*)?$/s.exec(url) ?? []
  const added = query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')
  const separator = !address.includes('?') ? '?' : /[?&]$/.test(address) ? '' : '&'
  return `${address}${separator}${added}${hash}`
}
