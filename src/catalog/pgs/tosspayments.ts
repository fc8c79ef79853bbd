/** tosspayments: (신) 토스페이먼츠. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { TOSS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { layer, leave } from '../windows.ts'

const page = docs('토스페이먼츠 (신모듈) page')
const required = assumed('the vendor names it as required; the text is ours')

const agree = w.agreement(
  'terms_toss',
  '[필수] 결제 서비스 이용 약관, 개인정보 처리에 동의해요',
  'I agree to the terms and the privacy policy',
)

/** Card companies' points, unless the order says `useCardPoint: false`. */
const points: w.Field = {
  name: 'use_card_point',
  label: w.text('카드사 포인트를 먼저 쓸게요', 'Use the card company’s points first'),
  kind: 'check',
  optional: true,
  decided_by: [
    { param: 'useCardPoint', is: { false: '' } },
    { param: 'card.useCardPoint', is: { false: '' } },
  ],
  sample: '',
}

/** `appCard: true` leaves the card apps alone. */
const cardWay: w.Field = {
  ...w.choice('card_auth', w.text('인증 방법', 'How to authenticate'), [
    w.option('app', '카드사 앱으로 결제', 'Card app'),
    w.option('number', '카드번호로 결제', 'Card number'),
  ]),
  decided_by: [
    { param: 'appCard', is: { true: 'app' } },
    { param: 'card.appCard', is: { true: 'app' } },
  ],
}

/** `bypass.cashReceiptType`: the shop has asked already. */
const receipt: w.Field = {
  ...w.cashReceipt,
  decided_by: [
    {
      param: 'bypass.cashReceiptType',
      is: { personal: 'person', corporate: 'company', anonymous: 'anonymous' },
    },
  ],
}

const OVERSEAS = 'bypass.tosspayments.useInternationalCardOnly'
const domestic = (step: w.Step): w.Step => ({ ...step, asked: { param: OVERSEAS, value: true, not: true } })

const escrow = w.forEscrow(
  w.step(
    'escrow',
    w.text('에스크로 이용 동의', 'Escrow'),
    [
      w.agreement(
        'terms_escrow',
        '[필수] 에스크로(구매안전) 서비스 이용 약관에 동의해요',
        'I agree to the terms of escrow',
      ),
    ],
    {
      notice: w.text(
        '토스페이먼츠가 결제 대금을 보관했다가 구매를 확정하면 상점에 보내요.',
        'The shop gets the money once you confirm the delivery.',
      ),
    },
  ),
)

const steps = {
  card: [
    domestic(
      w.step('card', w.text('카드를 선택해 주세요', 'Choose a card'), [
        w.cardChoice,
        w.quotaChoice,
        points,
        agree,
      ]),
    ),
    domestic(w.step('way', w.text('인증 방법을 선택해 주세요', 'How to authenticate'), [cardWay])),
    domestic(
      w.withCode(
        w.step('app', w.text('앱카드 결제', 'Pay with the card app'), [w.pin(6)], {
          when: { field: 'card_auth', is: ['app'] },
          next: w.PAY,
          notice: w.text(
            '카드사 앱 대신 이 화면에서 결제 비밀번호를 입력해 주세요.',
            'This page stands for the card company’s app.',
          ),
        }),
      ),
    ),
    domestic(
      w.step(
        'number',
        w.text('카드 정보를 입력해 주세요', 'Card details'),
        [w.cardNumber, w.cardPassword, w.birthDay],
        {
          when: { field: 'card_auth', is: ['number'] },
          next: w.PAY,
        },
      ),
    ),
    {
      ...w.step(
        'overseas',
        w.text('해외카드 결제', 'International card'),
        [
          w.choice('card_code', w.text('카드 브랜드', 'Card brand'), [
            w.option('10005', 'Visa', 'Visa'),
            w.option('10004', 'Mastercard', 'Mastercard'),
            w.option('10001', 'UnionPay', 'UnionPay'),
          ]),
          w.cardNumber,
          w.expiry,
          w.cvc,
          agree,
        ],
        { next: w.PAY },
      ),
      asked: { param: OVERSEAS, value: true },
    },
  ],
  trans: [
    w.step('bank', w.text('은행을 선택해 주세요', 'Choose a bank'), [
      w.bankChoice('bank_code'),
      receipt,
      agree,
    ]),
    w.cashReceiptStep,
    escrow,
    w.step('person', w.text('퀵계좌이체 본인 확인', 'Who you are'), [
      depositorName(),
      w.phoneNumber,
      w.birthDay,
    ]),
    w.step(
      'account',
      w.text('출금 계좌를 등록해 주세요', 'Your account'),
      [w.accountNumber, w.accountPassword],
      {
        next: w.TRANSFER,
      },
    ),
  ],
  vbank: [
    w.step('bank', w.text('입금할 은행을 선택해 주세요', 'Choose a bank'), [
      w.bankChoice('vbank_code'),
      receipt,
      agree,
    ]),
    w.cashReceiptStep,
    escrow,
    w.step('depositor', w.text('입금 정보를 입력해 주세요', 'Depositor'), [w.depositor, w.smsNumber()], {
      next: w.ISSUE,
    }),
  ],
  phone: [
    w.step('carrier', w.text('통신사를 선택해 주세요', 'Choose your carrier'), [w.carrier, agree]),
    w.step('phone', w.text('휴대폰 정보를 입력해 주세요', 'Your phone'), [w.phoneNumber, w.birth], {
      next: w.text('인증번호 받기', 'Send the code'),
    }),
    w.codeStep(),
  ],
  billing: [
    w.registerCard(
      w.text('자동결제 카드 등록', 'Register a card for billing'),
      '[필수] 자동결제 이용 약관에 동의해요',
    ),
  ],
}

