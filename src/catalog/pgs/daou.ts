/** daou: 키움페이 (다우데이타), once 페이조아. A narrow popup; transfers go through 토스. */
import { docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { digitalForPhone } from '../required.ts'
import { never } from '../rules.ts'
import { leave, popup } from '../windows.ts'

const page = docs('키움페이 pages')
const GIFTS = ['cultureland', 'smartculture', 'booknlife']
const IN_CASH = ['trans', 'vbank']

/** `CASHRECEIPTFLAG: 0`: no receipt is issued, so none is asked for. */
const receipt: w.Field = {
  ...w.cashReceipt,
  decided_by: [{ param: 'bypass.daou.CASHRECEIPTFLAG', is: { 0: 'none' } }],
}

export const daou = definePg({
  code: 'daou',
  name: w.text('키움페이', 'Kiwoom Pay'),
  known: page,
  sources: { test_mids: docs('키움페이 (다우) settings page of 2023') },
  mids: {
    test: ['CTS17362', 'CTS16629', 'CTS16628', 'CTS17266'],
  },
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'kakaopay', 'naverpay', 'payco', 'samsung', 'applepay'],
      ...[...GIFTS, 'phone'],
    ],
    escrow: { pay_methods: IN_CASH, known: page },
  },
  order: {
    required: [digitalForPhone('daou')],
    rules: [
      never(
        ({ digital }, { digital_contract }) =>
          digital_contract !== null && (digital === true) !== digital_contract,
        '계약된 상품 유형과 digital 파라미터가 일치하지 않아 결제를 진행할 수 없습니다.',
        docs(
          '키움페이 page: with another value than the contract has, nothing can be paid; the text is ours',
        ),
        { in_window: 'DAOU' },
      ),
    ],
  },
  window: {
    opens: { pc: [popup(observed('SDK 1.2.0'), [480, 720], { name: 'daou' })], mobile: [leave(page)] },
    color: '#4b1a6b',
    accent: '#a3155f',
    before: [w.terms(w.text('키움페이 이용약관', 'Kiwoom Pay terms'), [w.FINANCE, w.PRIVACY])],
    instead: { card: cardSteps(), trans: transSteps(), vbank: vbankSteps(), phone: phoneSteps() },
    quota: { reads: 'up to', param: 'bypass.daou.CARDQUOTA', known: page },
    reads_carriers: docs('키움페이 page: phone.detail and phone.carrier'),
  },
  home: {
    redirects: [{ query: ['imp_success', 'imp_uid', 'merchant_uid'], known: page }],
  },
  billing: { charges: 'no window', known: docs('billing table: daou issues keys over REST only') },
  cancel: { no_partial: GIFTS, known: page },
  rest: {
    able: ['billing', 'cash_receipt'],
    insists: {
      'POST /receipts/{imp_uid}': ['company_tel', 'company_name', 'corp_reg_no'],
    },
    deliveries: { sender: ['relationship'], logis: ['receiving_at', 'address'] },
  },
  quirks: {
    fixes_phone: docs('키움페이 page: prefill.phoneNumber; that the buyer cannot change it is assumed'),
    late_approval: page,
  },
  notes: [
    { text: 'needs SDK 1.2.0', known: page },
    {
      text: 'CTS17362 is for windows, CTS17266 for billing keys, CTS16629 and CTS16628 for key-in over REST with and without the password; all but the first belong to the API',
      known: docs('키움페이 (다우) settings page of 2023'),
    },
    {
      text: 'imp_success and success may be false though the payment was made: iamport hears of it later',
      known: page,
    },
    {
      text: 'vouchers cannot be cancelled in part',
      known: page,
    },
    {
      text: 'deposits are paid back by special contract only, by hand, after 7 business days or more; here at once',
      known: page,
    },
    {
      text: 'of a deposit only the name of who paid is kept: GET /payments/{imp_uid}?extension=true has it in extension.REMITTER',
      known: page,
    },
    { text: 'tax_free counts for cards only; transfers and accounts are taxed in full', known: page },
    { text: 'not more than 50 calls a second of the API', known: page },
    {
      text: 'test payments are charged, and given back between 23:00 and 23:50',
      known: docs('키움페이 (다우) settings page of 2023'),
    },
  ],
})

