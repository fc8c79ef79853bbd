/** The steps of a window that issues a billing key: the card itself is registered, whatever the PG's card steps are. */
import { cardNumber, cardPassword, expiry, step } from '../kit/fields.ts'
import { payMethod } from '../catalog/methods/index.ts'
import type { Charges, Pg } from '../catalog/pg.ts'
import { agreement, type Step, text } from '../kit/steps.ts'

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

/**
 * What happens to the amount when this PG's window issues a key for this pay_method. PGs and pay_methods that the vendor's
 * billing table does not name issue none in a window.
 */
export function chargesOf({ billing }: Pg, pay_method: string): Charges {
  const charges = billing?.charges ?? 'no window'
  if (payMethod(pay_method)?.keeps_no_key) return 'no window'
  return typeof charges === 'string' ? charges : (charges[pay_method] ?? charges['*'] ?? 'no window')
}

/** Whether a window takes any notice of `customer_uid`. */
export function issues(pg: Pg, pay_method: string): boolean {
  return chargesOf(pg, pay_method) !== 'no window'
}

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
