/** 결제 한 건. */
import { say } from '../../core/bilingual.ts'
import { linkTo } from '../../core/destination.ts'
import { kstText } from '../../core/kst.ts'
import { formatMoney, toMajor } from '../../core/money.ts'
import { balance, type Cancel, type TimelineEntry } from '../../payments/payment.ts'
import { printPayment } from '../../payments/view.ts'
import { pgText } from '../../telling/pg-text.ts'
import { ACTORS, isWaiting, statusBadge, timelineText } from '../../telling/words.ts'
import { deliveriesOf } from '../deliveries.ts'
import { readAmount } from '../forms.ts'
import type { Page } from '../page.ts'

export const payment: Page = {
  path: '/payments/:imp_uid',
  view: 'payment',
  model({ clock, payments, webhooks }, { params: { imp_uid = '' } }) {
    const payment = payments.get(imp_uid)
    const { merchant_uid, currency, amount, approval, order } = payment
    const printed = printPayment(payment)
    const left = balance(payment)
    return {
      imp_uid,
      merchant_uid,
      name: order.name,
      currency,
      amount: formatMoney(amount, currency),
      left: formatMoney(left, currency),
      badge: statusBadge(payment),
      pg: pgText(payment),
      groups: groups(printed),
      printed: JSON.stringify(printed, null, 2),
      timeline: payments.read.timeline(imp_uid).map(showEntry),
      cancels: payment.cancels.map((cancel) => showCancel(cancel, currency)),
      deliveries: deliveriesOf(webhooks, imp_uid),
      can: { cancel: payment.paid_at > 0 && left > 0, deposit: isWaiting(payment) },
      left_amount: toMajor(left, currency),
      deposit: {
        amount: toMajor(amount, currency),
        account: `${approval.vbank_name ?? ''} ${approval.vbank_num ?? ''}`,
        due: kstText(approval.vbank_date),
        isLate: clock.now() > approval.vbank_date,
      },
    }
  },
  forms: [
    {
      name: 'cancel',
      path: '/payments/:imp_uid/cancel',
      says: { cancelled: say('취소했습니다.', 'Cancelled.') },
      act({ acts, payments }, { params: { imp_uid = '' }, fields }) {
        const { currency } = payments.get(imp_uid)
        acts.cancel(imp_uid, {
          amount: readAmount(fields, currency),
          // What was left when the form was drawn: pressed twice, it cancels once.
          checksum: fields.checksum ? readAmount({ amount: fields.checksum }, currency) : null,
          reason: fields.reason?.slice(0, 256) || null,
        })
      },
    },
    {
      name: 'deposit',
      path: '/payments/:imp_uid/deposit',
      says: { deposited: say('입금 처리했습니다.', 'Deposited.') },
      async act({ acts, payments }, { params: { imp_uid = '' }, fields }) {
        const { currency } = payments.get(imp_uid)
        const force = fields.force !== undefined
        await acts.deposit(imp_uid, { amount: readAmount(fields, currency), force })
      },
    },
    {
      name: 'resend',
      path: '/payments/:imp_uid/webhooks/:id/resend',
      says: {
        resent: say(
          '웹훅을 다시 보냈고, 가맹점 서버가 받았습니다.',
          'The webhook was sent again, and the shop’s server took it.',
        ),
        resend_failed: say(
          '웹훅을 다시 보냈지만 실패했습니다. 마지막 시도를 확인하세요.',
          'The webhook was sent again and failed. See its last attempt.',
        ),
      },
      async act({ acts }, { params: { id = '' } }) {
        const { state } = await acts.resend(/^\d{1,15}$/.test(id) ? Number(id) : 0)
        return { say: state === 'delivered' ? 'resent' : 'resend_failed' }
      },
    },
  ],
}

const GROUPS: readonly (readonly [string, RegExp])[] = [
  [
    '결제',
    /^(imp_uid|merchant_uid|status|name|amount|currency|pay_method|channel|started_at|paid_at|fail(ed_at|_reason))$/,
  ],
  ['취소', /^cancel/],
  ['PG', /^(pg_|emb_pg_|apply_num|receipt_url|escrow|cash_receipt|promotion)/],
  ['카드', /^card_/],
  ['은행', /^bank_/],
  ['가상계좌', /^vbank_/],
  ['구매자', /^(buyer_|custom|user_agent)/],
  ['기타', /./],
]

/** Every key once, in the first group that it fits. A group without any value is folded. */
function groups(printed: object) {
  const rest = new Map(Object.entries(printed))
  return GROUPS.map(([title, belongs]) => {
    const mine = [...rest].filter(([key]) => belongs.test(key))
    for (const [key] of mine) rest.delete(key)
    return { title, isFilled: mine.some(([, value]) => !isEmpty(value)), rows: mine.map(showFact) }
  }).filter(({ rows }) => rows.length > 0)
}

function isEmpty(value: unknown): boolean {
  return (
    value === null ||
    value === '' ||
    value === 0 ||
    value === false ||
    (Array.isArray(value) && value.length === 0)
  )
}

function showFact([key, value]: [string, unknown]) {
  const is_time = /_(at|date)$/.test(key) && typeof value === 'number' && value > 0
  return {
    key,
    value: typeof value === 'string' ? value : JSON.stringify(value),
    // The sandbox's own address; every other text that looks like one came from the shop, and stays text.
    href: key === 'receipt_url' ? linkTo(String(value ?? '')) : null,
    note: is_time ? kstText(value) : null,
    isEmpty: isEmpty(value),
  }
}

function showEntry(entry: TimelineEntry) {
  const detail = Object.entries(entry.detail).map(([key, value]) => ({ key, value: String(value) }))
  return { at: kstText(entry.at), what: timelineText(entry), by: ACTORS[entry.by], detail }
}

function showCancel({ amount, cancelled_at, ...cancel }: Cancel, currency: string) {
  const receipt_href = linkTo(cancel.receipt_url)
  return { ...cancel, receipt_href, amount: formatMoney(amount, currency), at: kstText(cancelled_at) }
}
