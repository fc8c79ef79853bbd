/** settle: 세틀뱅크, later 헥토파이낸셜. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { needs } from '../required.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('헥토파이낸셜 page')

export const settle = definePg({
  code: 'settle',
  name: text('헥토파이낸셜', 'Hecto Financial'),
  known: docs('sample/settle'),
  pay_methods: ['card', 'trans', 'vbank', 'phone'],
  required: [
    needs('buyer_tel', assumed('the vendor names it as required; the text is ours')),
    needs('company', assumed('the vendor names it as required for phone and vbank; the text is ours'), {
      pay_methods: ['phone', 'vbank'],
    }),
    needs('company_en', assumed('the vendor names it as required for phone; the text is ours'), {
      pay_methods: ['phone'],
    }),
    needs('name', assumed('the vendor names it as required for phone; the text is ours'), {
      pay_methods: ['phone'],
    }),
  ],
  windows: { pc: [popup(observed('SDK 1.2.0'), [720, 630], { name: 'STPG_WALLET' })], mobile: [leave(page)] },
  window: { color: '#3b2a7a', accent: '#4a36a0' },
  billing: { charges: 'no window', known: docs('billing table: settle issues keys over REST only') },
})
