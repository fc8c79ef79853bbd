/** kcp_v2: NHN KCP 본인인증 without a window: POST /certifications/otp/request and /otp/confirm. */
import { assumed, docs } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { CertificationPg } from './certification-pg.ts'
import { FAILURES } from './failures.ts'

export const kcp_v2: CertificationPg = {
  code: 'kcp_v2',
  name: w.text('NHN KCP 본인인증', 'NHN KCP verification'),
  known: docs('pg/kcp-v2-identity-verification'),
  test_mids: ['S6186'],
  windows: null,
  color: '#1d3c8b',
  ink: '#ffffff',
  takes_person: true,
  tells: {
    phone: 'granted',
    carrier: 'granted',
    foreigner: 'always',
    di: 'always',
    known: assumed('the API document names the fields; no printed answer is known'),
  },
  pg_tid: { shape: '{digits:20}', known: assumed('no source has its shape') },
  otp_api: true,
  verifies_by_app: true,
  cancelled: { message: '사용자가 인증을 취소하셨습니다', known: assumed('it has no window') },
  failures: FAILURES,
}
