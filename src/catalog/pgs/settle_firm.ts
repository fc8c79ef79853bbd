/** settle_firm: 세틀 펌뱅킹. */
import { observed } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { layer, popup } from '../windows.ts'

const sdk = observed('SDK 1.2.0')
const WINDOWS = [layer(sdk, [410, 700]), popup(sdk, [480, 770], { name: 'IMP_SETTLE_FIRM', popup: true })]

export const settle_firm = definePg({
  code: 'settle_firm',
  name: text('세틀 펌뱅킹', 'Settle firm banking'),
  known: sdk,
  legacy: true,
  pay_methods: ['trans'],
  windows: { pc: WINDOWS, mobile: WINDOWS },
  window: { color: '#3b2a7a', accent: '#4a36a0', layout: 'card' },
})
