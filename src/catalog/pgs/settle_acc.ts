/** settle_acc: 내통장결제, transfers only and no test mode. */
import { docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const page = docs('내통장결제 page')

export const settle_acc = definePg({
  code: 'settle_acc',
  name: text('내통장결제', 'Settle account pay'),
  known: page,
  pay_methods: ['trans'],
  windows: { pc: [popup(page, [720, 630])], mobile: [popup(page, [720, 630]), leave(page, { since: 'v1' })] },
  window: { color: '#3b2a7a', accent: '#4a36a0', layout: 'card' },
  receipt: false,
  billing: { charges: 'amount', known: page },
  notes: [{ text: 'no test mode and no receipt_url', known: page }],
})
