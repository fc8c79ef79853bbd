/** What inicis_jp sells with: Japanese wallets. */
import { docs } from '../../core/provenance.ts'
import { email, PAY, pin, step } from '../fields.ts'
import type { PayMethod } from '../method.ts'
import { text } from '../steps.ts'

const known = docs('이니시스 일본 page')

const wallet = (code: string, name: string): PayMethod => ({
  code,
  name: text(name, name, name),
  known,
  settles: 'now',
  steps: [
    step('jp_login', text(`${name} 로그인`, `Log in to ${name}`, `${name} にログイン`), [email]),
    step('jp_pin', text(`${name} 비밀번호`, `${name} PIN`, `${name} の暗証番号`), [pin(4)], { next: PAY }),
  ],
  approve: () => ({ apply_num: '' }),
})

export const JAPANESE: readonly PayMethod[] = [
  wallet('paypay', 'PayPay'),
  wallet('amazonpay', 'Amazon Pay'),
  wallet('rakutenpay', '楽天ペイ'),
  wallet('merpay', 'メルペイ'),
  wallet('aupay', 'au PAY'),
  wallet('dbarai', 'd払い'),
]
