/** nice_v2: (신) 나이스페이먼츠. What it has against an order it seldom explains. */
import { assumed, docs } from '../../core/provenance.ts'
import { textOf } from '../../core/record.ts'
import * as w from '../../kit/index.ts'
import { directCode, directNeedsQuota, directQuota } from '../card-direct.ts'
import { definePg } from '../define.ts'
import {
  NICE_CANCEL_REFUSALS,
  NICE_DECLINES,
  NICE_PG_TID,
  NICE_PG_TID_SOURCE,
  NICE_TEST_NOTE,
  NICE_TEST_REFUSALS,
} from '../nice-codes.ts'
import { digitalAsAgreed, needs } from '../required.ts'
import { atMostBytes, given, like, never } from '../rules.ts'
import { hub } from '../windows.ts'

const page = docs('(신) 나이스페이먼츠 pages')
const ours = assumed(
  '(신) 나이스페이먼츠 pages have the rule; whether its window refuses is not said, the text is ours',
)
/** Its result code for all of these is in no source; this one is ours. */
const IN_WINDOW = 'NICE_V2'
/** The one text for the buyer's cancel and for what it does not explain: wrong parameters, settings of the shop id. */
const STOPPED = '알 수 없는 이유로 결제가 중단되었습니다. 나이스페이로 문의(1661-0808)하세요.'

const DUE =
  '결제 창 호출에 실패하였습니다. 나이스페이 V2 가상계좌 발급시 유효한 입금 기한을 필수로 입력해야 합니다.'
const DUE_FORMS = /^(\d{8}(\d{6})?|\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?)$/

