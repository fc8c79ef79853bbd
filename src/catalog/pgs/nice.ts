/** nice: 나이스정보통신 (나이스페이먼츠), the older module. `niceMobileV2: true` opens its newer window. */
import { assumed, docs, manual } from '../../core/provenance.ts'
import {
  APP_CARDS,
  asSelect,
  certificatePassword,
  forEscrow,
  ISP_CARDS,
  passStep,
  phoneWay,
  receiptEmail,
  smsNumber,
} from '../../kit/auth-steps.ts'
import { definePg } from '../define.ts'
import {
  ALL,
  accountNumber,
  accountPassword,
  bankChoice,
  birth,
  cardChoice,
  cardNumber,
  cardPassword,
  carrier,
  cashReceipt,
  cashReceiptStep,
  codeStep,
  cvc,
  depositor,
  ISSUE,
  PAY,
  phoneNumber,
  pin,
  quotaChoice,
  step,
  TRANSFER,
  terms,
} from '../../kit/fields.ts'
import { cardWay, codeOrPass, escrowEmail, ispStep, NOT_REAL, SEND_CODE } from '../../kit/hub-steps.ts'
import {
  NICE_CANCEL_REFUSALS,
  NICE_DECLINES,
  NICE_PG_TID,
  NICE_PG_TID_SOURCE,
  NICE_TEST_NOTE,
  NICE_TEST_REFUSALS,
} from '../nice-codes.ts'
import { never } from '../rules.ts'
import { agreement, type Step, text } from '../../kit/steps.ts'
import { HUB } from '../windows.ts'

const page = docs('(구) 나이스페이먼츠 page')
const NEWER = { param: 'niceMobileV2', value: true, device: 'mobile' } as const
const old = (only: Step): Step => ({ ...only, asked: { ...NEWER, not: true } })
const newer = (only: Step): Step => ({ ...only, asked: NEWER })
const agreed = agreement('terms_all', '결제 이용약관에 모두 동의합니다', 'I agree to all terms')

export const nice = definePg({
  code: 'nice',
  name: text('나이스페이먼츠', 'NICE Payments'),
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
    color: '#1f2a44',
    accent: '#2560d8',
    english: 'pc',
    before: [
      old(
        terms(text('이용약관', 'Terms'), [ALL], {
          notice: text(
            'NICE 전자결제 서비스에 오신 것을 환영합니다.',
            'Welcome to the NICE payment service.',
          ),
          next: text('동의하고 계속', 'Agree and go on'),
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
function cardSteps(): readonly Step[] {
  return [
    old(step('card', text('카드 선택', 'Choose a card'), [cardChoice, quotaChoice])),
    old(
      ispStep(text('ISP/페이북 창 대신 이 화면에서 인증합니다.', 'This page stands for the ISP window.'), {
        field: 'card_code',
        is: ISP_CARDS,
      }),
    ),
    old(
      step('ansim', text('안심클릭 인증', 'Card authentication'), [cardNumber, cvc, cardPassword], {
        when: { field: 'card_code', is: APP_CARDS },
        notice: NOT_REAL,
        next: PAY,
      }),
    ),
    newer(
      step('m_card', text('카드와 할부 선택', 'Card and instalments'), [cardChoice, asSelect(quotaChoice)]),
    ),
    newer(
      step('m_way', text('결제 방법', 'How to pay'), [
        cardWay(
          text('결제 방법', 'How to pay'),
          ['app', '앱카드', 'Card app'],
          ['number', '카드번호', 'Card number'],
        ),
        agreed,
      ]),
    ),
    newer(
      step('m_app', text('카드사 앱 인증', 'Card app'), [pin(6)], {
        when: { field: 'card_auth', is: ['app'] },
        notice: text(
          '카드사 앱 대신 이 화면에서 인증합니다.',
          'This page stands for the card company’s app.',
        ),
        next: PAY,
      }),
    ),
    newer(
      step('m_number', text('카드번호 입력', 'Card number'), [cardNumber, cvc, cardPassword], {
        when: { field: 'card_auth', is: ['number'] },
        notice: NOT_REAL,
        next: PAY,
      }),
    ),
  ]
}

/** 금융결제원 뱅크페이, which an app is for the newer window. */
function transSteps(): readonly Step[] {
  const bank = bankChoice('bank_code')
  return [
    old(step('bank', text('출금 은행 선택', 'Choose a bank'), [asSelect(bank), cashReceipt])),
    newer(step('m_bank', text('출금 은행 선택', 'Choose a bank'), [bank, cashReceipt, agreed])),
    cashReceiptStep,
    forEscrow(step('escrow', text('에스크로 정보', 'Escrow'), [escrowEmail])),
    old(
      step(
        'bankpay',
        text('금융결제원 뱅크페이', 'BankPay'),
        [accountNumber, accountPassword, certificatePassword],
        { next: TRANSFER },
      ),
    ),
    newer(
      step('m_bankpay', text('뱅크페이 앱 인증', 'BankPay app'), [pin(6)], {
        notice: text('뱅크페이 앱 대신 이 화면에서 인증합니다.', 'This page stands for the BankPay app.'),
        next: TRANSFER,
      }),
    ),
  ]
}

function vbankSteps(): readonly Step[] {
  const bank = bankChoice('vbank_code')
  return [
    old(step('bank', text('입금 은행 선택', 'Choose a bank'), [asSelect(bank), depositor, cashReceipt])),
    newer(step('m_bank', text('입금 은행 선택', 'Choose a bank'), [bank, depositor, cashReceipt, agreed])),
    cashReceiptStep,
    forEscrow(step('escrow', text('에스크로 정보', 'Escrow'), [escrowEmail])),
    step('notify', text('입금 안내 받기', 'Where to send the account'), [smsNumber(), receiptEmail()], {
      next: ISSUE,
    }),
  ]
}

function phoneSteps(): readonly Step[] {
  return [
    old(
      step(
        'phone',
        text('휴대폰 정보 입력', 'Your phone'),
        [
          carrier,
          phoneNumber,
          birth,
          agreement(
            'phone_terms',
            '휴대폰 소액결제 이용약관에 동의합니다',
            'I agree to the terms of mobile payment',
          ),
        ],
        { next: SEND_CODE },
      ),
    ),
    newer(
      step('m_phone', text('휴대폰 결제', 'Pay by phone'), [
        carrier,
        phoneNumber,
        phoneWay('phone_way'),
        agreed,
      ]),
    ),
    codeOrPass('phone_way', codeStep()),
    passStep({ field: 'phone_way', is: ['pass'] }),
  ]
}
