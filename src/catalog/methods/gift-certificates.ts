/** Gift certificates: 컬쳐랜드, 스마트문상, 해피머니, 도서문화, 문화상품권. Log in, see the balance, pay if it is enough. */
import { docs, manual, type Provenance } from '../../core/provenance.ts'
import { choice, loginId, loginPassword, option, PAY, step } from '../fields.ts'
import type { PayMethod } from '../method.ts'
import { agreement, text } from '../steps.ts'

const listed = manual('2.1.1 pay_method')

export const cultureland = certificate('cultureland', '컬쳐랜드', 'Cultureland', listed)
export const smartculture = certificate('smartculture', '스마트문상', 'Smart Culture', listed)
export const happymoney = certificate('happymoney', '해피머니', 'Happy Money', listed)
export const booknlife = certificate('booknlife', '도서문화상품권', 'Book & Life', listed)
export const culturegift = certificate('culturegift', '문화상품권', 'Culture Gift', docs('웰컴페이먼츠 page'))

function certificate(code: string, ko: string, en: string, known: Provenance): PayMethod {
  return {
    code,
    name: text(ko, en),
    known,
    settles: 'now',
    keeps_no_key: true,
    steps: [
      step('login', text(`${ko} 로그인`, `Log in to ${en}`), [loginId, loginPassword], {
        notice: text('아무 아이디로나 로그인됩니다.', 'Any ID will do.'),
        next: text('로그인', 'Log in'),
      }),
      step(
        'balance',
        text('상품권 잔액 확인', 'Your balance'),
        [
          {
            ...choice('gift_balance', text('사용할 상품권', 'Which certificate'), [
              option('10000000', '잔액 10,000,000원', '₩10,000,000 left'),
              option('1000', '잔액 1,000원', '₩1,000 left'),
            ]),
            covers_amount: true,
          },
          agreement('terms_gift', '상품권 잔액에서 결제금액을 사용합니다', 'Pay from this balance'),
        ],
        { next: PAY },
      ),
    ],
    approve: () => ({ apply_num: '' }),
  }
}
