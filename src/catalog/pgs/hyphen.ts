/** hyphen: 하이픈. No longer offered; its windows are the common ones. */
import { docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { HUB } from '../windows.ts'

export const hyphen = definePg({
  code: 'hyphen',
  name: text('하이픈', 'Hyphen'),
  known: docs('listed by the vendor, without rules'),
  legacy: true,
  pay_methods: ['trans'],
  windows: HUB,
  window: {
    color: '#17424f',
    accent: '#17424f',
    english: 'never',
  },
})
