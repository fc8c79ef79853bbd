/** What a payment's window shows once it has ended, in a layer until the shop's page takes it away. */

import { kstText } from '../../core/kst.ts'
import { formatMoney } from '../../core/money.ts'
import { say } from '../../kit/languages.ts'
import type { Payment } from '../../payments/payment.ts'
import type { EndedModel } from '../page.ts'
import type { Ending, PaymentWindow } from '../window.ts'
import { languageOf } from './page.ts'
import type { Rsp } from './result.ts'

type Words = (ko: string, en: string, ja: string) => string

export function endedModel(window: PaymentWindow, payment: Payment, rsp: Rsp | null): EndedModel {
  const lang = window.held ? languageOf(window, payment) : 'ko'
  const words: Words = (ko, en, ja) => say({ ko, en, ja }, lang)
  const is_stranded = !window.held && window.home === 'redirect' && rsp !== null
  return {
    title: '종료된 결제창',
    lang,
    window,
    heading: headingOf(window.ended ?? 'close', payment, words),
    warning: is_stranded ? NO_WAY_HOME : null,
    text: is_stranded ? null : textOf(window, rsp, words),
    facts: [...paymentFacts(payment, words), ...accountFacts(payment, words)],
    leave: window.held ? { url: `/checkout/${window.id}/leave`, label: words('확인', 'OK', '確認') } : null,
    deposit_url: isIssued(payment) ? `/checkout/deposits/${payment.imp_uid}` : null,
  }
}

const NO_WAY_HOME = {
  headline: '쇼핑몰이 `m_redirect_url`을 지정하지 않았습니다.',
  text: '이 PG의 결제창은 결과를 callback이 아니라 `m_redirect_url`로 전달합니다. 돌아갈 주소가 없으므로 쇼핑몰 페이지는 이 결과를 받지 못합니다. `IMP.request_pay`에 `m_redirect_url`을 추가하세요.',
}

/** An account was issued, and nobody has paid into it yet. */
function isIssued({ approval, status }: Payment): boolean {
  return approval.vbank_num !== null && status === 'ready'
}

function headingOf(ended: Ending, payment: Payment, words: Words): string {
  switch (ended) {
    case 'approve':
      if (!isIssued(payment)) return '결제가 승인되었습니다'
      return payment.pay_method === 'cvs'
        ? words('결제번호가 발급되었습니다', 'Your payment number', '払込番号を発行しました')
        : words('가상계좌가 발급되었습니다', 'Your virtual account', '振込先口座を発行しました')
    case 'cancel':
      return '결제가 취소되었습니다'
    case 'close':
      return '결제창이 닫혔습니다'
    case 'decline':
      return '결제가 거절되었습니다'
    case 'abandon':
      return payment.paid_at > 0
        ? '승인되었지만 구매자가 돌아가지 않았습니다'
        : '구매자가 결제를 마치지 않고 떠났습니다'
  }
}

function textOf({ held }: PaymentWindow, rsp: Rsp | null, words: Words): string {
  if (held) {
    return words(
      '아래 계좌로 입금기한까지 입금해 주세요. 확인을 누르면 쇼핑몰로 돌아갑니다.',
      'Pay by the due time below. Press [OK] to go back to the shop.',
      'お支払い期限までに下記の番号でお支払いください。［確認］を押すとショップに戻ります。',
    )
  }
  return rsp === null
    ? '이미 종료된 결제창입니다. 결제 결과가 쇼핑몰에 전달되지 않았습니다.'
    : '이미 종료된 결제창입니다. 결과는 쇼핑몰 페이지의 callback으로 전달되었습니다. 이 창은 닫아도 됩니다.'
}

function paymentFacts(payment: Payment, words: Words): [string, string][] {
  const { imp_uid, merchant_uid, status, amount, currency, fail_reason } = payment
  return [
    ['imp_uid', imp_uid],
    ['merchant_uid', merchant_uid],
    ['status', status],
    [words('결제금액', 'Amount', 'お支払い金額'), formatMoney(amount, currency)],
    ...(fail_reason ? ([['error_msg', fail_reason]] as [string, string][]) : []),
  ]
}

function accountFacts(payment: Payment, words: Words): [string, string][] {
  if (!isIssued(payment)) return []
  const { vbank_name, vbank_num, vbank_holder, vbank_date } = payment.approval
  const number =
    payment.pay_method === 'cvs'
      ? words('결제번호', 'Number', '払込番号')
      : words('입금계좌', 'Account', '振込先')
  const rows: [string, string][] = [[number, `${vbank_name} ${vbank_num}`]]
  if (vbank_holder) rows.push([words('예금주', 'Holder', '受取人'), vbank_holder])
  rows.push([words('입금기한', 'Due', 'お支払い期限'), kstText(vbank_date)])
  return rows
}
