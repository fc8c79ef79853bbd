/** nice: 나이스정보통신 (나이스페이먼츠). */
import { assumed, manual, observed } from '../../core/provenance.ts'
import type { Pg } from '../pg.ts'
import { agreement, text } from '../steps.ts'

const ours = assumed('NICE publishes no sheet through iamport; a common refusal in its style')

export const nice: Pg = {
  code: 'nice',
  name: text('나이스페이먼츠', 'NICE Payments'),
  known: manual('2.1.1 pg'),
  test_mids: ['nictest00m', 'iamport00m'],
  pay_methods: ['card', 'trans', 'vbank', 'phone'],
  currencies: ['KRW', 'USD'],
  required: [],
  windows: {
    pc: [{ kind: 'layer', home: 'callback', known: manual('2.2.a') }],
    mobile: [{ kind: 'redirect', home: 'redirect', known: manual('2.2.c') }],
  },
  window: {
    color: '#1f2a44',
    ink: '#ffffff',
    accent: '#2560d8',
    layout: 'sheet',
    english: 'pc',
    before: [
      {
        id: 'terms',
        title: text('이용약관', 'Terms'),
        notice: text('NICE 전자결제 서비스에 오신 것을 환영합니다.', 'Welcome to the NICE payment service.'),
        next: text('동의하고 계속', 'Agree and go on'),
        fields: [agreement('terms_all', '전체 약관에 동의합니다', 'I agree to all terms')],
      },
    ],
  },
  vbank_days: 30,
  vbank_holder: '아임포트샌드박스',
  pg_tid: {
    card: '{mid}0101{yyMMddHHmmss}{digits:4}',
    trans: '{mid}0201{yyMMddHHmmss}{digits:4}',
    vbank: '{mid}0301{yyMMddHHmmss}{digits:4}',
    phone: '{mid}0501{yyMMddHHmmss}{digits:4}',
    '*': '{mid}0001{yyMMddHHmmss}{digits:4}',
  },
  receipt: true,
  refusals: {
    cancelled: {
      message: '사용자가 결제를 취소하셨습니다',
      known: assumed('the wording of html5_inicis; none is recorded for nice'),
    },
    format: '[{code}]{message}',
    declined: {
      card: [
        {
          code: 'F113',
          message: '거래거절 카드번호틀림',
          known: observed("clients' tests: refused card data at nice"),
        },
        { code: '3021', message: '유효기간 오류', known: ours },
        { code: '3041', message: '1000원 미만 신용카드 승인 불가', known: ours },
        { code: '3095', message: '카드사 한도초과', known: ours },
      ],
      trans: [
        { code: '4002', message: '계좌 잔액 부족', known: ours },
        { code: '4003', message: '계좌 비밀번호 오류', known: ours },
      ],
      vbank: [{ code: '4110', message: '가상계좌 입금기한 오류', known: ours }],
      phone: [
        { code: 'A010', message: '휴대폰 이용한도 초과', known: ours },
        { code: 'A011', message: '인증번호 불일치', known: ours },
      ],
    },
  },
}
