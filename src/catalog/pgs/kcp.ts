/** kcp: NHN KCP. */
import { docs, manual, observed } from '../../core/provenance.ts'
import { KCP_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { ALL, terms } from '../fields.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { HUB, leave } from '../windows.ts'

const page = docs('NHN KCP page')
const GIFTS = ['cultureland', 'smartculture', 'booknlife', 'happymoney']

export const kcp = definePg({
  code: 'kcp',
  name: text('NHN KCP', 'NHN KCP'),
  known: manual('2.2.c'),
  test_mids: ['T0000', 'A52CY', 'AO09C'],
  pay_methods: [
    ...[
      'card',
      'trans',
      'vbank',
      'phone',
      ...GIFTS,
      'payco',
      'lpay',
      'kakaopay',
      'naverpay',
      'naverpay_bridge',
    ],
    ...['samsung', 'ssgpay', 'applepay', 'tosspay', 'point'],
  ],
  required: [
    needs('kcpProducts', docs('NHN KCP: escrow without kcpProducts fails; the text is ours'), {
      escrow: true,
      in_window: '8094',
    }),
  ],
  windows: {
    ...HUB,
    mobile: [leave(manual('2.2.c'), { opener_name: 'tar_opener' })],
  },
  window: {
    color: '#14295e',
    accent: '#1f4fa8',
    layout: 'panel',
    english: 'never',
    before: [
      terms(text('결제 약관', 'Terms'), [ALL], { notice: text('NHN KCP 표준결제창', 'NHN KCP payment') }),
    ],
  },
  cancel: {
    partial_phone: true,
    phone_next_month_by_account: true,
    known: docs('cancel guide: next month’s phone refund goes to an account'),
  },
  card_number_zeros: observed("merchants' logs of kcp payments: 16 digits, filled with zeros"),
  pg_tid: { '*': '{digits:14}' },
  quota: { reads: 'up to', known: docs('NHN KCP: only the longest of card_quota counts') },
  billing: {
    charges: 'no window',
    known: docs('billing table: kcp issues keys over REST, kcp_billing in a window'),
  },
  refusals: { format: '[{code}] {message}', declined: KCP_DECLINES },
  notes: [
    {
      text: '`bypass.shop_user_id` is asked for by vouchers and phone; the sandbox does not insist',
      known: page,
    },
    { text: 'test payments with KB cards are refused by the PG', known: docs('NHN KCP: test mode') },
  ],
})
