/** smartro: (구) 스마트로, in a popup. */
import { docs, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('스마트로 (구) page')

export const smartro = definePg({
  code: 'smartro',
  name: text('스마트로', 'Smartro'),
  known: page,
  legacy: true,
  pay_methods: ['card', 'trans', 'vbank'],
  cancel: { refund_tel: ['vbank'], known: docs('POST /payments/cancel refund_tel') },
  windows: { pc: [popup(observed('SDK 1.2.0'), [620, 405], { name: 'payWindow' })], mobile: [leave(page)] },
  window: { color: '#17356b', accent: '#1d57b5' },
})
