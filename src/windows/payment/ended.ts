/** What a payment's window shows once it has ended, in a layer until the shop's page takes it away. */

import { formatMoney } from '../../core/money.ts'
import type { Payment } from '../../payments/payment.ts'
import type { EndedModel } from '../page.ts'
import type { Ending, PaymentWindow } from '../window.ts'
import { ACCOUNT_ISSUED, accountFacts, NUMBER_ISSUED } from './held.ts'
import type { Rsp } from './result.ts'

export function endedModel(window: PaymentWindow, payment: Payment, rsp: Rsp | null): EndedModel {
  const is_stranded = window.home === 'redirect' && rsp !== null
  return {
    title: '종료된 결제창',
    lang: 'ko',
    window,
    heading: headingOf(window.ended ?? 'close', payment),
    warning: is_stranded ? NO_WAY_HOME : null,
    text: is_stranded ? null : textOf(rsp),
    facts: [
      ...paymentFacts(payment),
      ...(isIssued(payment) ? accountFacts(payment) : []).map(([{ ko }, value]): [string, string] => [
        ko,
        value,
      ]),
    ],
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

function headingOf(ended: Ending, payment: Payment): string {
  switch (ended) {
    case 'approve':
      if (!isIssued(payment)) return '결제가 승인되었습니다'
      return (payment.pay_method === 'cvs' ? NUMBER_ISSUED : ACCOUNT_ISSUED).ko
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

function textOf(rsp: Rsp | null): string {
  return rsp === null
    ? '이미 종료된 결제창입니다. 결제 결과가 쇼핑몰에 전달되지 않았습니다.'
    : '이미 종료된 결제창입니다. 결과는 쇼핑몰 페이지의 callback으로 전달되었습니다. 이 창은 닫아도 됩니다.'
}

function paymentFacts({
  imp_uid,
  merchant_uid,
  status,
  amount,
  currency,
  fail_reason,
}: Payment): [string, string][] {
  return [
    ['imp_uid', imp_uid],
    ['merchant_uid', merchant_uid],
    ['status', status],
    ['결제금액', formatMoney(amount, currency)],
    ...(fail_reason ? ([['error_msg', fail_reason]] as [string, string][]) : []),
  ]
}
