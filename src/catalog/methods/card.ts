/** card: 신용카드. The buyer picks the card company and the instalments, then the card authenticates itself. */
import { manual } from '../../core/provenance.ts'
import { card as cardByCode } from '../codes.ts'
import type { PayMethod } from '../method.ts'
import { text } from '../steps.ts'

export const card: PayMethod = {
  code: 'card',
  name: text('신용카드', 'Credit card'),
  known: manual('2.1.1 pay_method'),
  settles: 'now',
  steps: [
    {
      id: 'card',
      title: text('카드 선택', 'Choose a card'),
      next: text('다음', 'Next'),
      fields: [
        {
          name: 'card_code',
          label: text('카드사', 'Card company'),
          kind: 'choice',
          options: 'cards',
          sample: '366',
        },
        {
          name: 'card_quota',
          label: text('할부 개월', 'Instalments'),
          kind: 'select',
          options: 'quotas',
          sample: '0',
        },
      ],
    },
    {
      id: 'authenticate',
      title: text('카드 인증', 'Card authentication'),
      notice: text(
        '테스트 결제창입니다. 실제 카드 정보를 입력하지 마세요.',
        'This is a test window. Do not enter a real card.',
      ),
      next: text('결제하기', 'Pay'),
      fields: [
        {
          name: 'card_number',
          label: text('카드번호', 'Card number'),
          kind: 'tel',
          pattern: /^\d{14,16}$/,
          max_length: 19,
          hint: text('카드번호 14~16자리를 입력하세요.', 'Enter the 14 to 16 digits of the card number.'),
          sample: '5242420000000000',
        },
        {
          name: 'card_password',
          label: text('비밀번호 앞 2자리', 'First 2 digits of the PIN'),
          kind: 'password',
          pattern: /^\d{2}$/,
          max_length: 2,
          hint: text('숫자 2자리를 입력하세요.', 'Enter 2 digits.'),
          sample: '00',
        },
      ],
    },
  ],
  approve: ({ values, dice, imp_uid }) => ({
    apply_num: dice.digits(8, 'apply_num', imp_uid),
    card_code: values.card_code ?? null,
    card_name: cardByCode(values.card_code ?? '366').name,
    card_number: maskCard(values.card_number ?? '5242420000000000'),
    card_quota: Number(values.card_quota ?? 0),
    card_type: 0,
  }),
}

/** `524242*********0`: the first six digits and the last, as html5_inicis shows them. */
function maskCard(number: string): string {
  return `${number.slice(0, 6)}${'*'.repeat(Math.max(0, number.length - 7))}${number.slice(-1)}`
}
