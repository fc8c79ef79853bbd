/** How a window of identity verification ends: verified, given up, or failed as this PG fails. */
import type { CertificationFailure } from '../../catalog/certifications/certification-pg.ts'
import { certificationPg } from '../../catalog/certifications/index.ts'
import { refusal } from '../../catalog/refusals.ts'
import { ageOf, type Certification, type Person } from '../../certifications/certification.ts'
import type { CertificationEnding, CertificationWindow, Ended } from '../window.ts'
import type { CertifyParts } from './certify.ts'
import { personOf } from './steps.ts'

export type CertificationOutcome = 'certify' | 'cancel' | 'close' | 'abandon' | { fail: CertificationFailure }

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
  if (typeof outcome === 'object') return failed(certification, outcome.fail)
  if (outcome === 'certify') return certified(parts, window, certification)
  const { message } = certificationPg(certification.pg_provider)!.cancelled
  return { ending: outcome, error_code: null, error_msg: outcome === 'abandon' ? null : message }
}

/** A person who is too young for the page fails. Who has typed the code is verified already. */
function certified(
  { certifications, clock }: CertifyParts,
  window: CertificationWindow,
  certification: Certification,
): Ended<CertificationEnding> {
  if (certification.certified_at === 0) {
    const person = personOf(certification, window.input)
    if (isTooYoung(certification, person, clock.now())) return failed(certification, 'under_age')
    certifications.certify(window.imp_uid, person)
  }
  return { ending: 'certify', error_code: null, error_msg: null }
}

function failed(
  { pg_provider, facts }: Certification,
  code: CertificationFailure,
): Ended<CertificationEnding> {
  const { failures } = certificationPg(pg_provider)!
  const failure = failures[code]
  if (!failure) {
    const allowed = Object.keys(failures).join(', ')
    throw refusal('certification_failure_unknown', { code, allowed })
  }
  const min_age = String(facts.min_age ?? 19)
  return {
    ending: 'fail',
    error_code: failure.code,
    error_msg: failure.message.replace('{min_age}', min_age),
  }
}

export function isTooYoung(
  { facts: { min_age } }: Certification,
  { birthday }: Person,
  now: number,
): boolean {
  return min_age !== null && ageOf(birthday, now) < min_age
}
