/** kpn: KPN. No longer offered; its windows are the common ones. */
import { docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { HUB } from '../windows.ts'

export const kpn = definePg({
  code: 'kpn',
  name: text('KPN', 'KPN'),
  known: docs('listed by the vendor, without rules'),
  legacy: true,
  pay_methods: ['card', 'trans', 'vbank', 'phone'],
  windows: HUB,
  window: {
    color: '#33415c',
    accent: '#33415c',
    english: 'never',
  },
})
