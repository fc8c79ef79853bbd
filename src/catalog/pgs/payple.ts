/** payple: 페이플. No longer offered: an account is registered once, and confirmed by an automatic call. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { layer, leave } from '../windows.ts'

export const payple = definePg({
  code: 'payple',
  name: w.text('페이플', 'Payple'),
  known: docs('listed by the vendor, without rules'),
  legacy: true,
  sources: { pay_methods: assumed('no source says what it sells with') },
  sells: {
    pay_methods: ['card', 'trans'],
  },
  window: {
    opens: {
      pc: [layer(observed('SDK 1.2.0 loads its own script; that it is a layer is assumed'))],
      mobile: [leave(assumed('as most PGs do; no source says how it comes home on phones'))],
    },
    color: '#0c4a8a',
    accent: '#0c4a8a',
    instead: {
      trans: [
        w.step('account', w.text('결제 계좌 등록', 'Register an account'), [
          w.bankChoice('bank_code'),
          w.accountNumber,
          w.birthDay,
          w.phoneNumber,
        ]),
        w.step(
          'ars',
          w.text('ARS 인증', 'Automatic call'),
          [
            {
              name: 'ars_code',
              label: w.text('인증번호 2자리', 'Code (2 digits)'),
              kind: 'tel',
              pattern: /^\d{2}$/,
              max_length: 2,
              hint: w.text('숫자 2자리를 입력하세요.', 'Enter 2 digits.'),
              sample: '12',
            },
          ],
          {
            notice: w.text(
              '전화는 걸려 오지 않습니다. 아무 숫자 2자리나 입력하세요.',
              'Nobody calls. Enter any 2 digits.',
            ),
            next: w.TRANSFER,
          },
        ),
      ],
    },
  },
})