export const nice_v2 = definePg({
  code: 'nice_v2',
  name: w.text('나이스페이먼츠 (신)', 'NICE Payments V2'),
  known: page,
  sources: {
    test_mids: docs('(신) 나이스페이먼츠 settings page of 2023'),
    pay_methods: docs('(신) 나이스페이먼츠 pages; tosspay_*, alipay by versions of them'),
    currencies: docs('request_pay currency'),
    vbank_days: assumed('vbank_due is required; 30 days as at nice where an order of the API has none'),
    pg_tid: NICE_PG_TID_SOURCE,
  },
  mids: {
    test: ['nictest00m', 'nictest04m'],
  },
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'phone', 'cultureland', 'naverpay_card', 'naverpay_point', 'kakaopay'],
      ...['payco', 'samsungpay', 'skpay', 'ssgpay', 'ssgpay_bank', 'lpay', 'applepay'],
      ...['tosspay_card', 'tosspay_money', 'alipay'],
    ],
    pays_as: { ssgpay_bank: 'trans' },
    currencies: ['KRW', 'USD'],
    escrow: { pay_methods: ['card', 'trans', 'vbank'], known: page },
  },
  order: {
    required: [
      needs('buyer_tel', assumed('its pages say it both ways; the text is ours')),
      needs('digital', page, {
        pay_methods: ['phone'],
        message: '나이스페이 V2 휴대폰 소액결제시 상품 유형 파라미터는 필수 입력입니다.',
      }),
      needs('vbank_due', page, {
        pay_methods: ['vbank'],
        pattern: DUE_FORMS,
        message: DUE,
        in_window: IN_WINDOW,
      }),
      needs('bypass.nice_v2.MallUserID', assumed('the vendor names it as required; the text is ours'), {
        pay_methods: ['cultureland'],
        since: 'v1',
        message: '나이스페이 V2 상품권 결제시 MallUserID는 필수 입력입니다.',
      }),
      cashReceiptFor('ssgpay_bank', 'SSGPAY 은행 계좌'),
      cashReceiptFor('naverpay_point', '네이버페이 포인트'),
    ],
    rules: [
      digitalAsAgreed('CPID 설정 오류', page, IN_WINDOW),
      like('merchant_uid', /^[0-9A-Za-z가-힣]+$/, page, {
        pay_methods: ['ssgpay_bank'],
        message: '나이스페이 V2 SSGPAY 은행 계좌 결제시 주문 번호에 특수문자는 허용되지 않습니다.',
      }),
      never(
        ({ bypass }) =>
          given({ bypass }, 'bypass.cashReceiptType') === 'personal' &&
          !/^01\d{8,9}$/.test(textOf(given({ bypass }, 'bypass.customerIdentifier') ?? '01000000000')),
        '현금영수증 식별 번호가 올바르지 않습니다.',
        page,
      ),
      atMostBytes('name', 40, ours, { since: 'v1', message: '주문명(name)은 40byte 이하여야 합니다.' }),
      like('name', /^[^%&|$\-+=[\]]*$/, ours, {
        since: 'v1',
        message: '주문명(name)에는 % & | $ - + = [ ]를 쓸 수 없습니다.',
      }),
      directNeedsQuota('카드사 다이렉트 호출시 고정 할부 개월수(card.direct.quota)는 필수 입력입니다.', ours),
      never(
        (param) =>
          directCode(param) === '092' ||
          (directCode(param) !== null && given(param, 'display.card_quota') !== undefined),
        '토스뱅크 카드(092)와 할부 개월수 목록(display.card_quota)은 카드사 다이렉트 호출과 함께 쓸 수 없습니다.',
        ours,
        { pay_methods: ['card'] },
      ),
      never(
        (param, { amount }) => directCode(param) !== null && amount < 50_000 && (directQuota(param) ?? 0) > 0,
        '5만원 미만 결제의 카드사 다이렉트 호출에는 할부 개월수(card.direct.quota)를 0으로 넣어야 합니다.',
        ours,
        { pay_methods: ['card'] },
      ),
    ],
  },
  window: {
    opens: hub(page),
    color: '#ffffff',
    ink: '#10214b',
    accent: '#1b57c9',
    layout: 'panel',
    before: [w.terms(w.text('결제 이용약관', 'Terms'), [w.FINANCE, w.PRIVACY, w.THIRD])],
    instead: { card: cardSteps(), trans: transSteps(), vbank: vbankSteps(), phone: phoneSteps() },
    quota: { reads: 'list', ignored_on_phones: true, known: page },
  },
  home: {
    short_result: page,
  },
  vbank: {
    days: 30,
  },
  reports: {
    pg_tid: NICE_PG_TID,
    approval: { cultureland: { apply_num: null } },
  },
  billing: { charges: 'no window', known: docs('billing table: nice_v2 issues keys over REST only') },
  cancel: { needs_vat_amount: true, known: docs('POST /payments/cancel vat_amount') },
  rest: {
    able: ['billing', 'vbank_issue', 'vbank_void', 'cash_receipt', 'card_issuer'],
    insists: {
      'POST /receipts/{imp_uid}': ['identifier_type'],
      'POST /receipts/external/{merchant_uid}': ['identifier_type'],
    },
    deliveries: { can_edit: false },
  },
  refusals: {
    of_test_shops: NICE_TEST_REFUSALS,
    cancelled: { message: STOPPED, code: IN_WINDOW, known: page },
    ...NICE_CANCEL_REFUSALS,
    format: '[{code}] {message}',
    declined: NICE_DECLINES,
  },
  quirks: {
    is_channel: docs('vendor’s staff in a public issue: PGs of the newer modules are looked up as channels'),
    vbank_whole_days: page,
  },
  notes: [
    NICE_TEST_NOTE,
    { text: 'needs the SDK v1/iamport.js', known: page },
    {
      text: '계좌이체 can be called directly, without the choice of a bank, when `bypass` has a cash receipt and the order no escrow; the sandbox has no such call',
      known: page,
    },
    {
      text: 'the cash receipt of a window is not filled in beforehand; that of ssgpay_bank is issued, but cash_receipt_issued stays false',
      known: page,
    },
    { text: 'naverpay: pay_method is naverpay_card or naverpay_point; points go before money', known: page },
    {
      text: 'direct calls of easy pays: kakaopay and naverpay for nine card companies, payco for all, others for none',
      known: page,
    },
    { text: 'period is shown as days, and needs both ends', known: page },
  ],
})

