/** html5_inicis: KG이니시스 웹표준. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import type { Pg } from '../pg.ts'
import { agreement, text } from '../steps.ts'

const sheet = docs('KG이니시스 error code sheet')

export const html5_inicis: Pg = {
  code: 'html5_inicis',
  name: text('KG이니시스', 'KG Inicis'),
  known: manual('2.1.1 pg'),
  test_mids: ['INIpayTest', 'INIBillTst'],
  pay_methods: ['card', 'trans', 'vbank', 'phone'],
  currencies: ['KRW'],
  required: [
    {
      field: 'buyer_tel',
      message: '구매자 연락처(buyer_tel)는 필수 입력입니다.',
      known: assumed(
        'the manual says some PGs fail without buyer_tel, the vendor names KG이니시스; the text is ours',
      ),
    },
  ],
  windows: {
    pc: [{ kind: 'layer', home: 'callback', known: manual('2.2.a') }],
    mobile: [{ kind: 'redirect', home: 'redirect', known: manual('2.2.c') }],
  },
  window: {
    color: '#d8232a',
    ink: '#ffffff',
    accent: '#d8232a',
    layout: 'panel',
    english: 'pc',
    before: [
      {
        id: 'terms',
        title: text('약관 동의', 'Terms'),
        next: text('다음', 'Next'),
        fields: [
          agreement(
            'terms_finance',
            '전자금융거래 이용약관에 동의합니다',
            'I agree to the terms of electronic finance',
          ),
          agreement(
            'terms_privacy',
            '개인정보 수집 및 이용에 동의합니다',
            'I agree to the use of my personal data',
          ),
        ],
      },
    ],
  },
  vbank_days: 30,
  vbank_holder: '아임포트샌드박스',
  pg_tid: {
    card: 'StdpayCARD{mid}{yyyyMMddHHmmss}{digits:6}',
    trans: 'StdpayDBNK{mid}{yyyyMMddHHmmss}{digits:6}',
    vbank: 'StdpayVBNK{mid}{yyyyMMddHHmmss}{digits:6}',
    phone: 'StdpayHPP_{mid}{yyyyMMddHHmmss}{digits:6}',
    '*': 'StdpayETC_{mid}{yyyyMMddHHmmss}{digits:6}',
  },
  receipt: true,
  refusals: {
    cancelled: {
      message: '사용자가 결제를 취소하셨습니다',
      known: observed('callback object of a cancelled html5_inicis payment'),
    },
    format: '[{code}|{message}]',
    declined: {
      card: [
        { code: '500644', message: '1회 한도금액 초과', known: sheet },
        { code: '120049', message: '사용한도초과', known: sheet },
        { code: '120054', message: '잔액부족', known: sheet },
        { code: '120004', message: '유효기간 만료', known: sheet },
        { code: '120032', message: '연체카드', known: sheet },
        { code: '120026', message: '도난, 분실카드', known: sheet },
        { code: '500617', message: '비밀번호 입력오류', known: sheet },
        { code: '500601', message: '카드번호 오류', known: sheet },
      ],
      trans: [
        { code: '160242', message: '잔액부족', known: sheet },
        { code: '160220', message: '1회 이체한도', known: sheet },
        { code: '160244', message: '1일 출금한도', known: sheet },
        { code: '160255', message: '비밀번호 상이', known: sheet },
      ],
      vbank: [
        { code: '504640', message: '입금예정일·시간 오류', known: sheet },
        { code: '504819', message: '금액오류', known: sheet },
      ],
      phone: [
        { code: '110202', message: '금월 사용 한도액을 초과', known: sheet },
        { code: '110230', message: '1회 사용한도', known: sheet },
        { code: '110703', message: '인증번호를 잘못 입력', known: sheet },
        { code: '114455', message: '만 19세 이하 사용 불가', known: sheet },
      ],
    },
  },
}
