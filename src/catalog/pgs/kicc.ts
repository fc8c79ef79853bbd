/** kicc: 한국정보통신, 이지페이(EasyPay). Its window asks for the card first, and for the agreements after it. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { birthDay, forEscrow, keyIn, registerCard, smsNumber } from '../../kit/auth-steps.ts'
import { definePg } from '../define.ts'
import {
  accountNumber,
  accountPassword,
  bankChoice,
  birth,
  cardChoice,
  cardNumber,
  carrier,
  cashReceipt,
  cashReceiptStep,
  codeStep,
  cvc,
  depositor,
  FINANCE,
  ISSUE,
  PAY,
  PRIVACY,
  phoneNumber,
  pin,
  quotaChoice,
  step,
  TRANSFER,
  terms,
} from '../../kit/fields.ts'
import {
  cardWay,
  escrowEmail,
  escrowPassword,
  NOT_REAL,
  SEND_CODE,
  unlessAsked,
  whenAsked,
} from '../../kit/hub-steps.ts'
import { buyerTel, needs } from '../required.ts'
import { type Step, text } from '../../kit/steps.ts'
import { hub } from '../windows.ts'

const page = docs('이지페이(KICC) page')
const IN_CASH = ['trans', 'vbank']
const escrowNeeds = (field: string) =>
  needs(field, assumed('the vendor names it as required for escrow; the text is ours'), {
    escrow: true,
    pay_methods: IN_CASH,
  })

export const kicc = definePg({
  code: 'kicc',
  name: text('KICC 이지페이', 'KICC EasyPay'),
  known: manual('2.2.d'),
  sources: { test_mids: observed("merchants' public code"), pay_methods: page },
  mids: {
    test: ['T5102001'],
  },
  sells: {
    pay_methods: ['card', 'trans', 'vbank', 'phone'],
    escrow: { pay_methods: IN_CASH, known: page },
  },
  order: {
    required: [
      buyerTel('KICC'),
      escrowNeeds('buyer_name'),
      escrowNeeds('buyer_email'),
      escrowNeeds('kiccProducts'),
    ],
  },
  window: {
    opens: hub(page),
    color: '#0a6ea8',
    accent: '#0a6ea8',
    instead: {
      card: cardSteps(),
      trans: transSteps(),
      vbank: vbankSteps(),
      phone: phoneSteps(),
      billing: [
        agreements(),
        registerCard(text('자동결제 카드 등록', 'Register a card'), '자동결제 이용에 동의합니다'),
      ],
    },
  },
  billing: { charges: { card: 'never', '*': 'no window' }, known: page },
  cancel: { needs_tax_free: true, known: docs('POST /payments/cancel tax_free') },
  notes: [
    {
      text: 'billing keys need a shop id agreed with KICC (`kicc.{MID}`); keys over REST are not supported',
      known: page,
    },
    {
      text: 'test payments are not charged',
      known: docs('KICC settings page of 2023'),
    },
    { text: 'amounts in kiccProducts are not compared with the amount of the order', known: page },
    { text: 'refund_bank takes three digits (088)', known: docs('bank codes by PG') },
  ],
})

function agreements(): Step {
  return terms(text('이용약관 동의', 'Terms'), [FINANCE, PRIVACY], {
    notice: text('EasyPay 안전결제 서비스입니다.', 'EasyPay, the safe way to pay.'),
  })
}

/** `auth_mode: 'key-in'`: the card's numbers are all that is asked for. */
function cardSteps(): readonly Step[] {
  const plain = (only: Step): Step => unlessAsked('auth_mode', 'key-in', only)
  return [
    plain(step('card', text('카드 선택', 'Choose a card'), [cardChoice, quotaChoice])),
    agreements(),
    plain(
      step('way', text('결제 방식 선택', 'How to pay'), [
        cardWay(
          text('결제 방식', 'How to pay'),
          ['easy', '간편결제 (앱카드)', 'Card app'],
          ['number', '일반결제 (안심클릭)', 'Card number'],
        ),
      ]),
    ),
    plain(
      step('app', text('앱카드 간편결제', 'Card app'), [pin(6)], {
        when: { field: 'card_auth', is: ['easy'] },
        notice: text(
          '카드사 앱이 열리지 않습니다. 이 화면에서 비밀번호를 입력하십시오.',
          'The card company’s app does not open: enter its PIN here.',
        ),
        next: PAY,
      }),
    ),
    plain(
      step('ansim', text('안심클릭 인증', 'Card authentication'), [cardNumber, cvc], {
        when: { field: 'card_auth', is: ['number'] },
        notice: NOT_REAL,
        next: PAY,
      }),
    ),
    whenAsked('auth_mode', 'key-in', { ...keyIn(undefined), notice: NOT_REAL }),
  ]
}

/** The buyer confirms the purchase with a password of their own. */
function escrow(): Step {
  return forEscrow(
    step('escrow', text('에스크로 정보 입력', 'Escrow'), [escrowEmail, escrowPassword], {
      notice: text(
        '상품을 받은 뒤 이 비밀번호로 구매를 확인합니다.',
        'You confirm the purchase with this password once the parcel is there.',
      ),
    }),
  )
}

function transSteps(): readonly Step[] {
  return [
    step('bank', text('은행 선택', 'Choose a bank'), [bankChoice('bank_code'), cashReceipt]),
    cashReceiptStep,
    agreements(),
    escrow(),
    step('transfer', text('출금 계좌 입력', 'Your account'), [accountNumber, accountPassword, birthDay], {
      next: TRANSFER,
    }),
  ]
}

function vbankSteps(): readonly Step[] {
  return [
    step('bank', text('입금 은행 선택', 'Choose a bank'), [bankChoice('vbank_code')]),
    agreements(),
    step('cash', text('입금자 정보 입력', 'Depositor'), [depositor, smsNumber(), cashReceipt]),
    cashReceiptStep,
    escrow(),
    step('confirm', text('발급 정보 확인', 'Before the account is issued'), [], {
      notice: text('결제금액과 다른 금액은 입금되지 않습니다.', 'The bank takes the exact amount only.'),
      next: ISSUE,
    }),
  ]
}

function phoneSteps(): readonly Step[] {
  return [
    step('carrier', text('이동통신사 선택', 'Choose your carrier'), [carrier]),
    agreements(),
    step('phone', text('휴대폰 정보 입력', 'Your phone'), [phoneNumber, birth], { next: SEND_CODE }),
    codeStep(),
  ]
}
