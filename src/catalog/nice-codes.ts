/** What both modules of 나이스페이먼츠 share: result codes, ids of transactions, and what their test shops refuse. */
import { assumed, docs, observed } from '../core/provenance.ts'
import { type Declines, rows } from './declines.ts'
import type { Pg, TestRefusal } from './pg.ts'

const sheet = docs("나이스페이먼츠's own manual: result codes")
const ours = assumed("the code is of 나이스페이먼츠's sheet or in its style; the text is ours")

export const NICE_DECLINES: Declines = {
  card: [
    ...rows(observed("clients' tests: refused card data at nice"), 'F113 거래거절 카드번호틀림'),
    // The sheet's 3095 is 카드사 실패 응답: what the card company said comes with it.
    ...rows(ours, '3095 카드사 한도초과'),
    ...rows(
      sheet,
      '3011 카드번호 오류',
      '3021 유효기간 오류',
      '3041 금액 오류(1000원 미만 신용카드 승인 불가)',
      '3057 인증 불가카드',
    ),
  ],
  trans: [
    ...rows(ours, '4001 출금계좌 잔액 부족'),
    ...rows(sheet, '4002 회원사 서비스 불가 은행', '4008 은행 시스템 서비스 중단'),
  ],
  vbank: rows(
    sheet,
    '4102 가상계좌 입금예정일 오류',
    '4101 가상계좌 최대거래금액 초과',
    '4117 가상계좌 발급 실패',
  ),
  phone: [
    ...rows(ours, 'A010 휴대폰 이용한도 초과', 'A011 인증번호 불일치'),
    ...rows(sheet, 'A001 휴대폰결제 처리 실패'),
  ],
  '*': [...rows(ours, '3095 이용한도 초과'), ...rows(sheet, 'A245 인증 시간이 초과 되었습니다')],
}

/** The telephone number in the text is that of 나이스페이먼츠. */
export const NICE_CANCEL_REFUSALS = {
  already_cancelled: {
    message: '해당거래 취소실패(기취소성공) : 전화 문의(1661-0808)',
    known: observed("third-party logs of POST /payments/cancel; the number is 나이스페이먼츠's"),
  },
  exceeds_balance: { message: '취소금액이 취소가능금액보다 큼', known: sheet },
} satisfies Partial<Pg['refusals']>

/** Shop id, two digits for the pay_method, 01, the time and four digits. */
export const NICE_PG_TID = {
  card: '{mid}0101{yyMMddHHmmss}{digits:4}',
  trans: '{mid}0201{yyMMddHHmmss}{digits:4}',
  vbank: '{mid}0301{yyMMddHHmmss}{digits:4}',
  phone: '{mid}0501{yyMMddHHmmss}{digits:4}',
  '*': '{mid}0001{yyMMddHHmmss}{digits:4}',
} as const

export const NICE_PG_TID_SOURCE = docs(
  "나이스페이먼츠's own manual: parts of a TID, as in the example of manual 3.2.a; other pay_methods' digits are assumed",
)

const tested = docs('나이스페이먼츠 test mode: no NH and KB cards, no KT phones; code and text are assumed')

export const NICE_TEST_REFUSALS: readonly TestRefusal[] = [
  {
    pay_methods: ['card'],
    chosen: { field: 'card_code', is: ['371', '381'] },
    code: '3095',
    message: '테스트 상점에서 결제할 수 없는 카드입니다.',
    known: tested,
  },
  {
    pay_methods: ['phone'],
    chosen: { field: 'carrier', is: ['KTF'] },
    code: 'A001',
    message: '테스트 상점에서 결제할 수 없는 통신사입니다.',
    known: tested,
  },
]

export const NICE_TEST_NOTE = {
  text: 'test payments are cancelled by the PG between 23:00 and 23:50; iamport does not learn of it',
  known: docs('나이스페이먼츠: test mode'),
}
