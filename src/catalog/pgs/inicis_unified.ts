/** inicis_unified: KG이니시스 통합인증. Verifies identities and sells nothing. */
import { docs } from '../../core/provenance.ts'
import { definePg } from '../define.ts'
import { text } from '../steps.ts'
import { leave, popup } from '../windows.ts'

const known = docs('IMP.certification: providers')

export const inicis_unified = definePg({
  code: 'inicis_unified',
  name: text('KG이니시스 통합인증', 'KG Inicis identity verification'),
  known,
  pay_methods: [],
  windows: { pc: [popup(known)], mobile: [popup(known), leave(known, { popup: false })] },
  window: { color: '#d8232a', accent: '#d8232a' },
})
