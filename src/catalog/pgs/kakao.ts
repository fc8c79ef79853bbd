/** kakao: 카카오페이 of the LGCNS era (until May 2018). Card only, and a callback on the phone too. */
import { assumed, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { KAKAOPAY_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { layer } from '../windows.ts'

export const kakao = definePg({
  code: 'kakao',
  name: w.text('카카오페이', 'Kakao Pay'),
  known: manual('2.1.1 pg'),
  legacy: true,
  sources: { pay_methods: assumed('it was a wallet of cards; money came with kakaopay') },
  sells: {
    pay_methods: ['card'],
  },
  window: {
    opens: {
      pc: [layer(observed('SDK 1.2.0: a layer of LGCNS’s own over the whole page'))],
      mobile: [layer(manual('2.2.c'))],
    },
    color: '#fae100',
    ink: '#3b1e1e',
    accent: '#3b1e1e',
    button: { color: '#3b1e1e', ink: '#fae100' },
    layout: 'card',
    instead: {
      card: [
        w.step(
          'request',
          w.text('카카오페이 결제 요청', 'Ask for a payment'),
          [
            w.phoneNumber,
            w.agreement(
              'terms_kakao',
              '[필수] 개인정보 제3자 제공(결제 정보)에 동의합니다',
              'I agree to pay with Kakao Pay',
            ),
          ],
          {
            notice: w.text(
              '카카오톡에 등록된 휴대폰번호로 결제 요청 메시지를 보냅니다.',
              'A message goes to the KakaoTalk account of this phone number.',
            ),
            next: w.text('결제 요청', 'Ask'),
          },
        ),
        w.step('message', w.text('카카오톡 메시지 확인', 'Look into KakaoTalk'), [], {
          notice: w.text(
            '실제 메시지는 발송되지 않습니다. [결제하러 가기]를 누르면 카카오톡에서 결제를 이어서 진행합니다.',
            'No message is sent. Press [Go on] to go on as if in KakaoTalk.',
          ),
          next: w.text('결제하러 가기', 'Go on'),
        }),
        w.step('wallet', w.text('등록된 카드 선택', 'Choose a registered card'), [
          w.cardChoice,
          w.quotaChoice,
        ]),
        w.step('pin', w.text('카카오페이 비밀번호', 'Kakao Pay PIN'), [w.pin(6)], { next: w.PAY }),
      ],
    },
  },
  home: {
    app: 'kakaotalk',
    app_returns: [
      {
        approved: '{app_scheme}process',
        cancelled: '{app_scheme}cancel',
        known: observed('apps that call IMP.communicate when they are opened again'),
      },
    ],
  },
  reports: {
    pg_tid: { '*': '{mid}0101{yyMMddHHmmss}{digits:4}' },
  },
  rest: {
    able: ['order_list'],
  },
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback object of a cancelled 카카오페이 payment'),
    },
    declined: KAKAOPAY_DECLINES,
  },
})
