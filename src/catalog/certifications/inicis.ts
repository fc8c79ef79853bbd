/** inicis: KG이니시스 신용카드 본인인증 of SDK 1.1.8 and 1.2.0. Given up since. */
import { docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { CertificationPg } from './certification-pg.ts'
import { inicis_unified, inicisWindows } from './inicis_unified.ts'

export const inicis: CertificationPg = {
  ...inicis_unified,
  code: 'inicis',
  name: w.text('KG이니시스 카드 본인인증', 'KG Inicis card verification'),
  known: docs('SDK release note 1.1.8'),
  legacy: true,
  test_mids: ['INIpayTest'],
  windows: inicisWindows('IMP_INICIS_CERT'),
}
