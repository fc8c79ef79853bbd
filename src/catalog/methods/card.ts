/** card: 신용카드. The buyer picks the card company and the instalments, then authenticates: with the number, an app, or ISP. */
import { manual } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { card as cardByCode } from '../codes.ts'
import type { Approval, ApprovalFacts, PayMethod } from '../method.ts'

const authentication: w.Field = {
  ...w.choice('card_auth', w.text('결제 방식', 'How to authenticate'), [
    w.option('number', '일반결제', 'Card number'),
    w.option('app', '앱카드', 'Card app'),
    w.option('isp', 'ISP/페이북', 'ISP'),
  ]),
  optional: true,
}

const points: w.Field = {
  name: 'use_card_point',
  label: w.text('카드사 포인트를 먼저 사용합니다', 'Use the card company’s points first'),
  kind: 'check',
  optional: true,
  only: 'card_points',
  sample: '',
}

export const card: PayMethod = {
  code: 'card',
  name: w.text('신용카드', 'Credit card', 'クレジットカード'),
  known: manual('2.1.1 pay_method'),
  settles: 'now',
  steps: [
    w.step('card', w.text('카드 선택', 'Choose a card'), [
      w.cardChoice,
      w.quotaChoice,
      authentication,
      points,
    ]),
    w.step('authenticate', w.text('카드 인증', 'Card authentication'), [w.cardNumber, w.cardPassword], {
      when: { field: 'card_auth', is: ['number'] },
      notice: w.text(
        '테스트 결제창입니다. 실제 카드 정보를 입력하지 마세요.',
        'This is a test window. Do not enter a real card.',
      ),
      next: w.PAY,
    }),
    w.step('app', w.text('앱카드 인증', 'Card app'), [w.pin(6)], {
      when: { field: 'card_auth', is: ['app'] },
      notice: w.text(
        '카드사 앱 대신 이 화면에서 인증합니다.',
        'This page stands for the card company’s app.',
      ),
      next: w.PAY,
    }),
    w.step('isp', w.text('ISP 인증', 'ISP authentication'), [w.pin(6)], {
      when: { field: 'card_auth', is: ['isp'] },
      notice: w.text('ISP/페이북 앱 대신 이 화면에서 인증합니다.', 'This page stands for the ISP app.'),
      next: w.PAY,
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
    card_number: maskCard(values.card_number || w.cardNumber.sample),
    card_quota: Number(values.card_quota ?? 0),
    card_type: 0,
  }
}

/** `524242*********0`: the first six digits and the last, as html5_inicis shows them. */
function maskCard(number: string): string {
  return `${number.slice(0, 6)}${'*'.repeat(Math.max(0, number.length - 7))}${number.slice(-1)}`
}
