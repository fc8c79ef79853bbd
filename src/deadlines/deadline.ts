/** A moment at which something is over for a payment. */

export type DeadlineKind = 'vbank' | 'window' | 'auto_cancel' | 'test_charge'

export interface Deadline {
  readonly kind: DeadlineKind
  readonly due_at: number
}
