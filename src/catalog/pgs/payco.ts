/** payco: PAYCO. What the buyer pays with is decided in its window. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { layer, popup } from '../windows.ts'

const page = docs('PAYCO page')

const agree = w.agreement(
  'terms_payco',
  '[필수] 결제 내용을 확인하였으며 이에 동의합니다',
  'I have read my order, and agree',
)

/** The order's pay_method is what the window suggests; the buyer may choose another. */
const stepsOf = (suggested: 'card' | 'account' | 'vbank'): readonly w.Step[] => [
  w.loginStep('PAYCO', 'PAYCO', w.text('아이디 (이메일 또는 휴대폰번호)', 'ID (email or phone number)')),
  w.step('means', w.text('결제수단 선택', 'How to pay'), [
    {
      ...w.choice('payco_means', w.text('결제수단', 'Means'), [
        w.option('card', '신용카드', 'Card'),
        w.option('account', '계좌', 'Bank account'),
        w.option('vbank', '무통장입금', 'Virtual account'),
      ]),
      sample: suggested,
    },
  ]),
  w.step(
    'card',
    w.text('결제 카드 선택', 'Your cards'),
    [w.cardChoice, w.quotaChoice],
    w.whenChosen('payco_means', 'card'),
  ),
  w.step(
    'account',
    w.text('결제 계좌 선택', 'Your accounts'),
    [w.bankChoice('bank_code')],
    w.whenChosen('payco_means', 'account'),
  ),
  w.step(
    'vbank',
    w.text('무통장입금 은행 선택', 'Choose a bank'),
    [w.bankChoice('vbank_code'), w.cashReceipt],
    w.whenChosen('payco_means', 'vbank'),
  ),
  w.cashReceiptStep,
  w.step('depositor', w.text('입금자 정보', 'Depositor'), [w.depositor, agree], {
    ...w.whenChosen('payco_means', 'vbank'),
    next: w.ISSUE,
  }),
  w.step('pin', w.text('PAYCO 결제 비밀번호', 'PAYCO PIN'), [w.pin(6), agree], {
    ...w.whenChosen('payco_means', 'card', 'account'),
    next: w.PAY,
  }),
]

export const payco = definePg({
  code: 'payco',
  name: w.text('페이코', 'PAYCO'),
  known: manual('2.1.1 pg'),
  sources: {
    test_mids: observed('public test code'),
    pay_methods: page,
    pays_as: docs('sample/payco: the pay_method of the result is what the buyer paid with'),
    reports: assumed('as html5_inicis has it for payments that only issue a key (observed)'),
  },
  mids: {
    test: ['PARTNERTEST'],
  },
  sells: {
    pay_methods: ['card', 'trans', 'vbank'],
    any_pay_method: manual(
      'sample page of PAYCO: the value is ignored; one that it sells with decides the first choice',
    ),
    pays_as: { '*': { field: 'payco_means', by: { card: 'card', account: 'trans', vbank: 'vbank' } } },
  },
  order: {
    required: [
      needs('name', assumed('the vendor names it as required; the text is ours')),
      needs('buyer_tel', assumed('the page names it as required; the text is ours')),
    ],
  },
  window: {
    opens: {
      pc: [popup(observed('SDK 1.2.0'), [727, 512], { name: 'IMP_PAYCO' })],
      mobile: [
        layer(docs('sample/payco: callback on phones too; PAYCO page: an iframe')),
        popup(page, [727, 512], { name: 'IMP_PAYCO', popup: true }),
      ],
    },
    color: '#d81f1f',
    accent: '#c71a1a',
    layout: 'card',
    instead: { card: stepsOf('card'), trans: stepsOf('account'), vbank: stepsOf('vbank') },
  },
  reports: {
    pg_tid: { '*': '{yyyyMMdd}{digits:16}' },
    approval: { billing: { apply_num: '' } },
  },
  billing: { charges: 'never', known: page },
  cancel: { needs_tax_free: true, known: docs('POST /payments/cancel tax_free') },
  rest: {
    able: ['balance', 'order_status'],
  },
  notes: [
    { text: 'on phones where pop-ups are blocked, such as WebViews, `popup: false` is advised', known: page },
    { text: 'keys are issued in the window only, never over REST', known: page },
  ],
})
