/** danal_tpay: 다날 일반결제, everything but the phone. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { birthDay, keyIn, receiptEmail, registerCard, smsNumber } from '../../kit/auth-steps.ts'
import { DANAL_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import {
  accountNumber,
  bankChoice,
  cardChoice,
  cardNumber,
  cardPassword,
  cashReceipt,
  cashReceiptStep,
  choice,
  cvc,
  depositor,
  FINANCE,
  ISSUE,
  option,
  PAY,
  PRIVACY,
  phoneNumber,
  pin,
  quotaChoice,
  step,
  TRANSFER,
  terms,
} from '../../kit/fields.ts'
import { buyerTel } from '../required.ts'
import { type Field, text } from '../../kit/steps.ts'
import { layer } from '../windows.ts'

const page = docs('다날 page')

/** `appCard: true` leaves the card apps alone; `auth_mode: 'key-in'` has the numbers typed in. */
const cardWay: Field = {
  ...choice('card_auth', text('결제 유형', 'How to authenticate'), [
    option('number', '일반결제', 'Card number'),
    option('app', '앱카드', 'Card app'),
    option('isp', 'ISP/페이북', 'ISP'),
  ]),
  decided_by: [
    { param: 'auth_mode', is: { 'key-in': 'keyin' } },
    { param: 'appCard', is: { true: 'app' } },
  ],
}

const steps = {
  card: [
    {
      ...step('card', text('카드사 선택', 'Choose a card company'), [cardWay, cardChoice, quotaChoice]),
      asked: { param: 'auth_mode', value: 'key-in', not: true as const },
    },
    step('number', text('카드 인증', 'Card authentication'), [cardNumber, cvc, cardPassword], {
      when: { field: 'card_auth', is: ['number'] },
      notice: text('테스트 결제창입니다. 실제 카드 정보를 입력하지 마세요.', 'Do not enter a real card.'),
      next: PAY,
    }),
    step('app', text('앱카드 인증', 'Card app'), [phoneNumber, pin(6)], {
      when: { field: 'card_auth', is: ['app'] },
      notice: text(
        '카드사 앱으로 알림이 가지 않습니다. 이 화면에서 인증하세요.',
        'No notice is sent to the card company’s app. Confirm here.',
      ),
      next: PAY,
    }),
    step('isp', text('ISP/페이북 인증', 'ISP authentication'), [pin(6)], {
      when: { field: 'card_auth', is: ['isp'] },
      notice: text('ISP/페이북 앱 대신 이 화면에서 인증하세요.', 'This page stands for the ISP app.'),
      next: PAY,
    }),
    keyIn({ field: 'card_auth', is: ['keyin'] }),
  ],
  trans: [
    step('bank', text('출금 은행 선택', 'Choose a bank'), [
      bankChoice('bank_code'),
      accountNumber,
      cashReceipt,
    ]),
    cashReceiptStep,
    step(
      'person',
      text('예금주 확인', 'Account holder'),
      [
        { ...depositor, name: 'account_holder', label: text('예금주명', 'Account holder') },
        birthDay,
        phoneNumber,
      ],
      { next: text('ARS 인증 요청', 'Ask to be called') },
    ),
    step(
      'ars',
      text('ARS 인증', 'Confirm the call'),
      [
        {
          name: 'ars_code',
          label: text('ARS 인증번호 2자리', 'Code of the call (2 digits)'),
          kind: 'tel',
          pattern: /^\d{2}$/,
          max_length: 2,
          hint: text('숫자 2자리를 입력하세요.', 'Enter 2 digits.'),
          sample: '12',
        } satisfies Field,
      ],
      {
        notice: text(
          '전화는 걸려 오지 않습니다. 아무 숫자 2자리나 입력하세요.',
          'Nobody calls you. Enter any 2 digits.',
        ),
        next: TRANSFER,
      },
    ),
  ],
  vbank: [
    step('bank', text('입금 은행 선택', 'Choose a bank'), [bankChoice('vbank_code'), depositor, cashReceipt]),
    cashReceiptStep,
    step('notify', text('계좌 안내 받기', 'Where to send the account'), [smsNumber(), receiptEmail()], {
      notice: text(
        '발급된 계좌번호를 문자와 메일로 알려 드립니다. (실제로는 발송되지 않습니다)',
        'The account is sent to you by message and email. (Not here.)',
      ),
      next: ISSUE,
    }),
  ],
  billing: [
    registerCard(
      text('자동결제 카드 등록', 'Register a card for billing'),
      '다날 자동결제 서비스 이용에 동의합니다',
    ),
  ],
}

export const danal_tpay = definePg({
  code: 'danal_tpay',
  name: text('다날 (일반결제)', 'Danal T-Pay'),
  known: manual('2.1.1 pg'),
  sources: {
    test_mids: observed("merchants' test code"),
    pay_methods: docs('다날 page; the manual has card, trans and vbank'),
  },
  mids: {
    test: ['9810030929'],
  },
  sells: {
    pay_methods: ['card', 'trans', 'vbank', 'cultureland', 'happymoney', 'booknlife'],
  },
  order: {
    required: [
      buyerTel('다날'),
      {
        field: 'biz_num',
        pay_methods: ['vbank'],
        pattern: /^\d{10}$/,
        message: '다날 가상계좌 결제시 사업자등록번호(biz_num) 10자리는 필수 입력입니다.',
        known: assumed('manual 2.1.2 insists on biz_num, 10 digits without signs; the text is ours'),
      },
    ],
  },
  window: {
    opens: {
      pc: [layer(observed('SDK 1.2.0'), [720, 700])],
      mobile: [layer(manual('2.2.c'))],
    },
    color: '#0a3f75',
    accent: '#0a5fa8',
    before: [terms(text('다날 결제 이용약관', 'Danal terms'), [FINANCE, PRIVACY])],
    instead: steps,
    quota: { reads: 'up to', known: docs('다날 page: [6] is one payment up to six months') },
  },
  reports: {
    pg_tid: { '*': '{yyyyMMddHHmmss}{digits:8}' },
  },
  billing: {
    charges: { card: 'amount' },
    test_charge: {
      amount: 10,
      back_after_s: 30 * 60,
      known: docs('다날 page: 10 won in place of 0, given back after some 30 minutes'),
    },
    known: page,
  },
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback objects of cancelled danal payments'),
    },
    already_cancelled: { message: '[1115] 이미 취소', known: docs('다날 error code sheet') },
    declined: DANAL_DECLINES,
  },
  quirks: {
    unset_amount_is_zero: docs('danal: an order without amount counts as one of 0 won'),
  },
  notes: [
    {
      text: 'a missing buyer_tel or biz_num may be refused by the window only; here no window opens',
      known: page,
    },
    {
      text: '`card.direct` needs a setting at 다날; with `usePoint` card points pay later. The sandbox passes over both',
      known: page,
    },
    { text: '`refund_bank` is the three-digit code: 088 for 신한', known: docs('bank codes by PG') },
  ],
})