function depositorName(): w.Field {
  return { ...w.depositor, name: 'account_holder', label: w.text('예금주 이름', 'Account holder') }
}

export const tosspayments = definePg({
  code: 'tosspayments',
  name: w.text('토스페이먼츠', 'Toss Payments'),
  known: page,
  sources: {
    vbank_holder: docs('토스페이먼츠 (신모듈) warning'),
    reports: assumed('as issued keys of html5_inicis: nothing is approved yet'),
  },
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'phone', 'booknlife', 'smartculture', 'cultureland', 'kakaopay'],
      ...['naverpay', 'lpay', 'samsung', 'samsungpay', 'ssgpay', 'applepay', 'payco', 'tosspay'],
    ],
    pay_method_message: {
      message: '[PAY_PROCESS_ABORTED] Toss Payments와 계약된 결제수단({name})이 아닙니다.',
      words: (pay_method) => ({ name: pay_method.replace(/(.)pay$/, '$1').toUpperCase() }),
      in_window: 'PAY_PROCESS_ABORTED',
      known: docs(
        '토스페이먼츠 (신모듈) warning: the text for SSG; that other names stand in its place is assumed',
      ),
    },
    escrow: { known: page },
  },
  order: {
    required: [
      needs('buyer_name', required, { since: 'v1' }),
      needs('m_redirect_url', required, { device: 'mobile', since: 'v1' }),
    ],
  },
  window: {
    opens: { pc: [layer(observed('layer of tosspayments in SDK 1.2.0'), [650, 650])], mobile: [leave(page)] },
    reads: ['appCard', 'useCardPoint'],
    color: '#ffffff',
    ink: '#191f28',
    accent: '#0064ff',
    card_points: true,
    instead: steps,
    quota: {
      reads: 'up to',
      known: docs('토스페이먼츠 (신): card_quota is the longest; [0] is one payment'),
    },
  },
  home: {
    short_result: page,
  },
  vbank: {
    holder: null,
  },
  reports: {
    receipt: false,
    approval: { billing: { apply_num: '' } },
    pg_tid: { '*': 'tosspay{yyyyMMddHHmmss}{digits:8}' },
  },
  billing: { charges: { card: 'never' }, known: page },
  cancel: {
    no_partial: ['cultureland', 'smartculture', 'booknlife'],
    known: docs('PG page of tosspayments: vouchers in full only'),
  },
  rest: {
    able: ['billing', 'vbank_issue', 'vbank_void', 'cash_receipt', 'vbank_holder_own', 'card_issuer'],
    insists: {
      'POST /subscribe/customers/{customer_uid}': ['customer_id'],
      'POST /subscribe/payments/schedule': ['customer_id'],
      'POST /vbanks': ['buyer_name'],
    },
  },
  refusals: {
    cancelled: {
      message: '[PAY_PROCESS_CANCELED] 사용자가 결제를 취소하였습니다',
      code: 'PAY_PROCESS_CANCELED',
      known: observed('cancelled tosspayments payments'),
    },
    already_cancelled: { message: '[C0D3] 기취소거래', known: docs('토스페이먼츠 error code sheet') },
    declined: TOSS_DECLINES,
  },
  quirks: {
    is_channel: docs('vendor’s staff in a public issue: PGs of the newer modules are looked up as channels'),
  },
  notes: [
    { text: 'vbank_holder is null', known: page },
    { text: 'no receipt_url in test mode', known: page },
    { text: 'gift vouchers cannot be cancelled in part', known: page },
    { text: 'only /v1/iamport.js can call it; test payments need a test key of one’s own', known: page },
    {
      text: 'a window that cannot be drawn fails with "토스페이먼츠 창 렌더링에 실패하였습니다. [code] msg", and on IE the text of a cancel is URL-encoded',
      known: docs('토스페이먼츠 (신모듈) warning'),
    },
    {
      text: 'with a fixed account (고정식 가상계좌) the buyer enters a number that the shop has given out; the sandbox asks for none',
      known: page,
    },
  ],
})
