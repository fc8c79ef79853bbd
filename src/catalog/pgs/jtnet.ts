/** jtnet: JTNet, tPay. The service ended on 2023-01-31. */
import { docs, manual } from '../../core/provenance.ts'
import {
  APP_CARDS,
  asSelect,
  cardOwner,
  certificatePassword,
  ISP_CARDS,
  receiptEmail,
  registerCard,
  smsNumber,
} from '../../kit/auth-steps.ts'
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
  quotaChoice,
  step,
  THIRD,
  TRANSFER,
  terms,
} from '../../kit/fields.ts'
import { ispStep, NOT_REAL, SEND_CODE } from '../../kit/hub-steps.ts'
import { agreement, type Step, text } from '../../kit/steps.ts'
import { HUB } from '../windows.ts'

const settings = docs('JTNet settings page of 2023')

export const jtnet = definePg({
  code: 'jtnet',
  name: text('JTNet (tPay)', 'JTNet (tPay)'),
  known: manual('2.1.1 pg'),
  legacy: true,
  sources: { test_mids: settings, pay_methods: docs('sample/jtnet') },
  mids: {
    test: ['tpaytest0m', 'tpaytest2m', 'tpaytest1m'],
    billing: 'tpaytest2m',
  },
  sells: {
    pay_methods: ['card', 'trans', 'vbank', 'phone'],
  },
  window: {
    opens: HUB,
    color: '#0b6b6f',
    accent: '#0b6b6f',
    layout: 'panel',
    before: [
      terms(text('이용약관 동의', 'Terms'), [FINANCE, PRIVACY, THIRD], {
        notice: text('tPay 전자결제 서비스입니다.', 'This is tPay, electronic payment by JTNet.'),
      }),
    ],
    instead: {
      card: cardSteps(),
      trans: transSteps(),
      vbank: vbankSteps(),
      phone: phoneSteps(),
      billing: [
        registerCard(text('정기결제 카드 등록', 'Register a card'), '정기결제 자동승인에 동의합니다', [
          receiptEmail(),
        ]),
      ],
    },
  },
  billing: {
    charges: { card: 'amount', '*': 'no window' },
    known: docs('비인증결제/jtnet: a key for cards alone, charged when the amount is more than 0'),
  },
  notes: [
    {
      text: 'the service ended on 2023-01-31; its merchants could move to 나이스페이먼츠',
      known: settings,
    },
    {
      text: 'tpaytest0m is for payments, tpaytest2m for billing keys, tpaytest1m for key-in over REST',
      known: settings,
    },
    { text: 'test payments are charged, and given back between 23:00 and 23:50', known: settings },
  ],
})

function cardSteps(): readonly Step[] {
  return [
    step('card', text('신용카드 정보 선택', 'Your card'), [
      cardOwner,
      asSelect(cardChoice),
      quotaChoice,
      receiptEmail(),
    ]),
    ispStep(
      text(
        'ISP 인증창이 열리지 않습니다. 이 화면에서 ISP 비밀번호를 입력하십시오.',
        'No ISP window opens: enter its password here.',
      ),
      { field: 'card_code', is: ISP_CARDS },
    ),
    step('ansim', text('안심클릭 인증', 'Card authentication'), [cardNumber, cvc], {
      when: { field: 'card_code', is: APP_CARDS },
      notice: NOT_REAL,
      next: PAY,
    }),
  ]
}

function transSteps(): readonly Step[] {
  return [
    step('bank', text('계좌이체 정보 선택', 'Your bank'), [
      asSelect(bankChoice('bank_code')),
      { ...depositor, name: 'account_holder', label: text('예금주명', 'Account holder') },
    ]),
    step('cash', text('현금영수증 신청', 'Cash receipt'), [cashReceipt, receiptEmail()]),
    cashReceiptStep,
    step(
      'account',
      text('인터넷뱅킹 인증', 'Internet banking'),
      [accountNumber, accountPassword, certificatePassword],
      { next: TRANSFER },
    ),
  ]
}

function vbankSteps(): readonly Step[] {
  return [
    step('bank', text('가상계좌 은행 선택', 'Choose a bank'), [
      asSelect(bankChoice('vbank_code')),
      depositor,
      smsNumber(),
    ]),
    step('cash', text('현금영수증 신청', 'Cash receipt'), [cashReceipt]),
    cashReceiptStep,
    step(
      'confirm',
      text('입금 안내 확인', 'Before the account is issued'),
      [
        agreement(
          'terms_deposit',
          '입금기한까지 결제금액과 같은 금액을 입금하겠습니다',
          'I shall pay the exact amount before the deadline',
        ),
      ],
      { next: ISSUE },
    ),
  ]
}

function phoneSteps(): readonly Step[] {
  return [
    step('phone', text('휴대폰번호 입력', 'Your phone'), [asSelect(carrier), phoneNumber]),
    step('owner', text('명의자 확인', 'Whose phone'), [birth, receiptEmail()], { next: SEND_CODE }),
    codeStep(),
  ]
}
