/** html5_inicis: KG이니시스 웹표준. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { INICIS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { INICIS_CANCEL_ON_PHONE, INICIS_FRAMES } from '../frames.ts'
import { needs } from '../required.ts'
import { layer, leave } from '../windows.ts'

const page = docs('KG이니시스 page')

const escrow = w.forEscrow(
  w.step(
    'escrow',
    w.text('구매안전서비스', 'Escrow'),
    [
      w.email,
      w.agreement(
        'terms_escrow',
        '구매안전(에스크로)서비스 이용에 동의합니다',
        'I agree to the terms of escrow',
      ),
    ],
    {
      notice: w.text(
        '구매확인을 요청하는 메일을 받을 주소를 입력해 주십시오.',
        'You are asked by email to confirm the delivery.',
      ),
    },
  ),
)

const steps = {
  card: [
    w.step('card', w.text('카드 선택', 'Choose a card'), [w.cardChoice, w.quotaChoice, w.receiptEmail()]),
    w.step('authenticate', w.text('카드 인증', 'Card authentication'), [w.cardNumber, w.cardPassword], {
      when: { field: 'card_code', is: w.APP_CARDS },
      notice: w.text(
        '카드사 인증 화면입니다. 테스트 결제이므로 실제 카드 정보를 입력하지 마십시오.',
        'This stands for the page of the card company. Do not enter a real card.',
      ),
      next: w.PAY,
    }),
    w.step('isp', w.text('ISP/페이북 인증', 'ISP authentication'), [w.pin(6)], {
      when: { field: 'card_code', is: w.ISP_CARDS },
      notice: w.text(
        'ISP/페이북 앱 대신 이 화면에서 결제 비밀번호를 입력하십시오.',
        'This page stands for the ISP app.',
      ),
      next: w.PAY,
    }),
  ],
  trans: [
    w.step('bank', w.text('은행 선택', 'Choose a bank'), [
      w.bankChoice('bank_code'),
      w.cashReceipt,
      w.receiptEmail(),
    ]),
    w.cashReceiptStep,
    escrow,
    w.step(
      'bankpay',
      w.text('금융결제원 뱅크페이', 'BankPay'),
      [
        w.accountNumber,
        w.accountPassword,
        { ...w.birthDay, label: w.text('주민등록번호 앞 6자리', 'Birth date (6 digits)') },
      ],
      {
        notice: w.text(
          '뱅크페이 화면입니다. 출금할 계좌의 정보를 입력해 주십시오.',
          'This stands for BankPay, which takes the money from your account.',
        ),
        next: w.TRANSFER,
      },
    ),
  ],
  vbank: [
    w.step('bank', w.text('입금 은행 선택', 'Choose a bank'), [w.bankChoice('vbank_code'), w.cashReceipt]),
    w.cashReceiptStep,
    escrow,
    w.step('depositor', w.text('입금자 정보', 'Depositor'), [w.depositor, w.smsNumber()], {
      notice: w.text(
        '발급된 계좌로 입금기한까지 결제금액과 똑같은 금액을 입금해 주십시오.',
        'Pay exactly this amount to the account before its deadline.',
      ),
      next: w.ISSUE,
    }),
  ],
  phone: [
    w.step(
      'phone',
      w.text('휴대폰 정보 입력', 'Your phone'),
      [
        w.carrier,
        w.phoneNumber,
        w.birth,
        { ...w.phoneWay('inicis_way'), optional: true },
        w.agreement(
          'phone_terms',
          '휴대폰 결제 및 통신과금서비스 이용약관에 동의합니다',
          'I agree to the terms of mobile payment',
        ),
      ],
      { next: w.text('인증 요청', 'Go on to confirm') },
    ),
    { ...w.codeStep(), when: { field: 'inicis_way', is: ['sms'] } },
    w.passStep({ field: 'inicis_way', is: ['pass'] }),
  ],
  billing: [
    w.registerCard(
      w.text('신용카드 빌링 등록', 'Register a card for billing'),
      '신용카드 자동결제에 동의합니다',
      [w.receiptEmail('등록 결과를 받을 이메일', 'Email for the result')],
    ),
  ],
}

export const html5_inicis = definePg({
  code: 'html5_inicis',
  name: w.text('KG이니시스', 'KG Inicis'),
  known: manual('2.1.1 pg'),
  sources: {
    test_mids: docs('test shops; the manual (2.1.1) names INIpayTest'),
    pay_methods: docs('KG이니시스 page; the manual has those up to happymoney'),
    vbank_days: page,
    pg_tid: observed(
      'ids of test payments by card and of billing keys; the others are assumed to be like them',
    ),
    reports: observed('issued billing keys: apply_num "" and card_type null'),
    receipt: observed('receipt_url of test payments'),
  },
  mids: {
    test: ['INIpayTest', 'INIBillTst'],
    billing: 'INIBillTst',
  },
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'phone', 'samsung', 'kpay', 'cultureland', 'smartculture'],
      ...[
        'happymoney',
        'booknlife',
        'kakaopay',
        'naverpay',
        'applepay',
        'ssgpay',
        'payco',
        'tosspay',
        'lpay',
      ],
    ],
    escrow: { known: docs('the contract of PGs with escrow; KG이니시스 among them') },
  },
  order: {
    required: [
      needs(
        'buyer_tel',
        assumed('the manual says some PGs fail without it; real payments exist without (observed)'),
      ),
    ],
  },
  window: {
    opens: {
      pc: [layer(manual('2.2.a'))],
      mobile: [
        leave(manual('2.2.c')),
        layer(
          docs('billing keys come home by callback on phones too, until the later documents'),
          undefined,
          {
            asked: { param: 'customer_uid' },
            before: 'v1',
          },
        ),
      ],
    },
    color: '#d8232a',
    accent: '#d8232a',
    layout: 'panel',
    english: 'pc',
    before: [
      w.terms(w.text('약관 동의', 'Terms'), [w.FINANCE, w.PRIVACY], {
        notice: w.text('결제를 진행하려면 이용약관에 동의해 주십시오.', 'Please agree to the terms first.'),
      }),
    ],
    instead: steps,
    quota: { reads: 'up to', known: docs('KG이니시스 page: 3 is one payment, 2 and 3 months') },
  },
  home: {
    redirects: [
      {
        pay_methods: ['trans'],
        query: ['imp_uid', 'merchant_uid'],
        known: docs('redirect page: nothing but the two ids for KG이니시스 실시간계좌이체'),
      },
      {
        pay_methods: ['trans'],
        app: 'ios',
        method: 'post',
        query: ['imp_uid', 'merchant_uid'],
        known: docs('sample/inicis 3.1: m_redirect_url is loaded as a POST; what is in its body is assumed'),
      },
    ],
    app_returns: [
      { approved: '{app_scheme}{url}', known: assumed('as manual 3.2, without a separator of its own') },
      { system: 'android', approved: null, known: manual('3.2.a: an app scheme is not needed') },
      {
        pay_methods: ['trans'],
        system: 'ios',
        approved: '{app_scheme}?url={url:encoded}',
        known: docs('sample/inicis 3.1: one percent-encoded value is the address to load'),
      },
    ],
  },
  vbank: {
    days: 30,
  },
  reports: {
    pg_tid: {
      card: 'StdpayCARD{mid}{yyyyMMddHHmmss}{digits:6}',
      trans: 'StdpayDBNK{mid}{yyyyMMddHHmmss}{digits:6}',
      vbank: 'StdpayVBNK{mid}{yyyyMMddHHmmss}{digits:6}',
      phone: 'StdpayHPP_{mid}{yyyyMMddHHmmss}{digits:6}',
      billing: 'StdpayBill{mid}{yyyyMMddHHmmss}{digits:6}',
      '*': 'StdpayETC_{mid}{yyyyMMddHHmmss}{digits:6}',
    },
    approval: { billing: { apply_num: '', card_type: null } },
  },
  billing: { charges: { card: 'never' }, known: page },
  cancel: {
    partial_phone: true,
    needs_vat_amount: true,
    known: docs('cancel guide and POST /payments/cancel'),
  },
  rest: {
    able: ['billing', 'vbank_issue', 'vbank_void', 'cash_receipt', 'partner_receipts'],
    insists: {
      'POST /subscribe/payments/onetime': ['name', 'buyer_name', 'buyer_email', 'buyer_tel'],
      'POST /subscribe/payments/again': ['name'],
      'POST /vbanks': ['vbank_holder', 'buyer_name', 'buyer_email', 'pg_api_key'],
      'DELETE /vbanks/{imp_uid}': ['pg_api_key'],
    },
    deliveries: {
      sender: ['name', 'tel', 'addr', 'postcode'],
      receiver: ['name', 'tel', 'addr', 'postcode'],
    },
  },
  refusals: {
    cancelled: {
      message: '사용자가 결제를 취소하셨습니다',
      known: observed('callback object of a cancelled html5_inicis payment on a PC'),
      on_redirect: INICIS_CANCEL_ON_PHONE,
    },
    frames: INICIS_FRAMES,
    already_cancelled: {
      message: '[500626|기 취소 거래]',
      known: observed('body of a refused POST /payments/cancel'),
    },
    format: '[{code}|{message}]',
    declined: INICIS_DECLINES,
  },
  notes: [
    {
      text: '`bypass.acceptmethod` (PC) and `bypass.P_RESERVED` (phone) hide the easy pays or offer card points; the sandbox passes over them',
      known: page,
    },
    {
      text: 'after a change of escrow the PG tells iamport, which posts Inicis.Escrow.Changed, once support has set it up',
      known: page,
    },
    { text: '`refund_bank` is the two-digit code: 88 for 신한', known: docs('bank codes by PG') },
  ],
})
