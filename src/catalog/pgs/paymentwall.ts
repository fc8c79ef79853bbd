/** paymentwall: 페이먼트월. What is shown depends on the country; a failed payment may be paid later. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { like } from '../rules.ts'
import { hub } from '../windows.ts'

const page = docs('페이먼트월 page')

const means: w.Field = {
  ...w.choice('pw_means', w.text('결제수단', 'Payment method'), [
    w.option('card', '신용카드', 'Credit card'),
    w.option('wallet', '전자지갑', 'E-wallet'),
    w.option('test', '테스트 결제', 'Test method'),
  ]),
  decided_by: [{ param: 'bypass.ps', is: { test: 'test', cc: 'card', kakaopaykr: 'wallet' } }],
}

export const paymentwall = definePg({
  code: 'paymentwall',
  name: w.text('페이먼트월', 'Paymentwall'),
  known: page,
  sources: { currencies: assumed('those of the manual; the page only says that others than won are named') },
  sells: {
    pay_methods: ['card'],
    any_pay_method: page,
    currencies: ['KRW', 'USD', 'EUR', 'JPY'],
  },
  order: {
    required: [
      needs('name', assumed('the page names it as required; the text is ours')),
      needs('buyer_name', assumed('the page names it as required; the text is ours'), { since: 'v1' }),
      needs('buyer_email', assumed('the page names it as required; the text is ours')),
    ],
    rules: [
      like(
        'buyer_name',
        /\S\s+\S/,
        assumed('페이먼트월 page: first and last name with a blank between; the text is ours'),
        {
          since: 'v1',
          message: '구매자명(buyer_name)은 이름과 성을 공백으로 구분하여 입력해야 합니다.',
        },
      ),
    ],
  },
  window: {
    opens: hub(page),
    color: '#12293b',
    accent: '#0b6a9c',
    mother_tongue: 'en',
    foreign: true,
    instead: {
      card: [
        w.step('means', w.text('결제수단 선택', 'Choose a payment method'), [means]),
        w.step('card', w.text('카드 정보 입력', 'Card details'), [w.cardNumber, w.expiry, w.cvc, w.email], {
          ...w.whenChosen('pw_means', 'card'),
          next: w.PAY,
        }),
        {
          ...w.loginStep(
            '전자지갑',
            'your e-wallet',
            w.text('이메일 또는 휴대폰번호', 'Email or phone number'),
          ),
          ...w.whenChosen('pw_means', 'wallet'),
          next: w.PAY,
        },
        w.step(
          'test',
          w.text('테스트 결제', 'Test payment'),
          [w.email, { ...w.phoneNumber, optional: true, pattern: /^\d{8,15}$/ }],
          { ...w.whenChosen('pw_means', 'test'), next: w.PAY },
        ),
      ],
    },
  },
  billing: { charges: 'always', known: page },
  rest: {
    able: ['billing', 'delivery_status'],
    insists: {
      'POST /subscribe/payments/onetime': ['browser_ip', 'cvc'],
      'POST /subscribe/payments/again': ['buyer_email', 'browser_ip'],
      'POST /subscribe/customers/{customer_uid}': ['cvc'],
      'POST /subscribe/payments/schedule': ['cvc'],
    },
  },
  quirks: {
    late_approval: docs('webhook page: failed, then paid'),
  },
  notes: [
    { text: 'test payments are real charges at the PG; not here', known: docs('ready/2-pg, 2023') },
    {
      text: 'what is shown depends on the country: `bypass.country_code`, `widget_code` and `ps` decide; here only `ps` does',
      known: page,
    },
    { text: '`use_test_method: true` shows the test method; here it is always shown', known: page },
    { text: '`card.info {number, expiry, cvc}` pays without a window; here the window opens', known: page },
    { text: 'without `currency` it is won, though the page marks it as required', known: page },
    { text: 'goods that are shipped must be reported over POST /paymentwall/delivery', known: page },
  ],
})
