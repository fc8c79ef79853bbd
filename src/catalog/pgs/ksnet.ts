/** ksnet: KSNET, KSPAY. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { directCode } from '../card-direct.ts'
import { definePg } from '../define.ts'
import type { Requirement, Rule } from '../pg.ts'
import { digitalAsAgreed, needs, vbankDue } from '../required.ts'
import { given, like, never } from '../rules.ts'
import { hub } from '../windows.ts'

const page = docs('KSNET pages')
const ours = assumed('KSNET pages have the rule; the text is ours')
const tested = docs('KSNET test mode; code and text are assumed')
/** What KSNET says of the card behind it is nothing. */
const NO_CARD = { card_code: null, card_name: null, card_number: null }

/** Card companies whose own page needs the shop's name and number, and those that need its address, too. */
const WITH_ADDRESS = ['041', '374', '371', '365', '367', '368', '366', '370']
const WITH_SHOP = ['381', ...WITH_ADDRESS]
/** Those that need the buyer's phone on phones. */
const WITH_PHONE = ['361', '369', '372', '364', '090']

const SHOP = ['storeDetails.businessName', 'storeDetails.businessRegistrationNumber']
const KAKAO_SHOP = ['storeDetails.ceoFullName', 'storeDetails.address', 'storeDetails.phoneNumber']
const BUYER = ['buyer_name', 'buyer_email', 'buyer_tel']

