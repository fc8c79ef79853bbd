/** What a verification may come to besides success. No source has the codes or the texts. */
import { assumed } from '../../core/provenance.ts'
import type { CertificationPg } from './certification-pg.ts'

const ours = assumed('the outcome is documented, its code and text are in no source')

export const FAILURES: CertificationPg['failures'] = {
  wrong_otp: { code: 'OTP_MISMATCH', message: '인증번호 입력 횟수를 초과하였습니다.', known: ours },
  timeout: { code: 'TIMEOUT', message: '인증 시간이 초과되었습니다.', known: ours },
  mismatch: {
    code: 'PERSON_MISMATCH',
    message: '입력하신 정보가 통신사 가입자 정보와 일치하지 않습니다.',
    known: ours,
  },
}
