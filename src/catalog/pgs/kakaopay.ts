/** kakaopay: 카카오페이. Any pay_method counts; the buyer chooses money or a card in the window. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { KAKAOPAY_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { birth, cardChoice, choice, option, PAY, phoneNumber, pin, quotaChoice, step } from '../fields.ts'
import { text } from '../steps.ts'
import { layer, leave } from '../windows.ts'

const page = docs('카카오페이 page')

export const kakaopay = definePg({
  code: 'kakaopay',
  name: text('카카오페이', 'Kakao Pay'),
  known: docs('sample/kakao'),
  test_mids: ['TC0ONETIME', 'TCSUBSCRIP'],
  pay_methods: ['card'],
  any_pay_method: page,
  pays_as: { '*': { field: 'kakao_means', by: { card: 'card', money: 'point' } } },
  windows: {
    pc: [layer(observed('layer of kakaopay in SDK 1.2.0'), [426, 550])],
    mobile: [
      layer(manual('2.2.c')),
      leave(page, { since: '1.1.8' }),
      layer(page, undefined, { asked: { param: 'kakaopayMobileAsPC', value: true } }),
    ],
  },
  window: {
    color: '#fee500',
    ink: '#191600',
    accent: '#3c1e1e',
    button: { color: '#fee500', ink: '#191600' },
    layout: 'card',
    english: 'never',
    instead: {
      card: [
        step(
          'talk',
          text('카카오톡으로 결제하기', 'Pay in KakaoTalk'),
          [
            phoneNumber,
            { ...birth, label: text('생년월일 6자리와 성별 1자리', 'Birth date (6) and gender (1)') },
          ],
          {
            notice: text(
              'QR코드를 찍거나, 카카오톡으로 받은 메시지에서 결제하세요.',
              'Scan the code, or pay from the message in KakaoTalk.',
            ),
            next: text('카카오톡으로 결제 요청', 'Send to KakaoTalk'),
          },
        ),
        step('means', text('결제수단 선택', 'How to pay'), [
          choice('kakao_means', text('결제수단', 'Means'), [
            option('card', '카드', 'Card'),
            option('money', '카카오페이머니', 'Kakao Pay Money'),
          ]),
        ]),
        step('card', text('등록된 카드 선택', 'Choose a registered card'), [cardChoice, quotaChoice], {
          when: { field: 'kakao_means', is: ['card'] },
        }),
        step('pin', text('카카오페이 비밀번호', 'Kakao Pay PIN'), [pin(6)], { next: PAY }),
      ],
    },
  },
  app: 'kakaotalk',
  app_returns: [
    {
      approved: '{app_scheme}{url}',
      known: assumed('as manual 3.2; the page only says that iOS needs app_scheme'),
    },
    { system: 'android', approved: null, known: page },
  ],
  pg_tid: { '*': 'T{digits:19}' },
  quota: { reads: 'fixed', known: docs('카카오페이: a single value of card_quota fixes it') },
  billing: { charges: 'amount', known: page },
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback object of a cancelled kakaopay payment'),
    },
    declined: KAKAOPAY_DECLINES,
  },
  notes: [
    {
      text: 'paid with money: pay_method is point, apply_num is empty, card_name is null',
      known: observed("merchants' logs"),
    },
  ],
})
