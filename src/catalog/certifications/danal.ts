/** danal: 다날 휴대폰 본인인증, the one that IMP.certification began with. */
import { assumed, docs, observed } from '../../core/provenance.ts'
import * as w from '../../kit/index.ts'
import type { CertificationPg } from './certification-pg.ts'
import { FAILURES } from './failures.ts'

export const danal: CertificationPg = {
  code: 'danal',
  name: w.text('다날 휴대폰 본인인증', 'Danal mobile verification'),
  known: docs('SMS 본인인증 manual; extra/identity-verification'),
  test_mids: ['A010002002'],
  windows: {
    pc: [
      {
        kind: 'layer',
        home: 'callback',
        width: 410,
        height: 660,
        known: observed('layer of danal certification in SDK 1.2.0'),
      },
      {
        kind: 'redirect',
        home: 'redirect',
        asked: { param: 'm_redirect_url' },
        popup: false,
        since: '1.1.7',
        known: docs('SDK release note 1.1.7: redirect by m_redirect_url, popup is false unless asked for'),
      },
      {
        kind: 'popup',
        home: 'callback',
        width: 440,
        height: 800,
        name: 'IMP_DANAL_CERT',
        popup: true,
        since: '1.1.6',
        known: observed('popup of danal certification in SDK 1.2.0'),
      },
      {
        kind: 'popup',
        home: 'callback',
        width: 440,
        height: 800,
        name: 'IMP_DANAL_CERT',
        since: 'v1',
        known: docs('v1-sdk/cft: on PC popup is true always'),
      },
    ],
    mobile: [
      { kind: 'layer', home: 'callback', known: docs('SMS 본인인증 manual') },
      {
        kind: 'redirect',
        home: 'redirect',
        asked: { param: 'm_redirect_url' },
        popup: false,
        since: '1.1.7',
        known: docs('SDK release note 1.1.7'),
      },
      {
        kind: 'popup',
        home: 'callback',
        width: 440,
        height: 800,
        name: 'IMP_DANAL_CERT',
        popup: true,
        since: '1.1.6',
        known: docs('SMS 본인인증 manual: popup'),
      },
    ],
  },
  color: '#0b62c4',
  ink: '#ffffff',
  takes_person: true,
  tells: {
    phone: 'granted',
    carrier: 'granted',
    foreigner: 'granted',
    di: 'always',
    known: observed(
      'printed answers of shops; phone comes after an approval by danal (extra/identity-verification)',
    ),
  },
  pg_tid: {
    shape: '{yyyyMMddHHmmss}{digits:10}',
    known: observed('printed answers of shops: 24 digits that begin with the time'),
  },
  otp_api: true,
  cancelled: {
    message: '[결제포기] 사용자가 인증을 취소하셨습니다',
    known: assumed('the wording of a cancelled danal payment'),
  },
  failures: FAILURES,
}
