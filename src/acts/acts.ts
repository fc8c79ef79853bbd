/**
 * Everything that is done to a sandbox from outside, once: by an administrator, a bank, a PG, a buyer.
 *
 * Control API, library, dashboard and replay call these and no others. A verb is a file; here is the list of them.
 */
import { approveLate } from './approve-late.ts'
import { arrive } from './arrive.ts'
import { chargeKey, deleteBillingKey } from './billing-keys.ts'
import { cancel } from './cancel.ts'
import { certify } from './certify.ts'
import { deposit } from './deposit.ts'
import { end, endOrTell } from './end.ts'
import { expire } from './expire.ts'
import { issueBillingKey } from './issue-billing-key.ts'
import { notify } from './notify.ts'
import { open } from './open.ts'
import type { ActParts } from './parts.ts'
import { pay } from './pay.ts'
import { prepare } from './prepare.ts'
import { actOnProductOrder, joinKcpQuick, sellProductOrder } from './product-orders.ts'
import { cancelReceipt, issueReceipt } from './receipts.ts'
import { archive, recordAsScenario } from './record.ts'
import { resend, resendAll } from './resend.ts'
import { armFaults, armNamed, armText, disarm, scenarioShelf } from './scenarios.ts'
import { schedule } from './schedule.ts'
import { revokeSchedule, runSchedule } from './schedules.ts'
import { addShop, changeSettings, removeShop, renewKeys, shopOf } from './shops.ts'
import { testWebhook } from './test-webhook.ts'
import { addWebhookRule, removeWebhookRules } from './webhook-rules.ts'

const VERBS = {
  // the buyer
  pay,
  open,
  end,
  endOrTell,
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
  addWebhookRule,
  removeWebhookRules,
  shopOf,
  addShop,
  removeShop,
  renewKeys,
  changeSettings,
  // the developer
  armFaults,
  armText,
  armNamed,
  disarm,
  scenarioShelf,
  // whoever looks back
  recordAsScenario,
  archive,
  // the shop's server, for a test that has none
  issueBillingKey,
  chargeKey,
  deleteBillingKey,
  schedule,
  runSchedule,
  revokeSchedule,
  issueReceipt,
  cancelReceipt,
  prepare,
  sellProductOrder,
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
