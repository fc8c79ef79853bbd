/** What a PG of identity verification (본인인증) is. Each one is one data file in this folder. */
import type { Provenance } from '../../core/provenance.ts'
import type * as w from '../../kit/index.ts'
import type { Decline, WindowRule } from '../pg.ts'

export interface CertificationPg {
  /** The word in `pg` and `pg_provider`. */
  readonly code: string
  readonly name: w.Text
  readonly known: Provenance
  /** No longer offered to new shops. */
  readonly legacy?: boolean
  /** Shop id (CPID, MID) when the page names none. */
  readonly test_mids: readonly [string, ...string[]]
  /** How the window opens. The last rule that fits holds. Null where there is none: such a PG is asked over REST alone. */
  readonly windows: {
    readonly pc: readonly WindowRule[]
    readonly mobile: readonly WindowRule[]
  } | null
  /** Colours of the window's head and of its main button. */
  readonly color: string
  readonly ink: string
  /** Whether `name`, `phone`, `carrier` and `min_age` mean anything to it. */
  readonly takes_person: boolean
  /** What GET /certifications tells of a verified person besides name, birthday, gender and CI. */
  readonly tells: Tells
  /** Shape of the transaction id: see `fill` in template.ts. */
  readonly pg_tid: { readonly shape: string; readonly known: Provenance }
  /** Whether POST /certifications/otp/* reaches it. */
  readonly otp_api: boolean
  /** Whether POST /certifications/otp/request can ask for an app in place of a text message (`verification_method: APP`). */
  readonly verifies_by_app?: true
  readonly cancelled: { readonly message: string; readonly known: Provenance }
  /** What it may answer instead of a verified person. Somebody too young for `min_age` is answered as a cancel. */
  readonly failures: Readonly<Record<Exclude<CertificationFailure, 'under_age'>, Decline>>
}

/** What may go wrong in a verification that the buyer did not give up. */
export const CERTIFICATION_FAILURES = ['wrong_otp', 'under_age', 'timeout', 'mismatch'] as const
export type CertificationFailure = (typeof CERTIFICATION_FAILURES)[number]

/** `granted`: only to shops that the PG has approved for it (settings certification_phone and certification_foreigner). */
export interface Tells {
  readonly phone: 'always' | 'granted'
  readonly carrier: 'granted' | 'never'
  /** Without it `foreigner` is false and `foreigner_v2` null, whoever it is. */
  readonly foreigner: 'always' | 'granted'
  /** DI (`unique_in_site`). */
  readonly di: 'always' | 'never'
  readonly known: Provenance
}
