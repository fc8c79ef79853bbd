/** galaxia: 갤럭시아머니트리, 빌게이트. The agreements are the last thing that its window asks for. */
import { assumed, docs } from '../../core/provenance.ts'
import { asSelect, forEscrow, registerCard } from '../../kit/auth-steps.ts'
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
  depositor,
  email,
  expiry,
  ISSUE,
  PAY,
  phoneNumber,
  pin,
  quotaChoice,
  step,
  TRANSFER,
  terms,
} from '../../kit/fields.ts'
import { cardWay, escrowEmail, NEXT, NOT_REAL, SEND_CODE } from '../../kit/hub-steps.ts'
import { needs, vbankDue } from '../required.ts'
import { atMost, like } from '../rules.ts'
import { type Step, type Text, text } from '../../kit/steps.ts'
import { hub } from '../windows.ts'

const page = docs('갤럭시아 page')
const ours = assumed('갤럭시아 page has the rule; the text is ours')
const required = assumed('the vendor names it as required; the text is ours')

export const galaxia = definePg({
  code: 'galaxia',
  name: text('갤럭시아머니트리', 'Galaxia Moneytree'),
  known: page,
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'phone', 'cultureland', 'smartculture', 'booknlife', 'happymoney'],
      ...['kakaopay', 'naverpay', 'tosspay', 'samsungpay', 'applepay', 'payco', 'tmoney', 'moneytree'],
    ],
    escrow: { pay_methods: ['trans', 'vbank'], known: page },
  },
  order: {
    merchant_uid_max: { length: 64, known: page },
    required: [
      needs('name', required),
      // Of payments the page says it both ways, by its version; of keys always.
      needs('customer_id', required),
      vbankDue('galaxia'),
      needs('buyer_name', required, { since: 'v1' }),
      needs('buyer_email', required, { since: 'v1' }),
      needs('m_redirect_url', required, { device: 'mobile', since: 'v1' }),
      needs('bypass.galaxia.ITEM_CODE', required, {
        since: 'v1',
        message: '갤럭시아 상품코드(bypass.galaxia.ITEM_CODE)는 필수 입력입니다.',
      }),
    ],
    rules: [
      atMost('name', 50, ours, { message: '주문명(name)은 50자 이하여야 합니다.' }),
      atMost('customer_id', 20, ours, { message: '구매자 아이디(customer_id)는 20자 이하여야 합니다.' }),
      atMost('bypass.galaxia.ITEM_CODE', 10, ours, {
        message: '갤럭시아 상품코드(bypass.galaxia.ITEM_CODE)는 10자 이하여야 합니다.',
      }),
      like('vbank_due', /^\d{4}-?\d{2}-?\d{2}$/, ours, {
        pay_methods: ['vbank'],
        since: 'v1',
        message: '가상계좌 입금기한(vbank_due)은 YYYYMMDD 또는 YYYY-MM-DD 형식이어야 합니다.',
      }),
    ],
  },
  window: {
    opens: hub(page),
    color: '#1b2b52',
    accent: '#b8460b',
    before: [
      step('buyer', text('결제 이메일 입력', 'Your email'), [email], {
        notice: text(
          '결제 내역을 이메일로 보내드립니다. (테스트에서는 발송되지 않습니다)',
          'We send the receipt by email. (Not in tests.)',
        ),
      }),
    ],
    instead: {
      card: cardSteps(),
      trans: transSteps(),
      vbank: vbankSteps(),
      phone: phoneSteps(),
      billing: [registerCard(text('자동결제 카드 등록', 'Register a card'), '자동결제 이용에 동의합니다')],
    },
    quota: { reads: 'fixed', known: page },
    reads_carriers: docs('갤럭시아 page: phone.carrier'),
  },
  billing: {
    charges: { card: 'never', phone: 'always', '*': 'no window' },
    shows: { amount: 1000, known: docs('갤럭시아 page: a billing window with amount 0 or none') },
    known: page,
  },
  notes: [
    { text: 'needs the SDK v1/iamport.js', known: page },
    {
      text: 'card.detail and useCardPoint are not supported; the sandbox reads card.detail all the same',
      known: page,
    },
    { text: 'vat_amount is 1/11 of the taxed part where the order has none', known: page },
    { text: 'cashReceiptType and customerIdentifier stand in the order itself, not in bypass', known: page },
    {
      text: 'a convenience store payment is made by POST /cvs; its event is Galaxia.Cvs.Confirm',
      known: docs('POST /cvs'),
    },
  ],
})

/** The last page: what is paid is agreed to, and done. */
function agreements(next: Text): Step {
  return terms(
    text('약관 동의 및 결제', 'Agree and pay'),
    [
      ['finance', '[필수] 전자금융거래 이용약관 동의', '[Required] Terms of electronic finance'],
      ['privacy', '[필수] 개인정보 수집·이용 동의', '[Required] Use of personal data'],
      ['third', '[필수] 개인정보 제3자 제공 동의', '[Required] Data given to the shop'],
    ],
    { next },
  )
}

function cardSteps(): readonly Step[] {
  return [
    step('card', text('카드 선택', 'Choose a card'), [cardChoice, quotaChoice]),
    step('way', text('인증 수단 선택', 'How to confirm'), [
      cardWay(
        text('인증 수단', 'How to confirm'),
        ['app', '앱카드', 'Card app'],
        ['isp', '페이북/ISP', 'ISP'],
        ['number', '카드번호', 'Card number'],
      ),
    ]),
    step('app', text('앱카드·ISP 인증', 'Card app or ISP'), [pin(6)], {
      when: { field: 'card_auth', is: ['app', 'isp'] },
      notice: text('앱 대신 이 화면에서 인증합니다.', 'This page stands for the app.'),
    }),
    step('number', text('카드번호 입력', 'Card number'), [cardNumber, expiry], {
      when: { field: 'card_auth', is: ['number'] },
      notice: NOT_REAL,
    }),
    agreements(PAY),
  ]
}

function escrow(): Step {
  return forEscrow(step('escrow', text('에스크로 구매확인', 'Escrow'), [escrowEmail]))
}

function transSteps(): readonly Step[] {
  return [
    step('bank', text('출금 은행 선택', 'Choose a bank'), [bankChoice('bank_code')]),
    step('account', text('출금 계좌 입력', 'Your account'), [accountNumber, accountPassword, cashReceipt]),
    cashReceiptStep,
    escrow(),
    agreements(TRANSFER),
  ]
}

function vbankSteps(): readonly Step[] {
  return [
    step('bank', text('입금 은행과 입금자', 'Bank and depositor'), [
      asSelect(bankChoice('vbank_code')),
      depositor,
      cashReceipt,
    ]),
    cashReceiptStep,
    escrow(),
    agreements(ISSUE),
  ]
}

function phoneSteps(): readonly Step[] {
  return [
    step('phone', text('휴대폰번호와 통신사', 'Your phone'), [phoneNumber, asSelect(carrier)]),
    step('owner', text('본인 확인', 'Whose phone'), [birth], { next: SEND_CODE }),
    codeStep(undefined, NEXT),
    agreements(PAY),
  ]
}
