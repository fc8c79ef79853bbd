/** card: 신용카드. The buyer picks the card company and the instalments, then authenticates: with the number, an app, or ISP. */
import { manual } from '../../core/provenance.ts'
import { card as cardByCode } from '../codes.ts'
import {
  cardChoice,
  cardNumber,
  cardPassword,
  choice,
  option,
  PAY,
  pin,
  quotaChoice,
  step,
} from '../../kit/fields.ts'
import type { Approval, ApprovalFacts, PayMethod } from '../method.ts'
import { type Field, text } from '../../kit/steps.ts'

const authentication: Field = {
  ...choice('card_auth', text('결제 방식', 'How to authenticate'), [
    option('number', '일반결제', 'Card number'),
    option('app', '앱카드', 'Card app'),
    option('isp', 'ISP/페이북', 'ISP'),
  ]),
  optional: true,
}

const points: Field = {
  name: 'use_card_point',
  label: text('카드사 포인트를 먼저 사용합니다', 'Use the card company’s points first'),
  kind: 'check',
  optional: true,
  only: 'card_points',
  sample: '',
}

export const card: PayMethod = {
  code: 'card',
  name: text('신용카드', 'Credit card', 'クレジットカード'),
  known: manual('2.1.1 pay_method'),
  settles: 'now',
  steps: [
    step('card', text('카드 선택', 'Choose a card'), [cardChoice, quotaChoice, authentication, points]),
    step('authenticate', text('카드 인증', 'Card authentication'), [cardNumber, cardPassword], {
      when: { field: 'card_auth', is: ['number'] },
      notice: text(
        '테스트 결제창입니다. 실제 카드 정보를 입력하지 마세요.',
        'This is a test window. Do not enter a real card.',
      ),
      next: PAY,
    }),
    step('app', text('앱카드 인증', 'Card app'), [pin(6)], {
      when: { field: 'card_auth', is: ['app'] },
      notice: text('카드사 앱 대신 이 화면에서 인증합니다.', 'This page stands for the card company’s app.'),
      next: PAY,
    }),
    step('isp', text('ISP 인증', 'ISP authentication'), [pin(6)], {
      when: { field: 'card_auth', is: ['isp'] },
      notice: text('ISP/페이북 앱 대신 이 화면에서 인증합니다.', 'This page stands for the ISP app.'),
      next: PAY,
    }),
  ],
  approve: approveCard,
}

/** What a payment has that was made with a card, whichever way the buyer came to it. */
export function approveCard({ values, dice, imp_uid }: ApprovalFacts): Partial<Approval> {
  return {
    apply_num: dice.digits(8, 'apply_num', imp_uid),
    card_code: values.card_code ?? '366',
    card_name: cardByCode(values.card_code ?? '366').name,
    card_number: maskCard(values.card_number || cardNumber.sample),
    card_quota: Number(values.card_quota ?? 0),
    card_type: 0,
  }
}

/** `524242*********0`: the first six digits and the last, as html5_inicis shows them. */
function maskCard(number: string): string {
  return `${number.slice(0, 6)}${'*'.repeat(Math.max(0, number.length - 7))}${number.slice(-1)}`
}
