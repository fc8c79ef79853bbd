/** nice: 나이스정보통신 (나이스페이먼츠). */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { rows } from '../declines.ts'
import { definePg } from '../define.ts'
import { ALL, terms } from '../fields.ts'
import { text } from '../steps.ts'
import { HUB } from '../windows.ts'

const ours = assumed('NICE publishes no sheet through iamport; a common refusal in its style')

export const nice = definePg({
  code: 'nice',
  name: text('나이스페이먼츠', 'NICE Payments'),
  known: manual('2.1.1 pg'),
  test_mids: ['nictest00m', 'iamport00m'],
  pay_methods: ['card', 'trans', 'vbank', 'phone', 'kakaopay'],
  currencies: ['KRW', 'USD'],
  windows: HUB,
  window: {
    color: '#1f2a44',
    accent: '#2560d8',
    english: 'pc',
    before: [
      terms(text('이용약관', 'Terms'), [ALL], {
        notice: text('NICE 전자결제 서비스에 오신 것을 환영합니다.', 'Welcome to the NICE payment service.'),
        next: text('동의하고 계속', 'Agree and go on'),
      }),
    ],
  },
  vbank_days: 30,
  cancel: { needs_vat_amount: true, known: docs('POST /payments/cancel vat_amount') },
  pg_tid: {
    card: '{mid}0101{yyMMddHHmmss}{digits:4}',
    trans: '{mid}0201{yyMMddHHmmss}{digits:4}',
    vbank: '{mid}0301{yyMMddHHmmss}{digits:4}',
    phone: '{mid}0501{yyMMddHHmmss}{digits:4}',
    '*': '{mid}0001{yyMMddHHmmss}{digits:4}',
  },
  app_returns: [
    { approved: '{app_scheme}://{url}', known: manual('3.2.a: the example of nice') },
    {
      pay_methods: ['trans'],
      approved:
        '{app_scheme}?callbackparam1={url:encoded}&callbackparam2={imp_uid}&bankpay_code=000&bankpay_value=OK',
      cancelled:
        '{app_scheme}?callbackparam1={url:encoded}&callbackparam2={imp_uid}&bankpay_code=091&bankpay_value=',
      known: docs(
        'sample/nice: BankPay answers in callbackparam1, callbackparam2, bankpay_code, bankpay_value',
      ),
    },
  ],
  billing: { charges: 'no window', known: docs('billing table: nice issues keys over REST only') },
  refusals: {
    cancelled: {
      message: '사용자가 결제를 취소하셨습니다',
      known: assumed('the wording of html5_inicis; none is recorded for nice'),
    },
    format: '[{code}]{message}',
    declined: {
      card: [
        ...rows(observed("clients' tests: refused card data at nice"), 'F113 거래거절 카드번호틀림'),
        ...rows(ours, '3021 유효기간 오류', '3041 1000원 미만 신용카드 승인 불가', '3095 카드사 한도초과'),
      ],
      trans: rows(ours, '4002 계좌 잔액 부족', '4003 계좌 비밀번호 오류'),
      vbank: rows(ours, '4110 가상계좌 입금기한 오류'),
      phone: rows(ours, 'A010 휴대폰 이용한도 초과', 'A011 인증번호 불일치'),
    },
  },
  notes: [
    {
      text: 'test payments with NH and KB cards, or on a KT phone, are refused by the PG',
      known: docs('nice: test mode'),
    },
  ],
})
