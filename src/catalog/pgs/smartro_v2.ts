/** smartro_v2: (신) 스마트로. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { directCode, directNeedsQuota, directQuota } from '../card-direct.ts'
import { definePg } from '../define.ts'
import { digitalAsAgreed, digitalForPhone, needs, vbankDue } from '../required.ts'
import { atMost, given, like, never } from '../rules.ts'
import { hub } from '../windows.ts'

const page = docs('(신) 스마트로 pages')
const uncalled = docs('(신) 스마트로 caution: the window is not called; the text is ours')
const ours = assumed('(신) 스마트로 pages have the rule; the text is ours')
const WALLETS = ['lpay', 'kakaopay', 'naverpay', 'payco', 'pinpay']
const tested = docs('(신) 스마트로: test mode; code and text are assumed')

export const smartro_v2 = definePg({
  code: 'smartro_v2',
  name: w.text('스마트로', 'Smartro'),
  known: page,
  sources: {
    test_mids: docs('(신) 스마트로 settings page of 2023'),
    pg_tid: observed("a merchant's log of a cancelled card of 스마트로; other pay_methods as it"),
  },
  mids: {
    test: ['t_2302141m', 't_2302165m', 't_2302142m', 't_2302161m'],
    billing: 't_2302142m',
  },
  sells: {
    pay_methods: ['card', 'trans', 'vbank', 'phone', ...WALLETS],
    pays_as: { naverpay: 'card' },
    currencies: ['KRW', 'USD'],
    currency_message: '스마트로가 지원하지 않는 화폐입니다',
    escrow: { pay_methods: ['card', 'trans', 'vbank'], known: page },
  },
  order: {
    merchant_uid_max: { length: 40, cut: true, known: page },
    required: [
      needs('buyer_tel', assumed('the vendor names it as required; the text is ours')),
      vbankDue('smartro_v2', { known: uncalled }),
      digitalForPhone('smartro_v2'),
      needs('customer_id', ours, { billing: true }),
      needs('customer_id', ours, { pay_methods: WALLETS }),
      needs('m_redirect_url', ours, { billing: true, device: 'mobile', since: 'v1' }),
    ],
    rules: [
      like('merchant_uid', /^[0-9A-Za-z]+$/, ours, {
        since: 'v1',
        message: '스마트로의 경우 주문번호(merchant_uid)에 특수문자를 사용할 수 없습니다.',
      }),
      like('vbank_due', /^\d{4}-?\d{2}-?\d{2}$/, uncalled, {
        pay_methods: ['vbank'],
        since: 'v1',
        message: '가상계좌 입금기한(vbank_due)은 YYYYMMDD 형식이어야 합니다.',
      }),
      atMost('customer_id', 20, ours, { message: '구매자 아이디(customer_id)는 20자 이하여야 합니다.' }),
      digitalAsAgreed(
        '상점 아이디의 상품 유형과 digital 파라미터가 일치하지 않아 결제를 진행할 수 없습니다.',
        docs('(신) 스마트로 caution: a notice, and nothing can be paid; the text is ours'),
        'SMARTRO_V2',
      ),
      directNeedsQuota('카드사 다이렉트 호출시 고정 할부 개월수(card.direct.quota)는 필수 입력입니다.', ours),
      never(
        (param) => directCode(param) === null && directQuota(param) !== undefined,
        '고정 할부 개월수 지정시 카드사 코드(card.direct.code)는 필수 입력입니다.',
        ours,
        { pay_methods: ['card'] },
      ),
      never(
        (param) => directCode(param) !== null,
        '에스크로 결제시 카드사 다이렉트 호출은 불가능합니다.',
        uncalled,
        { pay_methods: ['card'], escrow: true },
      ),
      never(
        (param) => given(param, 'bypass.cashReceiptType') !== undefined,
        '에스크로 계좌이체 결제시 현금영수증 정보를 전달할 수 없습니다.',
        uncalled,
        { pay_methods: ['trans'], escrow: true },
      ),
      never(isReceiptHalf, '현금영수증 발급 유형과 식별 정보가 올바르지 않습니다.', uncalled, {
        pay_methods: ['trans'],
      }),
    ],
  },
  window: {
    opens: hub(page),
    color: '#0b3d91',
    accent: '#0b57c2',
    layout: 'panel',
    card_points: true,
    before: [w.terms(w.text('스마트로 결제 약관', 'Smartro terms'), [w.FINANCE, w.PRIVACY, w.THIRD])],
    instead: {
      card: cardSteps(),
      trans: transSteps(),
      vbank: vbankSteps(),
      phone: phoneSteps(),
      naverpay: naverpaySteps(),
      billing: billingSteps(),
    },
    quota: { reads: 'ignored', known: page },
  },
  home: {
    short_result: page,
  },
  reports: {
    pg_tid: { '*': '{mid}0101{yyMMddHHmmss}{digits:4}' },
  },
  billing: { charges: { card: 'never', '*': 'no window' }, known: page },
  cancel: {
    refund_account: ['trans'],
    refund_tel: ['vbank', 'trans'],
    known: docs('POST /payments/cancel refund_tel; cancel guide'),
  },
  rest: {
    able: ['vbank_issue', 'vbank_void', 'cash_receipt', 'card_issuer'],
    insists: {
      'POST /subscribe/payments/again': ['buyer_name', 'buyer_email', 'buyer_tel'],
      'schedules[]': ['buyer_name', 'buyer_email', 'buyer_tel'],
      'POST /vbanks': ['vbank_holder', 'buyer_name', 'buyer_email', 'buyer_tel'],
      'POST /receipts/{imp_uid}': ['buyer_name', 'buyer_tel'],
      'POST /receipts/external/{merchant_uid}': ['buyer_name', 'buyer_tel'],
    },
    deliveries: {
      sender: ['name', 'tel', 'postcode', 'formed_address'],
      receiver: ['name', 'tel', 'postcode', 'formed_address'],
    },
  },
  refusals: {
    of_test_shops: [
      refused(['card'], 'card_code', ['381', '090'], '카드'),
      refused(['kakaopay', 'payco'], 'card_code', ['381', '368', '361', '374', '041', '090'], '카드'),
      refused(['vbank'], 'vbank_code', ['004', '089', '037', '034', '031'], '은행'),
    ],
    already_cancelled: {
      message: '취소 완료 거래임(기취소)',
      known: observed("a merchant's log of a second cancel at 스마트로"),
    },
  },
  quirks: {
    is_channel: docs('vendor’s staff in a public issue: PGs of the newer modules are looked up as channels'),
    vbank_whole_days: page,
  },
  notes: [
    { text: 'needs the SDK v1/iamport.js', known: page },
    {
      text: 't_2302141m is for payments, t_2302165m for escrow, t_2302142m for billing keys, t_2302161m for cards from abroad',
      known: docs('(신) 스마트로 settings page of 2023'),
    },
    {
      text: 'which currency can be paid is a setting of the shop id, for the time being won only',
      known: page,
    },
    {
      text: 'points and interest-free months are settings of the shop id; card.detail does not set them',
      known: page,
    },
    {
      text: 'test shops give check cards back as a whole only, and kakaopay cards not by themselves',
      known: page,
    },
    {
      text: 'a cancelled virtual account is completed later by the PG; here it is done at once',
      known: docs('cancel guide'),
    },
    {
      text: 'a customer_id that has verified its phone once is not asked again for its next billing key; here it always is',
      known: page,
    },
    {
      text: 'windows that issue a key speak Korean only; period needs both ends, and is not shown otherwise',
      known: page,
    },
    { text: 'direct calls of 전북카드 and 카카오뱅크 cards work on Windows only', known: page },
  ],
})

/** `anonymous`, or no type at all, goes without a number; the other types do not (docs). */
function isReceiptHalf(param: Readonly<Record<string, unknown>>): boolean {
  const type = given(param, 'bypass.cashReceiptType')
  const has_number = given(param, 'bypass.customerIdentifier') !== undefined
  return type === 'personal' || type === 'corporate' ? !has_number : has_number
}

