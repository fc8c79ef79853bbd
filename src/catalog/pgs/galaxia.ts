/** galaxia: 갤럭시아머니트리, 빌게이트. The agreements are the last thing that its window asks for. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { needs, vbankDue } from '../required.ts'
import { atMost, like } from '../rules.ts'
import { hub } from '../windows.ts'

const page = docs('갤럭시아 page')
const ours = assumed('갤럭시아 page has the rule; the text is ours')
const required = assumed('the vendor names it as required; the text is ours')

export const galaxia = definePg({
  code: 'galaxia',
  name: w.text('갤럭시아머니트리', 'Galaxia Moneytree'),
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
      needs('customer_id', required, { billing: true }),
      vbankDue('galaxia'),
      needs('buyer_name', required, { pay_methods: ['trans'], since: 'v1' }),
      needs('m_redirect_url', required, { device: 'mobile', since: 'v1' }),
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
      w.step('buyer', w.text('결제 이메일 입력', 'Your email'), [w.email], {
        notice: w.text(
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
      billing: [
        w.registerCard(w.text('자동결제 카드 등록', 'Register a card'), '자동결제 이용에 동의합니다'),
      ],
    },
    quota: { reads: 'fixed', known: page },
    reads_carriers: docs('갤럭시아 page: phone.carrier'),
  },
  billing: {
    charges: { card: 'never', phone: 'always', '*': 'no window' },
    shows: { amount: 1000, known: docs('갤럭시아 page: a billing window with amount 0 or none') },
    known: page,
  },
  rest: {
    able: ['cvs'],
  },
  quirks: { is_channel: assumed('as the PGs of the newer modules; no source names this one') },
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
function agreements(next: w.Text): w.Step {
  return w.terms(
    w.text('약관 동의 및 결제', 'Agree and pay'),
    [
      ['finance', '[필수] 전자금융거래 이용약관 동의', '[Required] Terms of electronic finance'],
      ['privacy', '[필수] 개인정보 수집·이용 동의', '[Required] Use of personal data'],
      ['third', '[필수] 개인정보 제3자 제공 동의', '[Required] Data given to the shop'],
    ],
    { next },
  )
}

function cardSteps(): readonly w.Step[] {
  return [
    w.step('card', w.text('카드 선택', 'Choose a card'), [w.cardChoice, w.quotaChoice]),
    w.step('way', w.text('인증 수단 선택', 'How to confirm'), [
      w.cardWay(
        w.text('인증 수단', 'How to confirm'),
        ['app', '앱카드', 'Card app'],
        ['isp', '페이북/ISP', 'ISP'],
        ['number', '카드번호', 'Card number'],
      ),
    ]),
    w.step('app', w.text('앱카드·ISP 인증', 'Card app or ISP'), [w.pin(6)], {
      when: { field: 'card_auth', is: ['app', 'isp'] },
      notice: w.text('앱 대신 이 화면에서 인증합니다.', 'This page stands for the app.'),
    }),
    w.step('number', w.text('카드번호 입력', 'Card number'), [w.cardNumber, w.expiry], {
      when: { field: 'card_auth', is: ['number'] },
      notice: w.NOT_REAL,
    }),
    agreements(w.PAY),
  ]
}

function escrow(): w.Step {
  return w.forEscrow(w.step('escrow', w.text('에스크로 구매확인', 'Escrow'), [w.escrowEmail]))
}

function transSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('출금 은행 선택', 'Choose a bank'), [w.bankChoice('bank_code')]),
    w.step('account', w.text('출금 계좌 입력', 'Your account'), [
      w.accountNumber,
      w.accountPassword,
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    escrow(),
    agreements(w.TRANSFER),
  ]
}

function vbankSteps(): readonly w.Step[] {
  return [
    w.step('bank', w.text('입금 은행과 입금자', 'Bank and depositor'), [
      w.asSelect(w.bankChoice('vbank_code')),
      w.depositor,
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    escrow(),
    agreements(w.ISSUE),
  ]
}

function phoneSteps(): readonly w.Step[] {
  return [
    w.step('phone', w.text('휴대폰번호와 통신사', 'Your phone'), [w.phoneNumber, w.asSelect(w.carrier)]),
    w.step('owner', w.text('본인 확인', 'Whose phone'), [w.birth], { next: w.SEND_CODE }),
    w.codeStep(undefined, w.NEXT),
    agreements(w.PAY),
  ]
}
