/** welcome: 웰컴페이먼츠. */
import { assumed, docs } from '../../core/provenance.ts'
import { textOf } from '../../core/record.ts'
import { isRecord } from '../../core/schema.ts'
import * as w from '../../kit/index.ts'
import { directNeedsQuota } from '../card-direct.ts'
import { definePg } from '../define.ts'
import { digitalForPhone, needs } from '../required.ts'
import { given, never } from '../rules.ts'
import { hub } from '../windows.ts'

const page = docs('웰컴페이먼츠 pages')
const required = assumed('the vendor names it as required; the text is ours')
const ours = assumed('웰컴페이먼츠 pages have the rule; the text is ours')
/** Its result code for these is in no source; this one is ours. */
const in_window = 'WELCOME'
const NO_CARD = { card_code: null, card_name: null, card_number: null }

type Param = Readonly<Record<string, unknown>>
const period = (param: Param): Param => (isRecord(param.period) ? param.period : {})

export const welcome = definePg({
  code: 'welcome',
  name: w.text('웰컴페이먼츠', 'Welcome Payments'),
  known: page,
  sources: { test_mids: docs('웰컴페이먼츠 settings page of 2023') },
  mids: {
    test: ['welcometst', 'wpaybill01'],
    billing: 'wpaybill01',
  },
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'phone', 'culturegift', 'lpay', 'kakaopay', 'payco', 'tosspay'],
      'naverpay',
    ],
    escrow: { pay_methods: ['card', 'trans', 'vbank'], known: page },
  },
  order: {
    required: [
      needs('buyer_tel', required, { device: 'pc' }),
      needs('buyer_name', required),
      needs('name', required),
      digitalForPhone('welcome'),
      needs('m_redirect_url', required, { device: 'mobile' }),
    ],
    rules: [
      never(
        (param, asked) => isPeriodRead(asked) && Boolean(period(param).from) !== Boolean(period(param).to),
        '웰컴페이먼츠의 경우 제공 기간은 시작 날짜와 종료 날짜를 모두 입력하셔야 합니다. (둘 중 하나만 입력 불가)',
        page,
        { in_window },
      ),
      never(
        (param, asked) =>
          isPeriodRead(asked) && Boolean(period(param).from) && period(param).interval !== undefined,
        '제공 기간은 range와 interval 둘 중 하나만 입력해주세요',
        page,
        { in_window },
      ),
      never(
        (param, asked) => {
          const { interval } = period(param)
          return isPeriodRead(asked) && interval !== undefined && interval !== '1m' && interval !== '1y'
        },
        '웰컴페이먼츠 제공 기간 주기가 올바르지 않습니다. 1m 또는 1y만 허용됩니다.',
        page,
        { in_window },
      ),
      never(
        (param) => param.useCardPoint === false || given(param, 'card.useCardPoint') === false,
        '결제 창 호출에 실패하였습니다. 웰컴페이먼츠의 경우 카드사 포인트 사용 불가 옵션은 사용할 수 없습니다.',
        page,
        { in_window },
      ),
      receiptOf('personal', 'CASH_RECEIPT_TYPE_PERSONAL'),
      receiptOf('corporate', 'CASH_RECEIPT_TYPE_CORPORATE'),
      never(
        (param, { amount }) => amount > 0 && amount < 1000 && !isBelow1000(param),
        '1,000원 미만 결제는 불가능합니다.',
        docs(
          '웰컴페이먼츠 page: cards of less than 1000 won are blocked unless bypass has below1000; the text is ours',
        ),
        { pay_methods: ['card'], in_window },
      ),
      directNeedsQuota('카드사 다이렉트 호출시 고정 할부 개월수(card.direct.quota)는 필수 입력입니다.', ours),
      never(
        (param) => {
          const months = given(param, 'display.card_quota')
          return Array.isArray(months) && months.some((month) => Number(month) > 36)
        },
        '모바일 결제창의 할부 개월수는 36개월을 넘을 수 없습니다.',
        docs('웰컴페이먼츠 caution: the window is not called; the text is ours'),
        { pay_methods: ['card'], device: 'mobile' },
      ),
      never(
        ({ vat_amount }, { amount }) => typeof vat_amount === 'number' && vat_amount * 10 > amount,
        '부가세(vat_amount)는 결제금액의 10% 이하여야 합니다.',
        ours,
      ),
    ],
  },
  window: {
    opens: hub(page),
    reads: ['useCardPoint'],
    // The vendor's own default: SKIN(#c1272c).
    color: '#c1272c',
    accent: '#c1272c',
    layout: 'panel',
    card_points: true,
    before: [w.terms(w.text('약관 동의', 'Terms'), [w.FINANCE, w.PRIVACY, w.THIRD])],
    instead: {
      card: cardSteps(),
      trans: transSteps(),
      vbank: vbankSteps(),
      phone: phoneSteps(),
      billing: [
        w.registerCard(w.text('정기결제 카드 등록', 'Register a card'), '정기결제 자동승인에 동의합니다'),
      ],
    },
    quota: { reads: 'none', known: page },
    reads_carriers: page,
  },
  home: {
    short_result: page,
  },
  reports: {
    approval: { kakaopay: NO_CARD },
  },
  billing: { charges: { card: 'never', phone: 'always', '*': 'no window' }, known: page },
  cancel: {
    needs_vat_amount: true,
    escrow_by_buyer: true,
    known: docs('POST /payments/cancel vat_amount; 웰컴페이먼츠 pages: escrow'),
  },
  rest: {
    able: ['billing', 'vbank_issue', 'vbank_void', 'cash_receipt', 'vbank_holder_own', 'card_issuer'],
    insists: {
      'POST /subscribe/payments/onetime': ['buyer_name'],
      'POST /subscribe/payments/again': ['buyer_name'],
      'POST /subscribe/customers/{customer_uid}': ['customer_name'],
      'POST /vbanks': ['buyer_name'],
      'POST /receipts/{imp_uid}': ['corp_reg_no', 'buyer_tel'],
      'POST /receipts/external/{merchant_uid}': ['corp_reg_no', 'buyer_tel', 'pay_method'],
    },
    deliveries: { needs_products: true },
  },
  refusals: {
    of_test_shops: [
      {
        pay_methods: ['lpay', 'payco'],
        code: 'TEST',
        message: '테스트 상점에서 이용할 수 없는 결제수단입니다.',
        known: docs('웰컴페이먼츠: test mode; code and text are assumed'),
      },
    ],
  },
  quirks: {
    is_channel: docs('vendor’s staff in a public issue: PGs of the newer modules are looked up as channels'),
    vbank_whole_minutes: page,
  },
  notes: [
    { text: 'needs the SDK v1/iamport.js', known: page },
    { text: 'card_quota of the result is the asked one in test mode, even of a check card', known: page },
    {
      text: 'that one payment alone is offered without card_quota is said of PC; here it is so on phones, too',
      known: page,
    },
    {
      text: 'period is not read on phones for phone payments, and phone billing always says 월 자동결제',
      known: page,
    },
    {
      text: 'bypass.welcome: phone.detail does not go with a carrier chosen by hppdefaultcorp; hppnofix and SKIN are not acted on here',
      known: page,
    },
    { text: 'tax_free and vat_amount of a window that issues a key are ignored', known: page },
    { text: 'the window speaks ko, en and zh', known: page },
  ],
})

