/** danal_tpay: 다날 일반결제, everything but the phone. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { DANAL_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { FRAMES } from '../frames.ts'
import { buyerTel } from '../required.ts'
import { layer } from '../windows.ts'

const page = docs('다날 page')

/** `appCard: true` leaves the card apps alone; `auth_mode: 'key-in'` has the numbers typed in. */
const cardWay: w.Field = {
  ...w.choice('card_auth', w.text('결제 유형', 'How to authenticate'), [
    w.option('number', '일반결제', 'Card number'),
    w.option('app', '앱카드', 'Card app'),
    w.option('isp', 'ISP/페이북', 'ISP'),
  ]),
  decided_by: [
    { param: 'auth_mode', is: { 'key-in': 'keyin' } },
    { param: 'appCard', is: { true: 'app' } },
  ],
}

const steps = {
  card: [
    {
      ...w.step('card', w.text('카드사 선택', 'Choose a card company'), [
        cardWay,
        w.cardChoice,
        w.quotaChoice,
      ]),
      asked: { param: 'auth_mode', value: 'key-in', not: true as const },
    },
    w.step('number', w.text('카드 인증', 'Card authentication'), [w.cardNumber, w.cvc, w.cardPassword], {
      when: { field: 'card_auth', is: ['number'] },
      notice: w.text('테스트 결제창입니다. 실제 카드 정보를 입력하지 마세요.', 'Do not enter a real card.'),
      next: w.PAY,
    }),
    w.step('app', w.text('앱카드 인증', 'Card app'), [w.phoneNumber, w.pin(6)], {
      when: { field: 'card_auth', is: ['app'] },
      notice: w.text(
        '카드사 앱으로 알림이 가지 않습니다. 이 화면에서 인증하세요.',
        'No notice is sent to the card company’s app. Confirm here.',
      ),
      next: w.PAY,
    }),
    w.step('isp', w.text('ISP/페이북 인증', 'ISP authentication'), [w.pin(6)], {
      when: { field: 'card_auth', is: ['isp'] },
      notice: w.text('ISP/페이북 앱 대신 이 화면에서 인증하세요.', 'This page stands for the ISP app.'),
      next: w.PAY,
    }),
    w.keyIn({ field: 'card_auth', is: ['keyin'] }),
  ],
  trans: [
    w.step('bank', w.text('출금 은행 선택', 'Choose a bank'), [
      w.bankChoice('bank_code'),
      w.accountNumber,
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    w.step(
      'person',
      w.text('예금주 확인', 'Account holder'),
      [
        { ...w.depositor, name: 'account_holder', label: w.text('예금주명', 'Account holder') },
        w.birthDay,
        w.phoneNumber,
      ],
      { next: w.text('ARS 인증 요청', 'Ask to be called') },
    ),
    w.step(
      'ars',
      w.text('ARS 인증', 'Confirm the call'),
      [
        {
          name: 'ars_code',
          label: w.text('ARS 인증번호 2자리', 'Code of the call (2 digits)'),
          kind: 'tel',
          pattern: /^\d{2}$/,
          max_length: 2,
          hint: w.text('숫자 2자리를 입력하세요.', 'Enter 2 digits.'),
          sample: '12',
        } satisfies w.Field,
      ],
      {
        notice: w.text(
          '전화는 걸려 오지 않습니다. 아무 숫자 2자리나 입력하세요.',
          'Nobody calls you. Enter any 2 digits.',
        ),
        next: w.TRANSFER,
      },
    ),
  ],
  vbank: [
    w.step('bank', w.text('입금 은행 선택', 'Choose a bank'), [
      w.bankChoice('vbank_code'),
      w.depositor,
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    w.step(
      'notify',
      w.text('계좌 안내 받기', 'Where to send the account'),
      [w.smsNumber(), w.receiptEmail()],
      {
        notice: w.text(
          '발급된 계좌번호를 문자와 메일로 알려 드립니다. (실제로는 발송되지 않습니다)',
          'The account is sent to you by message and email. (Not here.)',
        ),
        next: w.ISSUE,
      },
    ),
  ],
  billing: [
    w.registerCard(
      w.text('자동결제 카드 등록', 'Register a card for billing'),
      '다날 자동결제 서비스 이용에 동의합니다',
    ),
  ],
}

export const danal_tpay = definePg({
  code: 'danal_tpay',
  name: w.text('다날 (일반결제)', 'Danal T-Pay'),
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
    reads: ['appCard', 'auth_mode'],
    color: '#0a3f75',
    accent: '#0a5fa8',
    before: [w.terms(w.text('다날 결제 이용약관', 'Danal terms'), [w.FINANCE, w.PRIVACY])],
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
  rest: {
    able: ['billing', 'vbank_void'],
    insists: {
      'POST /subscribe/payments/again': ['name'],
    },
  },
  refusals: {
    cancelled: {
      message: '[결제포기] 사용자가 결제를 취소하셨습니다',
      known: observed('callback objects of cancelled danal payments'),
    },
    already_cancelled: { message: '[1115] 이미 취소', known: docs('다날 error code sheet') },
    declined: DANAL_DECLINES,
    frames: {
      approval: { declined: { ...FRAMES.approval.declined, known: observed('two shops’ failed payments') } },
    },
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
