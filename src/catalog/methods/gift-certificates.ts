/** Gift certificates: 컬쳐랜드, 스마트문상, 해피머니, 도서문화, 문화상품권. Log in, see the balance, pay if it is enough. */
import { docs, manual, type Provenance } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { PayMethod } from '../method.ts'

const listed = manual('2.1.1 pay_method')

export const cultureland = certificate('cultureland', '컬쳐랜드', 'Cultureland', '컬쳐캐쉬', listed)
export const smartculture = certificate('smartculture', '스마트문상', 'Smart Culture', '스마트캐시', listed)
export const happymoney = certificate('happymoney', '해피머니', 'Happy Money', '해피캐시', listed)
export const booknlife = certificate('booknlife', '도서문화상품권', 'Book & Life', '북앤라이프캐시', listed)
export const culturegift = certificate(
  'culturegift',
  '문화상품권',
  'Culture Gift',
  '문화캐시',
  docs('웰컴페이먼츠 page'),
)

/** `cash`: what the money on the account is called, once the certificate's number is registered. */
function certificate(code: string, ko: string, en: string, cash: string, known: Provenance): PayMethod {
  return {
    code,
    name: w.text(ko, en),
    known,
    settles: 'now',
    keeps_no_key: true,
    steps: [
      w.loginStep(ko, en, w.text(`${ko} 아이디`, `${en} ID`)),
      w.step(
        'balance',
        w.text(`${cash} 잔액 확인`, 'Your balance'),
        [
          w.balanceChoice('gift_balance', `사용할 ${cash}`, 'Which balance'),
          w.agreement('terms_gift', `[필수] ${cash}로 결제하는 데 동의합니다`, 'Pay from this balance'),
        ],
        { next: w.PAY },
      ),
    ],
    approve: () => ({ apply_num: '' }),
  }
}
