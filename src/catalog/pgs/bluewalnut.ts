/** bluewalnut: 블루월넛. */
import { docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { layer, leave } from '../windows.ts'

const page = docs('블루월넛 page')
const sample = docs('sample/bluewalnut')

export const bluewalnut = definePg({
  code: 'bluewalnut',
  name: w.text('블루월넛', 'Bluewalnut'),
  known: sample,
  sources: { pay_methods: page },
  sells: {
    pay_methods: ['card', 'trans', 'vbank', 'phone'],
  },
  window: {
    opens: {
      pc: [layer(docs('블루월넛 page: a callback; that it is a layer is assumed'))],
      mobile: [layer(docs('sample/bluewalnut: callback on phones, too')), leave(page, { since: 'v1' })],
    },
    color: '#12345c',
    accent: '#1d5fa8',
    before: [w.terms(w.text('블루월넛 이용약관', 'Bluewalnut terms'), [w.ALL])],
  },
  billing: { charges: 'no window', known: page },
  quirks: {
    unset_amount_is_zero: page,
  },
})
