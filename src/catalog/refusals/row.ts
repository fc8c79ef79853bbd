/** One "no": what goes over the wire, and how we know the text. */
import type { Provenance } from '../../core/provenance.ts'

export interface RefusalRow {
  /** HTTP status of a REST answer. */
  readonly status: number
  /** `code` in the REST envelope. */
  readonly code: number
  /** `error_code` of a request_pay result, where there is one. */
  readonly error_code?: string
  /** The Korean text; `{word}` is filled from the refusal's values. */
  readonly message: string
  readonly known: Provenance
  /** Told by default, while the request goes on; strictness `strict` refuses it. */
  readonly is_remark?: true
  /** Why it stops a payment though no source shows that iamport refuses it. */
  readonly because?: string
}
