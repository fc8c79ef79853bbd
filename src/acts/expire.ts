/** The time of an account without a deposit, or of an open window, is over now. */
import type { ActParts } from './parts.ts'
import type { Visit } from './visit.ts'

export function expire({ checkout, payments, windows }: ActParts, imp_uid: string): Visit {
  const nobody = { rsp: null, redirect_url: null }
  if (payments.get(imp_uid).approval.vbank_num !== null) {
    return { payment: payments.expire(imp_uid), ...nobody }
  }
  const window = windows.byImpUid(imp_uid)
  checkout.expire(imp_uid)
  return window ? checkout.home(window.id) : { payment: payments.get(imp_uid), ...nobody }
}