export const ksnet = definePg({
  code: 'ksnet',
  name: w.text('KSNET', 'KSNET'),
  known: page,
  sources: {
    test_mids: docs('KSNET settings page of 2023'),
    receipt: page,
    reports: page,
    vbank_holder: assumed('KSNET says the name of the shop; the sandbox has one for all'),
  },
  mids: {
    test: ['2999199999'],
  },
  sells: {
    pay_methods: ['card', 'vbank', 'trans', 'phone', 'lpay', 'ssgpay', 'kakaopay', 'naverpay', 'payco'],
    currencies: ['KRW', 'USD'],
    escrow: { known: page },
  },
  order: {
    required: [
      vbankDue('ksnet', { known: docs('KSNET caution: iamport itself insists on it; the text is ours') }),
      needs('buyer_email', ours, { escrow: true, since: 'v1' }),
      ...KAKAO_SHOP.map((field) => missingShop(field, 'kakaopay')),
    ],
    rules: [
      digitalAsAgreed(
        '상점의 상품 유형과 digital 파라미터가 일치하지 않습니다.',
        docs('KSNET caution: phone payments by the kind of goods that was agreed; the text is ours'),
        'KSNET',
      ),
      like('storeDetails.businessRegistrationNumber', /^\d+$/, ours, {
        message: '사업자등록번호(storeDetails.businessRegistrationNumber)는 숫자만 입력해야 합니다.',
      }),
      never(
        (param) => directCode(param) !== null && param.currency !== undefined && param.currency !== 'KRW',
        '카드사 다이렉트 호출은 원화(KRW) 결제만 가능합니다.',
        ours,
        { pay_methods: ['card'] },
      ),
      direct(null, ['buyer_name']),
      direct(WITH_SHOP, SHOP),
      direct(WITH_ADDRESS, ['bypass.ksnet.url']),
      direct(WITH_PHONE, ['buyer_tel', 'bypass.ksnet.tcode'], { device: 'mobile' }),
      easyPayDirect('naverpay', ['buyer_name', SHOP[0]!]),
      easyPayDirect('kakaopay', [...BUYER, ...KAKAO_SHOP]),
      easyPayDirect('payco', [...BUYER, ...SHOP]),
      easyPayDirect('lpay', ['buyer_name']),
    ],
  },
  window: {
    opens: hub(page),
    reads: ['appCard'],
    color: '#eaf2fa',
    ink: '#00407a',
    accent: '#00539b',
    layout: 'panel',
    before: [
      w.terms(w.text('KSPAY 이용약관', 'KSPAY terms'), [
        ['finance', '[필수] 전자금융거래 기본약관', '[Required] Terms of electronic finance'],
        ['privacy', '[필수] 개인정보 수집 및 이용 안내', '[Required] Use of personal data'],
        ['third', '[필수] 개인정보 제공 및 위탁 안내', '[Required] Data given to others'],
      ]),
    ],
    instead: { card: cardSteps(), trans: transSteps(), vbank: vbankSteps(), phone: phoneSteps() },
    quota: { reads: 'exactly', known: page },
  },
  home: {
    short_result: page,
  },
  reports: {
    pg_tid: { '*': '{digits:12}' },
    receipt: ['card', 'point'],
    approval: { kakaopay: NO_CARD, payco: NO_CARD },
  },
  billing: { charges: 'no window', known: page },
  cancel: { max_partials: 9, within_days: 183, vbank_closed: { from: 23, to: 6 }, known: page },
  rest: {
    able: ['billing', 'vbank_issue', 'vbank_void', 'cash_receipt', 'vbank_holder_own', 'card_issuer'],
    insists: {
      'POST /subscribe/payments/onetime': ['buyer_name', 'product_type'],
      'POST /subscribe/payments/again': ['buyer_name', 'product_type'],
      'POST /subscribe/customers/{customer_uid}': ['birth', 'pwd_2digit'],
      'schedules[]': ['buyer_name', 'product_type'],
      'POST /vbanks': ['product_type', 'buyer_name'],
      'POST /receipts/{imp_uid}': ['product_type', 'buyer_name'],
      'POST /receipts/external/{merchant_uid}': ['product_type', 'buyer_name'],
    },
    // KSNET caution: without product_type neither a typed card nor a key can be charged.
    refuses: {
      'POST /subscribe/payments/onetime': ['product_type'],
      'POST /subscribe/payments/again': ['product_type'],
    },
    deliveries: {},
  },
  refusals: {
    of_test_shops: [
      {
        pay_methods: ['card'],
        chosen: { field: 'card_code', is: ['381'] },
        code: 'TEST',
        message: '테스트 상점에서 결제할 수 없는 카드입니다.',
        known: tested,
      },
      {
        pay_methods: ['trans'],
        code: 'TEST',
        message: '테스트 상점에서 이용할 수 없는 결제수단입니다.',
        known: tested,
      },
    ],
  },
  quirks: {
    is_channel: docs('vendor’s staff in a public issue: PGs of the newer modules are looked up as channels'),
    unset_amount_is_zero: page,
  },
  notes: [
    { text: 'needs the SDK v1/iamport.js', known: page },
    {
      text: 'at most 9 partial cancels, within 6 months; no vbank cancels from 23:00 to 06:00, and only by special contract; no partial cancel of phone',
      known: page,
    },
    { text: 'the shop id is one of mixed tax (복합과세): tax_free goes with every order', known: page },
    { text: 'easy pays and direct calls of most card companies have instalments of their own', known: page },
    { text: 'USD is for cards from abroad', known: page },
    { text: 'escrow is 배송 에스크로; it is seen by KSNET half an hour to an hour later', known: page },
    {
      text: 'test payments are given back after a while, iamport does not learn of it; nobody should pay into a test account',
      known: docs('KSNET settings page of 2023'),
    },
    { text: '`bypass.ksnet.sndQpayType: 1` offers easy pays in the card window; not here', known: page },
  ],
})

function missingShop(field: string, pay_method: string): Requirement {
  return needs(field, ours, {
    pay_methods: [pay_method],
    since: 'v1',
    message: `KSNET 결제시 ${field} 파라미터는 필수 입력입니다.`,
  })
}

/** `card.direct` with one of these card companies, or with any, needs these. */
function direct(codes: readonly string[] | null, fields: readonly string[], more: Partial<Rule> = {}): Rule {
  const rule = never(
    (param) => {
      const code = directCode(param)
      return code !== null && (codes?.includes(code) ?? true) && lacks(param, fields)
    },
    `KSNET 카드사 다이렉트 호출시 ${fields.join(', ')} 파라미터는 필수 입력입니다.`,
    ours,
    { pay_methods: ['card'] },
  )
  return { ...rule, ...more }
}

