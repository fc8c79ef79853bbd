/** What a pay_method is: the steps of its page, when it settles, and what it adds to a payment. One module each in methods/. */
import type { Dice } from '../core/ids.ts'
import type { Provenance } from '../core/provenance.ts'
import type { Step, Text } from '../kit/steps.ts'

export interface PayMethod {
  readonly code: string
  readonly name: Text
  readonly steps: readonly Step[]
  /** `now`: paid when the PG approves. `deposit`: an account is issued first, and paid when the money arrives. */
  readonly settles: 'now' | 'deposit'
  /** What the pay_method of the payment becomes. A PG's own `pays_as` wins. Missing: it stays. */
  readonly pays_as?: PaysAs
  /** The easy pay inside a hub PG that `emb_pg_provider` names. */
  readonly wallet?: string
  /** Nothing stays that could be charged again: no billing key is issued for it. */
  readonly keeps_no_key?: true
  /** What this method adds to the payment when the PG approves it. */
  readonly approve: (facts: ApprovalFacts) => Partial<Approval>
  readonly known: Provenance
}

/** A pay_method; or one by what the buyer chose in a field of the window. */
export type PaysAs = string | { readonly field: string; readonly by: Readonly<Record<string, string>> }

export interface ApprovalFacts {
  readonly imp_uid: string
  /** What the buyer typed into the window; the fields' samples where the buyer never came to them. */
  readonly values: Readonly<Record<string, string>>
  readonly now: number
  readonly dice: Dice
  /** The deadline that the order asked for, or the PG's default. Only where the method settles by deposit. */
  readonly vbank_date: number
  readonly vbank_holder: string | null
}

/** What only an approved payment has. Keys and empty values are those of REST's Payment. */
export interface Approval {
  apply_num: string | null
  bank_code: string | null
  bank_name: string | null
  card_code: string | null
  card_name: string | null
  card_number: string | null
  card_quota: number
  card_type: number | null
  vbank_code: string | null
  vbank_name: string | null
  vbank_num: string | null
  vbank_holder: string | null
  vbank_date: number
  vbank_issued_at: number
  /** The easy pay inside a hub PG; missing where there is none. */
  emb_pg_provider?: string
}

export const NO_APPROVAL: Approval = {
  apply_num: null,
  bank_code: null,
  bank_name: null,
  card_code: null,
  card_name: null,
  card_number: null,
  card_quota: 0,
  card_type: null,
  vbank_code: null,
  vbank_name: null,
  vbank_num: null,
  vbank_holder: null,
  vbank_date: 0,
  vbank_issued_at: 0,
}
