/** shinhan: 신한 FAN페이. No longer offered; its windows are the common ones. */
import { manual, observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

export const shinhan = definePg({
  code: 'shinhan',
  name: text('신한 FAN페이', 'Shinhan FAN Pay'),
  known: observed('SDK 1.2.0 opens a window for it'),
  legacy: true,
  pay_methods: ['card'],
  windows: {
    pc: [popup(observed('SDK 1.2.0'), [640, 400], { name: 'X_PAY_POP' })],
    mobile: [leave(manual('2.2.c'))],
  },
  window: {
    color: '#0b3fa8',
    accent: '#0b3fa8',
    english: 'never',
  },
})
