/** inicis: KG이니시스 with the ActiveX window of old; later only key-in and billing over REST. */
import { assumed, docs, manual, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { INICIS_DECLINES } from '../declines.ts'
import { definePg } from '../define.ts'
import { INICIS_CANCEL_ON_PHONE, INICIS_FRAMES } from '../frames.ts'
import { buyerTel } from '../required.ts'
import { HUB } from '../windows.ts'

/** 안심클릭 and ISP: the two ways that cards were authenticated with before there were card apps. */
const ISP = ['361', '381', '041', '090']
const ANSIM = ['366', '367', '365', '368', '371', '374']
const secret = (name: string, ko: string, en: string): w.Field => ({
  name,
  label: w.text(ko, en),
  kind: 'password',
  max_length: 30,
  sample: 'sandbox00',
})

const escrow = w.forEscrow(
  w.step(
    'escrow',
    w.text('에스크로 매매보호', 'Escrow'),
    [
      { ...w.birthDay, label: w.text('주민등록번호 앞 6자리', 'Birth date (6 digits)') },
      secret('escrow_password', '구매확인 비밀번호', 'Password to confirm the delivery with'),
    ],
    {
      notice: w.text(
        '물품을 받은 뒤 구매확인을 할 때 쓰는 비밀번호입니다.',
        'You confirm the delivery with this password.',
      ),
    },
  ),
)

const steps = {
  card: [
    w.step('card', w.text('신용카드 결제', 'Credit card'), [
      w.asSelect(w.cardChoice),
      w.quotaChoice,
      w.email,
    ]),
    w.step(
      'ansim',
      w.text('안심클릭 결제', 'Ansim Click'),
      [w.cardNumber, w.cvc, secret('ansim_password', '안심클릭 비밀번호', 'Ansim Click password')],
      { when: { field: 'card_code', is: ANSIM }, next: w.PAY },
    ),
    w.step(
      'isp',
      w.text('안전결제(ISP)', 'ISP'),
      [secret('isp_password', 'ISP 인증서 비밀번호', 'ISP certificate password')],
      {
        when: { field: 'card_code', is: ISP },
        notice: w.text(
          'PC에 저장된 ISP 인증서로 결제합니다. (실제 인증서는 필요하지 않습니다)',
          'You pay with an ISP certificate. (None is needed here.)',
        ),
        next: w.PAY,
      },
    ),
  ],
  trans: [
    w.step('bank', w.text('실시간 은행계좌이체', 'Bank transfer'), [
      w.asSelect(w.bankChoice('bank_code')),
      w.accountNumber,
      w.accountPassword,
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    escrow,
    w.step(
      'certificate',
      w.text('인증서 선택창', 'Certificate'),
      [{ ...w.certificatePassword, label: w.text('공동인증서 비밀번호', 'Certificate password') }],
      {
        notice: w.text(
          '인증서 목록은 나오지 않습니다. 아무 비밀번호나 입력하십시오.',
          'No certificates are listed. Enter any password.',
        ),
        next: w.TRANSFER,
      },
    ),
  ],
  vbank: [
    w.step('bank', w.text('무통장입금(가상계좌)', 'Virtual account'), [
      w.asSelect(w.bankChoice('vbank_code')),
      { ...w.depositor, label: w.text('송금자명', 'Depositor') },
      w.cashReceipt,
    ]),
    w.cashReceiptStep,
    escrow,
    w.step('issue', w.text('입금 계좌 발급', 'Your account'), [w.email], {
      notice: w.text(
        '송금하실 계좌번호를 메일로도 보내 드립니다. (실제로는 발송되지 않습니다)',
        'The account is sent by email, too. (Not here.)',
      ),
      next: w.ISSUE,
    }),
  ],
  phone: [
    w.step(
      'phone',
      w.text('휴대폰 결제', 'Mobile phone'),
      [w.asSelect(w.carrier), w.phoneNumber, w.birth, w.email],
      {
        next: w.text('승인번호 요청', 'Send the code'),
      },
    ),
    w.codeStep(w.text('승인번호', 'Code')),
  ],
}

export const inicis = definePg({
  code: 'inicis',
  name: w.text('KG이니시스 (일반결제)', 'KG Inicis (classic)'),
  known: manual('2.1.1 pg'),
  legacy: true,
  sources: {
    test_mids: docs('the test shops of KG이니시스, for both of its windows'),
    vbank_days: docs('KG이니시스 page'),
  },
  mids: {
    test: ['INIpayTest', 'INIBillTst'],
  },
  sells: {
    pay_methods: [
      ...['card', 'trans', 'vbank', 'phone', 'samsung', 'kpay'],
      ...['cultureland', 'smartculture', 'happymoney'],
    ],
    escrow: { known: docs('the contract of PGs with escrow; KG이니시스 among them') },
  },
  order: {
    required: [buyerTel('KG이니시스')],
  },
  window: {
    opens: HUB,
    color: '#8c1d22',
    accent: '#a3191f',
    layout: 'card',
    english: 'pc',
    before: [
      w.step(
        'plugin',
        w.text('INIpay 플러그인', 'INIpay plug-in'),
        [
          w.agreement(
            'terms_all',
            '이용약관과 개인정보 수집·이용에 모두 동의합니다',
            'I agree to the terms and the privacy policy',
          ),
        ],
        {
          notice: w.text(
            'INIpay 결제 플러그인이 실행되었습니다. (별도로 설치할 프로그램은 없습니다)',
            'The INIpay plug-in is running. (There is nothing to install.)',
          ),
        },
      ),
    ],
    instead: steps,
    quota: { reads: 'up to', known: docs('KG이니시스 page: 3 is one payment, 2 and 3 months') },
  },
  vbank: {
    days: 30,
  },
  reports: {
    pg_tid: { '*': 'INIMX_ISP_{mid}{yyyyMMddHHmmss}{digits:6}' },
  },
  billing: { charges: 'no window', known: docs('billing table: inicis issues keys over REST only') },
  cancel: { partial_phone: true, known: docs('cancel guide, older text') },
  rest: {
    able: ['billing', 'vbank_void', 'cash_receipt', 'partner_receipts'],
    deliveries: {
      sender: ['name', 'tel', 'addr', 'postcode'],
      receiver: ['name', 'tel', 'addr', 'postcode'],
    },
  },
  refusals: {
    cancelled: {
      message: '사용자가 결제를 취소하셨습니다',
      known: assumed('the wording of html5_inicis'),
      on_redirect: INICIS_CANCEL_ON_PHONE,
    },
    frames: INICIS_FRAMES,
    already_cancelled: {
      message: '[500626|기 취소 거래]',
      known: observed('body of a refused POST /payments/cancel of KG이니시스'),
    },
    format: '[{code}|{message}]',
    declined: INICIS_DECLINES,
  },
  notes: [
    {
      text: 'the ActiveX window is gone since; the code stays for key-in, billing keys over REST and card certification',
      known: docs('PG codes'),
    },
  ],
})