function refused(pay_methods: readonly string[], field: string, is: readonly string[], what: string) {
  return {
    pay_methods,
    chosen: { field, is },
    code: 'TEST',
    message: `테스트 상점에서 이용할 수 없는 ${what}입니다.`,
    known: tested,
  }
}

function cardSteps(): readonly w.Step[] {
  return [
    w.step('card', w.text('카드사와 할부 선택', 'Card and instalments'), [
      w.cardChoice,
      w.quotaChoice,
      w.cardPoints,
    ]),
    w.step('buyer', w.text('구매자 정보', 'About you'), [w.email, w.phoneNumber]),
    w.ispStep(w.text('페이북 앱 대신 이 화면에서 인증해 주세요.', 'This page stands for the ISP app.'), {
      field: 'card_code',
      is: w.ISP_CARDS,
    }),
    w.step('app', w.text('카드사 앱 인증', 'Card app'), [w.pin(6)], {
      when: { field: 'card_code', is: w.APP_CARDS },
      notice: w.text(
        '카드사 앱 대신 이 화면에서 인증해 주세요.',
        'This page stands for the card company’s app.',
      ),
      next: w.PAY,
    }),
  ]
}

/** An order for itself has no money or points here (docs); in the card window it could. */
function naverpaySteps(): readonly w.Step[] {
  return [
    w.step('wallet_card', w.text('네이버페이에 등록된 카드', 'Cards in Naver Pay'), [
      w.cardChoice,
      w.quotaChoice,
    ]),
    w.step('wallet_pin', w.text('네이버페이 비밀번호', 'Naver Pay PIN'), [w.pin(6)], { next: w.PAY }),
  ]
}

