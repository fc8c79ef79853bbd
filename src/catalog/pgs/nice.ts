/** nice: 나이스정보통신 (나이스페이먼츠), the older module. `niceMobileV2: true` opens its newer window. */
import { assumed, docs, manual } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import {
  NICE_CANCEL_REFUSALS,
  NICE_DECLINES,
  NICE_PG_TID,
  NICE_PG_TID_SOURCE,
  NICE_TEST_NOTE,
  NICE_TEST_REFUSALS,
} from '../nice-codes.ts'
import { never } from '../rules.ts'
import { HUB } from '../windows.ts'

const page = docs('(구) 나이스페이먼츠 page')
const NEWER = { param: 'niceMobileV2', value: true, device: 'mobile' } as const
const old = (only: w.Step): w.Step => ({ ...only, asked: { ...NEWER, not: true } })
const newer = (only: w.Step): w.Step => ({ ...only, asked: NEWER })
const agreed = w.agreement('terms_all', '결제 이용약관에 모두 동의합니다', 'I agree to all terms')

export const nice = definePg({
  code: 'nice',
  name: w.text('나이스페이먼츠', 'NICE Payments'),
  known: manual('2.1.1 pg'),
  sources: {
    test_mids: docs('나이스페이먼츠 settings page of 2023; nictest00m also in manual 3.2.a'),
    pay_methods: page,
    currencies: page,
    vbank_days: docs('request_pay vbank_due: 30 days at nice'),
    pg_tid: NICE_PG_TID_SOURCE,
  },
  mids: {
    test: ['nictest00m', 'iamport00m', 'iamport01m'],
  },
  sells: {
    pay_methods: ['card', 'trans', 'vbank', 'phone', 'kakaopay'],
    currencies: ['KRW', 'USD'],
    escrow: { pay_methods: ['card', 'trans', 'vbank'], known: page },
  },
  order: {
    rules: [
      never(
        ({ currency, niceMobileV2 }) => currency === 'USD' && niceMobileV2 !== true,
        'USD 결제는 niceMobileV2를 true로 설정한 모바일 결제창에서만 가능합니다.',
        assumed('(구) 나이스페이먼츠 page: USD on phones with niceMobileV2 only; the text is ours'),
        { device: 'mobile', since: 'v1' },
      ),
    ],
  },
  window: {
    opens: HUB,
    reads: ['niceMobileV2'],
    color: '#1f2a44',
    accent: '#2560d8',
    english: 'pc',
    before: [
      old(
        w.terms(w.text('이용약관', 'Terms'), [w.ALL], {
          notice: w.text(
            'NICE 전자결제 서비스에 오신 것을 환영합니다.',
            'Welcome to the NICE payment service.',
          ),
          next: w.text('동의하고 계속', 'Agree and go on'),
        }),
      ),
    ],
    instead: { card: cardSteps(), trans: transSteps(), vbank: vbankSteps(), phone: phoneSteps() },
    quota: { reads: 'list', known: page },
  },
  home: {
    app_returns: [
      { approved: '{app_scheme}://{url}', known: manual('3.2.a: the example of nice') },
      {
        pay_methods: ['trans'],
        approved:
          '{app_scheme}?callbackparam1={url:encoded}&callbackparam2={imp_uid}&bankpay_code=000&bankpay_value=OK',
        cancelled:
          '{app_scheme}?callbackparam1={url:encoded}&callbackparam2={imp_uid}&bankpay_code=091&bankpay_value=',
        known: docs(
          'sample/nice: BankPay answers in callbackparam1, callbackparam2, bankpay_code, bankpay_value',
        ),
      },
    ],
  },
  vbank: {
    days: 30,
  },
  reports: {
    pg_tid: NICE_PG_TID,
  },
  billing: { charges: 'no window', known: page },
  cancel: {
    needs_vat_amount: true,
    needs_tax_free: true,
    known: docs('POST /payments/cancel vat_amount and tax_free'),
  },
  rest: {
    able: ['billing', 'vbank_issue', 'vbank_void', 'cash_receipt'],
    insists: {
      'POST /vbanks': ['vbank_holder'],
    },
  },
  refusals: {
    of_test_shops: NICE_TEST_REFUSALS,
    ...NICE_CANCEL_REFUSALS,
    format: '[{code}]{message}',
    declined: NICE_DECLINES,
  },
  notes: [
    NICE_TEST_NOTE,
    {
      text: 'nictest00m is for virtual accounts, iamport00m for the rest, iamport01m for keys and key-in over REST',
      known: docs('나이스페이먼츠 settings page of 2023'),
    },
    {
      text: 'card.direct works only for shop ids that the PG has opened for it',
      known: page,
    },
    { text: 'refund_bank takes three digits (088)', known: docs('bank codes by PG') },
  ],
})

