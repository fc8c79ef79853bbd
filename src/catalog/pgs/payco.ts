/** payco: PAYCO. What the buyer pays with is decided in its window. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import {
  bankChoice,
  cardChoice,
  cashReceipt,
  cashReceiptStep,
  choice,
  depositor,
  ISSUE,
  option,
  PAY,
  pin,
  quotaChoice,
  step,
} from '../../kit/fields.ts'
import { needs } from '../required.ts'
import { agreement, type Step, text } from '../../kit/steps.ts'
import { loginStep, whenChosen } from '../../kit/wallet-steps.ts'
import { layer, popup } from '../windows.ts'

const page = docs('PAYCO page')

const agree = agreement(
  'terms_payco',
  '[필수] 결제 내용을 확인하였으며 이에 동의합니다',
  'I have read my order, and agree',
)

/** The order's pay_method is what the window suggests; the buyer may choose another. */
const stepsOf = (suggested: 'card' | 'account' | 'vbank'): readonly Step[] => [
  loginStep('PAYCO', 'PAYCO', text('아이디 (이메일 또는 휴대폰번호)', 'ID (email or phone number)')),
  step('means', text('결제수단 선택', 'How to pay'), [
    {
      ...choice('payco_means', text('결제수단', 'Means'), [
        option('card', '신용카드', 'Card'),
        option('account', '계좌', 'Bank account'),
        option('vbank', '무통장입금', 'Virtual account'),
      ]),
      sample: suggested,
    },
  ]),
  step(
    'card',
    text('결제 카드 선택', 'Your cards'),
    [cardChoice, quotaChoice],
    whenChosen('payco_means', 'card'),
  ),
  step(
    'account',
    text('결제 계좌 선택', 'Your accounts'),
    [bankChoice('bank_code')],
    whenChosen('payco_means', 'account'),
  ),
  step(
    'vbank',
    text('무통장입금 은행 선택', 'Choose a bank'),
    [bankChoice('vbank_code'), cashReceipt],
    whenChosen('payco_means', 'vbank'),
  ),
  cashReceiptStep,
  step('depositor', text('입금자 정보', 'Depositor'), [depositor, agree], {
    ...whenChosen('payco_means', 'vbank'),
    next: ISSUE,
  }),
  step('pin', text('PAYCO 결제 비밀번호', 'PAYCO PIN'), [pin(6), agree], {
    ...whenChosen('payco_means', 'card', 'account'),
    next: PAY,
  }),
]

export const payco = definePg({
  code: 'payco',
  name: text('페이코', 'PAYCO'),
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
  notes: [
    { text: 'on phones where pop-ups are blocked, such as WebViews, `popup: false` is advised', known: page },
    { text: 'keys are issued in the window only, never over REST', known: page },
  ],
})
