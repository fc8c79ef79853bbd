/**
 * Everything that is done to a sandbox from outside, once: by an administrator, a bank, a PG, a buyer.
 *
 * Control API, library, dashboard and replay call these and no others. A verb is a file; here is the list of them.
 */
import { approveLate } from './approve-late.ts'
import { arrive } from './arrive.ts'
import { cancel } from './cancel.ts'
import { certify } from './certify.ts'
import { deposit } from './deposit.ts'
import { end } from './end.ts'
import { expire } from './expire.ts'
import { issueBillingKey } from './issue-billing-key.ts'
import { notify } from './notify.ts'
import { open } from './open.ts'
import type { ActParts } from './parts.ts'
import { pay } from './pay.ts'
import { actOnProductOrder, joinKcpQuick } from './product-orders.ts'
import { resend, resendAll } from './resend.ts'
import { schedule } from './schedule.ts'
import { testWebhook } from './test-webhook.ts'

const VERBS = {
  // the buyer
  pay,
  open,
  end,
  expire,
  arrive,
  certify,
  actOnProductOrder,
  joinKcpQuick,
  // the bank and the PG
  deposit,
  approveLate,
  notify,
  // the administrator
  cancel,
  resend,
  resendAll,
  testWebhook,
  // the shop's server, for a test that has none
  issueBillingKey,
  schedule,
} as const

type Verbs = typeof VERBS
export type Acts = {
  readonly [K in keyof Verbs]: Verbs[K] extends (parts: ActParts, ...given: infer A) => infer R
    ? (...given: A) => R
    : never
}

export function createActs(parts: ActParts): Acts {
  const acts = Object.entries(VERBS).map(([name, verb]) => [
    name,
    (...given: unknown[]) => Reflect.apply(verb, undefined, [parts, ...given]),
  ])
  return Object.fromEntries(acts) as Acts
}
