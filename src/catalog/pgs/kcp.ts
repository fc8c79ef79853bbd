/** kcp: NHN KCP. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { KCP_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { HUB, leave } from '../windows.ts'

const page = docs('NHN KCP page')
const required = assumed('the vendor names it as required; the text is ours')
const GIFTS = ['cultureland', 'smartculture', 'booknlife', 'happymoney']

/** `appCard: true` leaves the card apps alone; `auth_mode: 'key-in'` has the numbers typed in. */
const cardWay: w.Field = {
  ...w.choice('card_auth', w.text('인증 방법', 'How to authenticate'), [
    w.option('app', '앱카드 결제', 'Card app'),
    w.option('number', '일반 결제', 'Card number'),
  ]),
  decided_by: [
    { param: 'auth_mode', is: { 'key-in': 'keyin' } },
    { param: 'appCard', is: { true: 'app' } },
    { param: 'card.appCard', is: { true: 'app' } },
  ],
}

const escrow = w.forEscrow(
  w.step(
    'escrow',
    w.text('에스크로 결제 정보', 'Escrow'),
    [
      w.email,
      w.agreement(
        'terms_escrow',
        '에스크로 구매안전서비스 약관에 동의합니다',
        'I agree to the terms of escrow',
      ),
    ],
    {
      notice: w.text(
        '배송이 시작되면 이 주소로 구매확인 메일을 보내 드립니다.',
        'You are asked by email to confirm the delivery.',
      ),
    },
  ),
)

