/** How cards, phones and accounts are authenticated, step by step, as several PGs have it. The wording is ours. */
import {
  bankChoice,
  cardChoice,
  cardNumber,
  cardPassword,
  choice,
  email,
  expiry,
  option,
  PAY,
  phoneNumber,
  pin,
  quotaChoice,
  step,
} from './fields.ts'
import { agreement, type Field, type Step, type Text, text } from './steps.ts'

/** Card companies without an app card of their own: their cards are authenticated with ISP (페이북). */
export const ISP_CARDS = ['361', '041', '090'] as const
/** The others that a window offers. */
export const APP_CARDS = ['366', '381', '367', '365', '368', '371', '374'] as const

/** A list to open in place of tiles, as older windows have it. */
export const asSelect = (field: Field): Field => ({ ...field, kind: 'select' })

/** Only in the window of an order with `escrow: true`. */
export const forEscrow = (step: Step): Step => ({ ...step, asked: { param: 'escrow' } })

export const withCode = (step: Step): Step => ({ ...step, shows: 'qr' })

/** Where the PG sends its own note of the payment. A buyer may leave it empty. */
export const receiptEmail = (ko = '결제 내역을 받을 이메일', en = 'Email for the receipt'): Field => ({
  ...email,
  name: 'receipt_email',
  label: text(`${ko} (선택)`, `${en} (optional)`),
  optional: true,
})

/** Where the account and its deadline are sent by text message. */
export const smsNumber = (
  ko = '입금 안내를 받을 휴대폰번호',
  en = 'Phone number for the account',
): Field => ({
  ...phoneNumber,
  name: 'sms_number',
  label: text(`${ko} (선택)`, `${en} (optional)`),
  optional: true,
})

export const birthDay: Field = {
  name: 'birth_day',
  label: text('생년월일 6자리', 'Birth date (6 digits)'),
  kind: 'tel',
  pattern: /^\d{6}$/,
  max_length: 6,
  hint: text('생년월일을 숫자 6자리로 입력하세요.', 'Enter the birth date, 6 digits.'),
  sample: '900101',
}

/** 생년월일 of a person, 사업자등록번호 of a company: whose card or account it is. */
export const holderNumber: Field = {
  name: 'holder',
  label: text('생년월일 6자리 또는 사업자등록번호 10자리', 'Birth date (6) or company number (10)'),
  kind: 'tel',
  pattern: /^(\d{6}|\d{10})$/,
  max_length: 12,
  hint: text('숫자 6자리 또는 10자리를 입력하세요.', 'Enter 6 or 10 digits.'),
  sample: '900101',
}

export const cardOwner: Field = choice('card_owner', text('카드 구분', 'Whose card'), [
  option('person', '개인카드', 'Personal'),
  option('company', '법인카드', 'Company'),
])

/** The password of a certificate that signs a transfer. */
export const certificatePassword: Field = {
  name: 'certificate_password',
  label: text('공동인증서 비밀번호', 'Certificate password'),
  kind: 'password',
  max_length: 30,
  sample: 'sandbox00',
}

/** 키인: the card's numbers are typed in, and nobody else is asked. */
export const keyIn = (when: Step['when']): Step =>
  step(
    'keyin',
    text('카드 정보 입력', 'Card details'),
    [cardOwner, cardNumber, expiry, cardPassword, holderNumber, quotaChoice],
    { ...(when && { when }), next: PAY },
  )

/** PASS: the carriers' own app in place of a text message. */
export const passStep = (when: Step['when'], next: Text = PAY): Step =>
  step('pass', text('PASS 앱 인증', 'Confirm in PASS'), [pin(6)], {
    ...(when && { when }),
    next,
    notice: text(
      'PASS 앱으로 알림이 가지 않습니다. 이 화면에서 PASS 비밀번호를 입력하세요.',
      'No notice is sent to the PASS app. Enter its PIN here.',
    ),
  })

export const phoneWay = (name: string): Field =>
  choice(name, text('인증 방법', 'How to confirm'), [
    option('sms', '문자(SMS) 인증', 'Text message'),
    option('pass', 'PASS 인증', 'PASS app'),
  ])

/** What a registered card is, in the words of each PG's window. */
export const registerCard = (title: Text, terms_ko: string, fields: readonly Field[] = []): Step =>
  step(
    'billing',
    title,
    [
      cardOwner,
      cardNumber,
      expiry,
      holderNumber,
      cardPassword,
      ...fields,
      agreement('terms_billing', terms_ko, 'I agree to be charged automatically'),
    ],
    { next: text('등록하기', 'Register') },
  )

/**
 * 토스페이: the app pays, on PC reached by a code or by the phone's number. `means` is the field that says what it was paid
 * with; without it there is nothing to choose.
 */
export function tossSteps(paid_with: 'card' | 'money' | { readonly means: string }): readonly Step[] {
  const means = typeof paid_with === 'object' ? paid_with.means : null
  const only = (is: 'card' | 'money') => (means === null ? {} : { when: { field: means, is: [is] } })
  const way = choice('toss_way', text('결제 요청 방법', 'How to reach the app'), [
    option('phone', '휴대폰 번호', 'Phone number'),
    option('qr', 'QR코드', 'QR code'),
  ])
  return [
    step('way', text('토스로 결제', 'Pay with Toss'), [way]),
    step(
      'login',
      text('휴대폰 번호와 생년월일', 'Your phone'),
      [phoneNumber, { ...birthDay, optional: true }],
      {
        when: { field: 'toss_way', is: ['phone'] },
        notice: text(
          '토스 앱 알림은 발송되지 않습니다. 이 화면에서 계속 진행하세요.',
          'No notice is sent to the Toss app. Go on here.',
        ),
        next: text('결제 요청하기', 'Ask the app'),
      },
    ),
    withCode(
      step('scan', text('QR코드 스캔', 'Scan the code'), [], {
        when: { field: 'toss_way', is: ['qr'] },
        notice: text(
          '휴대폰으로 QR코드를 스캔했다고 가정하고 [다음]을 누르세요.',
          'Take the code as scanned by your phone, and press [Next].',
        ),
      }),
    ),
    ...(means === null
      ? []
      : [
          step('means', text('결제수단 선택', 'How to pay'), [
            choice(means, text('결제수단', 'Means'), [
              option('money', '토스머니·계좌', 'Toss Money or account'),
              option('card', '카드', 'Card'),
            ]),
          ]),
        ]),
    ...(paid_with === 'money'
      ? []
      : [step('card', text('등록된 카드', 'Your cards'), [cardChoice, tossQuota], only('card'))]),
    ...(paid_with === 'card'
      ? []
      : [step('account', text('출금 계좌', 'Account'), [bankChoice('bank_code')], only('money'))]),
    step('pin', text('토스 비밀번호', 'Toss PIN'), [pin(5)], { next: PAY }),
  ]
}

/** `card.useInstallment: false`: one payment. */
const tossQuota: Field = {
  ...quotaChoice,
  decided_by: [{ param: 'card.useInstallment', is: { false: '0' } }],
}
