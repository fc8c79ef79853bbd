/** Way home of an identity verification by redirect: imp_uid, merchant_uid and `success` (docs v1-sdk/cft). */
import type { CertificationRsp } from '../certification/certify.ts'
import { appendQuery } from './redirect.ts'

export function certificationRedirectUrl(m_redirect_url: string, rsp: CertificationRsp): string {
  const query: [string, string][] = [
    ['imp_uid', rsp.imp_uid ?? ''],
    ['merchant_uid', String(rsp.merchant_uid ?? '')],
    ['success', String(rsp.success)],
  ]
  if (rsp.error_code) query.push(['error_code', String(rsp.error_code)])
  if (!rsp.success) query.push(['error_msg', String(rsp.error_msg ?? '')])
  return appendQuery(m_redirect_url, query)
}
