/** A payment's result in every form: as REST prints it, as the callback gets it, as the redirect carries it, as a slip. */

import type { Visit } from '../../acts/visit.ts'
import { type Bilingual, say } from '../../core/bilingual.ts'
import { linkTo } from '../../core/destination.ts'
import { kstText } from '../../core/kst.ts'
import { sayMoney } from '../../core/money.ts'
import type { Payment } from '../../payments/payment.ts'
import type { PaymentView } from '../../payments/view.ts'

export function factsOf(
  payment: Payment,
  printed: PaymentView,
  home: Pick<Visit, 'rsp' | 'redirect_url'> | null,
  origin: string,
) {
  return {
    groups: groups(printed),
    printed: JSON.stringify({ code: 0, message: null, response: printed }, null, 2),
    rsp: home?.rsp ? JSON.stringify(home.rsp, null, 2) : null,
    redirect: home?.redirect_url ?? null,
    slip: slipOf(payment, origin),
    cancels: payment.cancels.map(({ amount, cancelled_at, receipt_url, ...cancel }) => ({
      ...cancel,
      receipt_url,
      receipt_href: linkTo(receipt_url),
      amount: sayMoney(amount, payment.currency),
      at: kstText(cancelled_at),
    })),
  }
}

/** At the name of the windows, whatever the payment's own address says. */
function slipOf({ imp_uid, receipt_url }: Payment, origin: string): string | null {
  return receipt_url === null || receipt_url === '' ? null : `${origin}/checkout/slips/${imp_uid}`
}

const GROUPS: readonly (readonly [Bilingual | string, RegExp])[] = [
  [
    say('결제', 'Payment'),
    /^(imp_uid|merchant_uid|status|name|amount|currency|pay_method|channel|started_at|paid_at|fail(ed_at|_reason))$/,
  ],
  [say('취소', 'Cancels'), /^cancel/],
  ['PG', /^(pg_|emb_pg_|apply_num|receipt_url|escrow|cash_receipt|promotion)/],
  [say('카드', 'Card'), /^card_/],
  [say('은행', 'Bank'), /^bank_/],
  [say('가상계좌', 'Virtual account'), /^vbank_/],
  [say('구매자', 'Buyer'), /^(buyer_|custom|user_agent)/],
  [say('기타', 'Others'), /./],
]

/** Every key once, in the first group that it fits. A group without any value is folded. */
function groups(printed: object) {
  const rest = new Map(Object.entries(printed))
  return GROUPS.map(([title, belongs], n) => {
    const mine = [...rest].filter(([key]) => belongs.test(key))
    for (const [key] of mine) rest.delete(key)
    return { n, title, is_filled: mine.some(([, value]) => !isEmpty(value)), rows: mine.map(showFact) }
  }).filter(({ rows }) => rows.length > 0)
}

function isEmpty(value: unknown): boolean {
  return !value || (Array.isArray(value) && value.length === 0)
}

/** What is read better on lines of its own. */
const isDeep = (value: unknown) => Array.isArray(value) && value.some((one) => typeof one === 'object')

function showFact([key, value]: [string, unknown]) {
  const is_time = /_(at|date)$/.test(key) && typeof value === 'number' && value > 0
  return {
    key,
    value: typeof value === 'string' ? value : JSON.stringify(value, null, isDeep(value) ? 2 : 0),
    // The sandbox's own address; every other text that looks like one came from the shop, and stays text.
    href: key === 'receipt_url' ? linkTo(String(value ?? '')) : null,
    note: is_time ? kstText(value) : null,
    is_empty: isEmpty(value),
  }
}
