/** uplus: LGU+ of the manual, later (구) 토스페이먼츠. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { TOSS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { layer, leave } from '../windows.ts'

const page = docs('토스페이먼츠 (구모듈) page')

/** 페이나우 is LG유플러스's own easy pay. `appCard: true` leaves the card apps alone. */
const cardWay: w.Field = {
  ...w.choice('card_auth', w.text('결제 방식', 'How to authenticate'), [
    w.option('number', '일반결제', 'Card number'),
    w.option('app', '앱카드', 'Card app'),
    w.option('paynow', '페이나우', 'Paynow'),
  ]),
  decided_by: [{ param: 'appCard', is: { true: 'app' } }],
}

const bankWay = w.choice('bank_way', w.text('이체 방식', 'How to transfer'), [
  w.option('certificate', '공동인증서', 'Certificate'),
  w.option('paynow', '페이나우 간편계좌', 'Paynow account'),
])

const escrow = w.forEscrow(
  w.step(
    'escrow',
    w.text('구매안전서비스 신청', 'Escrow'),
    [
      {
        name: 'escrow_password',
        label: w.text('수취확인 비밀번호 4자리', 'Password for the delivery (4 digits)'),
        kind: 'password',
        pattern: /^\d{4}$/,
        max_length: 4,
        hint: w.text('숫자 4자리를 입력해 주세요.', 'Enter 4 digits.'),
        sample: '0000',
      },
    ],
    {
      notice: w.text(
        '상품을 받은 뒤 수취확인을 할 때 입력할 비밀번호를 정해 주세요.',
        'Choose the password that you confirm the delivery with.',
      ),
    },
  ),
)

const steps = {
  card: [
    w.step('card', w.text('카드 선택', 'Choose a card'), [w.cardChoice, w.quotaChoice, cardWay]),
    w.step(
      'number',
      w.text('카드정보 입력', 'Card details'),
      [w.cardNumber, w.cvc, w.cardPassword, w.receiptEmail()],
      {
        when: { field: 'card_auth', is: ['number'] },
        notice: w.text('테스트 결제창입니다. 실제 카드 정보를 입력하지 마세요.', 'Do not enter a real card.'),
        next: w.PAY,
      },
    ),
    w.step('app', w.text('앱카드 결제', 'Pay with the card app'), [w.pin(6)], {
      when: { field: 'card_auth', is: ['app'] },
      notice: w.text(
        '카드사 앱 대신 이 화면에서 인증합니다.',
        'This page stands for the card company’s app.',
      ),
      next: w.PAY,
    }),
    w.step('paynow', w.text('페이나우 결제', 'Pay with Paynow'), [w.phoneNumber, w.pin(6)], {
      when: { field: 'card_auth', is: ['paynow'] },
      next: w.PAY,
    }),
  ],
  trans: [
    w.step('bank', w.text('은행 선택', 'Choose a bank'), [w.bankChoice('bank_code'), bankWay, w.cashReceipt]),
    w.cashReceiptStep,
    escrow,
    w.step(
      'certificate',
      w.text('계좌정보 입력', 'Your account'),
      [w.accountNumber, w.accountPassword, w.certificatePassword],
      { when: { field: 'bank_way', is: ['certificate'] }, next: w.TRANSFER },
    ),
    w.step('paynow', w.text('페이나우 간편계좌', 'Paynow account'), [w.phoneNumber, w.pin(6)], {
      when: { field: 'bank_way', is: ['paynow'] },
      next: w.TRANSFER,
    }),
  ],
  vbank: [
    w.step('bank', w.text('무통장입금 은행 선택', 'Choose a bank'), [
      w.bankChoice('vbank_code'),
      w.depositor,
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    escrow,
    w.step(
      'notify',
      w.text('입금 안내', 'Where to send it'),
      [w.smsNumber(), w.receiptEmail('입금 안내를 받을 이메일')],
      {
        notice: w.text(
          '입금하실 계좌번호와 입금기한을 안내해 드립니다. (실제로는 발송되지 않습니다)',
          'The account and its deadline are sent to you. (Not here.)',
        ),
        next: w.ISSUE,
      },
    ),
  ],
  phone: [
    w.step('phone', w.text('휴대폰 결제', 'Mobile phone'), [w.carrier, w.phoneNumber, w.birth], {
      notice: w.text(
        '본인 명의의 휴대폰으로만 결제할 수 있습니다.',
        'Only a phone in your own name will do.',
      ),
      next: w.text('승인번호 요청', 'Send the code'),
    }),
    w.codeStep(w.text('승인번호', 'Code')),
  ],
}

export const uplus = definePg({
  code: 'uplus',
  name: w.text('LG유플러스', 'LG U+'),
  known: manual('2.1.1 pg'),
  legacy: true,
  sources: {
    test_mids: observed("merchants' test code"),
    pay_methods: docs('토스페이먼츠 (구모듈) page; the manual has those up to booknlife'),
    vbank_num: observed('a real number of a test payment: X and 13 digits'),
    vbank_holder: observed('a real virtual account of a test payment'),
    pg_tid: observed('an id of a test payment begins with tlgda and the time'),
    reports: observed("merchants' logs of test payments: apply_num is 00000000"),
    receipt: observed('receipt_url of test payments'),
  },
  mids: {
    test: ['tlgdacomxpay'],
  },
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'phone', 'cultureland', 'smartculture', 'booknlife'],
      ...['applepay', 'tosspay', 'naverpay', 'kakaopay', 'lpay', 'payco', 'samsung'],
    ],
    escrow: { known: page },
  },
  window: {
    opens: {
      pc: [layer(observed('layer of uplus in SDK 1.2.0'), [650, 650])],
      mobile: [leave(manual('2.2.c'))],
    },
    reads: ['appCard'],
    color: '#cc0068',
    accent: '#cc0068',
    before: [
      w.terms(w.text('이용약관 동의', 'Terms'), [w.FINANCE, w.PRIVACY, w.THIRD], {
        notice: w.text('LG유플러스 전자결제 서비스입니다.', 'This is the payment service of LG U+.'),
      }),
    ],
    instead: steps,
    quota: {
      reads: 'up to',
      known: docs('토스페이먼츠 (구): card_quota is one payment up to the longest of the list'),
    },
  },
  vbank: {
    num: 'X{digits:13}',
    holder: '이크레디트',
  },
  reports: {
    pg_tid: { '*': 'tlgda{yyyyMMddHHmmss}{digits:5}' },
    approval: { card: { apply_num: '00000000' } },
  },
  rest: {
    able: ['vbank_void'],
  },
  refusals: {
    already_cancelled: {
      message: '[C0D3] 기취소거래',
      known: assumed('토스페이먼츠 error code sheet, which follows that of LGU+'),
    },
    declined: TOSS_DECLINES,
  },
  quirks: {
    vbank_whole_days: observed('vbank_date of a real virtual account: 23:59:59'),
  },
  notes: [
    { text: 'apply_num is 00000000 in test mode', known: observed("merchants' logs of uplus test payments") },
    { text: 'iPads count as phones since July 2023', known: docs('release notes 2023-07-03') },
    { text: 'there is no contract for refunds of virtual accounts', known: docs('cancel guide, vbank') },
  ],
})