/** A payment in cash whose window does not ask for the receipt. */
function cashReceiptFor(pay_method: string, name: string) {
  return needs('bypass.cashReceiptType', page, {
    pay_methods: [pay_method],
    since: 'v1',
    message: `나이스페이 V2 ${name} 결제시 현금영수증 발급 유형은 필수 입력입니다.`,
  })
}

function cardSteps(): readonly w.Step[] {
  return [
    w.step('card', w.text('카드 선택', 'Choose a card'), [w.cardChoice, w.quotaChoice]),
    w.step('way', w.text('결제 방법 선택', 'How to pay'), [
      w.cardWay(
        w.text('결제 방법', 'How to pay'),
        ['app', '앱카드', 'Card app'],
        ['qr', 'QR결제', 'QR code'],
        ['number', '카드번호', 'Card number'],
      ),
    ]),
    w.step('app', w.text('앱카드 인증', 'Card app'), [w.pin(6)], {
      when: { field: 'card_auth', is: ['app'] },
      notice: w.text(
        '카드사 앱 대신 이 화면에서 인증해 주세요.',
        'This page stands for the card company’s app.',
      ),
      next: w.PAY,
    }),
    w.withCode(
      w.step('scan', w.text('QR결제', 'QR code'), [], {
        when: { field: 'card_auth', is: ['qr'] },
        notice: w.text(
          '카드사 앱으로 QR코드를 스캔했다고 가정하고 [결제하기]를 눌러 주세요.',
          'Take the code as scanned by the card company’s app, and press [Pay].',
        ),
        next: w.PAY,
      }),
    ),
    w.step('number', w.text('카드번호 입력', 'Card number'), [w.cardNumber, w.expiry, w.cardPassword], {
      when: { field: 'card_auth', is: ['number'] },
      notice: w.NOT_REAL,
      next: w.PAY,
    }),
  ]
}

/** An address that does not exist ends in 이메일 주소 오류 (docs). */
function escrow(): w.Step {
  const hint = w.text('이메일 주소 오류', 'Enter an email address that exists.')
  return w.forEscrow(w.step('escrow', w.text('에스크로 구매확인', 'Escrow'), [{ ...w.escrowEmail, hint }]))
}

function transSteps(): readonly w.Step[] {
  return [
    w.step('cash', w.text('현금영수증 선택', 'Cash receipt'), [w.cashReceiptByHand]),
    w.cashReceiptNumberByHand,
    escrow(),
    w.step('bankpay', w.text('뱅크페이 은행 선택', 'BankPay'), [w.bankChoice('bank_code')]),
    w.step('account', w.text('출금 계좌 인증', 'Account'), [w.accountNumber, w.accountPassword], {
      next: w.TRANSFER,
    }),
  ]
}

function vbankSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('입금 은행 선택', 'Choose a bank'), [w.bankChoice('vbank_code')]),
    w.step('cash', w.text('입금자와 현금영수증', 'Depositor and receipt'), [
      w.depositor,
      w.cashReceiptByHand,
    ]),
    w.cashReceiptNumberByHand,
    escrow(),
    w.step('confirm', w.text('입금 안내 확인', 'Before the account is issued'), [], {
      notice: w.text(
        '입금기한까지 결제금액과 같은 금액을 한 번에 입금해 주세요.',
        'Pay the exact amount, in one transfer, before the deadline.',
      ),
      next: w.ISSUE,
    }),
  ]
}

function phoneSteps(): readonly w.Step[] {
  return [
    w.step('carrier', w.text('통신사 선택', 'Choose your carrier'), [w.carrier]),
    w.step('phone', w.text('휴대폰 정보 입력', 'Your phone'), [
      w.phoneNumber,
      w.birth,
      w.phoneWay('phone_way'),
    ]),
    w.codeOrPass('phone_way', w.codeStep()),
    w.passStep({ field: 'phone_way', is: ['pass'] }),
  ]
}
