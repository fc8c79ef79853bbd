/** payple: 페이플. No longer offered; its windows are the common ones. */
import { docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { HUB } from '../windows.ts'

export const payple = definePg({
  code: 'payple',
  name: text('페이플', 'Payple'),
  known: docs('listed by the vendor, without rules'),
  legacy: true,
  pay_methods: ['card', 'trans'],
  windows: HUB,
  window: {
    color: '#0c4a8a',
    accent: '#0c4a8a',
    english: 'never',
  },
})
