/** How a PG's result stands in the address that the browser comes home to, where it is not the usual query. */
import type { Provenance } from '../core/provenance.ts'
import type { System } from './apps.ts'

export interface RedirectRule {
  readonly pay_methods?: readonly string[]
  /** Only when the buyer comes back through the shop's app on this system. */
  readonly app?: System
  /** `post`: the browser brings the result with a form, not with a plain visit. */
  readonly method?: 'post'
  /** Names in the query, in their order. Default: imp_uid, merchant_uid, imp_success. */
  readonly query?: readonly ResultName[]
  readonly known: Provenance
}

export type ResultName = 'imp_uid' | 'merchant_uid' | 'imp_success' | 'success' | 'imp_status' | 'kcp_action'

/** The last rule that fits. Null: the usual way. */
export function chooseRedirect(
  rules: readonly RedirectRule[] | undefined,
  pay_method: string,
  app: System | null,
): RedirectRule | null {
  const fits = (rule: RedirectRule) =>
    (!rule.pay_methods || rule.pay_methods.includes(pay_method)) && (!rule.app || rule.app === app)
  return rules?.findLast(fits) ?? null
}
