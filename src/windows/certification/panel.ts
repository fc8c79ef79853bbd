/** What is pressed in the sandbox's own panel of a verification window. An unknown word verifies. */
import { CERTIFICATION_FAILURES } from '../../catalog/certifications/certification-pg.ts'
import type { CertificationOutcome } from './end.ts'

export function readPanel({ outcome, fail = '' }: Readonly<Record<string, string>>): {
  outcome: CertificationOutcome
  wait_ms: number
} {
  return { outcome: readOutcome(outcome, fail), wait_ms: 0 }
}

function readOutcome(outcome: string | undefined, fail: string): CertificationOutcome {
  if (outcome === 'cancel' || outcome === 'close' || outcome === 'abandon') return outcome
  if (outcome !== 'fail') return 'certify'
  return { fail: CERTIFICATION_FAILURES.find((known) => known === fail) ?? 'mismatch' }
}
