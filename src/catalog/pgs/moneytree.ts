/** moneytree: 머니트리. No longer offered; its windows are the common ones. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { LIKE_OTHERS } from '../windows.ts'

export const moneytree = definePg({
  code: 'moneytree',
  name: w.text('머니트리', 'Moneytree'),
  known: docs('listed by the vendor, without rules'),
  legacy: true,
  sources: { pay_methods: assumed('no source says what it sells with') },
  sells: {
    pay_methods: ['card', 'phone'],
  },
  window: {
    opens: LIKE_OTHERS,
    color: '#1a2f6b',
    accent: '#1a2f6b',
  },
})
