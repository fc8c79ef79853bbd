/** What buyers from abroad pay with: 알리페이, 위챗페이, 은련, PayPal and the rest of 엑심베이's list. */
import { docs, type Provenance } from '../../core/provenance.ts'
import { choice, email, loginPassword, option, PAY, pin, step } from '../fields.ts'
import type { PayMethod } from '../method.ts'
import { text } from '../steps.ts'

const eximbay = docs('엑심베이 page')

export const OVERSEAS: readonly PayMethod[] = [
  scanned('alipay', '알리페이', 'Alipay', eximbay),
  scanned('alipay_plus', '알리페이플러스', 'Alipay+', docs('KICC 해외 page')),
  scanned('wechat', '위챗페이', 'WeChat Pay', eximbay),
  scanned('unionpay', '은련카드', 'UnionPay', eximbay),
  scanned('tenpay', '텐페이', 'Tenpay', eximbay),
  scanned('molpay', '몰페이', 'MOLPay', eximbay),
  scanned('paysbuy', '페이스바이', 'Paysbuy', eximbay),
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
        ],
        { next: text('결제번호 받기', 'Get a number') },
      ),
    ],
    approve: ({ now, vbank_date }) => ({ vbank_num: 'unknown', vbank_date, vbank_issued_at: now }),
  },
  {
    code: 'paypal',
    name: text('페이팔', 'PayPal'),
    known: docs('PayPal (SPB, RT) page'),
    settles: 'now',
    steps: [
      step('paypal_login', text('PayPal 계정으로 로그인', 'Log in to PayPal'), [email, loginPassword], {
        notice: text('아무 계정으로나 로그인됩니다.', 'Any account will do.'),
        next: text('로그인', 'Log In'),
      }),
      step(
        'paypal_pay',
        text('결제 확인', 'Pay with'),
        [
          choice('paypal_means', text('결제수단', 'Means'), [
            option('balance', 'PayPal 잔액', 'PayPal balance'),
            option('visa', 'Visa 끝 4자리 0000', 'Visa ending in 0000'),
          ]),
        ],
        { next: text('지금 결제', 'Pay Now') },
      ),
    ],
    approve: () => ({ apply_num: '' }),
  },
]

/** A code that the buyer's phone scans, and that phone's PIN. */
function scanned(code: string, ko: string, en: string, known: Provenance): PayMethod {
  return {
    code,
    name: text(ko, en),
    known,
    settles: 'now',
    steps: [
      step('scan', text(`${ko} QR코드`, `${en} code`), [], {
        notice: text(
          '휴대폰으로 QR코드를 찍은 것으로 하고 다음으로 가세요.',
          'Take the code as scanned by your phone, and go on.',
        ),
      }),
      step('scan_pin', text(`${ko} 비밀번호`, `${en} PIN`), [pin(6)], { next: PAY }),
    ],
    approve: () => ({ apply_num: '' }),
  }
}
