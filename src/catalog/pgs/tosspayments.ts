/** tosspayments: (신) 토스페이먼츠. */
import { docs, observed } from '../../core/provenance.ts'
import { TOSS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { cardChoice, PAY, pin, quotaChoice, step } from '../fields.ts'
import { agreement, text } from '../steps.ts'
import { layer, leave } from '../windows.ts'

const page = docs('토스페이먼츠 (신) page')

export const tosspayments = definePg({
  code: 'tosspayments',
  name: text('토스페이먼츠', 'Toss Payments'),
  known: page,
  pay_methods: [
    ...['card', 'trans', 'vbank', 'phone', 'booknlife', 'smartculture', 'cultureland'],
    ...['kakaopay', 'naverpay', 'lpay', 'samsungpay', 'ssgpay', 'applepay', 'payco', 'tosspay'],
  ],
  windows: { pc: [layer(observed('layer of tosspayments in SDK 1.2.0'), [650, 650])], mobile: [leave(page)] },
  window: {
    color: '#ffffff',
    ink: '#191f28',
    accent: '#0064ff',
    card_points: true,
    instead: {
      card: [
        step('card', text('카드 선택', 'Choose a card'), [
          cardChoice,
          quotaChoice,
          agreement(
            'terms_toss',
            '[필수] 서비스 이용 약관, 개인정보 처리 동의',
            'I agree to the terms and the privacy policy',
          ),
        ]),
        step('app', text('앱카드 결제', 'Pay with the card app'), [pin(6)], {
          next: PAY,
          notice: text(
            '카드사 앱 대신 이 화면에서 인증합니다.',
            'This page stands for the card company’s app.',
          ),
        }),
      ],
    },
  },
  vbank_holder: null,
  receipt: false,
  short_result: page,
  quota: { reads: 'up to', known: docs('토스페이먼츠 (신): card_quota is the longest; [0] is one payment') },
  billing: { charges: 'never', known: page },
  cancel: {
    no_partial: ['cultureland', 'smartculture', 'booknlife'],
    known: docs('PG page of tosspayments: vouchers in full only'),
  },
  pg_tid: { '*': 'tosspay{yyyyMMddHHmmss}{digits:8}' },
  refusals: {
    cancelled: {
      message: '[PAY_PROCESS_CANCELED] 사용자가 결제를 취소하였습니다',
      code: 'PAY_PROCESS_CANCELED',
      known: observed('cancelled tosspayments payments'),
    },
    declined: TOSS_DECLINES,
  },
  notes: [
    { text: 'vbank_holder is null', known: page },
    { text: 'no receipt_url in test mode', known: page },
    { text: 'gift vouchers cannot be cancelled in part', known: page },
  ],
})