const steps = {
  card: [
    {
      ...w.step('card', w.text('카드사 선택', 'Choose a card company'), [
        w.cardChoice,
        w.quotaChoice,
        w.receiptEmail('매출전표를 받을 이메일'),
      ]),
      asked: { param: 'auth_mode', value: 'key-in', not: true as const },
    },
    w.step('way', w.text('카드사 인증', 'Authentication'), [cardWay]),
    w.step('app', w.text('앱카드 결제', 'Pay with the card app'), [w.pin(6)], {
      when: { field: 'card_auth', is: ['app'] },
      notice: w.text(
        '카드사 앱 대신 이 화면에서 결제 비밀번호를 입력하세요.',
        'This page stands for the card company’s app.',
      ),
      next: w.PAY,
    }),
    w.step('number', w.text('일반 결제', 'Pay with the card number'), [w.cardNumber, w.cardPassword], {
      when: { field: 'card_auth', is: ['number'] },
      notice: w.text('테스트 결제창입니다. 실제 카드 정보를 입력하지 마세요.', 'Do not enter a real card.'),
      next: w.PAY,
    }),
    w.keyIn({ field: 'card_auth', is: ['keyin'] }),
  ],
  trans: [
    w.step('bank', w.text('은행 선택', 'Choose a bank'), [
      w.bankChoice('bank_code'),
      w.choice('account_owner', w.text('계좌 구분', 'Whose account'), [
        w.option('person', '개인', 'Personal'),
        w.option('company', '법인', 'Company'),
      ]),
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    escrow,
    w.step('account', w.text('계좌 정보 입력', 'Your account'), [
      w.accountNumber,
      w.accountPassword,
      w.holderNumber,
    ]),
    w.step('certificate', w.text('공동인증서 인증', 'Certificate'), [w.certificatePassword], {
      notice: w.text(
        '금융결제원 계좌이체 화면입니다. 아무 비밀번호나 입력하세요.',
        'This stands for the page of the clearing house. Any password will do.',
      ),
      next: w.TRANSFER,
    }),
  ],
  vbank: [
    w.step('bank', w.text('가상계좌 은행 선택', 'Choose a bank'), [
      w.bankChoice('vbank_code'),
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    escrow,
    w.step(
      'depositor',
      w.text('입금자 정보 입력', 'Depositor'),
      [
        w.depositor,
        w.receiptEmail('계좌번호를 받을 이메일', 'Email for the account'),
        w.agreement(
          'terms_vbank',
          '입금기한이 지나면 입금할 수 없음을 확인합니다',
          'I know that the account closes at its deadline',
        ),
      ],
      { next: w.ISSUE },
    ),
  ],
  phone: [
    w.step('carrier', w.text('통신사 선택', 'Choose your carrier'), [
      w.carrier,
      w.agreement(
        'phone_terms',
        '통신과금서비스 이용약관에 동의합니다',
        'I agree to the terms of mobile payment',
      ),
    ]),
    w.step('phone', w.text('휴대폰 정보 입력', 'Your phone'), [w.phoneNumber, w.birth, w.receiptEmail()], {
      next: w.text('인증번호 요청', 'Send the code'),
    }),
    w.codeStep(),
  ],
}

export const kcp = definePg({
  code: 'kcp',
  name: w.text('NHN KCP', 'NHN KCP'),
  known: manual('2.2.c'),
  sources: {
    test_mids: docs('test shops: T0000, A52CY for PAYCO as a hub; AO09C is seen in test code'),
    pay_methods: page,
    pg_tid: observed("merchants' logs and the sample of v1-sdk/payrt: 14 digits"),
    receipt: docs('v1-sdk/payrt: the receipt_url of its sample'),
  },
  mids: {
    test: ['T0000', 'A52CY', 'AO09C'],
  },
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'phone', ...GIFTS, 'payco', 'lpay', 'kakaopay', 'naverpay'],
      ...['naverpay_bridge', 'samsung', 'ssgpay', 'applepay', 'tosspay', 'point'],
    ],
    escrow: { known: page },
  },
  order: {
    required: [
      needs('kcpProducts', docs('NHN KCP page: escrow without kcpProducts fails; the text is ours'), {
        escrow: true,
      }),
      needs('bypass.shop_user_id', required, { pay_methods: [...GIFTS, 'phone'], since: '1.2.0' }),
      needs('buyer_name', required, { pay_methods: ['phone'], since: '1.2.0' }),
    ],
  },
  window: {
    opens: {
      ...HUB,
      mobile: [leave(manual('2.2.c'), { opener_name: 'tar_opener' })],
    },
    reads: ['appCard', 'auth_mode', 'kcpProducts'],
    color: '#14295e',
    accent: '#1f4fa8',
    layout: 'panel',
    before: [
      w.terms(w.text('약관 동의', 'Terms'), [w.ALL], {
        notice: w.text('NHN KCP 표준결제창입니다.', 'This is the payment window of NHN KCP.'),
      }),
    ],
    instead: steps,
    quota: { reads: 'up to', known: docs('NHN KCP: only the longest of card_quota counts') },
  },
  reports: {
    pg_tid: { '*': '{digits:14}' },
  },
  billing: {
    charges: 'no window',
    known: docs('billing table: kcp issues keys over REST, kcp_billing in a window'),
  },
  cancel: {
    partial_phone: true,
    phone_next_month_by_account: true,
    needs_tax_free: true,
    known: docs('cancel guide: next month’s phone refund goes to an account; tax_free has no default'),
  },
  rest: {
    able: ['billing', 'vbank_void', 'cash_receipt', 'balance', 'point_balance'],
    deliveries: { can_edit: false },
  },
  refusals: {
    of_test_shops: [
      {
        pay_methods: ['card'],
        chosen: { field: 'card_code', is: ['381'] },
        code: 'CC03',
        message: '카드사 거절(기타사유)',
        known: docs('sample/kcp: test payments with KB cards are refused; which code is assumed'),
      },
    ],
    already_cancelled: { message: '[8023] 기승인 취소된 거래', known: docs('NHN KCP error code sheet') },
    declined: KCP_DECLINES,
  },
  quirks: {
    card_number_zeros: observed("merchants' logs of kcp payments: 16 digits, filled with zeros"),
    fixes_phone: page,
  },
  notes: [
    {
      text: 'test payments with KB cards are refused by the PG; the setting pg_test_refusals has the sandbox do so',
      known: docs('sample/kcp'),
    },
    {
      text: '`kcpProducts` lists what is bought with escrow; its amounts are not compared with the order',
      known: page,
    },
    {
      text: '`card.direct.quota` plus 60 (현대카드: 80) uses the card company’s points; the sandbox takes it as months',
      known: page,
    },
    { text: '`bypass.coupon_apply_yn` shows or hides coupons; the sandbox has none', known: page },
    { text: 'some cards can be paid in instalments from 10,000 won on', known: page },
    { text: '`refund_bank` is BK and two digits: BK88 for 신한', known: docs('bank codes by PG') },
  ],
})
