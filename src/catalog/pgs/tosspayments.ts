/** tosspayments: (신) 토스페이먼츠. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import { birthDay, forEscrow, registerCard, smsNumber, withCode } from '../../kit/auth-steps.ts'
import { TOSS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import {
  accountNumber,
  accountPassword,
  bankChoice,
  birth,
  cardChoice,
  cardNumber,
  cardPassword,
  carrier,
  cashReceipt,
  cashReceiptStep,
  choice,
  codeStep,
  cvc,
  depositor,
  expiry,
  ISSUE,
  option,
  PAY,
  phoneNumber,
  pin,
  quotaChoice,
  step,
  TRANSFER,
} from '../../kit/fields.ts'
import { needs } from '../required.ts'
import { agreement, type Field, type Step, text } from '../../kit/steps.ts'
import { layer, leave } from '../windows.ts'

const page = docs('토스페이먼츠 (신모듈) page')
const required = assumed('the vendor names it as required; the text is ours')

const agree = agreement(
  'terms_toss',
  '[필수] 결제 서비스 이용 약관, 개인정보 처리에 동의해요',
  'I agree to the terms and the privacy policy',
)

/** Card companies' points, unless the order says `useCardPoint: false`. */
const points: Field = {
  name: 'use_card_point',
  label: text('카드사 포인트를 먼저 쓸게요', 'Use the card company’s points first'),
  kind: 'check',
  optional: true,
  decided_by: [
    { param: 'useCardPoint', is: { false: '' } },
    { param: 'card.useCardPoint', is: { false: '' } },
  ],
  sample: '',
}

/** `appCard: true` leaves the card apps alone. */
const cardWay: Field = {
  ...choice('card_auth', text('인증 방법', 'How to authenticate'), [
    option('app', '카드사 앱으로 결제', 'Card app'),
    option('number', '카드번호로 결제', 'Card number'),
  ]),
  decided_by: [
    { param: 'appCard', is: { true: 'app' } },
    { param: 'card.appCard', is: { true: 'app' } },
  ],
}

/** `bypass.cashReceiptType`: the shop has asked already. */
const receipt: Field = {
  ...cashReceipt,
  decided_by: [
    {
      param: 'bypass.cashReceiptType',
      is: { personal: 'person', corporate: 'company', anonymous: 'anonymous' },
    },
  ],
}

const OVERSEAS = 'bypass.tosspayments.useInternationalCardOnly'
const domestic = (step: Step): Step => ({ ...step, asked: { param: OVERSEAS, value: true, not: true } })

const escrow = forEscrow(
  step(
    'escrow',
    text('에스크로 이용 동의', 'Escrow'),
    [
      agreement(
        'terms_escrow',
        '[필수] 에스크로(구매안전) 서비스 이용 약관에 동의해요',
        'I agree to the terms of escrow',
      ),
    ],
    {
      notice: text(
        '토스페이먼츠가 결제 대금을 보관했다가 구매를 확정하면 상점에 보내요.',
        'The shop gets the money once you confirm the delivery.',
      ),
    },
  ),
)

const steps = {
  card: [
    domestic(
      step('card', text('카드를 선택해 주세요', 'Choose a card'), [cardChoice, quotaChoice, points, agree]),
    ),
    domestic(step('way', text('인증 방법을 선택해 주세요', 'How to authenticate'), [cardWay])),
    domestic(
      withCode(
        step('app', text('앱카드 결제', 'Pay with the card app'), [pin(6)], {
          when: { field: 'card_auth', is: ['app'] },
          next: PAY,
          notice: text(
            '카드사 앱 대신 이 화면에서 결제 비밀번호를 입력해 주세요.',
            'This page stands for the card company’s app.',
          ),
        }),
      ),
    ),
    domestic(
      step(
        'number',
        text('카드 정보를 입력해 주세요', 'Card details'),
        [cardNumber, cardPassword, birthDay],
        {
          when: { field: 'card_auth', is: ['number'] },
          next: PAY,
        },
      ),
    ),
    {
      ...step(
        'overseas',
        text('해외카드 결제', 'International card'),
        [
          choice('card_code', text('카드 브랜드', 'Card brand'), [
            option('10005', 'Visa', 'Visa'),
            option('10004', 'Mastercard', 'Mastercard'),
            option('10001', 'UnionPay', 'UnionPay'),
          ]),
          cardNumber,
          expiry,
          cvc,
          agree,
        ],
        { next: PAY },
      ),
      asked: { param: OVERSEAS, value: true },
    },
  ],
  trans: [
    step('bank', text('은행을 선택해 주세요', 'Choose a bank'), [bankChoice('bank_code'), receipt, agree]),
    cashReceiptStep,
    escrow,
    step('person', text('퀵계좌이체 본인 확인', 'Who you are'), [depositorName(), phoneNumber, birthDay]),
    step('account', text('출금 계좌를 등록해 주세요', 'Your account'), [accountNumber, accountPassword], {
      next: TRANSFER,
    }),
  ],
  vbank: [
    step('bank', text('입금할 은행을 선택해 주세요', 'Choose a bank'), [
      bankChoice('vbank_code'),
      receipt,
      agree,
    ]),
    cashReceiptStep,
    escrow,
    step('depositor', text('입금 정보를 입력해 주세요', 'Depositor'), [depositor, smsNumber()], {
      next: ISSUE,
    }),
  ],
  phone: [
    step('carrier', text('통신사를 선택해 주세요', 'Choose your carrier'), [carrier, agree]),
    step('phone', text('휴대폰 정보를 입력해 주세요', 'Your phone'), [phoneNumber, birth], {
      next: text('인증번호 받기', 'Send the code'),
    }),
    codeStep(),
  ],
  billing: [
    registerCard(
      text('자동결제 카드 등록', 'Register a card for billing'),
      '[필수] 자동결제 이용 약관에 동의해요',
    ),
  ],
}

function depositorName(): Field {
  return { ...depositor, name: 'account_holder', label: text('예금주 이름', 'Account holder') }
}

export const tosspayments = definePg({
  code: 'tosspayments',
  name: text('토스페이먼츠', 'Toss Payments'),
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
  refusals: {
    cancelled: {
      message: '[PAY_PROCESS_CANCELED] 사용자가 결제를 취소하였습니다',
      code: 'PAY_PROCESS_CANCELED',
      known: observed('cancelled tosspayments payments'),
    },
    already_cancelled: { message: '[C0D3] 기취소거래', known: docs('토스페이먼츠 error code sheet') },
    declined: TOSS_DECLINES,
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
