/** bluewalnut: 블루월넛. */
import { docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { layer, leave } from '../windows.ts'

const page = docs('블루월넛 page')

export const bluewalnut = definePg({
  code: 'bluewalnut',
  name: text('블루월넛', 'Bluewalnut'),
  known: docs('sample/bluewalnut'),
  pay_methods: ['card', 'trans', 'vbank', 'phone'],
  unset_amount_is_zero: docs('블루월넛: an order without amount counts as one of 0 won'),
  windows: {
    pc: [layer(page)],
    mobile: [layer(docs('sample/bluewalnut: callback on phones too')), leave(page, { since: 'v1' })],
  },
  window: { color: '#12345c', accent: '#1d5fa8' },
})