/** On phones a phone payment has no period of service. */
function isPeriodRead({ device, pay_method }: { device: string; pay_method: string }): boolean {
  return !(device === 'mobile' && pay_method === 'phone')
}

/** `acceptmethod: ['below1000']` on PC, `P_RESERVED: ['below1000=Y']` on phones. */
function isBelow1000(param: Param): boolean {
  return ['acceptmethod', 'P_RESERVED'].some((name) => {
    const words = given(param, `bypass.welcome.${name}`)
    return Array.isArray(words) && words.some((word) => textOf(word).startsWith('below1000'))
  })
}

/** The order can only ask for 자진발급; what the buyer wants is asked in the window. */
function receiptOf(type: string, name: string) {
  return never(
    (param) => given(param, 'bypass.cashReceiptType') === type,
    `웰컴페이먼츠에서 제공하지 않는 현금영수증 발급 유형(${name})입니다.`,
    page,
    { pay_methods: ['trans', 'vbank'] },
  )
}

function cardSteps(): readonly w.Step[] {
  return [
    w.step('card', w.text('카드사 선택', 'Choose a card'), [w.cardChoice, w.quotaChoice, w.cardPoints]),
    w.step('buyer', w.text('구매자 정보 확인', 'About you'), [
      { ...w.depositor, name: 'buyer', label: w.text('구매자명', 'Your name'), max_length: 30 },
      { ...w.email, optional: true },
    ]),
    w.ispStep(w.text('페이북(ISP) 창 대신 이 화면에서 인증합니다.', 'This page stands for the ISP window.'), {
      field: 'card_code',
      is: w.ISP_CARDS,
    }),
    w.step('visa3d', w.text('안심결제 인증', 'Card authentication'), [w.cardNumber, w.expiry, w.cvc], {
      when: { field: 'card_code', is: w.APP_CARDS },
      notice: w.NOT_REAL,
      next: w.PAY,
    }),
  ]
}

