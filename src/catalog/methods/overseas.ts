/** What buyers from abroad pay with: 알리페이, 위챗페이, 은련, PayPal and the rest of 엑심베이's list. */
import { assumed, docs, type Provenance } from '../../core/provenance.ts'
import { cardNumber, choice, codeStep, email, option, PAY, phoneNumber, pin, step } from '../../kit/fields.ts'
import type { PayMethod } from '../method.ts'
import { type Step, text } from '../../kit/steps.ts'
import { loginStep, PAYPAL_BUTTONS, scanStep } from '../../kit/wallet-steps.ts'

const eximbay = docs('엑심베이 page')

export const OVERSEAS: readonly PayMethod[] = [
  scanned('alipay', '알리페이', 'Alipay', eximbay),
  scanned('alipay_plus', '알리페이플러스', 'Alipay+', docs('KICC 해외 page')),
  scanned('wechat', '위챗페이', 'WeChat Pay', eximbay),
  paidNow('unionpay', '은련카드', 'UnionPay', eximbay, [
    step('union_card', text('은련카드 정보', 'Your UnionPay card'), [
      { ...cardNumber, sample: '6222020000000000' },
      { ...phoneNumber, pattern: /^\d{8,13}$/ },
    ]),
    codeStep(),
  ]),
  scanned('tenpay', '텐페이', 'Tenpay', eximbay),
  paidNow('molpay', '몰페이', 'MOLPay', eximbay, [
    step('fpx', text('온라인뱅킹(FPX)', 'Online banking (FPX)'), [
      choice('fpx_bank', text('은행', 'Bank'), [
        option('maybank', 'Maybank2u', 'Maybank2u'),
        option('cimb', 'CIMB Clicks', 'CIMB Clicks'),
        option('public', 'Public Bank', 'Public Bank'),
        option('rhb', 'RHB Now', 'RHB Now'),
      ]),
      email,
    ]),
    { ...loginStep('온라인뱅킹', 'online banking'), next: PAY },
  ]),
  paidNow(
    'paysbuy',
    '페이스바이',
    'Paysbuy',
    assumed('a page of 2018 lists it for 엑심베이; it is gone from today’s'),
    [
      loginStep('페이스바이', 'Paysbuy'),
      step('paysbuy_pin', text('페이스바이 비밀번호', 'Paysbuy PIN'), [pin(6)], { next: PAY }),
    ],
  ),
  {
    code: 'econtext',
    name: text('이컨텍스트', 'econtext'),
    known: docs('sample/eximbay: stored as vbank, with vbank_num "unknown"'),
    settles: 'deposit',
    keeps_no_key: true,
    pays_as: 'vbank',
    steps: [
      step(
        'store',
        text('편의점 선택', 'Choose a store'),
        [
          choice('store', text('편의점', 'Store'), [
            option('seven', '세븐일레븐', '7-Eleven'),
            option('lawson', '로손', 'Lawson'),
            option('family', '패밀리마트', 'FamilyMart'),
          ]),
          email,
          {
            ...phoneNumber,
            pattern: /^\d{10,11}$/,
            hint: text('숫자 10~11자리를 입력하세요.', 'Enter 10 or 11 digits.'),
          },
        ],
        {
          notice: text(
            '편의점 계산대에서 보여 줄 결제 안내를 이메일과 문자로 받습니다. 실제로 발송되지는 않습니다.',
            'You get what to show at the counter by email and text message. Here nothing is sent.',
          ),
          next: text('결제번호 받기', 'Get a number'),
        },
      ),
    ],
    approve: ({ now, vbank_date }) => ({ vbank_num: 'unknown', vbank_date, vbank_issued_at: now }),
  },
  paidNow('paypal', '페이팔', 'PayPal', docs('PayPal (SPB, RT) page'), PAYPAL_BUTTONS),
]

/** A code that the buyer's phone scans, and that phone's PIN. */
function scanned(code: string, ko: string, en: string, known: Provenance): PayMethod {
  return paidNow(code, ko, en, known, [
    scanStep('scan', text(`${ko} QR코드`, `${en} code`)),
    step('scan_pin', text(`${ko} 비밀번호`, `${en} PIN`), [pin(6)], { next: PAY }),
  ])
}

function paidNow(code: string, ko: string, en: string, known: Provenance, steps: readonly Step[]): PayMethod {
  return { code, name: text(ko, en), known, settles: 'now', steps, approve: () => ({ apply_num: '' }) }
}
