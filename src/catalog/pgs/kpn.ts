/** kpn: KPN. No longer offered; its windows are the common ones. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { LIKE_OTHERS } from '../windows.ts'

export const kpn = definePg({
  code: 'kpn',
  name: w.text('KPN', 'KPN'),
  known: docs('listed by the vendor, without rules'),
  legacy: true,
  sources: { pay_methods: assumed('no source says what it sells with') },
  sells: {
    pay_methods: ['card', 'trans', 'vbank', 'phone'],
  },
  window: {
    opens: LIKE_OTHERS,
    color: '#33415c',
    accent: '#33415c',
    before: [w.terms(w.text('이용약관 동의', 'Terms'), [w.FINANCE, w.PRIVACY])],
  },
})