function escrow(): w.Step {
  return w.forEscrow(
    w.step('escrow', w.text('에스크로 동의', 'Escrow'), [
      w.escrowEmail,
      w.agreement(
        'terms_escrow',
        '구매안전(에스크로) 서비스 이용에 동의합니다',
        'I agree to the terms of escrow',
      ),
    ]),
  )
}

function transSteps(): readonly w.Step[] {
  const way = w.choice('bankpay_way', w.text('뱅크페이 인증 방법', 'How to confirm'), [
    w.option('account', '계좌번호', 'Account number'),
    w.option('app', '뱅크페이 앱', 'BankPay app'),
  ])
  return [
    w.step('bank', w.text('은행 선택', 'Choose a bank'), [w.bankChoice('bank_code'), way]),
    w.step('cash', w.text('현금영수증 발급', 'Cash receipt'), [w.cashReceipt]),
    w.cashReceiptStep,
    escrow(),
    w.step('account', w.text('뱅크페이 계좌 인증', 'BankPay'), [w.accountNumber, w.accountPassword], {
      when: { field: 'bankpay_way', is: ['account'] },
      next: w.TRANSFER,
    }),
    w.step('app', w.text('뱅크페이 앱 인증', 'BankPay app'), [w.pin(6)], {
      when: { field: 'bankpay_way', is: ['app'] },
      notice: w.text('뱅크페이 앱 대신 이 화면에서 인증합니다.', 'This page stands for the BankPay app.'),
      next: w.TRANSFER,
    }),
  ]
}

function vbankSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('입금하실 은행', 'Choose a bank'), [
      w.asSelect(w.bankChoice('vbank_code')),
      w.depositor,
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    escrow(),
    w.step(
      'notify',
      w.text('입금 안내 연락처', 'Where to send the account'),
      [w.smsNumber(), w.receiptEmail()],
      {
        next: w.ISSUE,
      },
    ),
  ]
}

function phoneSteps(): readonly w.Step[] {
  return [
    w.step('phone', w.text('통신사와 휴대폰번호 입력', 'Your phone'), [w.carrier, w.phoneNumber, w.birth]),
    w.step('way', w.text('본인 확인 방법', 'How to confirm'), [
      w.phoneWay('phone_way'),
      w.agreement(
        'phone_terms',
        '통신과금서비스 이용약관에 동의합니다',
        'I agree to be charged on my phone bill',
      ),
    ]),
    w.codeOrPass('phone_way', w.codeStep()),
    w.passStep({ field: 'phone_way', is: ['pass'] }),
  ]
}
