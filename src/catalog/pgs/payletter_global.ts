/** payletter_global: 페이레터 해외결제. */
import { assumed, docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { hub } from '../windows.ts'

const page = docs('페이레터 page')

export const payletter_global = definePg({
  code: 'payletter_global',
  name: text('페이레터', 'Payletter'),
  known: page,
  pay_methods: ['card'],
  any_pay_method: docs('페이레터: `bypass.payletter_global.pginfo` decides, pay_method is not read'),
  currencies: ['USD', 'KRW', 'JPY', 'EUR'],
  required: [
    {
      field: 'merchant_uid',
      pattern: /^[A-Za-z0-9]+$/,
      message: '페이레터의 주문번호(merchant_uid)는 영문과 숫자만 사용할 수 있습니다.',
      known: assumed('the vendor allows letters and digits only; the text is ours'),
    },
    needs('buyer_email', assumed('the vendor names it as required; the text is ours')),
  ],
  windows: hub(page),
  window: { color: '#123a5a', accent: '#17629b', mother_tongue: 'en', foreign: true },
  short_result: page,
})
