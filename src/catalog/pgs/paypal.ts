/** paypal: PayPal Express Checkout. Dollars, never won; the page is left unless the order says popup. */
import { docs, manual, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { choice, email, loginPassword, option, step } from '../fields.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('PayPal Express page')
const locales = manual('2.1.1 language: PayPal takes its own two-letter codes')

export const paypal = definePg({
  code: 'paypal',
  name: text('페이팔', 'PayPal'),
  known: manual('2.1.1 pg'),
  legacy: true,
  pay_methods: ['card'],
  currencies: [
    'USD',
    'EUR',
    'JPY',
    'GBP',
    'AUD',
    'CAD',
    'HKD',
    'SGD',
    'TWD',
    'CHF',
    'SEK',
    'NZD',
    'PHP',
    'THB',
  ],
  reports: {
    '*': {
      apply_num: '',
      card_code: null,
      card_name: null,
      card_number: null,
      card_quota: 0,
      card_type: null,
    },
  },
  windows: {
    pc: [
      leave(page),
      popup(observed('SDK 1.2.0'), [440, 700], { name: 'IMP_PAYPAL_MODAL', popup: true, since: '1.1.7' }),
    ],
    mobile: [
      leave(page),
      popup(observed('SDK 1.2.0'), [440, 700], { name: 'IMP_PAYPAL_MODAL', popup: true, since: '1.1.7' }),
    ],
  },
  window: {
    color: '#ffffff',
    ink: '#003087',
    accent: '#0058a8',
    layout: 'card',
    english: 'always',
    mother_tongue: 'en',
    foreign: true,
    before: [
      step('login', text('PayPal 계정으로 로그인', 'Log in to PayPal'), [email, loginPassword], {
        notice: text('아무 계정으로나 로그인됩니다.', 'Any account will do.'),
        next: text('로그인', 'Log In'),
      }),
    ],
    instead: {
      card: [
        step(
          'pay',
          text('결제 확인', 'Pay with'),
          [
            choice('paypal_means', text('결제수단', 'Means'), [
              option('balance', 'PayPal 잔액', 'PayPal balance'),
              option('visa', 'Visa 끝 4자리 0000', 'Visa ending in 0000'),
            ]),
          ],
          { next: text('지금 결제', 'Pay Now') },
        ),
      ],
    },
  },
  receipt: false,
  pg_tid: { '*': '{digits:17}' },
  notes: [
    { text: 'the window speaks Korean for `language: ko`, English for every other code', known: locales },
  ],
})
