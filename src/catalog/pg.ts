/** What a PG is. Each PG is one data file in pgs/ of this type; nothing else in the project knows a PG by name. */
import type { Provenance } from '../core/provenance.ts'
import type { Step, Text } from './steps.ts'

export interface Pg {
  /** The word in `pg` and `pg_provider`. */
  readonly code: string
  readonly name: Text
  readonly known: Provenance
  /** No longer offered to new shops. */
  readonly legacy?: boolean
  /** Published test shop ids (`pg_id`); the first one is used when the order names none. */
  readonly test_mids: readonly string[]
  readonly pay_methods: readonly string[]
  /** The first one is used when the order names none. */
  readonly currencies: readonly string[]
  /** request_pay parameters that this PG insists on. */
  readonly required: readonly Requirement[]
  /** An order without `amount` counts as one of 0. */
  readonly unset_amount_is_zero?: Provenance
  /** How the window opens and the result comes home. The last rule that fits the SDK version and the order holds. */
  readonly windows: { readonly pc: readonly WindowRule[]; readonly mobile: readonly WindowRule[] }
  readonly window: Skin
  /** Days until a virtual account expires when the order has no `vbank_due`. */
  readonly vbank_days: number
  /** The account holder that this PG reports. Null where it reports none. */
  readonly vbank_holder: string | null
  /** Shape of the transaction id: see `fill` in template.ts. Keys are pay_methods, `*` is for the others. */
  readonly pg_tid: Readonly<Record<string, string>>
  /** Shape of the sales slip's address; null where the PG gives none. The sandbox serves every such slip itself. */
  readonly receipt: boolean
  readonly refusals: {
    /** What a shop reads in `error_msg` when the buyer cancels or closes the window. */
    readonly cancelled: { readonly message: string; readonly known: Provenance }
    /** `[{code}|{message}]`: how this PG's code and text are put into `error_msg` and `fail_reason`. */
    readonly format: string
    /** What this PG may answer instead of approving, by pay_method. */
    readonly declined: Readonly<Record<string, readonly Decline[]>>
  }
}

export interface Requirement {
  readonly field: string
  /** Only for this pay_method. */
  readonly pay_method?: string
  readonly message: string
  readonly known: Provenance
}

export interface Decline {
  readonly code: string
  readonly message: string
  readonly known: Provenance
}

export interface WindowRule {
  readonly kind: 'layer' | 'popup' | 'redirect'
  /** `callback`: the function given to request_pay is called. `redirect`: the browser goes to m_redirect_url. */
  readonly home: 'callback' | 'redirect'
  /** Size of the layer or popup in CSS pixels; a layer without one fills the page. */
  readonly width?: number
  readonly height?: number
  /** Only from this SDK version on. */
  readonly since?: string
  /** Only when the order says `popup: true` or `popup: false`. */
  readonly popup?: boolean
  readonly known: Provenance
}

/** What makes the window recognisable: colours, frame and steps of its own. What real windows look like is in no source. */
export interface Skin {
  /** Background and text of the head. */
  readonly color: string
  readonly ink: string
  /** What stands out on white: the chosen tile, the present step. Also the main button, with white text. */
  readonly accent: string
  /** Background and text of the main button, where it is another. */
  readonly button?: { readonly color: string; readonly ink: string }
  /** `panel`: order on the left, steps on the right. `sheet`: one column. `card`: a small box in the middle. */
  readonly layout: 'panel' | 'sheet' | 'card'
  /** Steps before those of the pay_method, for every pay_method. */
  readonly before?: readonly Step[]
  /** Steps of its own in place of a pay_method's. */
  readonly instead?: Readonly<Record<string, readonly Step[]>>
  /** Whether the window speaks English when the order says `language: 'en'`: on PC, everywhere, or never. */
  readonly english: 'pc' | 'always' | 'never'
}