/** `bypass.ksnet.easyPayDirect`: the wallet itself opens. */
function easyPayDirect(pay_method: string, fields: readonly string[]): Rule {
  return never(
    (param) => given(param, 'bypass.ksnet.easyPayDirect') === true && lacks(param, fields),
    `KSNET 간편결제 다이렉트 호출시 ${fields.join(', ')} 파라미터는 필수 입력입니다.`,
    ours,
    { pay_methods: [pay_method] },
  )
}

function lacks(param: Readonly<Record<string, unknown>>, fields: readonly string[]): boolean {
  return fields.some((field) => given(param, field) === undefined)
}

/** `appCard`: nothing but apps. */
function cardSteps(): readonly w.Step[] {
  const app_only = { true: 'app' }
  return [
    w.step('card', w.text('카드 선택', 'Choose a card'), [w.cardChoice, w.asSelect(w.quotaChoice)]),
    w.step('way', w.text('인증 방법 선택', 'How to confirm'), [
      {
        ...w.cardWay(
          w.text('인증 방법', 'How to confirm'),
          ['ansim', '안심클릭·ISP', 'Card number'],
          ['app', '앱카드', 'Card app'],
        ),
        decided_by: [
          { param: 'card.appCard', is: app_only },
          { param: 'appCard', is: app_only },
        ],
      },
    ]),
    w.step('ansim', w.text('카드 인증', 'Card authentication'), [w.cardNumber, w.cvc, w.receiptEmail()], {
      when: { field: 'card_auth', is: ['ansim'] },
      notice: w.NOT_REAL,
      next: w.PAY,
    }),
    w.step('app', w.text('앱카드 인증', 'Card app'), [w.pin(6), w.receiptEmail()], {
      when: { field: 'card_auth', is: ['app'] },
      notice: w.text(
        '카드사 앱 대신 이 화면에서 앱카드 비밀번호를 입력하십시오.',
        'This page stands for the card company’s app: enter its PIN.',
      ),
      next: w.PAY,
    }),
  ]
}

function escrow(): w.Step {
  return w.forEscrow(
    w.step('escrow', w.text('배송 에스크로', 'Escrow'), [w.escrowEmail], {
      notice: w.text(
        '상품이 배송되면 구매확인 메일을 보내드립니다.',
        'We ask for your confirmation by email once the parcel is there.',
      ),
    }),
  )
}

function transSteps(): readonly w.Step[] {
  return [
    w.step('cash', w.text('현금영수증 신청', 'Cash receipt'), [w.cashReceipt], {
      notice: w.text('휴대폰번호와 사업자등록번호는 숫자만 입력하십시오.', 'Enter numbers without hyphens.'),
    }),
    w.cashReceiptStep,
    escrow(),
    w.step('bank', w.text('출금 은행 선택', 'Choose a bank'), [w.bankChoice('bank_code'), w.accountNumber]),
    w.step('sign', w.text('인증서 확인', 'Sign the transfer'), [w.accountPassword, w.certificatePassword], {
      next: w.TRANSFER,
    }),
  ]
}

function vbankSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('가상계좌 은행 선택', 'Choose a bank'), [
      w.bankChoice('vbank_code'),
      { ...w.depositor, label: w.text('입금자명', 'Depositor') },
    ]),
    escrow(),
    w.step('cash', w.text('현금영수증 신청', 'Cash receipt'), [w.cashReceipt]),
    w.cashReceiptStep,
    w.step('notify', w.text('계좌번호 안내', 'Where to send the account'), [w.smsNumber()], {
      next: w.ISSUE,
    }),
  ]
}

function phoneSteps(): readonly w.Step[] {
  return [
    w.step(
      'phone',
      w.text('휴대폰 정보 입력', 'Your phone'),
      [w.asSelect(w.carrier), w.phoneNumber, w.birth],
      {
        next: w.SEND_CODE,
      },
    ),
    w.codeStep(w.text('승인번호', 'Code')),
  ]
}