function escrow(): w.Step {
  return w.forEscrow(w.step('escrow', w.text('에스크로 구매확인', 'Escrow'), [w.escrowEmail]))
}

function transSteps(): readonly w.Step[] {
  const way = w.choice('trans_way', w.text('이체 방법', 'How to transfer'), [
    w.option('bankpay', '뱅크페이', 'BankPay'),
    w.option('easy', '간편계좌', 'Easy account'),
  ])
  return [
    w.step('way', w.text('이체 방법 선택', 'How to transfer'), [way, w.bankChoice('bank_code')]),
    w.step('cash', w.text('현금영수증', 'Cash receipt'), [w.cashReceipt]),
    w.cashReceiptStep,
    escrow(),
    w.step('account', w.text('뱅크페이 계좌 인증', 'BankPay'), [w.accountNumber, w.accountPassword], {
      when: { field: 'trans_way', is: ['bankpay'] },
      next: w.TRANSFER,
    }),
    w.step('easy', w.text('간편계좌 비밀번호', 'Easy account'), [w.pin(6)], {
      when: { field: 'trans_way', is: ['easy'] },
      next: w.TRANSFER,
    }),
  ]
}

/** Of a virtual account the order cannot fill in the receipt (docs). */
function vbankSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('입금 은행 선택', 'Choose a bank'), [w.bankChoice('vbank_code')]),
    w.step('depositor', w.text('입금자 정보', 'Depositor'), [w.depositor, w.phoneNumber]),
    w.step('cash', w.text('현금영수증', 'Cash receipt'), [w.cashReceiptByHand]),
    w.cashReceiptNumberByHand,
    escrow(),
    w.step('confirm', w.text('입금기한 확인', 'Before the account is issued'), [], {
      notice: w.text(
        '입금기한일 23시 59분 59초까지 입금하실 수 있습니다.',
        'The account is open until 23:59:59 of its last day.',
      ),
      next: w.ISSUE,
    }),
  ]
}

function phoneSteps(): readonly w.Step[] {
  const way = w.choice('phone_way', w.text('인증 방법', 'How to confirm'), [
    w.option('pass', 'PASS', 'PASS app'),
    w.option('sms', '문자', 'Text message'),
  ])
  return [
    w.step('phone', w.text('휴대폰번호 입력', 'Your phone'), [w.phoneNumber, w.birth]),
    w.step('carrier', w.text('통신사와 인증 방법', 'Carrier'), [w.carrier, way]),
    w.passStep({ field: 'phone_way', is: ['pass'] }),
    w.codeOrPass('phone_way'),
  ]
}

/** A key is issued to somebody whose phone has been verified. */
function billingSteps(): readonly w.Step[] {
  return [
    w.step('identity', w.text('휴대폰 본인인증', 'Verify your phone'), [w.carrier, w.phoneNumber, w.birth], {
      next: w.SEND_CODE,
    }),
    w.codeStep(undefined, w.NEXT),
    w.registerCard(w.text('결제 카드 등록', 'Register a card'), '자동결제 이용에 동의합니다'),
  ]
}
