/** inicis_unified: KG이니시스 통합인증. A popup, unless a phone asks for none. It knows no DI. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { WindowRule } from '../pg.ts'
import type { CertificationPg } from './certification-pg.ts'
import { FAILURES } from './failures.ts'

const popup = (name: string): WindowRule => ({
  kind: 'popup',
  home: 'callback',
  width: 450,
  height: 750,
  name,
  known: observed('popup of inicis certification in SDK 1.2.0'),
})

/** A phone gets the popup only when it says so; without it, the page leaves. */
export const inicisWindows = (name: string): CertificationPg['windows'] => ({
  pc: [popup(name)],
  mobile: [
    {
      kind: 'redirect',
      home: 'redirect',
      known: observed('SDK 1.2.0 opens no popup on a phone without popup: true'),
    },
    { ...popup(name), popup: true },
  ],
})

export const inicis_unified: CertificationPg = {
  code: 'inicis_unified',
  name: w.text('KG이니시스 통합인증', 'KG Inicis verification'),
  known: docs('v1-sdk/cft'),
  test_mids: ['INIiasTest'],
  windows: inicisWindows('IMP_INICIS_UNIFIED_CERT'),
  color: '#d8232a',
  ink: '#ffffff',
  takes_person: false,
  tells: {
    phone: 'always',
    carrier: 'never',
    foreigner: 'always',
    di: 'never',
    known: observed('five printed answers; the API document lists phone unconditionally'),
  },
  pg_tid: {
    shape: 'INISA_{mid}{yyyyMMddHHmmss}{digits:10}',
    known: observed('five printed answers'),
  },
  otp_api: false,
  cancelled: {
    message: '사용자가 인증을 취소하셨습니다',
    known: assumed('in the words of a cancelled html5_inicis payment'),
  },
  failures: FAILURES,
}
