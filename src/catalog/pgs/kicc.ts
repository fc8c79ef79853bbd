/** kicc: 한국정보통신, 이지페이(EasyPay). Its window asks for the card first, and for the agreements after it. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { buyerTel, needs } from '../required.ts'
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
  name: w.text('KICC 이지페이', 'KICC EasyPay'),
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
    reads: ['auth_mode', 'kiccProducts'],
    color: '#0a6ea8',
    accent: '#0a6ea8',
    instead: {
      card: cardSteps(),
      trans: transSteps(),
      vbank: vbankSteps(),
      phone: phoneSteps(),
      billing: [
        agreements(),
        w.registerCard(w.text('자동결제 카드 등록', 'Register a card'), '자동결제 이용에 동의합니다'),
      ],
    },
  },
  billing: { charges: { card: 'never', '*': 'no window' }, known: page },
  cancel: { needs_tax_free: true, known: docs('POST /payments/cancel tax_free') },
  rest: {
    able: ['billing', 'vbank_void', 'cash_receipt'],
    insists: {
      'POST /receipts/{imp_uid}': ['identifier_type'],
      'POST /receipts/external/{merchant_uid}': ['identifier_type'],
    },
  },
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

function agreements(): w.Step {
  return w.terms(w.text('이용약관 동의', 'Terms'), [w.FINANCE, w.PRIVACY], {
    notice: w.text('EasyPay 안전결제 서비스입니다.', 'EasyPay, the safe way to pay.'),
  })
}

/** `auth_mode: 'key-in'`: the card's numbers are all that is asked for. */
function cardSteps(): readonly w.Step[] {
  const plain = (only: w.Step): w.Step => w.unlessAsked('auth_mode', 'key-in', only)
  return [
    plain(w.step('card', w.text('카드 선택', 'Choose a card'), [w.cardChoice, w.quotaChoice])),
    agreements(),
    plain(
      w.step('way', w.text('결제 방식 선택', 'How to pay'), [
        w.cardWay(
          w.text('결제 방식', 'How to pay'),
          ['easy', '간편결제 (앱카드)', 'Card app'],
          ['number', '일반결제 (안심클릭)', 'Card number'],
        ),
      ]),
    ),
    plain(
      w.step('app', w.text('앱카드 간편결제', 'Card app'), [w.pin(6)], {
        when: { field: 'card_auth', is: ['easy'] },
        notice: w.text(
          '카드사 앱이 열리지 않습니다. 이 화면에서 비밀번호를 입력하십시오.',
          'The card company’s app does not open: enter its PIN here.',
        ),
        next: w.PAY,
      }),
    ),
    plain(
      w.step('ansim', w.text('안심클릭 인증', 'Card authentication'), [w.cardNumber, w.cvc], {
        when: { field: 'card_auth', is: ['number'] },
        notice: w.NOT_REAL,
        next: w.PAY,
      }),
    ),
    w.whenAsked('auth_mode', 'key-in', { ...w.keyIn(undefined), notice: w.NOT_REAL }),
  ]
}

/** The buyer confirms the purchase with a password of their own. */
function escrow(): w.Step {
  return w.forEscrow(
    w.step('escrow', w.text('에스크로 정보 입력', 'Escrow'), [w.escrowEmail, w.escrowPassword], {
      notice: w.text(
        '상품을 받은 뒤 이 비밀번호로 구매를 확인합니다.',
        'You confirm the purchase with this password once the parcel is there.',
      ),
    }),
  )
}

function transSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('은행 선택', 'Choose a bank'), [w.bankChoice('bank_code'), w.cashReceipt]),
    w.cashReceiptStep,
    agreements(),
    escrow(),
    w.step(
      'transfer',
      w.text('출금 계좌 입력', 'Your account'),
      [w.accountNumber, w.accountPassword, w.birthDay],
      {
        next: w.TRANSFER,
      },
    ),
  ]
}

function vbankSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('입금 은행 선택', 'Choose a bank'), [w.bankChoice('vbank_code')]),
    agreements(),
    w.step('cash', w.text('입금자 정보 입력', 'Depositor'), [w.depositor, w.smsNumber(), w.cashReceipt]),
    w.cashReceiptStep,
    escrow(),
    w.step('confirm', w.text('발급 정보 확인', 'Before the account is issued'), [], {
      notice: w.text('결제금액과 다른 금액은 입금되지 않습니다.', 'The bank takes the exact amount only.'),
      next: w.ISSUE,
    }),
  ]
}

function phoneSteps(): readonly w.Step[] {
  return [
    w.step('carrier', w.text('이동통신사 선택', 'Choose your carrier'), [w.carrier]),
    agreements(),
    w.step('phone', w.text('휴대폰 정보 입력', 'Your phone'), [w.phoneNumber, w.birth], {
      next: w.SEND_CODE,
    }),
    w.codeStep(),
  ]
}
