/** What a rightly filled step sets going: who somebody is sends a code, and the code is checked. */
import { Refusal } from '../../catalog/refusals.ts'
import { OTP_TRIES } from '../../certifications/certification.ts'
import { text } from '../../kit/steps.ts'
import type { Input, OpenStep } from '../form.ts'
import type { Taken } from '../kind.ts'
import type { CertificationWindow } from '../window.ts'
import { type CertificationOutcome, isTooYoung } from './end.ts'
import type { CertifyParts } from './parts.ts'
import { personOf } from './steps.ts'

export function taken(
  parts: CertifyParts,
  window: CertificationWindow,
  step: OpenStep,
  values: Input,
): Taken<CertificationOutcome> | null {
  return step.id === 'otp' ? codeTyped(parts, window, values.otp ?? '') : sendCode(parts, window, values)
}

function sendCode(
  { certifications }: CertifyParts,
  { imp_uid }: CertificationWindow,
  values: Input,
): Taken<CertificationOutcome> | null {
  try {
    certifications.sendOtp(imp_uid, personOf(certifications.get(imp_uid), values))
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { problems: { birth: text(error.message, 'There is no such person.') } }
  }
}

/** Three wrong codes end the window, and so does one that comes too late. */
function codeTyped(
  { certifications, clock }: CertifyParts,
  { imp_uid }: CertificationWindow,
  otp: string,
): Taken<CertificationOutcome> | null {
  const before = certifications.get(imp_uid)
  if (before.person && isTooYoung(before, before.person, clock.now())) {
    return { problems: {}, outcome: { fail: 'under_age' } }
  }
  try {
    certifications.confirm(imp_uid, otp)
    return null
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const problems = { otp: text(error.message, 'The code is wrong.') }
    if (error.name === 'certification_otp_expired') return { problems, outcome: { fail: 'timeout' } }
    const is_last_try = certifications.get(imp_uid).otp_wrong >= OTP_TRIES
    return is_last_try ? { problems, outcome: { fail: 'wrong_otp' } } : { problems }
  }
}
