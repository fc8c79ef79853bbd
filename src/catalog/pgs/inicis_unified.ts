/** inicis_unified: KG이니시스 통합인증. Verifies identities and sells nothing; its windows are those of certifications/. */
import { docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import { definePg } from '../define.ts'
import { leave, popup } from '../windows.ts'

const known = docs('IMP.certification: providers')
const size = observed('popup of inicis certification in SDK 1.2.0')

export const inicis_unified = definePg({
  code: 'inicis_unified',
  name: w.text('KG이니시스 통합인증', 'KG Inicis identity verification'),
  known,
  sells: {
    pay_methods: [],
  },
  window: {
    opens: {
      pc: [popup(size, [450, 750])],
      mobile: [popup(size, [450, 750]), leave(known, { popup: false })],
    },
    color: '#d8232a',
    accent: '#d8232a',
  },
})
