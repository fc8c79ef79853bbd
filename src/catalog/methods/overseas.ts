/** What buyers from abroad pay with: 알리페이, 위챗페이, 은련, PayPal and the rest of 엑심베이's list. */
import { assumed, docs, type Provenance } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { PayMethod } from '../method.ts'

const eximbay = docs('엑심베이 page')

export const OVERSEAS: readonly PayMethod[] = [
  scanned('alipay', '알리페이', 'Alipay', eximbay),
  scanned('alipay_plus', '알리페이플러스', 'Alipay+', docs('KICC 해외 page')),
  scanned('wechat', '위챗페이', 'WeChat Pay', eximbay),
  paidNow('unionpay', '은련카드', 'UnionPay', eximbay, [
    w.step('union_card', w.text('은련카드 정보', 'Your UnionPay card'), [
      { ...w.cardNumber, sample: '6222020000000000' },
      { ...w.phoneNumber, pattern: /^\d{8,13}$/ },
    ]),
    w.codeStep(),
  ]),
  scanned('tenpay', '텐페이', 'Tenpay', eximbay),
  paidNow('molpay', '몰페이', 'MOLPay', eximbay, [
    w.step('fpx', w.text('온라인뱅킹(FPX)', 'Online banking (FPX)'), [
      w.choice('fpx_bank', w.text('은행', 'Bank'), [
        w.option('maybank', 'Maybank2u', 'Maybank2u'),
        w.option('cimb', 'CIMB Clicks', 'CIMB Clicks'),
        w.option('public', 'Public Bank', 'Public Bank'),
        w.option('rhb', 'RHB Now', 'RHB Now'),
      ]),
      w.email,
    ]),
    { ...w.loginStep('온라인뱅킹', 'online banking'), next: w.PAY },
  ]),
  paidNow(
    'paysbuy',
    '페이스바이',
    'Paysbuy',
    assumed('a page of 2018 lists it for 엑심베이; it is gone from today’s'),
    [
      w.loginStep('페이스바이', 'Paysbuy'),
      w.step('paysbuy_pin', w.text('페이스바이 비밀번호', 'Paysbuy PIN'), [w.pin(6)], { next: w.PAY }),
    ],
  ),
  {
    code: 'econtext',
    name: w.text('이컨텍스트', 'econtext'),
    known: docs('sample/eximbay: stored as vbank, with vbank_num "unknown"'),
    settles: 'deposit',
    keeps_no_key: true,
    pays_as: 'vbank',
    steps: [
      w.step(
        'store',
        w.text('편의점 선택', 'Choose a store'),
        [
          w.choice('store', w.text('편의점', 'Store'), [
            w.option('seven', '세븐일레븐', '7-Eleven'),
            w.option('lawson', '로손', 'Lawson'),
            w.option('family', '패밀리마트', 'FamilyMart'),
          ]),
          w.email,
          {
            ...w.phoneNumber,
            pattern: /^\d{10,11}$/,
            hint: w.text('숫자 10~11자리를 입력하세요.', 'Enter 10 or 11 digits.'),
          },
        ],
        {
          notice: w.text(
            '편의점 계산대에서 보여 줄 결제 안내를 이메일과 문자로 받습니다. 실제로 발송되지는 않습니다.',
            'You get what to show at the counter by email and text message. Here nothing is sent.',
          ),
          next: w.text('결제번호 받기', 'Get a number'),
        },
      ),
    ],
    approve: ({ now, vbank_date }) => ({ vbank_num: 'unknown', vbank_date, vbank_issued_at: now }),
  },
  paidNow('paypal', '페이팔', 'PayPal', docs('PayPal (SPB, RT) page'), w.PAYPAL_BUTTONS),
]

/** A code that the buyer's phone scans, and that phone's PIN. */
function scanned(code: string, ko: string, en: string, known: Provenance): PayMethod {
  return paidNow(code, ko, en, known, [
    w.scanStep('scan', w.text(`${ko} QR코드`, `${en} code`)),
    w.step('scan_pin', w.text(`${ko} 비밀번호`, `${en} PIN`), [w.pin(6)], { next: w.PAY }),
  ])
}

function paidNow(
  code: string,
  ko: string,
  en: string,
  known: Provenance,
  steps: readonly w.Step[],
): PayMethod {
  return { code, name: w.text(ko, en), known, settles: 'now', steps, approve: () => ({ apply_num: '' }) }
}
