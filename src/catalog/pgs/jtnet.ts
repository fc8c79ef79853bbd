/** jtnet: JTNet, tPay. The service ended on 2023-01-31. */
import { docs, manual } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { HUB } from '../windows.ts'

const settings = docs('JTNet settings page of 2023')

export const jtnet = definePg({
  code: 'jtnet',
  name: w.text('JTNet (tPay)', 'JTNet (tPay)'),
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
      w.terms(w.text('이용약관 동의', 'Terms'), [w.FINANCE, w.PRIVACY, w.THIRD], {
        notice: w.text('tPay 전자결제 서비스입니다.', 'This is tPay, electronic payment by JTNet.'),
      }),
    ],
    instead: {
      card: cardSteps(),
      trans: transSteps(),
      vbank: vbankSteps(),
      phone: phoneSteps(),
      billing: [
        w.registerCard(w.text('정기결제 카드 등록', 'Register a card'), '정기결제 자동승인에 동의합니다', [
          w.receiptEmail(),
        ]),
      ],
    },
  },
  billing: {
    charges: { card: 'amount', '*': 'no window' },
    known: docs('비인증결제/jtnet: a key for cards alone, charged when the amount is more than 0'),
  },
  rest: {
    able: ['billing'],
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

function cardSteps(): readonly w.Step[] {
  return [
    w.step('card', w.text('신용카드 정보 선택', 'Your card'), [
      w.cardOwner,
      w.asSelect(w.cardChoice),
      w.quotaChoice,
      w.receiptEmail(),
    ]),
    w.ispStep(
      w.text(
        'ISP 인증창이 열리지 않습니다. 이 화면에서 ISP 비밀번호를 입력하십시오.',
        'No ISP window opens: enter its password here.',
      ),
      { field: 'card_code', is: w.ISP_CARDS },
    ),
    w.step('ansim', w.text('안심클릭 인증', 'Card authentication'), [w.cardNumber, w.cvc], {
      when: { field: 'card_code', is: w.APP_CARDS },
      notice: w.NOT_REAL,
      next: w.PAY,
    }),
  ]
}

function transSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('계좌이체 정보 선택', 'Your bank'), [
      w.asSelect(w.bankChoice('bank_code')),
      { ...w.depositor, name: 'account_holder', label: w.text('예금주명', 'Account holder') },
    ]),
    w.step('cash', w.text('현금영수증 신청', 'Cash receipt'), [w.cashReceipt, w.receiptEmail()]),
    w.cashReceiptStep,
    w.step(
      'account',
      w.text('인터넷뱅킹 인증', 'Internet banking'),
      [w.accountNumber, w.accountPassword, w.certificatePassword],
      { next: w.TRANSFER },
    ),
  ]
}

function vbankSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('가상계좌 은행 선택', 'Choose a bank'), [
      w.asSelect(w.bankChoice('vbank_code')),
      w.depositor,
      w.smsNumber(),
    ]),
    w.step('cash', w.text('현금영수증 신청', 'Cash receipt'), [w.cashReceipt]),
    w.cashReceiptStep,
    w.step(
      'confirm',
      w.text('입금 안내 확인', 'Before the account is issued'),
      [
        w.agreement(
          'terms_deposit',
          '입금기한까지 결제금액과 같은 금액을 입금하겠습니다',
          'I shall pay the exact amount before the deadline',
        ),
      ],
      { next: w.ISSUE },
    ),
  ]
}

function phoneSteps(): readonly w.Step[] {
  return [
    w.step('phone', w.text('휴대폰번호 입력', 'Your phone'), [w.asSelect(w.carrier), w.phoneNumber]),
    w.step('owner', w.text('명의자 확인', 'Whose phone'), [w.birth, w.receiptEmail()], { next: w.SEND_CODE }),
    w.codeStep(),
  ]
}
