/** nice_v2: (신) 나이스페이먼츠. */
import { assumed, docs } from '../../core/provenance.ts'
import { rows } from '../declines.ts'
import { definePg } from '../define.ts'
import { FINANCE, PRIVACY, THIRD, terms } from '../fields.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('나이스페이먼츠 (신) page')
const ours = assumed('NICE publishes no sheet through iamport; a common refusal in its style')
/** The one text that this PG has for the buyer's cancel and for everything it does not explain. */
const STOPPED = '알 수 없는 이유로 결제가 중단되었습니다. 나이스페이로 문의(1661-0808)하세요.'

export const nice_v2 = definePg({
  code: 'nice_v2',
  name: text('나이스페이먼츠 (신)', 'NICE Payments V2'),
  known: page,
  pay_methods: [
    ...[
      'card',
      'trans',
      'vbank',
      'phone',
      'cultureland',
      'naverpay_card',
      'naverpay_point',
      'kakaopay',
      'payco',
    ],
    ...[
      'samsungpay',
      'skpay',
      'ssgpay',
      'ssgpay_bank',
      'lpay',
      'applepay',
      'tosspay_card',
      'tosspay_money',
      'alipay',
    ],
  ],
  currencies: ['KRW', 'USD'],
  required: [
    needs('buyer_tel', assumed('the vendor names it as required; the text is ours')),
    needs('digital', page, {
      pay_methods: ['phone'],
      message: '나이스페이 V2 휴대폰 소액결제시 상품 유형 파라미터는 필수 입력입니다.',
    }),
    needs('vbank_due', page, {
      pay_methods: ['vbank'],
      message:
        '결제 창 호출에 실패하였습니다. 나이스페이 V2 가상계좌 발급시 유효한 입금 기한을 필수로 입력해야 합니다.',
      in_window: 'NICE_V2',
    }),
    needs('customer_id', assumed('the vendor names it as required for billing keys; the text is ours'), {
      billing: true,
    }),
  ],
  windows: hub(page),
  window: {
    color: '#10214b',
    accent: '#1b57c9',
    layout: 'panel',
    english: 'pc',
    before: [terms(text('결제 이용약관', 'Terms'), [FINANCE, PRIVACY, THIRD])],
  },
  vbank_days: 30,
  cancel: { needs_vat_amount: true, known: docs('POST /payments/cancel vat_amount') },
  pg_tid: { '*': '{mid}0101{yyMMddHHmmss}{digits:4}' },
  reports: { cultureland: { apply_num: null } },
  short_result: page,
  quota: { reads: 'list', known: docs('nice_v2: ignored on phones unless the card is called directly') },
  billing: { charges: 'no window', known: docs('billing table: nice_v2 issues keys over REST only') },
  refusals: {
    cancelled: { message: STOPPED, code: 'NICE_V2', known: page },
    format: '[{code}] {message}',
    declined: {
      card: rows(
        ours,
        '3095 카드사 한도초과',
        '3021 유효기간 오류',
        '3012 카드번호 오류',
        '3031 도난·분실카드',
      ),
      trans: rows(ours, '4002 계좌 잔액 부족', '4003 계좌 비밀번호 오류'),
      vbank: rows(ours, '4110 가상계좌 입금기한 오류'),
      phone: rows(ours, 'A010 휴대폰 이용한도 초과', 'A011 인증번호 불일치'),
      '*': rows(ours, '7001 잔액 부족', '7002 인증 실패'),
    },
  },
  notes: [{ text: 'apply_num is null for vouchers', known: page }],
})
