/** What identity verification refuses. */
import { assumed, observed } from '../../core/provenance.ts'
import type { RefusalRow } from './row.ts'

export const CERTIFICATION = {
  certification_not_found: {
    status: 404,
    code: -1,
    message: '인증결과가 존재하지 않습니다.',
    known: observed("clients' tests against the real service"),
  },
  certification_already_done: {
    status: 400,
    code: -1,
    message: '이미 인증된 본인인증 건입니다.',
    known: assumed('400 is documented, its text is not'),
  },
  certification_otp_missing: {
    status: 400,
    code: -1,
    message: '인증번호(otp)는 필수 입력입니다.',
    known: assumed('400 is documented, its text is not'),
  },
  certification_otp_wrong: {
    status: 400,
    code: -1,
    message: '인증번호가 일치하지 않습니다.',
    known: assumed('no source has the answer to a wrong OTP'),
  },
  certification_otp_expired: {
    status: 400,
    code: -1,
    message: '인증 시간이 초과되었습니다. 인증번호를 다시 요청해주세요.',
    known: assumed('three minutes, as such messages say; no source has the text'),
  },
  certification_person_invalid: {
    status: 400,
    code: -1,
    message: '본인인증 정보({parameter})가 올바르지 않습니다. {why}',
    known: assumed('400 is documented, its text is not'),
  },
  certification_failure_unknown: {
    status: 400,
    code: 1,
    message: '알 수 없는 본인인증 실패 사유입니다: {code} (사용 가능: {allowed})',
    known: assumed('a mistake in the outcome that was asked for'),
  },
} as const satisfies Record<string, RefusalRow>
