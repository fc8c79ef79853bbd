/** 결제 한 건: its time axis, who was first, why there is silence, what can be done, and every form of its result. */
import { BANKS } from '../../catalog/codes.ts'
import { pgByCode } from '../../catalog/pgs/index.ts'
import { CallerError } from '../../core/caller-error.ts'
import { kstText } from '../../core/kst.ts'
import { sayMoney, toMajor } from '../../core/money.ts'
import { balance, type Payment } from '../../payments/payment.ts'
import { recordsOf } from '../../recording/records-of.ts'
import { soldBy } from '../../telling/pg-text.ts'
import { isWaiting, statusBadge } from '../../telling/words.ts'
import { deliveriesOf } from '../deliveries.ts'
import type { Asked, Page } from '../page.ts'
import type { DashboardParts } from '../parts.ts'
import { amountDoubt, usualOf } from '../story/amounts.ts'
import { axisOf, LANE_NAMES, LANES } from '../story/axis.ts'
import { racesOf } from '../story/races.ts'
import { silencesOf } from '../story/silences.ts'
import { factsOf } from './payment-facts.ts'
import { PAYMENT_FORMS } from './payment-forms.ts'

export const payment: Page = {
  path: '/payments/:imp_uid',
  view: 'payment',
  model: (parts, asked) => paymentModel(parts, asked),
  forms: PAYMENT_FORMS,
  files: [
    {
      path: '/payments/:imp_uid/scenario.yml',
      send({ acts }, { params: { imp_uid = '' } }, res) {
        const { name, yaml } = acts.recordAsScenario({ imp_uid })
        res.attachment(`${name}.yml`).type('application/yaml').send(yaml)
      },
    },
    {
      path: '/payments/:imp_uid/trace.har',
      send: ({ acts }, { params: { imp_uid = '' } }, res) =>
        void res
          .attachment(`${imp_uid}.har`)
          .type('application/json')
          .send(JSON.stringify(acts.archive(imp_uid).har())),
    },
    {
      path: '/payments/:imp_uid/trace.jsonl',
      send: ({ acts }, { params: { imp_uid = '' } }, res) =>
        void res
          .attachment(`${imp_uid}.jsonl`)
          .type('application/x-ndjson')
          .send(acts.archive(imp_uid).json_lines()),
    },
    {
      path: '/payments/:imp_uid/share.html',
      send(parts, asked, res) {
        const {
          lang,
          t,
          params: { imp_uid = '' },
        } = asked
        const model = { ...paymentModel(parts, asked), lang, t, is_share: true }
        res.attachment(`${imp_uid}.html`).type('html').send(parts.views.render('dashboard/share', model))
      },
    },
  ],
}

export function paymentModel(parts: DashboardParts, { params: { imp_uid = '' }, origin, query }: Asked) {
  const { checkout, clock, merchants, payments, trace, webhooks, windows } = parts
  const payment = payments.get(imp_uid)
  const { merchant, merchant_uid, currency, amount, order, fail_reason } = payment
  const { settings } = merchants.byId(merchant)
  const window = windows.byImpUid(imp_uid)
  const records = recordsOf(trace, payment)
  const deliveries = webhooks.list({ imp_uid, limit: 1000 }).list
  const timeline = payments.read.timeline(imp_uid)
  const { notification_url } = settings
  const seen = { payment, window, records, deliveries, notification_url, timeline, now: clock.now() }
  const home = window ? checkout.home(window.id) : null
  return {
    imp_uid,
    merchant_uid,
    name: order.name,
    buyer: order.buyer_name,
    currency,
    amount: sayMoney(amount, currency),
    left: sayMoney(balance(payment), currency),
    badge: statusBadge(payment),
    sold_by: soldBy(payment.pg_provider, payment.pay_method),
    channel: payment.channel,
    fail_reason,
    doubt: amountDoubt({ payment, records, timeline, facts: amountFacts(parts, payment) }),
    lanes: LANES.map((lane) => ({ lane, name: LANE_NAMES[lane] })),
    axis: axisOf(records, timeline),
    races: racesOf(records),
    silences: silencesOf(seen),
    deliveries: deliveriesOf(webhooks, imp_uid),
    acts: actsOf(parts, payment, window),
    others: payments.read.byIds(merchant, [], [merchant_uid]).filter((other) => other.imp_uid !== imp_uid)
      .length,
    curl: curlOf(origin, merchants.byId(merchant), imp_uid),
    ...factsOf(payment, payments.print(payment), home, origin),
    origin_of_windows: origin,
    tab: query.tab ?? 'facts',
    scenario: query.tab === 'scenario' ? scenarioOf(parts, imp_uid) : null,
    /** Where the shop runs, as far as its Notification URL tells. */
    target: notification_url.map(originOf).find(Boolean) ?? 'http://127.0.0.1:3000',
  }
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : '')

function scenarioOf({ acts }: DashboardParts, imp_uid: string): { name: string; yaml: string } | null {
  try {
    return acts.recordAsScenario({ imp_uid })
  } catch (error) {
    if (error instanceof CallerError) return null
    throw error
  }
}

/** What was said of the amount before: by the shop's server, or by other payments of the same product. */
function amountFacts({ payments }: DashboardParts, payment: Payment) {
  const { merchant, merchant_uid, order } = payment
  const prepared = payments.read.prepared(merchant, merchant_uid)?.amount ?? null
  const { name } = order
  if (name === null || name === '') return { prepared, usual: null }
  const others = payments.read.search({ merchant, words: [name], limit: 20, offset: 0 })
  return { prepared, usual: usualOf(payment, others) }
}

/** What can be done as things stand. */
function actsOf(
  { clock }: DashboardParts,
  payment: Payment,
  window: ReturnType<DashboardParts['windows']['byImpUid']>,
) {
  const { status, currency, amount, approval, paid_at, pay_method, pg_provider, order } = payment
  const left = balance(payment)
  const is_open = window !== null && window.ended === null && status === 'ready'
  const rules = pgByCode(pg_provider)?.cancel
  const needs_account = pay_method === 'vbank' || rules?.refund_account?.includes(pay_method) === true
  return {
    cancel:
      paid_at > 0 && left > 0
        ? { amount: toMajor(left, currency), banks: needs_account ? BANKS : null }
        : null,
    deposit: isWaiting(payment)
      ? {
          amount: toMajor(amount, currency),
          account: `${approval.vbank_name ?? ''} ${approval.vbank_num ?? ''}`.trim(),
          due: kstText(approval.vbank_date),
          is_late: clock.now() > approval.vbank_date,
        }
      : null,
    window: is_open ? { href: `/checkout/${window.id}` } : null,
    expire: is_open || isWaiting(payment),
    late: status === 'failed',
    escrow: order.escrow && paid_at > 0,
  }
}

function curlOf(
  origin: string,
  { imp_key, imp_secret }: { imp_key: string; imp_secret: string },
  imp_uid: string,
) {
  const token = `curl -s ${origin}/users/getToken -d imp_key=${imp_key} -d imp_secret=${imp_secret}`
  return `curl -s ${origin}/payments/${imp_uid} -H "Authorization: $(${token} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')"`
}
