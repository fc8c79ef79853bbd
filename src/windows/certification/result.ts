/** What a page gets from IMP.certification: the `rsp` of its callback. */
import type { Refusal } from '../../catalog/refusals.ts'
import type { Certification } from '../../certifications/certification.ts'
import type { CertificationWindow } from '../window.ts'

export type CertificationRsp = Readonly<Record<string, unknown>> & {
  readonly success: boolean
  readonly imp_uid: string | null
}

export function resultOf(window: CertificationWindow, certification: Certification): CertificationRsp {
  const { imp_uid, merchant_uid, pg_provider } = certification
  const success = certification.certified_at > 0
  return {
    success,
    ...(success || window.error_code === null ? {} : { error_code: window.error_code }),
    ...(success ? {} : { error_msg: window.error_msg ?? '' }),
    imp_uid,
    merchant_uid,
    pg_provider,
    pg_type: 'certification',
  }
}

/** Refused before any window: there is no verification, so imp_uid is null. */
export function refusedResult(merchant_uid: string | null, reason: Refusal): CertificationRsp {
  return {
    success: false,
    error_code: reason.error_code,
    error_msg: reason.message,
    imp_uid: null,
    merchant_uid,
  }
}
