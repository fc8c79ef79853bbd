/** uplus: LGU+ of the manual, later (구) 토스페이먼츠. */
import { docs, manual, observed } from '../../core/provenance.ts'
import { TOSS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { FINANCE, PRIVACY, THIRD, terms } from '../fields.ts'
import { text } from '../steps.ts'
import { layer, leave } from '../windows.ts'

export const uplus = definePg({
  code: 'uplus',
  name: text('LG유플러스', 'LG U+'),
  known: manual('2.1.1 pg'),
  legacy: true,
  test_mids: ['tlgdacomxpay'],
  pay_methods: [
    ...['card', 'trans', 'vbank', 'phone', 'cultureland', 'smartculture', 'booknlife'],
    ...['applepay', 'tosspay', 'naverpay', 'kakaopay', 'lpay', 'payco', 'samsung'],
  ],
  windows: {
    pc: [layer(observed('layer of uplus in SDK 1.2.0'), [650, 650])],
    mobile: [leave(manual('2.2.c'))],
  },
  window: {
    color: '#a50034',
    accent: '#a50034',
    before: [
      terms(text('이용약관 동의', 'Terms'), [FINANCE, PRIVACY, THIRD], {
        notice: text('LG유플러스 전자결제 서비스입니다.', 'This is the payment service of LG U+.'),
      }),
    ],
  },
  pg_tid: { '*': 'tlgda{yyyyMMddHHmmss}{digits:5}' },
  vbank_holder: '이크레디트',
  reports: { card: { apply_num: '00000000' } },
  quota: {
    reads: 'up to',
    known: docs('토스페이먼츠 (구): card_quota is one payment up to the longest of the list'),
  },
  refusals: { format: '[{code}] {message}', declined: TOSS_DECLINES },
  notes: [
    { text: 'apply_num is 00000000 in test mode', known: observed("merchants' logs of uplus test payments") },
    { text: 'iPads count as phones since July 2023', known: docs('release notes 2023-07-03') },
  ],
})
