/** kakao: 카카오페이 of the LGCNS era (until May 2018). Card only, and a callback on the phone too. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import type { Pg } from '../pg.ts'
import { agreement, text } from '../steps.ts'

const sheet = docs('카카오페이 error code sheet')

export const kakao: Pg = {
  code: 'kakao',
  name: text('카카오페이', 'Kakao Pay'),
  known: manual('2.1.1 pg'),
  legacy: true,
  test_mids: ['cnstest25m'],
  pay_methods: ['card'],
  currencies: ['KRW'],
  required: [],
  windows: {
    pc: [
      {
        kind: 'layer',
        home: 'callback',
        width: 426,
        height: 550,
        known: observed('layer of kakaopay in SDK 1.2.0'),
      },
    ],
    mobile: [{ kind: 'layer', home: 'callback', known: manual('2.2.c') }],
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
        {
          id: 'talk',
          title: text('카카오톡으로 결제 요청', 'Ask through KakaoTalk'),
          notice: text(
            '카카오톡에 등록된 휴대폰번호를 입력하면 결제 메시지를 보냅니다.',
            'Enter the phone number of your KakaoTalk account to get a payment message.',
          ),
          next: text('결제 요청', 'Ask'),
          fields: [
            {
              name: 'phone_number',
              label: text('휴대폰번호', 'Phone number'),
              kind: 'tel',
              prefill: 'buyer_tel',
              pattern: /^01\d{8,9}$/,
              max_length: 13,
              hint: text(
                '01로 시작하는 휴대폰번호를 입력하세요.',
                'Enter a mobile number that starts with 01.',
              ),
              sample: '01012345678',
            },
            agreement('terms_kakao', '카카오페이 결제에 동의합니다', 'I agree to pay with Kakao Pay'),
          ],
        },
        {
          id: 'wallet',
          title: text('등록된 카드 선택', 'Choose a registered card'),
          next: text('비밀번호 입력하기', 'Enter the PIN'),
          fields: [
            {
              name: 'card_code',
              label: text('카드', 'Card'),
              kind: 'choice',
              options: 'cards',
              sample: '366',
            },
            {
              name: 'card_quota',
              label: text('할부 개월', 'Instalments'),
              kind: 'select',
              options: 'quotas',
              sample: '0',
            },
          ],
        },
        {
          id: 'pin',
          title: text('카카오페이 비밀번호', 'Kakao Pay PIN'),
          next: text('결제하기', 'Pay'),
          fields: [
            {
              name: 'pin',
              label: text('비밀번호 6자리', 'PIN (6 digits)'),
              kind: 'password',
              pattern: /^\d{6}$/,
              max_length: 6,
              hint: text('숫자 6자리를 입력하세요.', 'Enter 6 digits.'),
              sample: '000000',
            },
          ],
        },
      ],
    },
  },
  vbank_days: 0,
  vbank_holder: null,
  pg_tid: { '*': '{mid}0101{yyMMddHHmmss}{digits:4}' },
  receipt: true,
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback object of a cancelled 카카오페이 payment'),
    },
    format: '[{code}] {message}',
    declined: {
      card: [
        { code: 'LIMIT_ONE_TIME', message: '1회 한도 초과', known: sheet },
        { code: 'LIMIT_USE_PER_DAY', message: '일일 결제한도 초과', known: sheet },
        { code: 'LACK_BALANCE', message: '계좌 잔액이 부족합니다', known: sheet },
        { code: 'USER_LOCKED', message: '진행중인 거래가 있습니다', known: sheet },
        { code: '-780', message: '승인 실패', known: sheet },
        {
          code: '-723',
          message: '결제 만료 시간이 지남',
          known: assumed('the sheet is of 카카오페이 after the LGCNS era'),
        },
      ],
    },
  },
}
