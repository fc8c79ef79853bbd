/** kicc: 한국정보통신, EasyPay. */
import { docs, manual } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { ALL, terms } from '../fields.ts'
import { buyerTel, needs } from '../required.ts'
import { text } from '../steps.ts'
import { HUB } from '../windows.ts'

export const kicc = definePg({
  code: 'kicc',
  name: text('KICC 이지페이', 'KICC EasyPay'),
  known: manual('2.2.d'),
  test_mids: ['T5102001'],
  pay_methods: ['card', 'trans', 'vbank', 'phone'],
  required: [
    buyerTel('KICC'),
    needs('kiccProducts', docs('KICC: escrow needs kiccProducts; the text is ours'), {
      escrow: true,
      pay_methods: ['trans', 'vbank'],
    }),
  ],
  windows: HUB,
  window: {
    color: '#0a4d8f',
    accent: '#0a4d8f',
    english: 'never',
    before: [
      terms(text('EasyPay 이용약관', 'EasyPay terms'), [ALL], {
        notice: text('EasyPay 안전결제 서비스', 'EasyPay, the safe way to pay'),
      }),
    ],
  },
  pg_tid: { '*': '{yyMMddHHmmss}{digits:8}' },
  billing: { charges: 'never', known: docs('billing table') },
})
