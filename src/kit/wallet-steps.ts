/** Wallets and overseas windows: 카카오페이, 네이버페이, PayPal, a scanned code. The wording is ours. */

import { birthDay } from './auth-steps.ts'
import {
  cardChoice,
  cardNumber,
  choice,
  cvc,
  email,
  expiry,
  loginId,
  loginPassword,
  option,
  PAY,
  phoneNumber,
  pin,
  quotaChoice,
  step,
} from './fields.ts'
import { agreement, type Field, type Option, type Step, type Text, text } from './steps.ts'

/** Only for a buyer who chose this before. */
export const whenChosen = (field: string, ...is: readonly string[]): { readonly when: Step['when'] } => ({
  when: { field, is },
})

/** A code for the phone's camera; a camera that reads it goes nowhere. */
export const scanStep = (
  id: string,
  title: Text,
  more: { readonly when?: Step['when']; readonly notice?: Text } = {},
): Step => ({
  ...step(id, title, [], {
    notice: text(
      '휴대폰으로 QR코드를 스캔했다고 가정하고 [다음]을 누르세요.',
      'Take the code as scanned by your phone, and press [Next].',
      'スマートフォンで読み取ったものとして［次へ］を押してください。',
    ),
    ...more,
  }),
  shows: 'qr',
})

/** The login of a wallet or shop, with what it calls its IDs. */
export const loginStep = (
  ko: string,
  en: string,
  id: Text = loginId.label,
  fields: readonly Field[] = [],
): Step =>
  step(
    'login',
    text(`${ko} 로그인`, `Log in to ${en}`),
    [...fields, { ...loginId, label: id }, loginPassword],
    {
      notice: text('아무 아이디와 비밀번호로나 로그인됩니다.', 'Any ID and password will do.'),
      next: text('로그인', 'Log in'),
    },
  )

/** 카카오톡: whom the message goes to. */
export const talkStep = (more: { readonly when?: Step['when'] } = {}): Step =>
  step('talk', text('카카오톡으로 결제 요청', 'Ask in KakaoTalk'), [phoneNumber, birthDay], {
    notice: text(
      '카카오톡에 등록된 휴대폰번호를 입력해 주세요. 메시지는 발송되지 않습니다.',
      'Enter the phone number of your KakaoTalk account. No message is sent.',
    ),
    next: text('결제 요청', 'Ask'),
    ...more,
  })

/** A balance that may be too small. */
export const balanceChoice = (name: string, ko: string, en: string): Field => ({
  ...choice(name, text(ko, en), [
    option('10000000', '잔액 10,000,000원', '₩10,000,000'),
    option('1000', '잔액 1,000원', '₩1,000'),
  ]),
  covers_amount: true,
})

const naverMeans = choice('naver_means', text('결제수단', 'Means'), [
  option('card', '신용·체크카드', 'Card'),
  option('point', '포인트·머니', 'Points and money'),
])

/** What follows the login, 결제형 and 주문형 alike. Points have to cover it all. */
export const NAVER_STEPS: readonly Step[] = [
  step('means', text('결제수단 선택', 'How to pay'), [naverMeans]),
  step(
    'card',
    text('카드 간편결제', 'Your cards'),
    [cardChoice, quotaChoice],
    whenChosen('naver_means', 'card'),
  ),
  step(
    'point',
    text('포인트·머니 사용', 'Your points and money'),
    [balanceChoice('naver_balance', '네이버페이 포인트·머니', 'Naver Pay points and money')],
    whenChosen('naver_means', 'point'),
  ),
  step(
    'pin',
    text('네이버페이 비밀번호', 'Naver Pay PIN'),
    [
      pin(6),
      agreement(
        'terms_naver',
        '[필수] 주문 내용을 확인하였으며 결제에 동의합니다',
        'I have read my order, and agree to pay',
      ),
    ],
    { next: PAY },
  ),
]

/** Currencies of PayPal accounts; won is not among them. */
export const PAYPAL_CURRENCIES = [
  ...['USD', 'EUR', 'JPY', 'GBP', 'AUD', 'CAD', 'HKD', 'SGD', 'TWD', 'CHF', 'SEK', 'NZD', 'PHP', 'THB'],
  ...['CNY', 'BRL', 'CZK', 'DKK', 'HUF', 'ILS', 'MXN', 'MYR', 'NOK', 'PLN'],
] as const

const member = whenChosen('paypal_buyer', 'member')
const guest = whenChosen('paypal_buyer', 'guest')

const PAYPAL_START = step('paypal_login', text('PayPal로 결제', 'Pay with PayPal'), [
  email,
  choice('paypal_buyer', text('결제 방법', 'How to pay'), [
    option('member', '계정으로 로그인', 'Log in'),
    option('guest', '카드로 결제', 'Debit or credit card'),
  ]),
])

const PAYPAL_PASSWORD = step(
  'paypal_password',
  text('비밀번호 입력', 'Enter your password'),
  [loginPassword],
  {
    ...member,
    notice: text('아무 비밀번호로나 로그인됩니다.', 'Any password will do.'),
    next: text('로그인', 'Log In'),
  },
)

const PAYPAL_SHIPPING = step(
  'paypal_ship',
  text('배송 주소', 'Ship to'),
  [
    {
      ...choice('paypal_address', text('배송 주소', 'Address'), [
        option('home', 'Sejong-daero 110, Jung-gu, Seoul', 'Sejong-daero 110, Jung-gu, Seoul'),
        option('work', 'Gosanja-ro 270, Seongdong-gu, Seoul', 'Gosanja-ro 270, Seongdong-gu, Seoul'),
      ]),
      kind: 'select',
    },
  ],
  { ...member, next: text('계속', 'Continue') },
)

const PAYPAL_PAY: readonly Step[] = [
  step(
    'paypal_pay',
    text('결제 확인', 'Pay with'),
    [
      choice('paypal_means', text('결제수단', 'Means'), [
        option('balance', 'PayPal 잔액', 'PayPal balance'),
        option('visa', 'Visa ••0000', 'Visa ••0000'),
        option('bank', '은행 계좌 ••0000', 'Bank account ••0000'),
      ]),
    ],
    { ...member, next: text('지금 결제', 'Pay Now') },
  ),
  step('paypal_card', text('카드로 결제', 'Pay with a card'), [cardNumber, expiry, cvc], {
    ...guest,
    next: text('지금 결제', 'Pay Now'),
  }),
]

/** Express Checkout: log in, or pay with a card as a guest. */
export const PAYPAL_EXPRESS: readonly Step[] = [PAYPAL_START, PAYPAL_PASSWORD, ...PAYPAL_PAY]

/** Smart buttons ask for an address, too, unless what is sold is `digital` (docs). */
export const PAYPAL_BUTTONS: readonly Step[] = [
  PAYPAL_START,
  PAYPAL_PASSWORD,
  { ...PAYPAL_SHIPPING, asked: { param: 'digital', not: true } },
  ...PAYPAL_PAY,
]

/** Brands of cards from abroad, by the codes that the vendor has for them (docs, card codes). */
export const CARD_BRANDS: readonly Option[] = [
  option('10005', 'VISA', 'Visa', 'VISA'),
  option('10004', 'Mastercard', 'Mastercard', 'Mastercard'),
  option('10006', 'JCB', 'JCB', 'JCB'),
  option('10003', 'American Express', 'American Express', 'American Express'),
]

export const brandChoice: Field = {
  ...choice('card_code', text('카드 브랜드', 'Card brand', 'カードブランド'), CARD_BRANDS),
}
