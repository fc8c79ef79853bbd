/** kakao: 카카오페이 of the LGCNS era (until May 2018). Card only, and a callback on the phone too. */
import { manual, observed } from '../../core/provenance.ts'
import { KAKAOPAY_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { cardChoice, PAY, phoneNumber, pin, quotaChoice, step } from '../fields.ts'
import { agreement, text } from '../steps.ts'
import { layer } from '../windows.ts'

export const kakao = definePg({
  code: 'kakao',
  name: text('카카오페이', 'Kakao Pay'),
  known: manual('2.1.1 pg'),
  legacy: true,
  test_mids: ['cnstest25m'],
  pay_methods: ['card'],
  windows: {
    pc: [layer(observed('layer of kakaopay in SDK 1.2.0'), [426, 550])],
    mobile: [layer(manual('2.2.c'))],
  },
  window: {
    color: '#fae100',
    ink: '#3b1e1e',
    accent: '#3b1e1e',
    button: { color: '#fae100', ink: '#3b1e1e' },
    layout: 'card',
    english: 'never',
    instead: {
      card: [
        step(
          'talk',
          text('카카오톡으로 결제 요청', 'Ask through KakaoTalk'),
          [
            phoneNumber,
            agreement('terms_kakao', '카카오페이 결제에 동의합니다', 'I agree to pay with Kakao Pay'),
          ],
          {
            notice: text(
              '카카오톡에 등록된 휴대폰번호를 입력하면 결제 메시지를 보냅니다.',
              'Enter the phone number of your KakaoTalk account to get a payment message.',
            ),
            next: text('결제 요청', 'Ask'),
          },
        ),
        step('wallet', text('등록된 카드 선택', 'Choose a registered card'), [cardChoice, quotaChoice], {
          next: text('비밀번호 입력하기', 'Enter the PIN'),
        }),
        step('pin', text('카카오페이 비밀번호', 'Kakao Pay PIN'), [pin(6)], { next: PAY }),
      ],
    },
  },
  app: 'kakaotalk',
  app_returns: [
    {
      approved: '{app_scheme}process',
      cancelled: '{app_scheme}cancel',
      known: observed('apps that call IMP.communicate when they are opened again'),
    },
  ],
  pg_tid: { '*': '{mid}0101{yyMMddHHmmss}{digits:4}' },
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback object of a cancelled 카카오페이 payment'),
    },
    declined: KAKAOPAY_DECLINES,
  },
})
