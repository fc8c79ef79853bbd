/** kakaopay: 카카오페이. Any pay_method counts; the buyer chooses money or a card in the window. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { KAKAOPAY_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { layer, leave } from '../windows.ts'

const page = docs('카카오페이 page')
const release = docs('SDK release notes: a redirect on phones from 1.1.8 on, a layer before')
const logs = observed("merchants' logs")

export const kakaopay = definePg({
  code: 'kakaopay',
  name: w.text('카카오페이', 'Kakao Pay'),
  known: docs('sample/kakao'),
  sources: {
    pays_as: observed("merchants' logs: money is point, with an empty apply_num and no card"),
    pg_tid: observed("merchants' logs: T and digits; how many is assumed"),
  },
  mids: {
    test: ['TC0ONETIME', 'TCSUBSCRIP'],
    billing: 'TCSUBSCRIP',
  },
  sells: {
    pay_methods: ['card'],
    any_pay_method: page,
    pays_as: { '*': { field: 'kakao_means', by: { card: 'card', money: 'point' } } },
  },
  window: {
    opens: {
      pc: [layer(observed('layer of kakaopay in SDK 1.2.0'), [426, 550])],
      mobile: [
        layer(release),
        leave(release, { since: '1.1.8' }),
        layer(page, undefined, { asked: { param: 'kakaopayMobileAsPC', value: true } }),
      ],
    },
    color: '#fee500',
    ink: '#191600',
    accent: '#3c1e1e',
    button: { color: '#fee500', ink: '#191600' },
    layout: 'card',
    instead: {
      card: [
        w.step('open', w.text('결제 방법 선택', 'How to open Kakao Pay'), [
          w.choice('kakao_way', w.text('결제 방법', 'How'), [
            w.option('talk', '카톡결제', 'In KakaoTalk'),
            w.option('qr', 'QR결제', 'With a code'),
          ]),
        ]),
        w.talkStep(w.whenChosen('kakao_way', 'talk')),
        w.scanStep('scan', w.text('QR코드 스캔', 'Scan the code'), w.whenChosen('kakao_way', 'qr')),
        w.step('means', w.text('결제수단 선택', 'How to pay'), [
          {
            ...w.choice('kakao_means', w.text('결제수단', 'Means'), [
              w.option('card', '카드', 'Card'),
              w.option('money', '카카오페이머니', 'Kakao Pay Money'),
            ]),
            decided_by: [
              { param: 'bypass.kakaopay.payment_method_type', is: { CARD: 'card', MONEY: 'money' } },
            ],
          },
        ]),
        w.step(
          'card',
          w.text('등록된 카드 선택', 'Choose a registered card'),
          [w.cardChoice, w.quotaChoice],
          w.whenChosen('kakao_means', 'card'),
        ),
        w.step(
          'pin',
          w.text('카카오페이 비밀번호', 'Kakao Pay PIN'),
          [
            w.pin(6),
            w.agreement('terms_kakao', '[필수] 결제 정보 제공에 동의합니다', 'I agree to pay with Kakao Pay'),
          ],
          { next: w.PAY },
        ),
      ],
    },
    quota: { reads: 'fixed', known: docs('카카오페이 page: a single value of card_quota fixes it') },
  },
  home: {
    app: 'kakaotalk',
    app_returns: [
      {
        approved: '{app_scheme}{url}',
        known: assumed('as manual 3.2; the page only says that iOS needs app_scheme'),
      },
      { system: 'android', approved: null, known: page },
    ],
  },
  reports: {
    pg_tid: { '*': 'T{digits:19}' },
  },
  billing: { charges: 'amount', known: page },
  rest: {
    able: ['order_list'],
  },
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback object of a cancelled kakaopay payment'),
    },
    already_cancelled: {
      message: '[-784] 취소할 수 없는 상태',
      known: docs('카카오페이 error code sheet; that a second cancel gets it is assumed'),
    },
    exceeds_balance: {
      message: '(requested cancel amount is bigger than cancelable amount)',
      known: observed("a merchant's report of a refused cancel"),
    },
    declined: KAKAOPAY_DECLINES,
  },
  notes: [
    { text: 'paid with money: pay_method is point, apply_num is empty, card_name is null', known: logs },
    { text: '`vat_amount` is not supported', known: page },
  ],
})