/** Cards of ISP go there; the others to their company's 안심클릭. The newer window asks for app or number. */
function cardSteps(): readonly w.Step[] {
  return [
    old(w.step('card', w.text('카드 선택', 'Choose a card'), [w.cardChoice, w.quotaChoice])),
    old(
      w.ispStep(
        w.text('ISP/페이북 창 대신 이 화면에서 인증합니다.', 'This page stands for the ISP window.'),
        {
          field: 'card_code',
          is: w.ISP_CARDS,
        },
      ),
    ),
    old(
      w.step('ansim', w.text('안심클릭 인증', 'Card authentication'), [w.cardNumber, w.cvc, w.cardPassword], {
        when: { field: 'card_code', is: w.APP_CARDS },
        notice: w.NOT_REAL,
        next: w.PAY,
      }),
    ),
    newer(
      w.step('m_card', w.text('카드와 할부 선택', 'Card and instalments'), [
        w.cardChoice,
        w.asSelect(w.quotaChoice),
      ]),
    ),
    newer(
      w.step('m_way', w.text('결제 방법', 'How to pay'), [
        w.cardWay(
          w.text('결제 방법', 'How to pay'),
          ['app', '앱카드', 'Card app'],
          ['number', '카드번호', 'Card number'],
        ),
        agreed,
      ]),
    ),
    newer(
      w.step('m_app', w.text('카드사 앱 인증', 'Card app'), [w.pin(6)], {
        when: { field: 'card_auth', is: ['app'] },
        notice: w.text(
          '카드사 앱 대신 이 화면에서 인증합니다.',
          'This page stands for the card company’s app.',
        ),
        next: w.PAY,
      }),
    ),
    newer(
      w.step('m_number', w.text('카드번호 입력', 'Card number'), [w.cardNumber, w.cvc, w.cardPassword], {
        when: { field: 'card_auth', is: ['number'] },
        notice: w.NOT_REAL,
        next: w.PAY,
      }),
    ),
  ]
}

/** 금융결제원 뱅크페이, which an app is for the newer window. */
function transSteps(): readonly w.Step[] {
  const bank = w.bankChoice('bank_code')
  return [
    old(w.step('bank', w.text('출금 은행 선택', 'Choose a bank'), [w.asSelect(bank), w.cashReceipt])),
    newer(w.step('m_bank', w.text('출금 은행 선택', 'Choose a bank'), [bank, w.cashReceipt, agreed])),
    w.cashReceiptStep,
    w.forEscrow(w.step('escrow', w.text('에스크로 정보', 'Escrow'), [w.escrowEmail])),
    old(
      w.step(
        'bankpay',
        w.text('금융결제원 뱅크페이', 'BankPay'),
        [w.accountNumber, w.accountPassword, w.certificatePassword],
        { next: w.TRANSFER },
      ),
    ),
    newer(
      w.step('m_bankpay', w.text('뱅크페이 앱 인증', 'BankPay app'), [w.pin(6)], {
        notice: w.text('뱅크페이 앱 대신 이 화면에서 인증합니다.', 'This page stands for the BankPay app.'),
        next: w.TRANSFER,
      }),
    ),
  ]
}

function vbankSteps(): readonly w.Step[] {
  const bank = w.bankChoice('vbank_code')
  return [
    old(
      w.step('bank', w.text('입금 은행 선택', 'Choose a bank'), [
        w.asSelect(bank),
        w.depositor,
        w.cashReceipt,
      ]),
    ),
    newer(
      w.step('m_bank', w.text('입금 은행 선택', 'Choose a bank'), [bank, w.depositor, w.cashReceipt, agreed]),
    ),
    w.cashReceiptStep,
    w.forEscrow(w.step('escrow', w.text('에스크로 정보', 'Escrow'), [w.escrowEmail])),
    w.step(
      'notify',
      w.text('입금 안내 받기', 'Where to send the account'),
      [w.smsNumber(), w.receiptEmail()],
      {
        next: w.ISSUE,
      },
    ),
  ]
}

function phoneSteps(): readonly w.Step[] {
  return [
    old(
      w.step(
        'phone',
        w.text('휴대폰 정보 입력', 'Your phone'),
        [
          w.carrier,
          w.phoneNumber,
          w.birth,
          w.agreement(
            'phone_terms',
            '휴대폰 소액결제 이용약관에 동의합니다',
            'I agree to the terms of mobile payment',
          ),
        ],
        { next: w.SEND_CODE },
      ),
    ),
    newer(
      w.step('m_phone', w.text('휴대폰 결제', 'Pay by phone'), [
        w.carrier,
        w.phoneNumber,
        w.phoneWay('phone_way'),
        agreed,
      ]),
    ),
    w.codeOrPass('phone_way', w.codeStep()),
    w.passStep({ field: 'phone_way', is: ['pass'] }),
  ]
}
