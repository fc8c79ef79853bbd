/** How a payment is printed for people: one row, and below it what the buyer or the shop must know. */
import { kstText } from '../core/kst.ts'
import { formatMoney, toMinor } from '../core/money.ts'
import type { PaymentView } from '../payments/view.ts'
import { PARTLY_CANCELLED, STATUS_TABS, WAITING_FOR_DEPOSIT } from '../telling/words.ts'
import { lang, t } from './lang.ts'
import { visible } from './log.ts'
import { say, sayJson, table } from './print.ts'

/** What the control API answers when a payment was changed. */
export interface Changed {
  readonly payment: PaymentView
}

export function sayPayment(answer: Changed, { json }: { json?: boolean }): void {
  if (json) sayJson(answer)
  else say(...table([paymentRow(answer.payment).slice(1)]), ...paymentNotes(answer.payment))
}

/** iamport's word stands beside ours: it is what `--status` takes and what the shop's code compares. */
function statusWord({ status, vbank_num, amount, cancel_amount }: PaymentView): string {
  const is_waiting = status === 'ready' && vbank_num !== null
  const is_partly = status === 'cancelled' && cancel_amount < amount
  const { ko, en } = is_waiting ? WAITING_FOR_DEPOSIT : is_partly ? PARTLY_CANCELLED : STATUS_TABS[status]
  return t(`${ko}(${status})`, en.toLowerCase() === status ? status : `${en.toLowerCase()} (${status})`)
}

/** One payment in one row of a table. */
export function paymentRow(payment: PaymentView): string[] {
  const { imp_uid, merchant_uid, amount, currency, pg_provider, pay_method, name } = payment
  return [
    kstText(payment.started_at),
    statusWord(payment),
    imp_uid,
    merchant_uid,
    money(amount, currency),
    `${pg_provider} ${pay_method}`,
    name ?? '',
  ]
}

/** What a payment says besides its row: the account to pay into, why it failed, what was given back. */
export function paymentNotes(payment: PaymentView): string[] {
  const { status, currency, vbank_num, vbank_name, vbank_holder, vbank_date, imp_uid } = payment
  const notes: string[] = []
  if (status === 'ready' && vbank_num !== null) {
    notes.push(`${t('입금 계좌  ', 'account    ')}${vbank_name} ${vbank_num} ${vbank_holder ?? ''}`.trimEnd())
    notes.push(`${t('입금 기한  ', 'due        ')}${kstText(vbank_date)}`)
    notes.push(`${t('입금하기   ', 'to deposit ')}iamport-sandbox deposit ${imp_uid}`)
  }
  if (payment.fail_reason !== null) notes.push(`${t('실패 사유  ', 'failed     ')}${payment.fail_reason}`)
  for (const { amount, cancelled_at, reason } of payment.cancel_history) {
    notes.push(
      `${t('취소       ', 'cancelled  ')}${money(amount, currency)}  ${kstText(cancelled_at)}  ${reason}`,
    )
  }
  return notes.map(visible)
}

function money(amount: number, currency: string): string {
  const minor = toMinor(amount, currency)
  return minor === null ? `${amount} ${currency}` : formatMoney(minor, currency, lang())
}