/** 구인증: all four numbers of a card; or the card company's app. */
function cardSteps(): readonly w.Step[] {
  return [
    w.step('way', w.text('결제 방식 선택', 'How to pay'), [
      w.cardWay(
        w.text('결제 방식', 'How to pay'),
        ['number', '일반결제', 'Card number'],
        ['app', '앱카드', 'Card app'],
      ),
    ]),
    w.step('card', w.text('카드 선택', 'Choose a card'), [w.cardChoice, w.quotaChoice]),
    w.step(
      'number',
      w.text('카드 정보 입력', 'Card details'),
      [w.cardNumber, w.expiry, w.cardPassword, w.birthDay, w.receiptEmail()],
      { when: { field: 'card_auth', is: ['number'] }, notice: w.NOT_REAL, next: w.PAY },
    ),
    w.step('app', w.text('앱카드 인증', 'Card app'), [w.pin(6)], {
      when: { field: 'card_auth', is: ['app'] },
      notice: w.text(
        '카드사 앱 대신 이 화면에서 인증합니다.',
        'This page stands for the card company’s app.',
      ),
      next: w.PAY,
    }),
  ]
}

/** The buyer's number is not filled in beforehand (docs). */
function escrow(): w.Step {
  const { prefill: _, ...number } = w.phoneNumber
  return w.forEscrow(
    w.step('escrow', w.text('에스크로 정보 입력', 'Escrow'), [
      { ...number, name: 'escrow_tel', label: w.text('구매자 휴대폰번호', 'Your phone number') },
      { ...w.email, name: 'escrow_email' },
    ]),
  )
}

/** 토스 퀵계좌이체 (docs). */
function transSteps(): readonly w.Step[] {
  return [
    w.step('quick', w.text('퀵계좌이체', 'Quick transfer'), [w.phoneNumber, w.birthDay], {
      notice: w.text(
        '토스 퀵계좌이체로 연결됩니다. 알림은 발송되지 않으니 이 화면에서 계속 진행하십시오.',
        'You go to the quick transfer of Toss. No notice is sent: go on here.',
      ),
    }),
    w.step('bank', w.text('출금 계좌 선택', 'Your account'), [w.bankChoice('bank_code'), w.accountNumber]),
    w.step('cash', w.text('현금영수증', 'Cash receipt'), [receipt]),
    w.cashReceiptStep,
    escrow(),
    w.step('pin', w.text('퀵계좌이체 비밀번호', 'Quick transfer PIN'), [w.pin(6)], { next: w.TRANSFER }),
  ]
}

function vbankSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('입금 은행 선택', 'Choose a bank'), [w.bankChoice('vbank_code'), w.depositor]),
    w.step('cash', w.text('현금영수증', 'Cash receipt'), [receipt]),
    w.cashReceiptStep,
    escrow(),
    w.step(
      'contact',
      w.text('계좌 안내 받기', 'Where to send the account'),
      [w.phoneNumber, w.receiptEmail()],
      {
        next: w.ISSUE,
      },
    ),
  ]
}

function phoneSteps(): readonly w.Step[] {
  const password: w.Field = {
    name: 'phone_password',
    label: w.text('휴대폰결제 비밀번호 (설정한 경우)', 'Payment password, if you have set one'),
    kind: 'password',
    optional: true,
    max_length: 8,
    sample: '00000000',
  }
  return [
    w.step('phone', w.text('통신사와 휴대폰번호', 'Your phone'), [w.carrier, w.phoneNumber]),
    w.step('owner', w.text('명의자 생년월일', 'Whose phone'), [w.birthDay], { next: w.SEND_CODE }),
    w.codeStep(undefined, w.NEXT),
    w.step('confirm', w.text('결제 확인', 'Confirm'), [password], {
      notice: w.text(
        '결제금액은 다음 달 통신요금에 합산 청구됩니다.',
        'The amount is added to next month’s phone bill.',
      ),
      next: w.PAY,
    }),
  ]
}
