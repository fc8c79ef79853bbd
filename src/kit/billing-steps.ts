/** The steps of a window that issues a billing key: the card itself is registered, whatever the PG's card steps are. */
import { cardNumber, cardPassword, expiry, step } from './fields.ts'
import { agreement, type Step, text } from './steps.ts'

export const BILLING_STEPS: readonly Step[] = [
  step(
    'billing',
    text('정기결제 카드 등록', 'Register a card for billing'),
    [
      cardNumber,
      expiry,
      {
        name: 'holder',
        label: text('생년월일 6자리 또는 사업자등록번호', 'Birth date (6) or company number (10)'),
        kind: 'tel',
        pattern: /^(\d{6}|\d{10})$/,
        max_length: 12,
        hint: text('숫자 6자리 또는 10자리를 입력하세요.', 'Enter 6 or 10 digits.'),
        sample: '900101',
      },
      cardPassword,
      agreement(
        'terms_billing',
        '정기결제 자동승인 이용에 동의합니다',
        'I agree to be charged automatically',
      ),
    ],
    { next: text('등록하기', 'Register') },
  ),
]

/** What the window says of the amount, by what the PG does with it. */
export const BILLING_NOTICES = {
  always: text(
    '정기결제 수단이 등록되고 결제금액이 바로 결제됩니다.',
    'Your way to pay is registered and charged at once.',
  ),
  amount: text(
    '정기결제 수단이 등록됩니다. 결제금액이 0원보다 크면 바로 결제됩니다.',
    'Your way to pay is registered, and charged at once when the amount is more than 0.',
  ),
  never: text(
    '정기결제 수단만 등록되고 지금은 결제되지 않습니다.',
    'Your way to pay is registered only; nothing is charged now.',
  ),
} as const
