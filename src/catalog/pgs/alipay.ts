/** alipay: 알리페이. The page is left on every device. */
import { docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { loginId, loginPassword, PAY, pin, step } from '../fields.ts'
import { text } from '../steps.ts'
import { leave } from '../windows.ts'

const page = docs('sample/alipay')

export const alipay = definePg({
  code: 'alipay',
  name: text('알리페이', 'Alipay'),
  known: page,
  pay_methods: ['card'],
  currencies: ['USD', 'KRW'],
  reports: {
    '*': {
      apply_num: '',
      card_code: null,
      card_name: null,
      card_number: null,
      card_quota: 0,
      card_type: null,
    },
  },
  windows: { pc: [leave(page)], mobile: [leave(page)] },
  window: {
    color: '#0f62d6',
    accent: '#0f5cc8',
    layout: 'card',
    mother_tongue: 'en',
    foreign: true,
    instead: {
      card: [
        step('login', text('Alipay 로그인', 'Log in to Alipay'), [loginId, loginPassword], {
          notice: text('아무 계정으로나 로그인됩니다.', 'Any account will do.'),
        }),
        step('pin', text('Alipay 결제 비밀번호', 'Alipay PIN'), [pin(6)], { next: PAY }),
      ],
    },
  },
  pg_tid: { '*': '{yyyyMMddHHmmss}{digits:14}' },
})
