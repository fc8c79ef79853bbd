/** How a window of identity verification ends: verified, given up, or failed as this PG fails. */
import type { CertificationFailure } from '../../catalog/certifications/certification-pg.ts'
import { certificationPg } from '../../catalog/certifications/index.ts'
import { refusal } from '../../catalog/refusals.ts'
import { ageOf, type Certification, type Person } from '../../certifications/certification.ts'
import { own } from '../../core/record.ts'
import type { CertificationEnding, CertificationWindow, Ended } from '../window.ts'
import type { CertifyParts } from './parts.ts'
import { personOf } from './steps.ts'

export type CertificationOutcome =
  | 'certify'
  | 'cancel'
  | 'close'
  | 'abandon'
  /** `under_age`: somebody too young for `min_age`, whom the PG answers as a cancel. */
  | { fail: CertificationFailure }

/** Without an outcome somebody has gone through to the end: verified. */
export function conclude(
  parts: CertifyParts,
  window: CertificationWindow,
  outcome: CertificationOutcome = 'certify',
): void {
  const certification = parts.certifications.get(window.imp_uid)
  parts.windows.end(window.id, decide(parts, window, certification, outcome))
}

function decide(
  parts: CertifyParts,
  window: CertificationWindow,
  certification: Certification,
  outcome: CertificationOutcome,
): Ended<CertificationEnding> {
  if (outcome === 'certify') return certified(parts, window, certification)
  if (outcome === 'abandon') return { ending: 'abandon', error_code: null, error_msg: null }
  if (typeof outcome === 'string') return givenUp(certification, outcome)
  if (outcome.fail === 'under_age') return tooYoung(parts, certification)
  return failed(certification, outcome.fail)
}

function givenUp({ pg_provider }: Certification, ending: 'cancel' | 'close'): Ended<CertificationEnding> {
  return { ending, error_code: null, error_msg: certificationPg(pg_provider)!.cancelled.message }
}

/** Exactly as a cancel (the vendor's staff in a public issue): neither code nor text says why. The log does. */
function tooYoung(
  { certifications }: CertifyParts,
  certification: Certification,
): Ended<CertificationEnding> {
  certifications.tooYoung(certification.imp_uid)
  return givenUp(certification, 'cancel')
}

/** Who has typed the code is verified already. */
function certified(
  parts: CertifyParts,
  window: CertificationWindow,
  certification: Certification,
): Ended<CertificationEnding> {
  if (certification.certified_at === 0) {
    const person = personOf(certification, window.input)
    if (isTooYoung(certification, person, parts.clock.now())) return tooYoung(parts, certification)
    parts.certifications.certify(window.imp_uid, person)
  }
  return { ending: 'certify', error_code: null, error_msg: null }
}

function failed(
  { pg_provider }: Certification,
  code: Exclude<CertificationFailure, 'under_age'>,
): Ended<CertificationEnding> {
  const { failures } = certificationPg(pg_provider)!
  const failure = own(failures, code)
  if (!failure) {
    const allowed = ['under_age', ...Object.keys(failures)].join(', ')
    throw refusal('certification_failure_unknown', { code, allowed })
  }
  return { ending: 'fail', error_code: failure.code, error_msg: failure.message }
}

export function isTooYoung(
  { facts: { min_age } }: Certification,
  { birthday }: Person,
  now: number,
): boolean {
  return min_age !== null && ageOf(birthday, now) < min_age
}
