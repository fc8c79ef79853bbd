/** Which way the result of an identity verification goes home; by redirect with imp_uid, merchant_uid, `success` (docs v1-sdk/cft). */
import { has } from '../../catalog/sdk-versions.ts'
import type { Certification } from '../../certifications/certification.ts'
import { type CertificationRsp, resultOf } from '../certification/result.ts'
import type { CertificationWindow } from '../window.ts'
import { appendQuery } from './redirect.ts'
import { NOBODY, type WayHome } from './way-home.ts'

export function wayHome(
  window: CertificationWindow,
  certification: Certification,
): WayHome<CertificationRsp> {
  const { ended } = window
  if (ended === null || ended === 'abandon') return NOBODY
  const { m_redirect_url, sdk } = certification.facts
  const is_silent = ended === 'close' && window.kind === 'layer' && !has(sdk, 'cert_close')
  if (is_silent) return { ...NOBODY, is_over: true }
  const rsp = resultOf(window, certification)
  const leaves = window.home === 'redirect' && m_redirect_url !== null
  const redirect_url = leaves ? redirectUrl(m_redirect_url, rsp) : null
  return { ...NOBODY, rsp, redirect_url, is_over: true }
}

function redirectUrl(m_redirect_url: string, rsp: CertificationRsp): string {
  const query: [string, string][] = [
    ['imp_uid', rsp.imp_uid ?? ''],
    ['merchant_uid', String(rsp.merchant_uid ?? '')],
    ['success', String(rsp.success)],
  ]
  if (rsp.error_code) query.push(['error_code', String(rsp.error_code)])
  if (!rsp.success) query.push(['error_msg', String(rsp.error_msg ?? '')])
  return appendQuery(m_redirect_url, query)
}
