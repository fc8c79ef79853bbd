/** Members that do what a buyer, a bank, a PG or an administrator does. */
import { CertificationOrder } from '../../acts/certify.ts'
import { BillingKeyOrder } from '../../acts/issue-billing-key.ts'
import { ScheduleOrder } from '../../acts/schedule.ts'
import { ShopperOrder } from '../../acts/shopper-order.ts'
import { showPayment } from '../../acts/show.ts'
import { parseIso } from '../../core/clock.ts'
import { kstIso } from '../../core/kst.ts'
import type { Instance } from '../../sandbox.ts'
import { named } from '../named.ts'
import type { Sandbox } from '../sandbox-api.ts'
import { told } from '../speaking.ts'
import { readGiven } from '../wrong-input.ts'
import { walkTo } from './time.ts'

export type Acting =
  | 'pay'
  | 'open'
  | 'end'
  | 'certify'
  | 'deposit'
  | 'cancel'
  | 'approveLate'
  | 'expire'
  | 'issueBillingKey'
  | 'schedule'
  | 'resend'

export function actingMembers(instance: Instance): Pick<Sandbox, Acting> {
  const { acts, payments, ticker } = instance
  const show = (imp_uid: string) => showPayment(payments, payments.get(imp_uid))
  /** By hand nobody waits in real time: the browser is home as soon as the call that plays it answers. */
  const comeHome = (imp_uid: string): void => {
    if (!ticker.isLive()) acts.arrive(imp_uid)
  }
  return {
    pay: async (given) => {
      const order = readGiven('pay', ShopperOrder, given)
      const { payment, rsp, redirect_url } = await acts.pay(order)
      if (payment) comeHome(payment.imp_uid)
      // Nobody is refused without being told why.
      return payment
        ? { payment: show(payment.imp_uid), rsp, redirect_url }
        : { payment: null, rsp: rsp!, redirect_url }
    },
    open: async (given) => {
      const order = readGiven('open', ShopperOrder, given)
      return show(acts.open(order).imp_uid)
    },
    end: async (of, outcome) => {
      const imp_uid = named('end', of)
      const { rsp, redirect_url } = await acts.endOrTell(imp_uid, outcome)
      comeHome(imp_uid)
      return { payment: show(imp_uid), rsp, redirect_url }
    },
    certify: async (given = {}) => acts.certify(readGiven('certify', CertificationOrder, given)),
    deposit: async (of, { at, ...act } = {}) => {
      const imp_uid = named('deposit', of)
      if (at !== undefined) await walkTo(instance, readTime(instance, at))
      await acts.deposit(imp_uid, act)
      return show(imp_uid)
    },
    cancel: async (of, act) => show(acts.cancel(named('cancel', of), act).imp_uid),
    approveLate: async (of) => show(acts.approveLate(named('approveLate', of)).imp_uid),
    expire: async (of) => {
      const imp_uid = named('expire', of)
      acts.expire(imp_uid)
      return show(imp_uid)
    },
    issueBillingKey: async (given) => {
      const order = readGiven('issueBillingKey', BillingKeyOrder, given)
      return asRecord(await acts.issueBillingKey(order))
    },
    schedule: async (given) => {
      const order = readGiven('schedule', ScheduleOrder, given)
      return asRecord(await acts.schedule(order))
    },
    resend: (id) => acts.resend(id),
  }
}

function readTime({ clock }: Instance, at: string): number {
  const at_ms = parseIso(at)
  if (at_ms === null)
    throw told(
      `at에는 2026-01-04T10:00:00+09:00 같은 ISO 시각을 주세요: ${at}`,
      `at takes an ISO time such as 2026-01-04T10:00:00+09:00, not ${at}.`,
    )
  const to = Math.floor(at_ms / 1000)
  if (to >= clock.now()) return to
  throw told(
    `at이 현재(${kstIso(clock.now())})보다 앞입니다; 시각은 되돌아가지 않습니다. 되돌리려면 reset을 쓰세요.`,
    `at lies before now (${kstIso(clock.now())}); a clock does not go back, reset does.`,
  )
}

function asRecord(answer: unknown): Record<string, unknown> {
  return { ...(answer as object) }
}
